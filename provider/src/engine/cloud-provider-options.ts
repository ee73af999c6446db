import type { ChangeGuard } from "../http/call.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import type { CloudDefinition } from "./definition/cloud.ts";
import type { LearnedRates, SharedBudgets } from "./definition/request-rate.ts";
import type { Reporter } from "./reporter.ts";
import type { KnownSecrets } from "./secret-hiding.ts";

export interface CloudProviderOptions {
  /** Loads a cloud by name when one of its resources is first used. */
  load(cloud: string): Promise<CloudDefinition>;
  /** Settings by cloud, from an explicit Provider or the stack configuration. */
  given: Readonly<Record<string, unknown>>;
  /** The setting `indiecloud:namespace`. */
  namespace?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  reporter: Reporter;
  /** The advice already given by any provider of the process. */
  advised?: { about?: string };
  clock?: Clock;
  debug?: Debug | undefined;
  /** The secrets that debug lines must hide: all that the process knows. */
  reported?: KnownSecrets | undefined;
  exchange?: Exchange | undefined;
  /** Sends calls that change something, as long as Pulumi is there to record the outcome. */
  guard?: ChangeGuard | undefined;
  beforeCreate?: BeforeCreate | undefined;
  /** Default: request rates are learned anew in every process. */
  rates?: LearnedRates | undefined;
  /** Default: this process has its own request budget. */
  budgets?: SharedBudgets | undefined;
}

/** Resolves when objects may be created; throws if they must not be. */
export type BeforeCreate = (context: { clock: Clock; signal: AbortSignal; reporter: Reporter }) => Promise<void>;

/** What an adapter passes with one call. */
export interface Call {
  /** Receives messages about the resource of this call. Default: the adapter's own reporter. */
  reporter?: Reporter;
  /** The resource option `customTimeouts`. */
  limitSeconds?: number | undefined;
  /** Texts that the program marked as secret, besides those of secret fields. */
  secrets?: readonly string[] | undefined;
}
