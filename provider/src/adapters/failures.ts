import { appendFileSync } from "node:fs";
import type { Failure, FailureKind } from "../../../sdk/src/automation/failure-types.ts";
import { BuildFailedError, CancelledError, DeadlineError, messageOf, RefusedError } from "../engine/errors.ts";
import { CloudError } from "../http/errors.ts";
import { printable } from "../http/printable.ts";

/*
 * Pulumi passes on only the text of an error. A program that runs Pulumi needs its kind too, to know whether trying again can
 * help: it names a file in INDIECLOUD_FAILURES, and every operation that fails appends a line of JSON.
 */

const DEPTH = 10;

/** The outermost error of a known kind: others wrap it, to keep the object's ID. */
function* causes(error: unknown): Generator<Error> {
  for (let each = error, depth = 0; each instanceof Error && depth < DEPTH; each = each.cause, depth += 1) yield each;
}

function kindOf(error: Error): FailureKind | undefined {
  if (error instanceof CloudError) return error.kind;
  if (error instanceof DeadlineError) return "deadline";
  if (error instanceof CancelledError) return "canceled";
  if (error instanceof BuildFailedError) return "buildFailed";
  return error instanceof RefusedError ? "refused" : undefined;
}

export function failureOf(about: string, error: unknown): Failure {
  const known = [...causes(error)].find((each) => kindOf(each) !== undefined);
  return {
    about,
    kind: (known && kindOf(known)) ?? "other",
    ...(known instanceof CloudError ? { cloud: known.cloud, call: known.call, effect: known.effect } : {}),
    message: printable(messageOf(error)),
  };
}

/** Never fails: the error itself still reaches Pulumi. At once, because the process may end with it. */
export function recordFailure(file: string | undefined, about: string, error: unknown): void {
  if (file === undefined || file === "") return;
  try {
    appendFileSync(file, `${JSON.stringify(failureOf(about, error))}\n`, { mode: 0o600 });
  } catch {
    // The program then sees an error without a kind, and does not try again.
  }
}
