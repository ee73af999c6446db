import type { Readable, Writable } from "node:stream";
import { printable, printableLine } from "../../../provider/src/http/printable.ts";
import { CommandError, EXIT } from "./command-error.js";

/** Whether there is a terminal to prompt on. */
export const isInteractive = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Prompts use standard error, because standard output is for results. */
const TERMINAL = { input: process.stdin, output: process.stderr };

export interface ConfirmOptions {
  yes?: boolean;
  json?: boolean;
}

/**
 * Whether to proceed: because of --yes, or because the user confirms. In non-interactive mode nothing is done. A
 * refusal ends the command.
 */
export async function askToConfirm({ yes, json }: ConfirmOptions, message: string): Promise<boolean> {
  if (yes === true) {
    return true;
  }
  if (json === true || !isInteractive()) {
    return false;
  }
  const { confirm } = await import("@clack/prompts");
  if ((await confirm({ message: printable(message), initialValue: false, ...TERMINAL })) !== true) {
    throw new CommandError("Nothing was done.", EXIT.cancelled);
  }
  return true;
}

/** Lets the user choose several entries. */
export async function choose<T>(
  question: string,
  choices: readonly { value: T; label: string; hint?: string }[],
  terminal: { input: Readable; output: Writable } = TERMINAL,
): Promise<readonly T[]> {
  const { isCancel, multiselect } = await import("@clack/prompts");
  // By position: the library restricts the types of values.
  const options = choices.map(({ label, hint }, value) => ({
    value,
    label: printableLine(label),
    ...(hint === undefined ? {} : { hint: printableLine(hint) }),
  }));
  const chosen = await multiselect({ message: question, options, required: false, ...terminal });
  if (isCancel(chosen) || chosen.length === 0) {
    throw new CommandError("Nothing was selected, so nothing was done.", EXIT.cancelled);
  }
  return choices.filter((_choice, index) => chosen.includes(index)).map(({ value }) => value);
}
