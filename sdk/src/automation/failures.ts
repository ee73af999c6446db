import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConcurrentUpdateError, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Failure, FailureKind } from "./failure-types.js";

/** Kinds that can go away by themselves. */
const RETRYABLE: ReadonlySet<FailureKind> = new Set([
  "conflict",
  "throttled",
  "timeout",
  "unavailable",
  "deadline",
  "locked",
]);

/** One of Pulumi's operations failed. `cause` is Pulumi's own error. */
export class OperationError extends Error {
  override readonly name = "OperationError";
  /** What failed; empty if nothing of indiecloud did, as with an error in the program. */
  readonly failures: readonly Failure[];
  /**
   * Whether running the operation again can help without anybody doing something: there are failures, and all of them are of
   * a kind that can go away by itself.
   */
  readonly retryable: boolean;

  constructor(failures: readonly Failure[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.failures = failures;
    this.retryable = failures.length > 0 && failures.every(({ kind }) => RETRYABLE.has(kind));
  }
}

const VARIABLE = "INDIECLOUD_FAILURES";

/**
 * Runs one of Pulumi's operations on a stack. If it fails, the error says as data what failed and whether trying again can
 * help; Pulumi's own error contains only text.
 *
 *     const { summary } = await withFailures(stack, () => stack.up({ signal }));
 *
 * @param operation Runs Pulumi on this stack, once, and nothing else on this stack at the same time.
 * @throws OperationError if the operation failed.
 */
export async function withFailures<T>(stack: Stack, operation: () => Promise<T>): Promise<T> {
  const { envVars } = stack.workspace;
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-failures-"));
  const file = join(folder, "failures.jsonl");
  envVars[VARIABLE] = file;
  try {
    return await operation();
  } catch (error) {
    const recorded = failuresIn(await readFile(file, "utf8").catch(() => ""));
    const locked: Failure[] =
      error instanceof ConcurrentUpdateError ? [{ about: stack.name, kind: "locked", message: lockIn(error) }] : [];
    throw new OperationError([...locked, ...recorded], error);
  } finally {
    delete envVars[VARIABLE];
    await rm(folder, { recursive: true, force: true });
  }
}

/** Who has locked the stack, in Pulumi's words. */
const lockIn = ({ message }: Error): string =>
  /created by .* at \S+/.exec(message)?.[0] ?? "another run has locked the stack";

/** A preview and the update after it fail alike, so each failure counts once. Pure. */
export function failuresIn(text: string): Failure[] {
  const lines = new Set(text.split("\n").filter((line) => line !== ""));
  return [...lines].flatMap((line) => parsed(line) ?? []);
}

/** Undefined for a line whose writer was killed. */
function parsed(line: string): Failure | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
