import type { Live, Op } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { type PowerState, power, state, statusOf, type Views } from "./instance-live.ts";
import { within } from "./scope.ts";

export type AnyOp = Pick<Op<Ovh, Views, object, object>, "api" | "scope" | "key" | "live" | "until" | "within"> & {
  want: { powerState?: PowerState | undefined };
};

/** How the paths of an instance are filled. */
export const target = ({ api, scope, key }: Pick<AnyOp, "api" | "scope" | "key">) => ({
  serviceName: within(api, scope).serviceName,
  instanceId: key,
});

/** Seconds for an instance to show what a call that it refused would have brought about. */
const ALREADY = 60;

/** Waits until the instance rests in a state that is `done`; says so where it ends in ERROR instead. */
export async function settle(
  op: AnyOp,
  what: string,
  done: (live: Live<Views>) => boolean = () => true,
): Promise<void> {
  const isFailed = (live: Live<Views>) => state(live)?.is === "failed";
  const rests = (live: Live<Views>) => state(live)?.is === "ready" && done(live);
  await op.until(what, (live) => rests(live) || isFailed(live));
  if (isFailed(op.live)) {
    throw new RefusedError(
      `OVHcloud put the instance into the state ERROR when it was asked ${what}. Nothing more was changed; look at it in the panel.`,
    );
  }
}

async function act(
  op: AnyOp,
  call: "start" | "stop" | "shelve" | "unshelve" | "resume",
  goal: PowerState,
): Promise<void> {
  const is = (live: Live<Views>) => power(live) === goal;
  try {
    await op.api.command(`POST /cloud/project/{serviceName}/instance/{instanceId}/${call}`, "idempotent", target(op));
  } catch (error) {
    // Perhaps refused because it is so already, or becomes so just now: the answer to a first sending may have been lost.
    const conflict = error instanceof CloudError && error.kind === "conflict";
    if (!conflict || !(await op.within(ALREADY, `to be ${goal}`, is))) {
      throw error;
    }
  }
  await settle(op, `to be ${goal}`, is);
}

/** From whatever state the instance is in. */
export async function bring(op: AnyOp, goal: PowerState): Promise<void> {
  if (goal === "shelved") {
    return act(op, "shelve", goal);
  }
  if (power(op.live) === "shelved") {
    await act(op, "unshelve", "running");
  }
  if (goal === "stopped") {
    return act(op, "stop", goal);
  }
  if (power(op.live) !== "running") {
    await act(op, /^(PAUSED|SUSPENDED)$/.test(statusOf(op.live) ?? "") ? "resume" : "start", goal);
  }
}

/** Runs what a shelved instance refuses; it goes back on its shelf, also when the work fails, unless it is to leave it. */
export async function awake(op: AnyOp, work: () => Promise<void>): Promise<void> {
  if (power(op.live) !== "shelved") {
    return work();
  }
  await act(op, "unshelve", "running");
  try {
    await work();
  } finally {
    if (op.want.powerState === undefined || op.want.powerState === "shelved") {
      await act(op, "shelve", "shelved");
    }
  }
}
