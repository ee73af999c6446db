import { resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { CommandError, EXIT } from "./command-error.js";
import { pulumi } from "./pulumi.js";

export interface StackOptions {
  /** Name of the stack; the selected one, if absent. */
  stack?: string | undefined;
  /** Folder of the project; the current one, if absent. */
  cwd?: string | undefined;
}

export const folderOf = ({ cwd }: StackOptions): string => resolve(cwd ?? ".");

/** The name of the stack that is meant; a `Failure` where none is. */
export async function stackName(options: StackOptions): Promise<string> {
  if (options.stack !== undefined) {
    return options.stack;
  }
  const listed: readonly { name: string; current: boolean }[] = JSON.parse(
    await pulumi(["stack", "ls", "--json"], { cwd: folderOf(options) }),
  );
  const current = listed.find((stack) => stack.current)?.name;
  if (current === undefined) {
    throw new CommandError(
      `No stack is selected in ${folderOf(options)}. Pass --stack${listed.length === 0 ? "" : ` (${listed.map(({ name }) => name).join(", ")})`}.`,
      EXIT.noStack,
    );
  }
  return current;
}

/** The stack as the Automation API has it. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const name = await stackName(options);
  // Half a second to load, and most commands need none of it.
  const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await LocalWorkspace.create({ workDir: folderOf(options) });
  // Its own would make the stack the selected one of the folder, also for what the user does next.
  workspace.selectStack = async () => undefined;
  return Stack.select(name, workspace);
}
