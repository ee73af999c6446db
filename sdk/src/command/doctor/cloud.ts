import type { Account, Desk, ResourceFacts } from "../desk-types.js";

/** One thing that was looked at. None of its texts holds a secret. */
export interface Check {
  what: string;
  result: "ok" | "failed" | "skipped";
  /** What was seen. */
  found: string;
  /** What to do; absent where the text of what was found says it. */
  remedy?: string;
}

/** Clouds refuse requests that are signed at the wrong time, some by a minute. */
const TOLERATED_SECONDS = 60;
const PATIENCE_MS = 15_000;

interface Which {
  /** The cloud was asked for by name, so that having no credentials is a failure. */
  isWanted: boolean;
  /** Which of the stack's accounts it is, from 1 on: its own, then those of explicit providers. */
  number: number;
}

/** Changes nothing in the cloud. */
export async function checkCloud(
  desk: Desk,
  cloud: string,
  account: Account,
  { isWanted, number }: Which,
): Promise<Check[]> {
  const { title: name, resources } = await desk.facts(cloud);
  const title = number === 1 ? name : `${name}, account ${number}`;
  const credentials = await desk.credentials(cloud, account);
  const what = `${title} credentials`;
  if (credentials.are === "missing" && !isWanted) {
    return [{ what, result: "skipped", found: "none, so it was not looked at" }];
  }
  if (credentials.are !== "whole") {
    return [{ what, result: "failed", found: credentials.message }];
  }
  const endpoint = await desk.endpoint(cloud, account);
  const reached = await reach(title, endpoint);
  const checks: Check[] = [{ what, result: "ok", found: `complete, from ${credentials.from}` }, ...reached];
  if (reached.some(({ result, what: each }) => result === "failed" && each.endsWith("reachability"))) {
    return checks;
  }
  for (const resource of resources) {
    checks.push(await checkRight(desk, title, resource, account));
  }
  return checks;
}

/** Any answer shows that the API is there, and when it thinks it is; it is not signed, so the answer is no matter. */
async function reach(title: string, endpoint: string): Promise<Check[]> {
  const what = `${title} reachability`;
  try {
    const before = Date.now();
    const { headers, status } = await fetch(endpoint, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const reached: Check = { what, result: "ok", found: `${endpoint} answers (HTTP ${status})` };
    return [reached, clock(title, headers.get("date"), before, Date.now())];
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return [
      {
        what,
        result: "failed",
        found: `${endpoint} does not answer: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`,
        remedy: "Look at the network, a firewall or proxy between, and the setting endpoint if you have set it.",
      },
    ];
  }
}

/** `before`, `after`: this machine's time around the answer, in milliseconds. Dates in HTTP are cut to whole seconds. */
export function clock(title: string, date: string | null, before: number, after: number): Check {
  const what = `${title} clock`;
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) {
    return { what, result: "skipped", found: "its answer has no date" };
  }
  const ahead = before > theirs + 1000 ? (before - theirs - 1000) / 1000 : Math.min((after - theirs) / 1000, 0);
  const seconds = Math.round(Math.abs(ahead));
  return seconds <= TOLERATED_SECONDS
    ? { what, result: "ok", found: seconds === 0 ? "the same as here" : `${seconds} s from the one here` }
    : {
        what,
        result: "failed",
        found: `this machine is ${seconds} s ${ahead > 0 ? "ahead" : "behind"}, and signatures hold the time`,
        remedy: "Set this machine's clock, for example by switching time synchronisation (NTP) on.",
      };
}

/** Reading is all that can be tried without a consequence. */
async function checkRight(desk: Desk, title: string, resource: ResourceFacts, account: Account): Promise<Check> {
  const { token, listNeeds } = resource;
  const what = `${title} right to list ${token}`;
  if (listNeeds.length > 0) {
    return { what, result: "skipped", found: `its list needs ${listNeeds.join(", ")}` };
  }
  try {
    const { length } = await desk.list(token, {}, account);
    return { what, result: "ok", found: `${length} there` };
  } catch (error) {
    return { what, result: "failed", found: error instanceof Error ? error.message : String(error) };
  }
}
