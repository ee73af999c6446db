import test, { type ExecutionContext } from "ava";

/** Declares a test that receives what it needs. */
export type DeclareWith<T> = (
  title: string,
  implementation: (t: ExecutionContext, needed: T) => Promise<void> | void,
) => void;

/**
 * Declares tests that need something a developer may not have. If it is not available, the tests are skipped and their
 * titles say why; with `INDIECLOUD_SKIP=never`, which CI sets, they fail instead, unless CI itself may lack it.
 */
export async function testsThatNeed<T>(
  what: string,
  get: () => Promise<T>,
  { ciMayLackIt = false } = {},
): Promise<DeclareWith<T>> {
  let needed: T;
  try {
    needed = await get();
  } catch (error) {
    const why = lastLine(error);
    return (title) => {
      if (process.env.INDIECLOUD_SKIP === "never" && !ciMayLackIt) test(title, (t) => t.fail(why));
      else test.skip(`${title} [no ${what}: ${why}]`, (t) => t.fail(why));
    };
  }
  return (title, implementation) => test(title, (t) => implementation(t, needed));
}

/** The last line of a failed command's output: with pip and Go, the reason. */
function lastLine(error: unknown): string {
  const reported = error instanceof Error ? ("stderr" in error && String(error.stderr).trim()) || error.message : "";
  return reported.split("\n").at(-1) ?? "";
}
