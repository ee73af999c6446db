import type { BaseOperationContext, Observed } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { warnOfLeftovers } from "./instance-leftovers.ts";
import { type PowerContext, target } from "./instance-power.ts";
import { imageOf, planOf, state, statusOf, type Views } from "./instance-views.ts";
import { instanceOf } from "./schemas.ts";

/** Changes of an instance that take more than one call, or cannot be undone. */

type Warned = Pick<BaseOperationContext<Ovh, object, object>, "warn">;
type ReadContext = Pick<BaseOperationContext<Ovh, object, object>, "entry">;

/** Seconds for a resize or reinstallation to begin; what has not begun by then will not. */
const BEGIN_LIMIT = 180;

/** Waits until the instance is at rest; says so where it ends in ERROR instead. */
async function waitForTask(context: PowerContext, what: string): Promise<void> {
  await context.waitUntil(what, (observed) => state(observed)?.is !== "pending");
  if (state(context.observed)?.is === "failed") {
    throw new RefusedError(
      `OVHcloud put the instance into the state ERROR when it was asked ${what}. Nothing else was changed; check it in the panel.`,
    );
  }
}

/**
 * Sends a call that changes the instance, and waits for it to begin and to end. Where the answer is lost, the instance
 * tells whether the call was carried out.
 */
async function transform(
  context: PowerContext,
  what: string,
  send: () => Promise<unknown>,
  isDone: (observed: Observed<Views>) => boolean,
) {
  const before = statusOf(context.observed);
  const lost = await send().then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CloudError && error.effect === "unknown") {
        return error;
      }
      throw error;
    },
  );
  const began = await context.waitWithin(
    BEGIN_LIMIT,
    what,
    (observed) => isDone(observed) || statusOf(observed) !== before,
  );
  if (began) {
    await waitForTask(context, what);
  } else if (lost !== undefined) {
    throw lost;
  }
  if (!isDone(context.observed)) {
    throw new RefusedError(
      `OVHcloud accepted the call for the instance ${what} but did not carry it out. Set the input back to its old value, or create a new instance.`,
    );
  }
}

export async function resize(context: PowerContext, plan: string): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/resize";
  const send = () => context.api.call(route, "write", { ...target(context), flavorId: plan }, instanceOf(context.key));
  await transform(context, "to be resized", send, ({ row }) => planOf(row) === plan);
}

export async function refuseSmallerDisk(
  { entry, observed }: ReadContext & Pick<PowerContext, "observed">,
  plan: string,
): Promise<void> {
  const diskOf = async (id: string | undefined) =>
    Number((id === undefined ? undefined : await entry("plans", id))?.facts?.disk ?? Number.NaN);
  const [has, wants] = [await diskOf(planOf(observed.row)), await diskOf(plan)];
  if (wants < has) {
    throw new RefusedError(
      `OVHcloud cannot shrink a disk: the instance's flavor has ${has} GB, the plan has ${wants} GB. Choose a plan with at least ${has} GB, or create a new instance.`,
    );
  }
}

/** Installs an image on the instance, whose disk is erased by it. */
export async function reinstall(context: PowerContext, image: string | undefined): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall";
  const send = () => context.api.call(route, "write", { ...target(context), imageId: image }, instanceOf(context.key));
  await transform(context, "to be reinstalled", send, ({ row }) => imageOf(row) === image);
}

export const warnOfMonths = ({ warn }: Warned): void =>
  warn(
    "the instance is charged by the month from now on. OVHcloud cannot switch back to hourly billing: only a new instance is charged by the hour.",
  );

export async function charge(context: PowerContext & Warned, byTheMonth: boolean | undefined): Promise<void> {
  if (byTheMonth !== true) {
    throw new RefusedError(
      "The instance is charged by the month, and OVHcloud cannot switch back to hourly billing. Set monthlyBilling to true again, or create a new instance.",
    );
  }
  warnOfMonths(context);
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/activeMonthlyBilling";
  await context.api.call(route, "write", target(context), instanceOf(context.key));
}

export async function remove(context: Parameters<typeof warnOfLeftovers>[0]): Promise<void> {
  if (statusOf(context.observed) === "DELETING") {
    return;
  }
  const left = await warnOfLeftovers(context);
  try {
    await context.api.command(
      "DELETE /cloud/project/{serviceName}/instance/{instanceId}",
      "idempotent",
      target(context),
    );
  } catch (error) {
    // While it is being deleted, a second call finds nothing (§3.8); the engine waits until it is gone in any case.
    if (!(error instanceof CloudError && error.kind === "notFound")) {
      throw error;
    }
  }
  if (left.length > 0) {
    context.warn(`${left.join(" and ")} stays in the project when the instance is deleted, and is charged.`);
  }
}
