import { messageOf } from "../command-error.js";
import type { AccountSettings, ProviderQueries, Reached, ResourceFacts } from "../queries.js";

/** The result of one check. None of its texts contains a secret. */
export interface Check {
  what: string;
  result: "ok" | "failed" | "skipped";
  /** What the check found. */
  found: string;
  /** What to do; absent if `found` already says it. */
  nextStep?: string;
}

/** Clouds reject requests signed at the wrong time, some if it is off by a minute. */
const TOLERATED_SECONDS = 60;

interface Which {
  /** The user asked for this cloud by name, so missing credentials are a failure. */
  isWanted: boolean;
  /** The explicit provider whose account this is; undefined for the stack's own. */
  provider?: string | undefined;
  /** The types of the stack's resources at this cloud, such as `ovh:Instance`; empty if there are none. */
  used?: readonly string[];
}

/**
 * Changes nothing in the cloud and never throws: a problem with one cloud becomes a line, and the other clouds are
 * still checked.
 */
export async function checkCloud(
  queries: ProviderQueries,
  cloud: string,
  account: AccountSettings,
  which: Which,
): Promise<Check[]> {
  try {
    return await look(queries, cloud, account, which);
  } catch (error) {
    return [
      {
        what: titleOf(cloud, which),
        result: "failed",
        found: messageOf(error),
      },
    ];
  }
}

const titleOf = (cloud: string, { provider }: Which): string =>
  provider === undefined ? cloud : `${cloud}, provider ${provider}`;

async function look(queries: ProviderQueries, cloud: string, account: AccountSettings, which: Which): Promise<Check[]> {
  const { isWanted, used = [] } = which;
  const { title: name, resources } = await queries.facts(cloud);
  const title = titleOf(name, which);
  const credentials = await queries.credentials(cloud, account);
  const what = `${title} credentials`;
  if (credentials.are === "missing" && !isWanted) {
    return [{ what, result: "skipped", found: "none, so the cloud was not checked" }];
  }
  if (credentials.are !== "whole") {
    return [{ what, result: "failed", found: credentials.message }];
  }
  const before = Date.now();
  const reached = await queries.reach(cloud, account);
  const checks = [
    { what, result: "ok", found: `complete, from ${credentials.from}` } as const,
    reachability(title, reached),
  ];
  if (!reached.answers) {
    return checks;
  }
  checks.push(clock(title, reached.date ?? null, before, Date.now()));
  const wrong = await queries.wrongSettings(cloud, account);
  return wrong.length > 0
    ? [...checks, ...wrong.map((found): Check => ({ what: `${title} configuration`, result: "failed", found }))]
    : [
        ...checks,
        ...(await granted(queries, cloud, title, account, used)),
        ...(await rights(queries, title, resources, account, used)),
      ];
}

/** Whether the credentials may send everything that the stack's resources send, if the cloud shows what they may. */
async function granted(
  queries: ProviderQueries,
  cloud: string,
  title: string,
  account: AccountSettings,
  used: readonly string[],
): Promise<Check[]> {
  const found = used.length === 0 ? undefined : await queries.checkRights(cloud, used, account);
  const what = `${title} permissions of ${used.join(", ")}`;
  switch (found?.are) {
    case undefined:
      return [];
    case "granted":
      return [{ what, result: "ok", found: `all ${found.calls} calls` }];
    case "unknown":
      return [{ what, result: "skipped", found: `not known: ${found.why}` }];
    case "missing":
      return [{ what, result: "failed", found: `missing: ${found.calls.join(", ")}`, nextStep: found.nextStep }];
  }
}

function reachability(title: string, reached: Reached): Check {
  const { endpoint, proxy } = reached;
  const what = `${title} reachability`;
  const through = proxy === undefined ? "" : `, through the proxy ${proxy.displayUrl} (${proxy.variable})`;
  return reached.answers
    ? { what, result: "ok", found: `${endpoint} responds (HTTP ${reached.status})${through}` }
    : {
        what,
        result: "failed",
        found: `${endpoint} cannot be reached${through}: ${reached.why}`,
        nextStep: reached.nextStep,
      };
}

/**
 * `before`, `after`: this machine's time on each side of the response, in milliseconds. HTTP dates are truncated to
 * whole seconds.
 */
export function clock(title: string, date: string | null, before: number, after: number): Check {
  const what = `${title} clock`;
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) {
    return { what, result: "skipped", found: "the response has no date" };
  }
  const ahead = before > theirs + 1000 ? (before - theirs - 1000) / 1000 : Math.min((after - theirs) / 1000, 0);
  const seconds = Math.round(Math.abs(ahead));
  return seconds <= TOLERATED_SECONDS
    ? { what, result: "ok", found: seconds === 0 ? "in sync" : `${seconds} s apart` }
    : {
        what,
        result: "failed",
        found: `this machine is ${seconds} s ${ahead > 0 ? "ahead" : "behind"}, and requests are signed with the time`,
        nextStep: "Set this machine's clock, for example with time synchronization (NTP).",
      };
}

/** Only reads can be tried without consequences. Lists that fail for the same reason share a line. */
async function rights(
  queries: ProviderQueries,
  title: string,
  resources: readonly ResourceFacts[],
  account: AccountSettings,
  used: readonly string[],
): Promise<Check[]> {
  const right = (...tokens: readonly string[]) => `${title} permission to list ${tokens.join(", ")}`;
  const checks: Check[] = [];
  const failures: { reason: string; tokens: string[]; found: string }[] = [];
  for (const { token, listNeeds } of resources) {
    if (listNeeds.length > 0) {
      checks.push({ what: right(token), result: "skipped", found: `listing needs ${listNeeds.join(", ")}` });
      continue;
    }
    try {
      const { length } = await queries.list(token, {}, account);
      checks.push({ what: right(token), result: "ok", found: `${length} there` });
    } catch (error) {
      const reason = reasonOf(error);
      const same = failures.find((each) => each.reason === reason);
      if (same === undefined) {
        failures.push({ reason, tokens: [token], found: messageOf(error) });
      } else {
        same.tokens.push(token);
      }
    }
  }
  return [
    ...checks,
    ...failures.map(({ tokens, found }): Check => {
      const isUsed = used.length === 0 || tokens.some((token) => used.includes(token));
      return isUsed
        ? { what: right(...tokens), result: "failed", found }
        : { what: right(...tokens), result: "skipped", found: `not used by this stack: ${found}` };
    }),
  ];
}

/** The cloud's own words, without the call that they refer to. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && "words" in error && typeof error.words === "string" ? error.words : messageOf(error);
