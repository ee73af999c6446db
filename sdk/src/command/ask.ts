import { EXIT, Failure } from "./failure.js";

/** Whether a person sits there who can be asked. */
export const isAsking = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Questions are asked on the error stream: the other belongs to results. */
const output = process.stderr;

/** Asks for a yes; without a person to ask, `--yes` must be given. */
export async function confirm(question: string): Promise<void> {
  if (!isAsking()) {
    throw new Failure("Nothing was done, as nobody can be asked here. Give --yes to do it.", EXIT.cancelled);
  }
  const { confirm } = await import("@clack/prompts");
  if ((await confirm({ message: question, initialValue: false, output })) !== true) {
    throw new Failure("Nothing was done.", EXIT.cancelled);
  }
}

/** Lets a person choose some of several. */
export async function choose<T>(
  question: string,
  choices: readonly { value: T; label: string; hint?: string }[],
): Promise<readonly T[]> {
  const { isCancel, multiselect } = await import("@clack/prompts");
  // By position: the library is particular about the types of values.
  const options = choices.map(({ label, hint }, value) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
  const chosen = await multiselect({ message: question, options, required: false, output });
  if (isCancel(chosen) || chosen.length === 0) {
    throw new Failure("Nothing was chosen, and nothing done.", EXIT.cancelled);
  }
  return choices.filter((_choice, index) => chosen.includes(index)).map(({ value }) => value);
}
