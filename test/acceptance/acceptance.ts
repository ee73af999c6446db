import type { Chosen, Requested } from "../../provider/src/adapters/verify/choice.ts";
import type { CleanUp } from "../../provider/src/adapters/verify/clean-up.ts";
import type { Limit } from "../../provider/src/adapters/verify/spending-limit.ts";
import { messageOf } from "../../provider/src/engine/errors.ts";
import type { Clock } from "../../provider/src/http/clock.ts";
import type { AdapterName } from "../contract/suite/adapters.ts";
import { behaviors } from "../contract/suite/behaviors.ts";
import type { Behavior } from "../contract/suite/row.ts";
import type { ContractTarget } from "../contract/suite/target.ts";
import { LiveAccount } from "./live-account.ts";
import { LiveHarness } from "./live-harness.ts";
import { liveTarget } from "./live-target.ts";

export interface AcceptanceOptions {
  target: ContractTarget;
  adapter: AdapterName;
  requested: Requested;
  /** Only rows whose title matches. */
  rows: RegExp;
  /** Spending limit: an amount if the price is known, else server-hours. */
  amount: number;
  serverHours: number | undefined;
  isAgreed: boolean;
  cleanUpOnly: boolean;
  clock: Clock;
  env: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** Abort to stop the current row and clean up. */
  signal: AbortSignal;
}

/** Returns whether every row passed and nothing is left. */
export async function runAcceptance(options: AcceptanceOptions): Promise<boolean> {
  const { target, clock, env, print, requested } = options;
  const { cloud, token, calls } = target;
  const { region } = requested;
  const account = await LiveAccount.open({ cloud, token, create: calls.create, clock, env, region });
  if (options.cleanUpOnly) {
    return reportCleanUp(await account.cleanUp("everything"), print);
  }
  const rows = behaviors.filter(
    ({ runLive, adapter = options.adapter, title }) =>
      runLive !== undefined && adapter === options.adapter && options.rows.test(title),
  );
  const chosen = await account.choose(requested);
  const limit = limitOf(options, chosen);
  print(describe(options, chosen, rows, limit));
  if (limit === undefined || !options.isAgreed) {
    print(`Nothing was made. ${limit === undefined ? UNKNOWN_PRICE : "To make these servers, add YES=1."}`);
    return false;
  }
  print(`If this is killed, make acceptance CLOUD=${cloud} CLEAN_UP=1 deletes what is left.`);
  if (!reportCleanUp(await account.cleanUp("everything"), print, "before")) {
    print("What an earlier run may have left could not be deleted, so nothing was made.");
    return false;
  }
  let isPassed = false;
  try {
    account.allow(limit);
    const parts = { context: await account.makeNeeds(chosen), disks: await account.disks() };
    const offered = liveTarget(target, account.trial, chosen, parts);
    isPassed = await runRows(options, account, offered, rows);
  } finally {
    const isClean = reportCleanUp(await account.cleanUp("everything"), print);
    print(`Spent at most ${account.spent}.`);
    isPassed &&= isClean;
  }
  return isPassed;
}

const UNKNOWN_PRICE =
  "The price of this server is not known. Look up what the plans cost, and pass LIMIT_HOURS: how many hours of servers may be charged.";

function limitOf({ amount, serverHours }: AcceptanceOptions, { price, largerPrice }: Chosen): Limit | undefined {
  if (price === undefined) {
    return serverHours === undefined ? undefined : { serverHours };
  }
  return { amount, price: { ...price, hourly: Math.max(price.hourly, largerPrice?.hourly ?? 0) } };
}

/** What would be created, and its cost. */
function describe(
  { target }: AcceptanceOptions,
  { choice, largerPlan, otherImage }: Chosen,
  rows: readonly Behavior[],
  limit: Limit | undefined,
): string {
  const hours = rows.filter(({ lacks }) => lacks(target) === undefined).reduce((sum, { servers }) => sum + servers, 0);
  const price = limit !== undefined && "price" in limit ? limit.price : undefined;
  const cost = price === undefined ? "" : ` (at most ${round(hours * price.hourly)} ${price.currency})`;
  const allowed =
    limit === undefined
      ? "none"
      : "amount" in limit
        ? `${limit.amount} ${limit.price.currency}`
        : `${limit.serverHours} server-hours`;
  const { plan, image, region } = choice;
  return [
    `${target.title}: ${rows.length} rows make up to ${hours} servers, one after another. Plan ${plan}, image ${image}${region === undefined ? "" : `, region ${region}`}.`,
    `Some become ${[largerPlan, otherImage].filter((each) => each !== undefined).join(" or ") || "nothing else"}.`,
    `Each is charged an hour or more: ${hours} server-hours${cost}. Limit: ${allowed}. All names begin with indiecloud-verify-.`,
  ].join("\n");
}

const round = (amount: number): string => String(Number(amount.toPrecision(3)));

/** Maximum number of consecutive failures: further rows would cost money and show nothing new. */
const MOST_FAILURES = 3;

/** Runs the rows one after another, and cleans up after each. */
async function runRows(
  { adapter, clock, print, signal }: AcceptanceOptions,
  account: LiveAccount,
  target: ContractTarget,
  rows: readonly Behavior[],
): Promise<boolean> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  let failedInARow = 0;
  for (const { title, lacks, runLive } of rows) {
    const lacking = lacks(target);
    if (lacking !== undefined) {
      count.skipped += 1;
      print(`  - ${title}: ${lacking.cannot} (${lacking.see})`);
      continue;
    }
    const begun = clock.now();
    const harness = new LiveHarness(account, target, adapter);
    const cancel = () => harness.cancel("the run was stopped");
    signal.addEventListener("abort", cancel, { once: true });
    try {
      signal.throwIfAborted();
      await runLive?.(harness);
      count.passed += 1;
      failedInARow = 0;
      print(`  ✔ ${title} (${Math.round((clock.now() - begun) / 1000)} s)`);
    } catch (error) {
      count.failed += 1;
      failedInARow += 1;
      print(`  ✘ ${title}\n    ${messageOf(error)}${placeOf(error)}`);
    }
    signal.removeEventListener("abort", cancel);
    harness.cancel("the row has ended");
    const { left } = await account.cleanUp("servers");
    const reason =
      account.stopped ??
      (signal.aborted ? "The run was stopped." : undefined) ??
      (left.length > 0 ? `What a row made is still there, so no other row runs: ${left.join("; ")}` : undefined) ??
      (failedInARow >= MOST_FAILURES
        ? `${MOST_FAILURES} rows failed one after another, so no other row runs.`
        : undefined);
    if (reason !== undefined) {
      print(reason);
      break;
    }
  }
  const missing = rows.length - count.passed - count.failed - count.skipped;
  print(
    `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped${missing === 0 ? "" : `, ${missing} not run`}`,
  );
  return count.failed === 0 && missing === 0;
}

/** The line of the row that failed. */
function placeOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? "").matchAll(/test\/contract\/suite\/([\w-]+)\.ts:\d+/g) : [];
  const place = [...lines].find(([, file = ""]) => !MACHINERY.includes(file))?.[0];
  return place === undefined ? "" : ` (${place})`;
}

const MACHINERY = ["adapters", "contract-harness", "row", "watched"];

/** Returns whether nothing is left. */
function reportCleanUp({ removed, left }: CleanUp, print: (line: string) => void, when = "after"): boolean {
  for (const each of removed) {
    print(`deleted ${each}`);
  }
  for (const each of left) {
    print(`LEFT: ${each}`);
  }
  if (left.length === 0 && when === "after") {
    print("Nothing is left.");
  }
  return left.length === 0;
}
