import { STATUS_CODES } from "node:http";
import type { OvhSwitches } from "./switches.ts";

export interface ErrorDetail {
  readonly status: number;
  /** As `Client::NotFound`; more parts refine it. */
  readonly class: string;
  readonly message: string;
  /** `errorCode` of the older form; there is not always one. */
  readonly legacyCode?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: becomes a status and a body (docs/api/ovh.md §2.2). */
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

/** What an unknown project, one of another account and one not visible yet have in common (docs/api/ovh.md §3.8). */
export function unknownService(): OvhError {
  return new OvhError({ status: 404, class: "Client::NotFound", message: "This service does not exist" });
}

export function notFound(kind: string, { notFoundText }: OvhSwitches): OvhError {
  const message = notFoundText.replaceAll("{kind}", kind);
  return new OvhError({ status: 404, class: "Client::NotFound", message });
}

/** Something that a body refers to is not there, or cannot be used there. */
export function badReference(kind: string, given: string, switches: OvhSwitches): OvhError {
  return unknownReference(`${kind} ${given}`, switches, kind === "Region" ? "::RegionNotFound" : "");
}

/** The same, in words that were recorded, such as `ssh (id = 6d65)`. */
export function unknownReference(what: string, { unknownReference: status }: OvhSwitches, refined = ""): OvhError {
  const message = `${what} does not exist`;
  if (status === "400") return badRequest(message);
  return new OvhError({ status: 404, class: `Client::NotFound${refined}`, message });
}

/** The state forbids the call: 409, or the 400 of several calls that mean "not ready" (docs/api/ovh.md §5.3, §5.4). */
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
