import type { LunaNodeSwitches } from "./switches.ts";

/** An error: becomes `success: "no"` with this text. */
export class LunaNodeError extends Error {}

/** The wording for every failed authentication, whatever the cause (docs/api/lunanode.md §1.3). */
export const authenticationText =
  "authentication failure; common reasons: bad nonce (computer time off), source IP mismatch, invalid API id/key";

/** Kinds as they appear in texts. */
export type Kind =
  | "vm"
  | "image"
  | "volume"
  | "volume snapshot"
  | "floating IP"
  | "network"
  | "security group"
  | "rule"
  | "script"
  | "key"
  | "IP address"
  | "zone"
  | "record"
  | "dynamic name";

export function notFound(kind: Kind, switches: LunaNodeSwitches): LunaNodeError {
  const known = kind === "vm" || kind === "image";
  return new LunaNodeError(known ? `invalid ${kind}` : switches.notFoundText.replaceAll("{kind}", kind));
}

export function inUse(kind: Kind, switches: LunaNodeSwitches): LunaNodeError {
  return new LunaNodeError(switches.inUseText.replaceAll("{kind}", kind));
}

/**
 * A VM's state does not allow the call. Errors of the underlying OpenStack appear as JSON in the text
 * (docs/api/lunanode.md §1.3).
 */
export function conflict(verb: string, vmId: string, state: string, switches: LunaNodeSwitches): LunaNodeError {
  const message = `Cannot '${verb}' instance ${vmId} while it is in vm_state ${state}`;
  if (switches.conflictError === "plain") return new LunaNodeError(message);
  return new LunaNodeError(JSON.stringify({ conflictingRequest: { message, code: 409 } }));
}
