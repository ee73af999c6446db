/**
 * What went wrong with an operation on a resource, by what can be done about it.
 *
 * - `auth`, `notFound`, `quota`, `capacity`, `invalid`, `conflict`, `throttled`, `timeout`, `protocol`, `unavailable`: the
 *   cloud's answer, or that there was none.
 * - `deadline`: the resource was not ready in time. It is in the state, and the next `up` continues to wait.
 * - `canceled`: Pulumi asked the provider to stop.
 * - `buildFailed`: the cloud could not build the server.
 * - `refused`: the provider stopped, because going on was not safe: a server of that name exists, or it is not known whether a
 *   call created one.
 * - `locked`: another run has locked the stack.
 * - `other`: everything else, such as an error in the program.
 */
export type FailureKind =
  | "auth"
  | "notFound"
  | "quota"
  | "capacity"
  | "invalid"
  | "conflict"
  | "throttled"
  | "timeout"
  | "protocol"
  | "unavailable"
  | "deadline"
  | "canceled"
  | "buildFailed"
  | "refused"
  | "locked"
  | "other";

/** One operation that failed. Contains no secrets. */
export interface Failure {
  /** The resource: its URN, or with dynamic resources its type and ID. */
  about: string;
  kind: FailureKind;
  /** `LunaNode` */
  cloud?: string;
  /** The cloud's own name of the call that failed, such as `vm/create`. */
  call?: string;
  /** `none`: the cloud certainly did nothing. `unknown`: the call may have taken effect; the next `up` looks first. */
  effect?: "none" | "unknown";
  /** As Pulumi shows it. */
  message: string;
}
