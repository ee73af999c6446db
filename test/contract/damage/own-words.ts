import type { CloudName } from "../../../emulators/src/index.ts";
import { isRecord } from "../../../provider/src/engine/definition/values.ts";
import type { Harness } from "../suite/harness.ts";
import { type Format, parse, type Value } from "./elements.ts";
import type { Trial } from "./runs.ts";

/*
 * What answers mean according to the clouds' references, implemented independently of the provider. An answer that
 * means this is not damaged, whatever it was made from.
 */

const member = (value: Value | undefined, ...path: readonly string[]): Value | undefined => {
  const [first, ...rest] = path;
  if (first === undefined) {
    return value;
  }
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? member(Object.entries(value).find(([key]) => key === first)?.[1], ...rest)
    : undefined;
};

const documentOf = (format: Format, { damage, body }: Trial): Value | undefined => {
  try {
    return parse(format, damage.apply(body));
  } catch {
    return undefined;
  }
};

/**
 * An empty list in the cloud's own form, from which nobody can tell what it was made from: OVHcloud's lists have no
 * envelope, LunaNode's keys and rules have no name next to the verdict, and XML encodes "empty" and "nothing" alike.
 */
export function isEmptyList({ target, form }: Harness, { operation, damage, body }: Trial): boolean {
  const text = () => damage.apply(body).replaceAll(/\s/g, "");
  const list =
    /^(result\.response|DescribeAddressesResponse\.addressesSet|DescribeKeyPairsResponse\.keySet|DescribeInstancesResponse\.reservationSet(\.item\.instancesSet)?) set to ""$/;
  return (
    (target.cloud === "ovh" && operation.startsWith("GET ") && body.startsWith("[") && text() === "[]") ||
    // An empty map is written as PHP writes it.
    (target.cloud === "lunanode" &&
      /^dns2\/(zone|record)-list$|^dns\/dyn-list$/.test(operation) &&
      /^(zones|records|dyns) set to \[\]$/.test(damage.what)) ||
    // Rows are objects: an answer with the verdict and texts has none.
    (target.cloud === "lunanode" &&
      /(sshkey\/|rule-)list$/.test(operation) &&
      /^\{"success":"yes"(,"\w+":"[^"]*")*\}$/.test(text())) ||
    (form === "xml" && list.test(damage.what))
  );
}

/** GigeNET's address that no instance has is one without `instanceId`. */
export const isUnassociated = ({ target }: Harness, { operation, damage }: Trial): boolean =>
  target.cloud === "gigenet" &&
  operation === "DescribeAddresses" &&
  /instanceId (dropped|renamed|set to (""|null))$/.test(damage.what);

/** NAVER's addresses have no name and need no description: one without a description is simply another address. */
export const isUnnamed = ({ target }: Harness, { damage }: Trial): boolean =>
  target.cloud === "naver" && damage.what.endsWith("publicIpDescription dropped");

/** OVHcloud's DNS record of the zone itself has an empty name, or none. */
export const isZoneItself = ({ target }: Harness, { operation, damage }: Trial): boolean =>
  target.cloud === "ovh" && operation.includes("/record") && /subDomain set to (""|null)$/.test(damage.what);

/** Whether the answer says that a change was made. */
export function saysDone(format: Format, cloud: CloudName, trial: Trial): boolean {
  const document = documentOf(format, trial);
  const root = `${trial.operation}Response`;
  switch (cloud) {
    case "lunanode":
      return member(document, "success") === "yes";
    case "naver":
      return String(member(document, root, "returnCode")) === "0";
    case "gigenet": {
      const returned = member(document, root, "return");
      return String(member(document, root, "RequestID") ?? "") !== "" && (returned ?? "true") === "true";
    }
    case "hostdime": {
      const envelope = format === "xml" ? member(document, "result") : document;
      const [response, error] = [member(envelope, "response"), member(envelope, "error")];
      // An empty map is an empty list (docs/api/hostdime.md §5.1).
      const isEmpty = isRecord(error) && Object.keys(error).length === 0;
      const isNone = error === undefined || error === null || isEmpty || ["", "false"].includes(String(error));
      return isNone && (error !== undefined || ![undefined, null, ""].includes(String(response)));
    }
    case "ovh":
      // A new password is shown only in this answer.
      return (
        document === null ||
        (trial.operation.endsWith("/regeneratePassword") && typeof member(document, "password") === "string")
      );
  }
}
