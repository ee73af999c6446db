// What this process was given.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Account, Fleet, StackRef } from "./fleet.ts";

export const fleet: Fleet = JSON.parse(
  readFileSync(process.env.FLEET_FILE ?? join(import.meta.dirname, "fleet.json"), "utf8"),
);

export const address = process.env.TEMPORAL_ADDRESS ?? "localhost:7233";
export const namespace = process.env.TEMPORAL_NAMESPACE ?? "default";
/** For Temporal Cloud, or a server behind TLS. */
export const access =
  process.env.TEMPORAL_API_KEY === undefined ? {} : { tls: true, apiKey: process.env.TEMPORAL_API_KEY };

/** The queue of workflows; each account has one of its own. */
export const QUEUE = "fleet";
export const SCHEDULE = "nightly-drift";

const RATES: Record<Account["cloud"], string> = {
  lunanode: "LUNANODE_REQUESTS_PER_SECOND",
  hostdime: "HOSTDIME_REQUESTS_PER_SECOND",
  gigenet: "GIGENET_REQUESTS_PER_SECOND",
  naver: "NCLOUD_REQUESTS_PER_SECOND",
  ovh: "OVH_REQUESTS_PER_SECOND",
};

/** Each Pulumi has a request budget of its own, so the account's rate is divided among all that may run at once. */
export function environmentOf({ account }: StackRef): Record<string, string> {
  const { cloud, requestsPerSecond, atOnce } = accountOf(account);
  const workers = Number(process.env.FLEET_WORKERS ?? 1);
  return { [RATES[cloud]]: String(requestsPerSecond / (atOnce * workers)) };
}

export function accountOf(name: string): Account {
  const account = fleet.accounts[name];
  if (account === undefined) throw new Error(`fleet.json has no account ${name}`);
  return account;
}
