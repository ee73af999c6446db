import { isInProject } from "./project.js";
import { pulumi } from "./pulumi.js";
import type { AccountSettings } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** The accounts that resources of a stack use which name no provider of their own: by cloud, from its configuration. */
export type Accounts = (cloud: string) => AccountSettings;

/** What a stack's configuration says. */
export interface StackConfig {
  /** As `pulumi config --json` has it, secrets as plain text: for this process's memory only. */
  entries: Readonly<Record<string, { value?: string; secret?: boolean }>>;
  accounts: Accounts;
  /** The setting `indiecloud:namespace`. */
  namespace: string | undefined;
}

/** That of a stack; a `Failure` where there is none. */
export async function stackConfig(options: StackOptions): Promise<StackConfig> {
  const printed = await pulumi(["config", "--show-secrets", "--json", "--stack", await stackName(options)], {
    cwd: folderOf(options),
  });
  const config: StackConfig["entries"] = JSON.parse(printed);
  const value = (key: string) => config[`indiecloud:${key}`]?.value;
  return { entries: config, accounts: value, namespace: value("namespace") || undefined };
}

/** The accounts of a stack; a `Failure` where there is none. */
export const stackAccounts = async (options: StackOptions): Promise<Accounts> => (await stackConfig(options)).accounts;

/** Whether the value at a path of a stack's configuration is encrypted; Pulumi says it of the whole object only otherwise. */
export async function isEncrypted(options: StackOptions, path: string): Promise<boolean> {
  const args = ["config", "get", "--path", path, "--json", "--stack", await stackName(options)];
  const { secret }: { secret?: boolean } = JSON.parse(await pulumi(args, { cwd: folderOf(options) }));
  return secret === true;
}

/** Those of the stack where there is a project; else what the environment has. A stack that is named must be there. */
export async function accountsAtHand(options: StackOptions): Promise<Accounts> {
  return hasStack(options) ? stackAccounts(options) : () => undefined;
}

/** Whether a stack is meant: by its name, or because there is a project. */
export const hasStack = (options: StackOptions): boolean =>
  options.stack !== undefined || isInProject(folderOf(options));
