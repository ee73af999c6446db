import { readFileSync } from "node:fs";
import type { ChangeGuard } from "../http/call.ts";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import { Redactor } from "../http/redact.ts";
import type { Exchange } from "../http/transport.ts";
import { Bursts } from "./bursts.ts";
import type { CloudDefinition, Settings } from "./definition/cloud.ts";
import { type LearnedRates, requestRate, type SharedBudgets } from "./definition/request-rate.ts";
import { Locks } from "./locks.ts";
import { AccountIdentity } from "./observe/account-identity.ts";
import { Catalogs } from "./observe/catalogs.ts";
import { Observer } from "./observe/observer.ts";
import { Differences } from "./recovery/differences.ts";
import { InFlightCreates, type ManagedObjects } from "./recovery/in-flight-creates.ts";
import type { Session } from "./recovery/session.ts";
import type { Reporter } from "./reporter.ts";

/** What the accounts of a process share. */
export interface Shared {
  namespace?: string | undefined;
  reporter: Reporter;
  advised?: { about?: string };
  clock: Clock;
  debug?: Debug | undefined;
  exchange?: Exchange | undefined;
  guard?: ChangeGuard | undefined;
  rates?: LearnedRates | undefined;
  budgets?: SharedBudgets | undefined;
  managedObjects: ManagedObjects;
  adopted: ManagedObjects;
  adopting: ManagedObjects;
  justMade: ReadonlySet<string>;
  signal: AbortSignal;
}

/** Opens an account, without a request. */
export function openSession(cloud: CloudDefinition, settings: Settings, shared: Shared): Session {
  const {
    namespace,
    reporter,
    advised = {},
    clock,
    debug,
    exchange,
    guard,
    rates,
    budgets,
    managedObjects,
    adopted,
    adopting,
    justMade,
    signal,
  } = shared;
  const secrets = Object.entries(cloud.settings).flatMap(([key, { secret }]) =>
    secret === true ? (settings[key] ?? []) : [],
  );
  const redactor = new Redactor(secrets);
  const rate = requestRate(
    cloud,
    settings,
    { rates, budgets },
    () => `${cloud.name}\n${endpoint}\n${identity}`,
    (message) => reporter.warn(message),
  );
  const dependencies = { clock, redactor, debug, exchange, guard, signal, ...rate };
  const { api, endpoint, identity, askIdentity } = cloud.openAccount(settings, dependencies);
  const locks = new Locks();
  return {
    cloud: cloud.title,
    endpoint,
    account: new AccountIdentity(cloud.name, identity, askIdentity),
    api,
    namespace,
    clock,
    observer: new Observer(api, clock),
    catalogs: new Catalogs(api, cloud.catalogs),
    locks,
    differences: new Differences(locks),
    bursts: new Bursts(clock),
    names: new Set(),
    removals: new Map(),
    inFlightCreates: new InFlightCreates(),
    advised,
    managedObjects,
    adopted,
    adopting,
    justMade,
    reporter,
    redactor,
    signal,
  };
}

/** The text of a file, or undefined if it cannot be read. `~` is the home directory. */
export function textOfFile(
  path: string,
  { HOME, USERPROFILE }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  try {
    return readFileSync(path.replace(/^~/, HOME ?? USERPROFILE ?? "~"), "utf8");
  } catch {
    return undefined;
  }
}
