import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Account } from "./desk-types.js";
import { pulumi } from "./pulumi.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** The accounts that resources of a stack use which name no provider of their own: by cloud, from its configuration. */
export type Accounts = (cloud: string) => Account;

/** Those of a stack; a `Failure` where there is none. */
export async function stackAccounts(options: StackOptions): Promise<Accounts> {
  const printed = await pulumi(["config", "--show-secrets", "--json", "--stack", await stackName(options)], {
    cwd: folderOf(options),
  });
  const config: Readonly<Record<string, { value?: string }>> = JSON.parse(printed);
  return (cloud) => config[`indiecloud:${cloud}`]?.value;
}

/** Those of the stack where there is a project; else what the environment has. A stack that is named must be there. */
export async function accountsAtHand(options: StackOptions): Promise<Accounts> {
  return options.stack !== undefined || isInProject(folderOf(options)) ? stackAccounts(options) : () => undefined;
}

export const isInProject = (folder: string): boolean => projectFolder(folder) !== undefined;

/** The folder of the project, as Pulumi looks for it: the given one, or one above. */
export function projectFolder(folder: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(folder, name)))) {
    return folder;
  }
  return dirname(folder) === folder ? undefined : projectFolder(dirname(folder));
}
