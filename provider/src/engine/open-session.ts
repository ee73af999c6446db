import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Clock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import { Redactor } from "../http/redact.ts";
import type { Exchange } from "../http/transport.ts";
import type { ChangeGuard } from "../http/wire.ts";
import { Catalogues } from "./catalogue.ts";
import type { CloudDefinition, Settings } from "./cloud.ts";
import { Creates, type KnownObjects } from "./creates.ts";
import { Observer } from "./observer.ts";
import { Locks, type Reporter, type Session } from "./session.ts";

/** What the accounts of a process share. */
export interface Shared {
  namespace?: string | undefined;
  reporter: Reporter;
  advised?: { about?: string };
  clock: Clock;
  debug?: Debug | undefined;
  exchange?: Exchange | undefined;
  guard?: ChangeGuard | undefined;
  known: KnownObjects;
  adopted: KnownObjects;
  adopting: KnownObjects;
  signal: AbortSignal;
}

/** Opens an account. Asks nothing. */
export function openSession(cloud: CloudDefinition, settings: Settings, shared: Shared): Session {
  const { namespace, reporter, advised = {}, clock, debug, exchange, guard, known, adopted, adopting, signal } = shared;
  const secrets = Object.entries(cloud.settings).flatMap(([key, { secret }]) =>
    secret === true ? (settings[key] ?? []) : [],
  );
  const redactor = new Redactor(secrets);
  const { api, endpoint, identity } = cloud.open(settings, { clock, redactor, debug, exchange, guard, signal });
  return {
    cloud: cloud.title,
    endpoint,
    fingerprint: createHash("sha256").update(`${cloud.name}\n${identity}`).digest("hex").slice(0, 12),
    api,
    namespace,
    clock,
    observer: new Observer(api, clock),
    catalogues: new Catalogues(api, cloud.catalogues),
    locks: new Locks(),
    names: new Set(),
    removals: new Map(),
    creates: new Creates(),
    advised,
    known,
    adopted,
    adopting,
    reporter,
    redactor,
    signal,
  };
}

/** The text of a file, `~` being the home folder; undefined where it cannot be read. */
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
