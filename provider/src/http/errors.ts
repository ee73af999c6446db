/** What a user can do about an error: each kind has its own remedy. */
export type ErrorKind =
  | "auth"
  | "notFound"
  | "quota"
  | "capacity"
  | "invalid"
  | "conflict"
  | "throttled"
  | "timeout"
  | "protocol"
  | "unavailable";

/** `none`: the cloud certainly did nothing. `unknown`: the request may have taken effect. */
export type Effect = "none" | "unknown";

export interface CloudErrorDetails {
  kind: ErrorKind;
  /** Display name of the cloud, e.g. `LunaNode`. */
  cloud: string;
  /** The cloud's own name of the call, e.g. `vm/create`. */
  call: string;
  effect: Effect;
  /** The cloud's own words, already redacted, or a description of what was wrong with its answer. */
  words: string;
  /** What the user should do next: one sentence. */
  nextStep: string;
  httpStatus?: number | undefined;
  /** The cloud's own error code. */
  code?: string | undefined;
  requestId?: string | undefined;
  /** Seconds that the cloud asked to wait before the next attempt. */
  retryAfter?: number | undefined;
  /** Refused only for now, because another operation is in progress. */
  busy?: boolean | undefined;
  cause?: unknown;
}

/** The only error that the request chain throws. Its message reads: `<cloud> <call>: <words> (<facts>). <next step>` */
export class CloudError extends Error {
  override readonly name = "CloudError";
  readonly kind: ErrorKind;
  readonly cloud: string;
  readonly call: string;
  readonly effect: Effect;
  readonly words: string;
  readonly nextStep: string;
  readonly httpStatus: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  readonly busy: boolean;

  constructor(details: CloudErrorDetails) {
    const facts = [
      details.code === undefined ? undefined : `code ${details.code}`,
      details.httpStatus === undefined ? undefined : `HTTP ${details.httpStatus}`,
      details.requestId === undefined ? undefined : `request ${details.requestId}`,
    ].filter((fact) => fact !== undefined);
    // Otherwise the cloud's own full stop would come before the facts.
    const words = facts.length > 0 ? details.words.replace(/\.$/, "") : details.words;
    const where = `${details.cloud} ${details.call}: ${words}`;
    super(
      `${where}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${/[.!?]$/.test(where) && facts.length === 0 ? "" : "."} ${details.nextStep}`,
      { cause: details.cause },
    );
    this.kind = details.kind;
    this.cloud = details.cloud;
    this.call = details.call;
    this.effect = details.effect;
    this.words = details.words;
    this.nextStep = details.nextStep;
    this.httpStatus = details.httpStatus;
    this.code = details.code;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
    this.busy = details.busy === true;
  }
}
