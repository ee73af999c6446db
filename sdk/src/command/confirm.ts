import { EXIT, Failure } from "./failure.js";

export interface ConfirmingOptions {
  yes?: boolean;
  json?: boolean;
}

/**
 * Whether to go on: by --yes, or as the person at the terminal says. Where there is nobody to ask, nothing is done. A
 * refusal ends the command.
 */
export async function agreed({ yes, json }: ConfirmingOptions, message: string): Promise<boolean> {
  if (yes === true) {
    return true;
  }
  if (json === true || !process.stdin.isTTY || !process.stderr.isTTY) {
    return false;
  }
  const { confirm } = await import("@clack/prompts");
  if ((await confirm({ message, initialValue: false, output: process.stderr })) !== true) {
    throw new Failure("Nothing was done.", EXIT.cancelled);
  }
  return true;
}
