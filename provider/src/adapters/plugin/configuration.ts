import { isDeepStrictEqual } from "node:util";
import { ConfigError, misplacedSetting, parseNamespace } from "../../engine/definition/config.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { hasUnknown, isRecord, type Json } from "../../engine/definition/values.ts";
import { messageOf } from "../../engine/errors.ts";
import { budgetAddress } from "../budget-server/address.ts";
import { type CloudProviderPool, parseIfText } from "../cloud-provider-pool.ts";
import { type MissingKey, MissingKeysError } from "./errors.ts";

/** Keys that Pulumi itself adds to a provider's configuration. */
const PULUMIS = ["version", "pluginDownloadURL"];

/** The settings that do not belong to a cloud. */
const NAMESPACE = "namespace";
const BUDGET = "budget";

/**
 * The configuration by cloud, from the stack or an explicit provider. Nothing else is kept here: environment variables are
 * looked up when an account is opened, and not passed on.
 */
export class PluginConfiguration {
  private readonly pool: CloudProviderPool;
  private readonly clouds: readonly string[];
  private configured: Json = {};
  /** Distinguishes the names of this deployment from those of any other. */
  namespace: string | undefined;
  /** The server that shares request budgets. */
  budget: unknown;

  constructor(pool: CloudProviderPool, clouds: readonly string[]) {
    this.pool = pool;
    this.clouds = clouds;
  }

  readonly isAccount = (key: string): boolean => this.clouds.includes(key);

  readonly isSecret = (key: string): boolean => this.isAccount(key) || key === BUDGET;

  /** What of two configurations can differ. */
  differ(olds: Json, news: Json): boolean {
    const relevant = (properties: Json) => [this.given(properties), properties[NAMESPACE], properties[BUDGET]];
    return !isDeepStrictEqual(relevant(olds), relevant(news));
  }

  /** The accounts among the properties, as objects even if Pulumi sent text. */
  given(properties: Json): Json {
    return Object.fromEntries(
      this.clouds.flatMap((cloud) =>
        properties[cloud] === undefined ? [] : [[cloud, parseIfText(properties[cloud])] as const],
      ),
    );
  }

  /** The cloud of a resource, and its configuration. */
  of(token: string): [cloud: string, given: unknown] {
    const [cloud = ""] = token.split(":");
    return [cloud, this.configured[cloud]];
  }

  /** Errors that no environment variable could resolve. Values are not quoted, because they are secrets. */
  async validate(properties: Json): Promise<CheckFailure[]> {
    const unknownKeys = Object.keys(properties).filter(
      (key) => !this.isSecret(key) && key !== NAMESPACE && !PULUMIS.includes(key) && !key.startsWith("__"),
    );
    const failures: CheckFailure[] = [];
    for (const key of unknownKeys) {
      failures.push({ property: "", reason: await this.unknownKeyReason(key) });
    }
    for (const [key, parse] of [
      [NAMESPACE, parseNamespace],
      [BUDGET, (value: unknown) => budgetAddress(value, {})],
    ] as const) {
      try {
        parse(hasUnknown(properties[key]) ? undefined : properties[key]);
      } catch (error) {
        failures.push({ property: key, reason: messageOf(error) });
      }
    }
    for (const [cloud, settings] of Object.entries(this.given(properties))) {
      const error = hasUnknown(settings) ? undefined : await this.trouble(cloud, settings);
      if (error !== undefined && error.missing.length === 0) {
        failures.push({ property: "", reason: error.message });
      }
    }
    return failures;
  }

  /**
   * Stores a configuration. Keys are missing if it contains part of a credential set, because no environment could complete it.
   * A cloud that is not configured may get its credentials from the environment, or may not be used at all.
   */
  async configure(properties: Json): Promise<void> {
    this.configured = this.given(properties);
    this.namespace = parseNamespace(properties[NAMESPACE]);
    this.budget = properties[BUDGET];
    const texts: string[] = [];
    const keys: MissingKey[] = [];
    for (const [cloud, settings] of Object.entries(this.configured)) {
      const started = await this.started(cloud, settings);
      const error = started ? await this.trouble(cloud, settings) : undefined;
      if (error !== undefined && error.missing.length > 0) {
        texts.push(error.message);
        keys.push(...(await this.missing(cloud, error.missing)));
      }
    }
    if (keys.length > 0) {
      throw new MissingKeysError(texts.join("\n"), keys);
    }
  }

  private async started(cloud: string, settings: unknown): Promise<boolean> {
    const known = (await this.pool.environment.load(cloud)).settings;
    return isRecord(settings) && Object.keys(settings).some((key) => known[key]?.isCredential === true);
  }

  private async trouble(cloud: string, settings: unknown): Promise<ConfigError | undefined> {
    const cloudProvider = this.pool.of(cloud, settings);
    try {
      cloudProvider.settings(await cloudProvider.cloud(cloud));
      return undefined;
    } catch (error) {
      if (error instanceof ConfigError) {
        return error;
      }
      throw error;
    }
  }

  /**
   * Pulumi prints `pulumi config set <name> <value>`. With these flags in the name, that command sets the right key, as a
   * secret.
   */
  private async missing(cloud: string, keys: readonly string[]): Promise<MissingKey[]> {
    const { settings } = await this.pool.environment.load(cloud);
    return keys.map((key) => ({
      name: `--path ${settings[key]?.secret === true ? "--secret " : ""}indiecloud:${cloud}.${key}`,
      description: settings[key]?.description ?? "",
    }));
  }

  private async unknownKeyReason(key: string): Promise<string> {
    const [cloud = "", ...rest] = key.split(".");
    const name = rest.join(".");
    return this.isAccount(cloud)
      ? misplacedSetting(cloud, name, (await this.pool.environment.load(cloud)).settings[name] ?? {})
      : `${key} is not a cloud. The clouds are ${this.clouds.join(", ")}`;
  }
}
