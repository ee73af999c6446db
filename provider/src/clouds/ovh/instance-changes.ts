import type { BaseOp, Live } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { leavesBehind } from "./instance-leftovers.ts";
import { imageOf, planOf, state, statusOf, type Views } from "./instance-live.ts";
import { type AnyOp, target } from "./instance-power.ts";
import { instanceOf } from "./wire.ts";

/** Changes of an instance that take more than one call, or cannot be undone. */

type Warned = Pick<BaseOp<Ovh, object, object>, "warn">;
type Looked = Pick<BaseOp<Ovh, object, object>, "entry">;

/** Seconds for a resize or reinstallation to begin; what has not begun by then will not. */
const BEGIN_LIMIT = 180;

/** Waits until the instance is at rest; says so where it ends in ERROR instead. */
async function settle(op: AnyOp, what: string): Promise<void> {
  await op.until(what, (live) => state(live)?.is !== "pending");
  if (state(op.live)?.is === "failed") {
    throw new RefusedError(
      `OVHcloud put the instance into the state ERROR when it was asked ${what}. Nothing more was changed; look at it in the panel.`,
    );
  }
}

/**
 * Sends a call that changes the instance, and waits for it to begin and to end. Where the answer is lost, the instance
 * tells whether the call was carried out.
 */
async function transform(
  op: AnyOp,
  what: string,
  send: () => Promise<unknown>,
  isDone: (live: Live<Views>) => boolean,
) {
  const before = statusOf(op.live);
  const lost = await send().then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CloudError && error.effect === "unknown") {
        return error;
      }
      throw error;
    },
  );
  const began = await op.within(BEGIN_LIMIT, what, (live) => isDone(live) || statusOf(live) !== before);
  if (began) {
    await settle(op, what);
  } else if (lost !== undefined) {
    throw lost;
  }
  if (!isDone(op.live)) {
    throw new RefusedError(
      `OVHcloud accepted the call for the instance ${what} and did not do it. Set the input back to what it was, or make another instance.`,
    );
  }
}

export async function resize(op: AnyOp, plan: string): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/resize";
  const send = () => op.api.call(route, "write", { ...target(op), flavorId: plan }, instanceOf(op.key));
  await transform(op, "to be resized", send, ({ row }) => planOf(row) === plan);
}

export async function refuseSmallerDisk({ entry, live }: Looked & Pick<AnyOp, "live">, plan: string): Promise<void> {
  const diskOf = async (id: string | undefined) =>
    Number((id === undefined ? undefined : await entry("plans", id))?.facts?.disk ?? Number.NaN);
  const [has, wants] = [await diskOf(planOf(live.row)), await diskOf(plan)];
  if (wants < has) {
    throw new RefusedError(
      `OVHcloud cannot make a disk smaller: the flavor of the instance has ${has} GB, and the plan has ${wants} GB. Choose a plan with at least ${has} GB, or make another instance.`,
    );
  }
}

/** Installs an image on the instance, whose disk is erased by it. */
export async function reinstall(op: AnyOp, image: string | undefined): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall";
  const send = () => op.api.call(route, "write", { ...target(op), imageId: image }, instanceOf(op.key));
  await transform(op, "to be reinstalled", send, ({ row }) => imageOf(row) === image);
}

export const warnOfMonths = ({ warn }: Warned): void =>
  warn(
    "the instance is charged by the month from now on. OVHcloud has no way back to hourly billing: only another instance is charged by the hour.",
  );

export async function charge(op: AnyOp & Warned, byTheMonth: boolean | undefined): Promise<void> {
  if (byTheMonth !== true) {
    throw new RefusedError(
      "The instance is charged by the month, and OVHcloud has no way back to hourly billing. Set monthlyBilling to true again, or make another instance.",
    );
  }
  warnOfMonths(op);
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/activeMonthlyBilling";
  await op.api.call(route, "write", target(op), instanceOf(op.key));
}

export async function remove(op: Parameters<typeof leavesBehind>[0]): Promise<void> {
  if (statusOf(op.live) === "DELETING") {
    return;
  }
  const left = await leavesBehind(op);
  try {
    await op.api.command("DELETE /cloud/project/{serviceName}/instance/{instanceId}", "idempotent", target(op));
  } catch (error) {
    // While it is being deleted, a second call finds nothing (§3.8); the engine waits until it is gone in any case.
    if (!(error instanceof CloudError && error.kind === "notFound")) {
      throw error;
    }
  }
  if (left.length > 0) {
    op.warn(`${left.join(" and ")} stays in the project when the instance is deleted, and is charged.`);
  }
}
