import * as pulumi from "@pulumi/pulumi";
import { providerConfig, stackBudget } from "./accounts.js";
import type { ProviderArgs } from "./provider-args.js";

/**
 * Accounts for some resources of a program, if they differ from those in the stack's configuration:
 * ```ts
 * const eu = new indiecloud.Provider("eu", { lunanode: { apiId, apiKey } });
 * new indiecloud.lunanode.Vm("web", { … }, { provider: eu });
 * ```
 * Accounts are secrets in the state. A cloud that is not set here is configured by the environment.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, configuration(args), opts);
    ACCOUNTS.set(this, args);
  }
}

/**
 * The arguments, for functions: they need them in this process, and Pulumi passes them only to the provider's process.
 */
const ACCOUNTS = new WeakMap<Provider, ProviderArgs>();

/** The account of a cloud that a provider sets; undefined if it leaves it to the environment. */
export function accountOf(provider: Provider, cloud: string): pulumi.Input<object> | undefined {
  const { namespace: _, budget: __, ...accounts } = ACCOUNTS.get(provider) ?? {};
  return Object.entries(accounts).find(([key]) => key === cloud)?.[1];
}

/** The server of the budget for a provider, or of the stack. */
export const budgetOf = (provider: Provider | undefined): pulumi.Input<string> | undefined =>
  (provider && ACCOUNTS.get(provider)?.budget) ?? stackBudget();

/** The same keys as in the stack's configuration: Pulumi passes both on in the same way. */
const configuration = (args: ProviderArgs): Record<string, pulumi.Input<string>> =>
  Object.fromEntries(Object.entries(providerConfig(args)).map(([key, value]) => [`indiecloud:${key}`, value]));
