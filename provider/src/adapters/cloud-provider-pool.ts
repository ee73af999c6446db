import { CloudProvider } from "../engine/cloud-provider.ts";
import type { BeforeCreate } from "../engine/cloud-provider-options.ts";
import type { CloudDefinition } from "../engine/definition/cloud.ts";
import type { Reporter } from "../engine/reporter.ts";
import { KnownSecrets } from "../engine/secret-hiding.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import type { EngineLifetime } from "./lifetime.ts";

/** What surrounds the adapter; tests bring their own. */
export interface Environment {
  load(cloud: string): Promise<CloudDefinition>;
  env: Readonly<Record<string, string | undefined>>;
  reporter: Reporter;
  debug?: Debug | undefined;
  clock?: Clock;
  exchange?: Exchange | undefined;
  /** Of the engine that this process works for, if it works for one. */
  engine?: EngineLifetime;
  beforeCreate?: BeforeCreate;
}

/**
 * The providers of this process: one a cloud and configuration. All types of resource that are configured alike share one,
 * and with it lists, waits and the request budget; those that are not share nothing.
 */
export class CloudProviderPool {
  readonly environment: Environment;
  private readonly reported: KnownSecrets | undefined;
  private readonly providers = new Map<string, CloudProvider>();
  /** What the providers of one run have said together. */
  private advised: { about?: string } = {};

  constructor(environment: Environment) {
    const { debug } = environment;
    this.reported = debug && new KnownSecrets();
    this.environment = { ...environment, debug: debug && this.reported?.debug(debug) };
  }

  /** `given`: the cloud's configuration, an object or, as Pulumi often passes one, its JSON text; undefined where there is none. */
  of(cloud: string, given: unknown, namespace?: string): CloudProvider {
    const settings = parseIfText(given);
    const key = `${cloud}\n${namespace ?? ""}\n${JSON.stringify(settings)}`;
    const there = this.providers.get(key);
    if (there !== undefined) {
      return there;
    }
    const { engine, ...environment } = this.environment;
    const { advised, reported } = this;
    const shared = { ...environment, guard: engine?.guard, advised, reported };
    const cloudProvider = new CloudProvider({ ...shared, given: { [cloud]: settings }, namespace });
    this.providers.set(key, cloudProvider);
    return cloudProvider;
  }

  /**
   * Ends all waits. Providers that were asked to stop stay so; whoever calls afterwards (an engine that is attached to a
   * process which outlives a run) gets new ones.
   */
  cancel(reason = "the run was canceled"): void {
    const running = [...this.providers.values()];
    this.providers.clear();
    this.advised = {};
    for (const cloudProvider of running) {
      cloudProvider.cancel(reason);
    }
  }
}

/** What is no JSON is handed on as text, for the configuration's own error, which says how to set it. */
export function parseIfText(given: unknown): unknown {
  if (typeof given !== "string") {
    return given;
  }
  try {
    return given === "" ? undefined : JSON.parse(given);
  } catch {
    return given;
  }
}
