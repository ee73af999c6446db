import type { CloudDefinition, ConfigFile, Setting, Settings } from "./cloud.ts";
import { malformed } from "./setting-forms.ts";
import { isRecord } from "./values.ts";

/** The credentials are missing or incomplete. The message names each missing key and both ways to set it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly missing: readonly string[];
  /** Whether any of them is set; if none is, the cloud may simply not be used. */
  readonly begun: boolean;
  constructor(message: string, missing: readonly string[], begun = true) {
    super(message);
    this.missing = missing;
    this.begun = begun;
  }
}

interface Source {
  /** For messages: `the configuration`. */
  what: string;
  get(key: string): string | undefined;
  /** Its settings are ignored without its credentials. */
  whole?: boolean;
  /** Why it has no credentials, although it should have some. */
  problem?: string | undefined;
}

export interface Resolved {
  settings: Settings;
  /** The source of the credentials: `the environment`. */
  from: string;
}

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
};

/** The setting `indiecloud:namespace`, which distinguishes this deployment's names from those of any other. */
export function parseNamespace(given: unknown): string | undefined {
  const text = textOf(given);
  if (given === undefined || given === null || given === "") {
    return undefined;
  }
  if (text === undefined || !/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(text)) {
    throw new ConfigError(
      "indiecloud:namespace must be at most 100 letters, digits, dots, hyphens, underscores and slashes, and must begin with a letter or digit. Set it with pulumi config set indiecloud:namespace <name>.",
      [],
    );
  }
  return text;
}

/**
 * The error of a key that was set without `--path` and so has no effect, with the commands to correct it. Does not quote the
 * value.
 */
export function misplacedSetting(cloud: string, key: string, { secret }: Pick<Setting, "secret">): string {
  const name = `'indiecloud:${cloud}.${key}'`;
  const set = `pulumi config set --path${secret === true ? " --secret" : ""} ${name} <value>`;
  return `indiecloud:${cloud}.${key} was set without --path, so it has no effect. Run: pulumi config rm ${name} && ${set}`;
}

type Configurable = Pick<CloudDefinition, "name" | "title" | "settings" | "credentialSets" | "file">;

/**
 * The settings of a cloud. Credentials come as one set from the first source that has any of them: an explicit Provider or the
 * stack configuration (`given`), the environment, the vendor's own file. Mixing two sources could pay with one account for what
 * another owns. Other settings, such as the endpoint, are looked up one by one. `readFile` returns the text of a file, or
 * undefined if it cannot be read.
 */
