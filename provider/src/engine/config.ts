import type { CloudDefinition, Setting, Settings } from "./cloud.ts";
import { isRecord } from "./values.ts";

/** The credentials are missing or not whole. The message names each missing key and both ways to set it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly missing: readonly string[];
  constructor(message: string, missing: readonly string[]) {
    super(message);
    this.missing = missing;
  }
}

interface Source {
  /** For messages: `the stack configuration`. */
  what: string;
  get(key: string): string | undefined;
}

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
};

/**
 * The settings of a cloud. Credentials, and the project they belong to, come as one set from the first source that has
 * any of them: an explicit Provider or the stack configuration (`given`), else the environment. Mixing two sources
 * would pay with one account for what another owns. Other settings, such as the endpoint, are looked up one by one.
 */
export function resolveSettings(
  cloud: Pick<CloudDefinition, "name" | "title" | "settings">,
  given: unknown,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  if (given !== undefined && !isRecord(given)) {
    throw new ConfigError(
      `${cloud.title}: the configuration indiecloud:${cloud.name} must be an object, set with pulumi config set --path 'indiecloud:${cloud.name}.<key>' <value>.`,
      [],
    );
  }
  const unknown = Object.keys(given ?? {}).filter((key) => !Object.hasOwn(cloud.settings, key));
  if (unknown.length > 0) {
    const known = Object.keys(cloud.settings).join(", ");
    throw new ConfigError(`${cloud.title}: no such setting: ${unknown.join(", ")}. The settings are ${known}.`, []);
  }
  const configured: Source = { what: "the configuration", get: (key) => textOf(given?.[key]) };
  const environment: Source = {
    what: "the environment",
    get: (key) => cloud.settings[key]?.env.map((name) => textOf(env[name])).find((value) => value !== undefined),
  };
  const sources = [configured, environment];
  const entries = Object.entries(cloud.settings);
  const credentials = entries.filter(([, setting]) => setting.credential === true);
  const source = sources.find(({ get }) => credentials.some(([key]) => get(key) !== undefined)) ?? configured;
  const missing = credentials.filter(
    ([key, { default: fallback }]) => source.get(key) === undefined && fallback === undefined,
  );
  if (missing.length > 0) {
    throw new ConfigError(
      incomplete(
        cloud,
        source,
        missing,
        credentials.some(([key]) => source.get(key) !== undefined),
      ),
      missing.map(([key]) => key),
    );
  }
  return Object.fromEntries(
    entries.flatMap(([key, setting]) => {
      const from = setting.credential === true ? [source] : sources;
      const value = from.map(({ get }) => get(key)).find((text) => text !== undefined) ?? setting.default;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function incomplete(
  cloud: Pick<CloudDefinition, "name" | "title">,
  source: Source,
  missing: readonly (readonly [string, Setting])[],
  partial: boolean,
): string {
  const list = missing.map(([key]) => key).join(" and ");
  const ways = missing.map(([key, { env, secret }]) => {
    const flag = secret === true ? " --secret" : "";
    return `  ${key}: pulumi config set --path${flag} 'indiecloud:${cloud.name}.${key}' <value>${env[0] === undefined ? "" : `, or the environment variable ${env[0]}`}`;
  });
  const why = partial
    ? `${source.what} has the other half of the pair, and credentials are taken from one source as a whole`
    : "neither the configuration nor the environment has them";
  return `${cloud.title} credentials: ${list} ${missing.length === 1 ? "is" : "are"} missing (${why}). Set:\n${ways.join("\n")}`;
}
