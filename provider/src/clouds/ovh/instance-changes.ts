import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { RefusedError } from "../../engine/errors.ts";
import { optionalText, record } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { warnOfLeftovers } from "./instance-leftovers.ts";
import { type PowerContext, target } from "./instance-power.ts";
import { instanceOf } from "./schemas.ts";

/** Changes of an instance that take more than one call, or cannot be undone. */

type Warned = Pick<BaseOperationContext<Ovh, object, object>, "warn">;

/** A change that has not started by then will not start. */
export const mayBeIgnored = { withinSeconds: 180 };

export async function resize(context: PowerContext, plan: string): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/resize";
  await context.api.call(route, "write", { ...target(context), flavorId: plan }, instanceOf(context.key));
}

/** Reinstalls the instance with an image, which erases its disk. */
export async function reinstall(context: PowerContext, image: string | undefined): Promise<void> {
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall";
  await context.api.call(route, "write", { ...target(context), imageId: image }, instanceOf(context.key));
}

/** Enters or leaves rescue mode. The answer has the password of the rescue system, and so has the instance. */
export async function rescue(
  context: PowerContext & {
    readonly desired: { readonly rescueMode?: boolean | undefined };
    setOutputs(outputs: { rescuePassword?: string | undefined }): void;
  },
): Promise<void> {
  const parameters = { ...target(context), rescue: context.desired.rescueMode === true };
  const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/rescueMode";
  const { adminPassword } = await context.api.call(route, "write", parameters, record({ adminPassword: optionalText }));
  if (adminPassword !== undefined) {
    context.setOutputs({ rescuePassword: adminPassword });
  }
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
  const left = await warnOfLeftovers(context);
  if (left.length > 0) {
    context.warn(`${left.join(" and ")} stays in the project when the instance is deleted, and is charged.`);
  }
  await context.api.command("DELETE /cloud/project/{serviceName}/instance/{instanceId}", "idempotent", target(context));
}
