import { resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { CommandError, EXIT } from "./command-error.js";
import { pulumi } from "./pulumi.js";

export interface StackOptions {
  /** Name of the stack; default: the selected one. */
  stack?: string | undefined;
  /** Folder of the project; default: the current one. */
  cwd?: string | undefined;
}

export const folderOf = ({ cwd }: StackOptions): string => resolve(cwd ?? ".");

/** The name of the stack to use. Throws a `CommandError` if there is none. */
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

/** The stack as an Automation API object. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const name = await stackName(options);
  // This takes half a second to load, and most commands do not need it.
  const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await LocalWorkspace.create({ workDir: folderOf(options) });
  // The original would select the stack in the folder, which would affect what the user does next.
  workspace.selectStack = async () => undefined;
  return Stack.select(name, workspace);
}
