import { CommandError, EXIT } from "./command-error.js";
import { printError } from "./output.js";
import { isInProject } from "./project.js";
import { pulumi } from "./pulumi.js";
import type { AccountSettings, ProviderQueries } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";
import { type Accounts, explicitProvider, hintOfProviders, type StackProvider } from "./stack-providers.js";
import { exportState } from "./state.js";

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
  useBudget(value("budget"));
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

/** As the provider of this process finds it, which was opened without a stack. */
function useBudget(budget: unknown): void {
  if (typeof budget === "string" && budget !== "") {
    process.env.INDIECLOUD_BUDGET = budget;
  }
}

/** The account of an explicit provider. One that does not set the cloud uses the environment. */
export function accountOfProvider({ name, settings }: StackProvider, cloud: string): AccountSettings {
  if (settings[cloud] === undefined) {
    printError(`The provider ${name} does not set ${cloud}, so the account is that of the environment.`);
  }
  useBudget(settings.budget);
  return settings[cloud];
}

/** Options of commands that look into one account. */
export interface AccountOptions extends StackOptions {
  /** Name or URN of an explicit provider. */
  provider?: string | undefined;
}

/**
 * The account of an explicit provider if one is given; otherwise that of the selected stack if there is one, otherwise that
 * of the environment. A stack given by name must exist.
 */
export async function accountAtHand(
  queries: Pick<ProviderQueries, "credentials">,
  cloud: string,
  options: AccountOptions,
): Promise<AccountSettings> {
  if (options.provider !== undefined) {
    const { deployment } = await exportState(options, "open");
    return accountOfProvider(explicitProvider(deployment, options.provider), cloud);
  }
  const stack = await stackAtHand(options);
  if (stack === undefined) {
    return undefined;
  }
  const account = (await stackAccounts({ ...options, stack }))(cloud);
  if ((await queries.credentials(cloud, account)).are === "missing") {
    const hint = hintOfProviders(cloud, (await exportState({ ...options, stack }, "sealed")).deployment);
    if (hint !== undefined) printError(hint);
  }
  return account;
}

async function stackAtHand(options: StackOptions): Promise<string | undefined> {
  if (!hasStack(options)) {
    return undefined;
  }
  try {
    return await stackName(options);
  } catch (error) {
    if (!(error instanceof CommandError) || error.exit === EXIT.cancelled) {
      throw error;
    }
    printError(`Without a stack, the account is that of the environment. ${error.message}`);
    return undefined;
  }
}

/** Whether there is a stack to use: one given by name, or a project. */
export const hasStack = (options: StackOptions): boolean =>
  options.stack !== undefined || isInProject(folderOf(options));
