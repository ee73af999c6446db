import { CloudProvider } from "../engine/cloud-provider.ts";
import type { BeforeCreate } from "../engine/cloud-provider-options.ts";
import type { CloudDefinition } from "../engine/definition/cloud.ts";
import type { LearnedRates, SharedBudgets } from "../engine/definition/request-rate.ts";
import { messageOf } from "../engine/errors.ts";
import type { Reporter } from "../engine/reporter.ts";
import { KnownSecrets } from "../engine/secret-hiding.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import { type BudgetAddress, budgetAddress, secretsOf } from "./budget-server/address.ts";
import { recordFailure } from "./failures.ts";
import type { EngineLifetime } from "./lifetime.ts";

/** What a process gives the adapters. Tests provide their own. */
export interface Environment {
  load(cloud: string): Promise<CloudDefinition>;
  env: Readonly<Record<string, string | undefined>>;
  reporter: Reporter;
  debug?: Debug | undefined;
  clock?: Clock;
  exchange?: Exchange | undefined;
  /** The lifetime of the engine that this process works for, if it works for one. */
  engine?: Pick<EngineLifetime, "follow" | "guard">;
  beforeCreate?: BeforeCreate;
  rates?: LearnedRates;
  /** Default: `indiecloud:budget` has no effect. */
  openBudgets?(address: BudgetAddress): SharedBudgets;
}

/** The settings that belong to no cloud. */
export interface Deployment {
  /** `indiecloud:namespace` */
  namespace?: string | undefined;
  /** `indiecloud:budget` */
  budget?: unknown;
}

/**
 * The CloudProviders of this process, one for each cloud and configuration. All resource types with the same configuration
 * share one, and with it lists, waits and the request budget. Different configurations share nothing.
 */
export class CloudProviderPool {
  readonly environment: Environment;
  private readonly reported: KnownSecrets | undefined;
  private readonly providers = new Map<string, CloudProvider>();
  private readonly budgets = new Map<string, SharedBudgets>();
  /** The advice already given by any provider of this run. */
  private advised: { about?: string } = {};

  constructor(environment: Environment) {
    const { debug } = environment;
    this.reported = debug && new KnownSecrets();
    this.environment = { ...environment, debug: debug && this.reported?.debug(debug) };
  }

  /**
   * `given`: the cloud's configuration, as an object or, as Pulumi often passes it, as JSON text; undefined if there is none.
   */
  of(cloud: string, given: unknown, { namespace, budget }: Deployment = {}): CloudProvider {
    const settings = parseIfText(given);
    const address = budgetAddress(budget, this.environment.env);
    const key = [cloud, namespace ?? "", address?.url ?? "", JSON.stringify(settings)].join("\n");
    const there = this.providers.get(key);
    if (there !== undefined) {
      return there;
    }
    const { engine, openBudgets: _, ...environment } = this.environment;
    const { advised, reported } = this;
    const budgets = address && this.budgetsOn(address);
    const shared = { ...environment, guard: engine?.guard, advised, reported, budgets };
    const cloudProvider = new CloudProvider({ ...shared, given: { [cloud]: settings }, namespace });
    this.providers.set(key, cloudProvider);
    return cloudProvider;
  }

  /** An operation failed: for those who debug, and for the program that runs Pulumi. Pulumi itself gets the error too. */
  failed(about: string, error: unknown): void {
    const { debug, env } = this.environment;
    debug?.line(`${about}: ${(error instanceof Error && error.stack) || messageOf(error)}`);
    recordFailure(env.INDIECLOUD_FAILURES, about, error);
  }

  /** One connection for all accounts. */
  private budgetsOn(address: BudgetAddress): SharedBudgets | undefined {
    const budgets = this.budgets.get(address.url) ?? this.environment.openBudgets?.(address);
    if (budgets !== undefined) {
      this.budgets.set(address.url, budgets);
    }
    this.reported?.add(() => secretsOf(address));
    return budgets;
  }

  /**
   * Ends all waits. Cancelled providers stay cancelled; later calls (from an engine that attaches to a process that outlives a
   * run) get new ones.
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

/** A text that is not JSON is passed on unchanged: the configuration then reports it, with the command to set it. */
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
