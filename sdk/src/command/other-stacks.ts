import { CommandError, isCancelled, messageOf } from "./command-error.js";
import { printError } from "./output.js";
import { listStacks, type StackOptions } from "./stack.js";
import { exportState, type StackState, tokenOf } from "./state.js";

/** Returns the stack of a project that has an object in its state; undefined if none does. */
export type OwnerOf = (id: string, token: string) => string | undefined;

/** The names of all stacks of the project. */
export const stacksOf = async (options: StackOptions): Promise<string[]> =>
  (await listStacks(options)).map(({ name }) => name);

/** The states of stacks. A state that cannot be read is reported and skipped, or is an error if it is required. */
export async function statesOf(
  options: StackOptions,
  names: readonly string[],
  reading: "may" | "must",
): Promise<StackState[]> {
  return [...(await statesByName(options, names, reading)).values()];
}

async function statesByName(options: StackOptions, names: readonly string[], reading: "may" | "must") {
  const states = new Map<string, StackState>();
  for (const name of names) {
    try {
      states.set(name, (await exportState({ ...options, stack: name }, "sealed")).deployment);
    } catch (error) {
      const why = `The state of stack ${name} could not be read, so its objects are unknown. ${messageOf(error)}`;
      if (isCancelled(error)) {
        throw error;
      }
      if (reading === "must") {
        throw new CommandError(why);
      }
      printError(why);
    }
  }
  return states;
}

/** Checks all stacks of the project but one. */
export async function otherStacks(options: StackOptions, but: string): Promise<OwnerOf> {
  const names = (await stacksOf(options)).filter((name) => name !== but);
  const owners = new Map<string, string>();
  for (const [name, { resources = [] }] of await statesByName(options, names, "may")) {
    for (const resource of resources) {
      owners.set(`${tokenOf(resource)}\n${resource.id}`, name);
    }
  }
  return (id, token) => owners.get(`${token}\n${id}`);
}
