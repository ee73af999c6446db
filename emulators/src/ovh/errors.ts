import { STATUS_CODES } from "node:http";
import type { OvhSwitches } from "./switches.ts";

export interface ErrorDetail {
  readonly status: number;
  /** Such as `Client::NotFound`; further parts refine it. */
  readonly class: string;
  readonly message: string;
  /** `errorCode` of the older form; not every error has one. */
  readonly legacyCode?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error: becomes a status and a body (docs/api/ovh.md §2.2). */
export class OvhError extends Error {
  readonly detail: ErrorDetail;

  constructor(detail: ErrorDetail) {
    super(detail.message);
    this.detail = detail;
  }

  body(style: OvhSwitches["errorStyle"]): string {
    const { status, class: name, message, legacyCode, details } = this.detail;
    if (style === "class") return JSON.stringify({ class: name, message, details });
    return JSON.stringify({ message, httpCode: `${status} ${STATUS_CODES[status] ?? ""}`, errorCode: legacyCode });
  }
}

export function badRequest(message: string): OvhError {
  return new OvhError({ status: 400, class: "Client::BadRequest", message });
}

/** Bad signatures are 400, not 401 or 403 (docs/api/ovh.md §2.2). */
export function invalidSignature(): OvhError {
  const detail = { status: 400, class: "Client::BadRequest", message: "Invalid signature" };
  return new OvhError({ ...detail, legacyCode: "INVALID_SIGNATURE" });
}

export function forbidden(message: string, legacyCode = "FORBIDDEN"): OvhError {
  return new OvhError({ status: 403, class: "Client::Forbidden", message, legacyCode });
}

/**
 * The error for a project that is unknown, belongs to another account, or is not visible yet (docs/api/ovh.md §3.8).
 */
export function unknownService(): OvhError {
  return new OvhError({ status: 404, class: "Client::NotFound", message: "This service does not exist" });
}

export function notFound(kind: string, { notFoundText }: OvhSwitches): OvhError {
  const message = notFoundText.replaceAll("{kind}", kind);
  return new OvhError({ status: 404, class: "Client::NotFound", message });
}

/** An object that a body refers to does not exist, or cannot be used there. */
export function badReference(kind: string, given: string, switches: OvhSwitches): OvhError {
  return unknownReference(`${kind} ${given}`, switches, kind === "Region" ? "::RegionNotFound" : "");
}

/** The same, in recorded words, such as `ssh (id = 6d65)`. */
export function unknownReference(what: string, { unknownReference: status }: OvhSwitches, refined = ""): OvhError {
  const message = `${what} does not exist`;
  if (status === "400") return badRequest(message);
  return new OvhError({ status: 404, class: `Client::NotFound${refined}`, message });
}

/**
 * The object's state does not allow the call: 409, or 400 for several calls where it means "not ready" (docs/api/ovh.md
 * §5.3, §5.4).
 */
export function busy(message: string, { busyStatus }: OvhSwitches): OvhError {
  if (busyStatus === "400") return badRequest(message);
  return new OvhError({ status: 409, class: "Client::Conflict::ServiceNotReady", message });
}

export function conflict(message: string, name = "Client::Conflict"): OvhError {
  return new OvhError({ status: 409, class: name, message });
}

export function wrongType(message: string, switches: OvhSwitches): OvhError {
  return switches.wrongType === "invalid-signature" ? invalidSignature() : badRequest(message);
}
