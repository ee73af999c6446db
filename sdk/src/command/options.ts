import { Argument, type Command, InvalidArgumentError } from "commander";
import { CLOUDS } from "../provider-args.js";
import type { StackOptions } from "./stack.js";

/** Options of every command. */
export interface PlaceOptions extends Pick<StackOptions, "cwd"> {
  json?: boolean;
}

/** Options of every command that works on one stack. */
export interface CommonOptions extends PlaceOptions, StackOptions {}

export const withCommon = (command: Command): Command =>
  withPlace(command.option("-s, --stack <name>", "the stack (default: the selected one)"));

export const withPlace = (command: Command): Command =>
  command
    .option("-C, --cwd <directory>", "the project's directory (default: the current one)")
    .option("--json", "print the result as JSON");

/** For commands that look into one account. */
export const withProvider = (command: Command): Command =>
  command.option(
    "--provider <name>",
    "the account of this explicit provider, by its name or URN in the state (default: that of the stack's configuration)",
  );

/** Parses an option whose value must be a number. */
export function numeric(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) {
    throw new InvalidArgumentError("It is not a number.");
  }
  return value;
}

/** Options of commands that search for objects by the stack's names. */
export interface FormerlyOptions {
  formerly: readonly string[];
}

export const withFormerly = (command: Command): Command =>
  command.option(
    "--formerly <stack>",
    "a former name of the stack, <stack> or <project>/<stack>; repeatable",
    (stack: string, before: readonly string[]) => [...before, stack],
    [],
  );

/** For commands that change something. */
export const withConfirm = (command: Command): Command => command.option("-y, --yes", "do not ask for confirmation");

export const cloudArgument = (): Argument => new Argument("<cloud>").choices([...CLOUDS]);
