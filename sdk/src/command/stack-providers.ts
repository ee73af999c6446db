import { CLOUDS } from "../provider-args.js";
import type { Adapter } from "../shape.js";
import { CommandError } from "./command-error.js";
import type { AccountSettings, Properties } from "./queries.js";
import {
  isDefaultProvider,
  nameIn,
  openSealed,
  providerUrn,
  type StackState,
  type StateResource,
  tokenOf,
} from "./state.js";

/** The account that a stack's configuration sets for a cloud; used by resources without an explicit provider. */
export type Accounts = (cloud: string) => AccountSettings;

/** A provider in a stack's state. */
export interface StackProvider {
  urn: string;
  name: string;
  /** The adapter of its resources. */
  adapter: Adapter;
  /** By the keys of the configuration without their package: `lunanode`, `namespace`. */
  settings: Properties;
}

const ADAPTERS: Readonly<Record<string, Adapter>> = {
  "pulumi:providers:pulumi-nodejs": "dynamic",
  "pulumi:providers:indiecloud": "plugin",
};

/** The explicit and default providers of a stack, also old halves of replaced ones if resources can still use them. */
function providersIn(state: StackState, oldHalves: "with" | "without"): StackProvider[] {
  return (state.resources ?? []).flatMap(({ urn, type, inputs = {}, delete: isOld }) => {
    const adapter = ADAPTERS[type];
    return adapter === undefined || (isOld === true && oldHalves === "without")
      ? []
      : [{ urn, name: nameIn(urn), adapter, settings: settingsIn(inputs) }];
  });
}

/** A dynamic provider has the keys of the configuration, and the plugin has them without the package. */
const settingsIn = (inputs: Properties): Properties =>
  Object.fromEntries(
    Object.entries(openSealed(inputs)).map(([key, value]) => [key.replace(/^indiecloud:/, ""), value] as const),
  );

const textIn = (value: unknown): string[] => (typeof value === "string" && value !== "" ? [value] : []);

/** The namespace that a resource's name is generated with: its explicit provider's, otherwise the stack's. */
export function namespaceOf(
  resource: StateResource,
  state: StackState,
  ofStack: string | undefined,
): string | undefined {
  const urn = providerUrn(resource.provider ?? "");
  const own = isDefaultProvider(urn) ? undefined : providersIn(state, "without").find((each) => each.urn === urn);
  return textIn(own?.settings.namespace)[0] ?? ofStack;
}

/** The namespaces that a stack's names are generated with. */
export const namespacesOf = (state: StackState, ofStack: string | undefined): string[] => {
  const own = providersIn(state, "with").map(({ settings }) => settings.namespace);
  return [...new Set([ofStack, ...own].flatMap(textIn))];
};

/** An account of a stack, by its cloud's settings. */
export interface StackAccount {
  settings: AccountSettings;
  /** The name of its explicit provider; undefined for the account of the configuration or the environment. */
  provider?: string;
}

/**
 * The accounts of a cloud in which a stack can have objects: its configuration's, and those of its explicit providers. An
 * explicit provider that does not set the cloud uses the environment.
 */
export function accountsOf(cloud: string, state: StackState, accounts: Accounts): StackAccount[] {
  const used = new Set(
    (state.resources ?? [])
      .filter((resource) => tokenOf(resource)?.startsWith(`${cloud}:`))
      .map(({ provider = "" }) => providerUrn(provider)),
  );
  const explicit = providersIn(state, "with")
    .filter(({ urn, settings }) => !isDefaultProvider(urn) && (settings[cloud] !== undefined || used.has(urn)))
    .map(({ name, settings }): StackAccount => ({ settings: settings[cloud], provider: name }));
  const all = [{ settings: accounts(cloud) }, ...explicit];
  return all.filter(
    ({ settings }, index) => all.findIndex((each) => textOf(each.settings) === textOf(settings)) === index,
  );
}

const textOf = (account: AccountSettings): string =>
  (typeof account === "string" ? account : JSON.stringify(account)) ?? "";

/** The providers that the program declares. A sealed state shows which clouds they set, but not the values. */
const explicitProviders = (state: StackState): StackProvider[] =>
  providersIn(state, "without").filter(({ urn }) => !isDefaultProvider(urn));

/**
 * The explicit provider with a name or URN. Throws a `CommandError` that lists the stack's providers if there is none, or
 * more than one.
 */
export function explicitProvider(state: StackState, given: string, adapter?: Adapter): StackProvider {
  const all = explicitProviders(state).filter((each) => adapter === undefined || each.adapter === adapter);
  const [only, ...others] = all.filter(({ name, urn }) => name === given || urn === given);
  if (only === undefined) {
    const those = adapter === undefined ? "" : ` with the adapter ${adapter}`;
    throw new CommandError(
      all.length === 0
        ? `The stack's state has no explicit provider${those}. Declare ${given} in the program and run pulumi up first; without --provider, the account is that of the stack's configuration or the environment.`
        : `The stack's state has no explicit provider ${given}${those}. It has ${all.map(described).join(", ")}. One that you have just declared is there after pulumi up.`,
    );
  }
  if (others.length > 0) {
    const urns = [only, ...others].map(({ urn }) => urn);
    throw new CommandError(`${given} is the name of several providers. Pass one of their URNs: ${urns.join(", ")}`);
  }
  return only;
}

/** `eu (lunanode, ovh)` */
function described({ name, settings }: StackProvider): string {
  const clouds = CLOUDS.filter((cloud) => settings[cloud] !== undefined);
  return clouds.length === 0 ? name : `${name} (${clouds.join(", ")})`;
}

/** Tells a user who looks into the stack's own account of the others; undefined if there are none. */
export function hintOfProviders(cloud: string, state: StackState): string | undefined {
  const names = explicitProviders(state).flatMap(({ name, settings }) => (settings[cloud] === undefined ? [] : [name]));
  return names.length === 0
    ? undefined
    : `The stack has explicit providers for ${cloud}: ${names.join(", ")}. To use the account of one, pass --provider <name>.`;
}
