import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { privateKey } from "../../engine/definition/key-types.ts";
import type { Ovh } from "./account.ts";
import { regional } from "./load-balancer-parts.ts";
import { type CertificateRow, certificateRow } from "./load-balancer-schemas.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<CertificateRow> }>();

export const certificates = regional("/keymanager/certificate", "certificateId", certificateRow);

const pem = z.string().min(1);
const hidden = "OVHcloud does not show it.";

export const certificate = define({
  token: "ovh:Certificate",
  noun: "certificate",
  description:
    "A certificate with its key, for `certificate` of a listener. OVHcloud cannot change one: every change replaces it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, { ...NAME_FIELD, change: "replace", read: { ...NAME_FIELD.read, drift: "report" } }),
    region: required(ref, PLACED_REGION_FIELD),
    certificate: optional(pem, {
      description: `The certificate, as PEM. A new one needs it. ${hidden}`,
      change: "replace",
    }),
    privateKey: optional(privateKey(), {
      description: `Its private key, as PEM. A new one needs it. ${hidden}`,
      change: "replace",
      secret: true,
    }),
    intermediates: optional(pem, { description: `Intermediate certificates, as PEM. ${hidden}`, change: "replace" }),
    privateKeyPassphrase: optional(pem, {
      description: `Passphrase of the key. ${hidden}`,
      change: "replace",
      secret: true,
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    certificateId: output(z.string(), {
      always: true,
      description: "ID of the certificate.",
      from: { row: (row) => row.id },
    }),
  },
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("5bfc0509-…"),
  views: { row: certificates.view },
  nameOf: ({ row }) => row?.name,
  // An existing one can be imported and adopted without them, as they are not shown.
  validate: (_desired, isSet, creates) =>
    (["certificate", "privateKey"] as const)
      .filter((property) => creates && !isSet(property))
      .map((property) => ({ property, reason: "a new certificate needs it, as PEM" })),
  create: async ({ api, scope, desired }) => {
    const { name, certificate: content, privateKey: key, intermediates, privateKeyPassphrase } = desired;
    const parameters = { name, certificate: content, privateKey: key, intermediates, privateKeyPassphrase };
    return (await certificates.post(api, scope, parameters)).id;
  },
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, at }) => certificates.remove(api, at),
});
