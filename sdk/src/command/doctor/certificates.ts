import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { messageOf } from "../command-error.js";
import type { Check } from "./cloud.js";

/**
 * Checks the file named by NODE_EXTRA_CA_CERTS, if set: Node.js silently ignores an unusable file in the provider's
 * process.
 */
export function checkCertificates(path: string | undefined, now: number): Check[] {
  if (path === undefined || path === "") {
    return [];
  }
  const what = "extra CA certificates";
  const nextStep = "Set NODE_EXTRA_CA_CERTS to a file with PEM certificates, or unset it.";
  try {
    const texts = readFileSync(path, "utf8").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const certificates = texts.map((text) => new X509Certificate(text));
    const over = certificates.filter(({ validTo }) => Date.parse(validTo) < now).length;
    const found = `${certificates.length} in ${path} (NODE_EXTRA_CA_CERTS)`;
    return over > 0 || certificates.length === 0
      ? [{ what, result: "failed", found: over > 0 ? `${found}, ${over} of them expired` : found, nextStep }]
      : [{ what, result: "ok", found }];
  } catch (error) {
    const why = messageOf(error);
    return [{ what, result: "failed", found: `${path} (NODE_EXTRA_CA_CERTS) cannot be used: ${why}`, nextStep }];
  }
}
