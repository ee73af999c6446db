import test, { type ExecutionContext } from "ava";

/** Declares a test that is given what it needs. */
export type DeclareWith<T> = (
  title: string,
  implementation: (t: ExecutionContext, needed: T) => Promise<void> | void,
) => void;

/**
 * Declares tests that need something a developer may lack. Where it cannot be had, the tests are skipped and their titles
 * say why; `INDIECLOUD_SKIP=never`, which CI sets, makes them fail instead.
 */
export async function testsThatNeed<T>(what: string, get: () => Promise<T>): Promise<DeclareWith<T>> {
  let needed: T;
  try {
    needed = await get();
  } catch (error) {
    const why = lastLine(error);
    return (title) => {
      if (process.env.INDIECLOUD_SKIP === "never") test(title, (t) => t.fail(why));
      else test.skip(`${title} [no ${what}: ${why}]`, (t) => t.fail(why));
    };
  }
  return (title, implementation) => test(title, (t) => implementation(t, needed));
}

/** What a failed command said last: with pip and Go, the reason. */
function lastLine(error: unknown): string {
  const reported = error instanceof Error ? ("stderr" in error && String(error.stderr).trim()) || error.message : "";
  return reported.split("\n").at(-1) ?? "";
}
