import type { CloudDefinition } from "../engine/cloud.ts";
import { Core } from "../engine/core.ts";
import type { BeforeCreate } from "../engine/core-options.ts";
import { ToldSecrets } from "../engine/discretion.ts";
import type { Reporter } from "../engine/session.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import type { EngineLifetime } from "./lifetime.ts";

/** What surrounds the door; tests bring their own. */
export interface Surroundings {
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
 * The cores of this process: one a cloud and configuration. All types of resource that are configured alike share one,
 * and with it lists, waits and the request budget; those that are not share nothing.
 */
export class Cores {
  readonly surroundings: Surroundings;
  private readonly told: ToldSecrets | undefined;
  private readonly cores = new Map<string, Core>();
  /** What the cores of one run have said together. */
  private advised: { about?: string } = {};

  constructor(surroundings: Surroundings) {
    const { debug } = surroundings;
    this.told = debug && new ToldSecrets();
    this.surroundings = { ...surroundings, debug: debug && this.told?.debug(debug) };
  }

  /** `given`: the cloud's configuration, an object or, as Pulumi often passes one, its JSON text; undefined where there is none. */
  of(cloud: string, given: unknown, namespace?: string): Core {
    const settings = parsed(given);
    const key = `${cloud}\n${namespace ?? ""}\n${JSON.stringify(settings)}`;
    const there = this.cores.get(key);
    if (there !== undefined) {
      return there;
    }
    const { engine, ...surroundings } = this.surroundings;
    const { advised, told } = this;
    const shared = { ...surroundings, guard: engine?.guard, advised, told };
    const core = new Core({ ...shared, given: { [cloud]: settings }, namespace });
    this.cores.set(key, core);
    return core;
  }

  /**
   * Ends all waits. Cores that were told to stop stay so; whoever calls afterwards (an engine that is attached to a
   * process which outlives a run) gets new ones.
   */
  cancel(reason = "the run was cancelled"): void {
    const running = [...this.cores.values()];
    this.cores.clear();
    this.advised = {};
    for (const core of running) {
      core.cancel(reason);
    }
  }
}

/** What is no JSON is handed on as text, for the configuration's own error, which says how to set it. */
export function parsed(given: unknown): unknown {
  if (typeof given !== "string") {
    return given;
  }
  try {
    return given === "" ? undefined : JSON.parse(given);
  } catch {
    return given;
  }
}
