/** The error codes of the envelope. HostDime's own are unknown (docs/api/hostdime.md §4.2). */
export const errorCodes = [400, 401, 403, 404, 405, 408, 409, 422, 429, 500] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error: becomes `error: {code, message}`. */
export class HostDimeError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function invalid(name: string): HostDimeError {
  return new HostDimeError(400, `invalid parameter ${name}`);
}
