// Decides what runs when. Temporal replays this code after every interruption, so it does nothing but call activities.
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  executeChild,
  isCancellation,
  proxyActivities,
  setHandler,
} from "@temporalio/workflow";
import type * as activities from "./activities.ts";
import {
  type Checked,
  countBy,
  type Deployed,
  type Fleet,
  nameOf,
  type Pace,
  type RolloutReport,
  type StackRef,
  type SweepReport,
  wavesOf,
} from "./fleet.ts";

/** The activities for one stack, on the queue of its account. */
const on = ({ account }: StackRef, { heartbeatSeconds, retrySeconds, attempts }: Pace) =>
  proxyActivities<typeof activities>({
    taskQueue: account,
    // A worker that has died is noticed by its silence.
    heartbeatTimeout: heartbeatSeconds * 1000,
    startToCloseTimeout: "2 hours",
    // Also the time that a stack may wait for its turn, or for a worker that serves its account.
    scheduleToCloseTimeout: "12 hours",
    // Activities mark the failures that no further attempt can help.
    retry: { initialInterval: retrySeconds * 1000, maximumInterval: "5 minutes", maximumAttempts: attempts },
  });

const reasonOf = (error: unknown): string => {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const kind = cause instanceof ApplicationFailure ? `${cause.type}: ` : "";
  return `${kind}${cause instanceof Error ? cause.message : String(cause)}`;
};

export const progress = defineQuery<Pick<RolloutReport, "counts">>("progress");

const DEPLOYED = ["succeeded", "question", "failed", "canceled", "notStarted"] as const;

/** Runs `up` on all stacks in waves. Stops after a wave if too many did not succeed, and when it is canceled. */
export async function rollout({ stacks, waves, maxFailedShare, pace }: Fleet): Promise<RolloutReport> {
  const done = new Map<StackRef, Deployed>();
  let stopped: RolloutReport["stopped"] = false;
  const report = (): RolloutReport => {
    const all = stacks.map((ref) => ({ stack: nameOf(ref), ...(done.get(ref) ?? { is: "notStarted" as const }) }));
    return {
      stopped,
      counts: countBy(
        DEPLOYED,
        all.map(({ is }) => is),
      ),
      others: all.flatMap((each) => (each.is === "succeeded" ? [] : [each])),
    };
  };
  setHandler(progress, () => ({ counts: report().counts }));
  for (const wave of wavesOf(stacks, waves)) {
    await Promise.all(wave.map(async (ref) => done.set(ref, await deployed(ref, pace))));
    const failed = [...done.values()].filter(({ is }) => is === "failed" || is === "question").length;
    if (CancellationScope.current().consideredCancelled) stopped = "canceled";
    else if (failed > maxFailedShare * done.size && done.size < stacks.length) stopped = "failures";
    if (stopped) break;
  }
  return report();
}

async function deployed(ref: StackRef, pace: Pace): Promise<Deployed> {
  try {
    return await on(ref, pace).deploy(ref);
  } catch (error) {
    // The activity has ended by now: Pulumi was interrupted as with Ctrl-C, and has recorded what was created.
    return isCancellation(error) ? { is: "canceled" } : { is: "failed", why: reasonOf(error) };
  }
}

const CHECKED = ["clean", "drift", "unreadable", "failed"] as const;
/** A workflow's history is limited, so a large fleet is divided among several. */
const PART = 500;

/** Looks for drift in all stacks, and sums it up. */
export async function sweep({ stacks, pace }: Pick<Fleet, "stacks" | "pace">): Promise<SweepReport> {
  const parts = Array.from({ length: Math.ceil(stacks.length / PART) }, (_, index) =>
    stacks.slice(index * PART, (index + 1) * PART),
  );
  const results = await Promise.all(parts.map((part) => executeChild(sweepPart, { args: [part, pace] })));
  const all = results.flat();
  return {
    counts: countBy(
      CHECKED,
      all.map(({ is }) => is),
    ),
    others: all.filter(({ is }) => is !== "clean"),
  };
}

export async function sweepPart(stacks: StackRef[], pace: Pace): Promise<({ stack: string } & Checked)[]> {
  return await Promise.all(stacks.map(async (ref) => ({ stack: nameOf(ref), ...(await checked(ref, pace)) })));
}

async function checked(ref: StackRef, pace: Pace): Promise<Checked> {
  try {
    return await on(ref, pace).checkDrift(ref, pace.attempts);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { is: "failed", why: reasonOf(error) };
  }
}