export function resolveSettings(
  cloud: Configurable,
  given: unknown,
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string | undefined = () => undefined,
): Resolved {
  if (given !== undefined && !isRecord(given)) {
    throw new ConfigError(
      `${cloud.title}: the configuration indiecloud:${cloud.name} must be an object, set with pulumi config set --path 'indiecloud:${cloud.name}.<key>' <value>.`,
      [],
    );
  }
  const unknown = Object.keys(given ?? {}).filter((key) => !Object.hasOwn(cloud.settings, key));
  if (unknown.length > 0) {
    const known = Object.keys(cloud.settings).join(", ");
    throw new ConfigError(`${cloud.title}: unknown setting ${unknown.join(", ")}. The settings are ${known}.`, []);
  }
  const configured: Source = { what: "the configuration", get: (key) => textOf(given?.[key]) };
  const environment: Source = {
    what: "the environment",
    get: (key) => cloud.settings[key]?.env.map((name) => textOf(env[name])).find((value) => value !== undefined),
  };
  const sources = [configured, environment];
  if (cloud.file !== undefined) {
    sources.push(fileSource(cloud.file, sources, env, readFile));
  }
  const entries = Object.entries(cloud.settings);
  const credentials = entries.filter(([, setting]) => setting.isCredential === true).map(([key]) => key);
  const source = sources.find(({ get }) => credentials.some((key) => get(key) !== undefined)) ?? configured;
  const credentialSet = credentialSetOf(cloud, source, credentials);
  const settings = entries.flatMap(([key, setting]) => {
    const others = sources.filter((each) => each.whole !== true || each === source);
    const from = setting.isCredential !== true ? others : credentialSet.includes(key) ? [source] : [];
    const fallback = setting.isCredential === true && !credentialSet.includes(key) ? undefined : setting.default;
    const value = from.map(({ get }) => get(key)).find((text) => text !== undefined) ?? fallback;
    return value === undefined ? [] : [[key, value] as const];
  });
  const resolved: Settings = Object.fromEntries(settings);
  const problem = sources.find((each) => each.problem !== undefined)?.problem;
  const missing = entries.filter(
    ([key, { required }]) => resolved[key] === undefined && (required === true || credentialSet.includes(key)),
  );
  if (missing.length > 0) {
    const partial =
      credentialSet.some((key) => source.get(key) !== undefined) &&
      missing.some(([key]) => credentialSet.includes(key));
    throw new ConfigError(
      incomplete(cloud, source, missing, partial) + (partial || problem === undefined ? "" : `\n${problem}`),
      missing.map(([key]) => key),
      credentials.some((key) => source.get(key) !== undefined),
    );
  }
  for (const [key, setting] of entries) {
    const value = resolved[key];
    const why = value === undefined ? undefined : malformed(setting, value);
    if (why !== undefined) {
      throw new ConfigError(`${cloud.title} configuration: ${key} ${why}`, []);
    }
  }
  return { settings: resolved, from: source.what };
}

function fileSource(
  { paths, whole, parse }: ConfigFile,
  others: readonly Source[],
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string | undefined,
): Source {
  const known = (key: string) => others.map(({ get }) => get(key)).find((text) => text !== undefined);
  const found = paths.flatMap((path) => {
    const text = readFile(path);
    return text === undefined ? [] : [{ path, text }];
  });
  const texts = found.map(({ text }) => text);
  const { settings, section, problem } = parse(texts, { known, env });
  const place = (found.length === 0 ? paths : found.map(({ path }) => path)).join(" or ");
  return {
    what: section === undefined ? place : `${place}, ${section}`,
    get: (key) => (Object.hasOwn(settings, key) ? textOf(settings[key]) : undefined),
    whole: whole === true,
    problem,
  };
}

/** The keys of the credential set that a source has, in full or in part. */
function credentialSetOf(
  { title, credentialSets }: Configurable,
  { what, get }: Source,
  credentials: readonly string[],
): readonly string[] {
  const present = credentials.filter((key) => get(key) !== undefined);
  const [first, ...others] = (credentialSets ?? [credentials]).filter((credentialSet) =>
    present.every((key) => credentialSet.includes(key)),
  );
  if (first === undefined) {
    throw new ConfigError(
      `${title} credentials: ${present.join(", ")} cannot be used together (${what} has all of them). Set one of: ${(credentialSets ?? []).map((credentialSet) => credentialSet.join(" and ")).join("; or ")}.`,
      [],
    );
  }
  return [first, ...others].find((credentialSet) => credentialSet.every((key) => present.includes(key))) ?? first;
}

function incomplete(
  cloud: Pick<CloudDefinition, "name" | "title">,
  source: Source,
  missing: readonly (readonly [string, Setting])[],
  partial: boolean,
): string {
  const list = missing.map(([key]) => key).join(" and ");
  const credentialSets = missing.map(([key, { env, secret }]) => {
    const flag = secret === true ? " --secret" : "";
    return `  ${key}: pulumi config set --path${flag} 'indiecloud:${cloud.name}.${key}' <value>${env[0] === undefined ? "" : `, or the environment variable ${env[0]}`}`;
  });
  const why = partial
    ? `${source.what} has the others, and a set of credentials must come from a single source`
    : "found neither in the configuration nor in the environment";
  return `${cloud.title} credentials: ${list} ${missing.length === 1 ? "is" : "are"} missing (${why}). Set:\n${credentialSets.join("\n")}`;
}
