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

interface ListedStack {
  name: string;
  /** Whether it is selected. */
  current: boolean;
}

const listed = new Map<string, Promise<readonly ListedStack[]>>();

/** The stacks of a project. Pulumi lists them once: no command adds, removes or selects one. */
export function listStacks(options: StackOptions): Promise<readonly ListedStack[]> {
  const cwd = folderOf(options);
  const stacks = listed.get(cwd) ?? pulumi(["stack", "ls", "--json"], { cwd }).then((text) => JSON.parse(text));
  listed.set(cwd, stacks);
  return stacks;
}

/** The name of the stack to use. Throws a `CommandError` if there is none. */
export async function stackName(options: StackOptions): Promise<string> {
  if (options.stack !== undefined) {
    return options.stack;
  }
  const stacks = await listStacks(options);
  const current = stacks.find(({ current }) => current)?.name;
  if (current === undefined) {
    throw new CommandError(
      `No stack is selected in ${folderOf(options)}. Pass --stack${stacks.length === 0 ? "" : ` (${stacks.map(({ name }) => name).join(", ")})`}.`,
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
