import { isCancelled } from "./failure.js";
import { tell } from "./output.js";
import { pulumi } from "./pulumi.js";
import { folderOf, type StackOptions } from "./stack.js";
import { exported, tokenOf } from "./state.js";

/** The stack of a project that has an object in its state; undefined where none has. */
export type OwnerOf = (id: string, token: string) => string | undefined;

/** Asks all stacks of the project but one. */
export async function otherStacks(options: StackOptions, but: string): Promise<OwnerOf> {
  const listed: readonly { name: string }[] = JSON.parse(
    await pulumi(["stack", "ls", "--json"], { cwd: folderOf(options) }),
  );
  const owners = new Map<string, string>();
  for (const { name } of listed.filter((stack) => stack.name !== but)) {
    try {
      const { deployment } = await exported({ ...options, stack: name }, "sealed");
      for (const resource of deployment.resources ?? []) {
        owners.set(`${tokenOf(resource)}\n${resource.id}`, name);
      }
    } catch (error) {
      if (isCancelled(error)) {
        throw error;
      }
      tell(
        `The state of stack ${name} could not be read, so what it has is not known. ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return (id, token) => owners.get(`${token}\n${id}`);
}
