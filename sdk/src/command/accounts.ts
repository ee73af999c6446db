import { CommandError, EXIT } from "./command-error.js";
import { printError } from "./output.js";
import { isInProject } from "./project.js";
import { pulumi } from "./pulumi.js";
import type { AccountSettings } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** The account that a stack's configuration sets for a cloud; used by resources without an explicit provider. */
export type Accounts = (cloud: string) => AccountSettings;

/** A stack's configuration. */
export interface StackConfig {
  /** As `pulumi config --json` has it, with secrets as plain text: kept only in this process's memory. */
  entries: Readonly<Record<string, { value?: string; secret?: boolean }>>;
  accounts: Accounts;
  /** The setting `indiecloud:namespace`. */
  namespace: string | undefined;
}

/** The configuration of a stack. Throws a `CommandError` if there is no such stack. */
export async function stackConfig(options: StackOptions): Promise<StackConfig> {
  const printed = await pulumi(["config", "--show-secrets", "--json", "--stack", await stackName(options)], {
    cwd: folderOf(options),
  });
  const config: StackConfig["entries"] = JSON.parse(printed);
  const value = (key: string) => config[`indiecloud:${key}`]?.value;
  const budget = value("budget");
  if (budget) {
    // As the provider of this process finds it, which was opened without a stack.
    process.env.INDIECLOUD_BUDGET = budget;
  }
  return { entries: config, accounts: value, namespace: value("namespace") || undefined };
}

/** The accounts of a stack. Throws a `CommandError` if there is no such stack. */
export const stackAccounts = async (options: StackOptions): Promise<Accounts> => (await stackConfig(options)).accounts;

/**
 * Whether the value at a path of a stack's configuration is encrypted. Pulumi otherwise reports this only for the whole
 * object.
 */
export async function isEncrypted(options: StackOptions, path: string): Promise<boolean> {
  const args = ["config", "get", "--path", path, "--json", "--stack", await stackName(options)];
  const { secret }: { secret?: boolean } = JSON.parse(await pulumi(args, { cwd: folderOf(options) }));
  return secret === true;
}

/**
 * The accounts of the selected stack if there is one, otherwise those of the environment. A stack given by name must
 * exist.
 */
export async function accountsAtHand(options: StackOptions): Promise<Accounts> {
  const ofEnvironment: Accounts = () => undefined;
  if (!hasStack(options)) {
    return ofEnvironment;
  }
  const stack = await stackName(options).catch((error: unknown) => {
    if (!(error instanceof CommandError) || error.exit === EXIT.cancelled) {
      throw error;
    }
    printError(`Without a stack, the account is that of the environment. ${error.message}`);
  });
  return stack === undefined ? ofEnvironment : stackAccounts({ ...options, stack });
}

/** Whether there is a stack to use: one given by name, or a project. */
export const hasStack = (options: StackOptions): boolean =>
  options.stack !== undefined || isInProject(folderOf(options));
