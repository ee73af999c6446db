import type { ChangeGuard } from "../http/call.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import type { CloudDefinition } from "./definition/cloud.ts";
import type { Reporter } from "./reporter.ts";
import type { KnownSecrets } from "./secret-hiding.ts";

export interface CloudProviderOptions {
  /** Loads a cloud by name when a resource of it is first met. */
  load(cloud: string): Promise<CloudDefinition>;
  /** Settings by cloud, from an explicit Provider or the stack configuration. */
  given: Readonly<Record<string, unknown>>;
  /** The setting `indiecloud:namespace`. */
  namespace?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  reporter: Reporter;
  /** What all providers of a process have said together. */
  advised?: { about?: string };
  clock?: Clock;
  debug?: Debug | undefined;
  /** What debug lines must not show, of all that the process knows. */
  reported?: KnownSecrets | undefined;
  exchange?: Exchange | undefined;
  /** Lets calls through that change something, while somebody is left to record what comes of them. */
  guard?: ChangeGuard | undefined;
  beforeCreate?: BeforeCreate | undefined;
}

/** Resolves when something may be made; throws where it may not. */
export type BeforeCreate = (context: { clock: Clock; signal: AbortSignal; reporter: Reporter }) => Promise<void>;

/** What an adapter says of one call. */
export interface Call {
  /** Texts about the resource of this call; else they go where the adapter's own texts go. */
  reporter?: Reporter;
  /** The resource option `customTimeouts`. */
  limitSeconds?: number | undefined;
  /** Texts that the program calls secret, beside those of secret fields. */
  secrets?: readonly string[] | undefined;
}
