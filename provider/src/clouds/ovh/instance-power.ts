import type { OperationContext } from "../../engine/definition/context.ts";
import type { RequiredPower } from "../../engine/definition/step.ts";
import type { Observed } from "../../engine/definition/view.ts";
import type { Ovh } from "./account.ts";
import { power, statusOf, type Views } from "./instance-views.ts";
import { within } from "./scope.ts";

export type PowerContext = Pick<OperationContext<Ovh, Views, object, object>, "api" | "scope" | "key" | "observed">;

/** The parameters in the paths of an instance. */
export const target = ({ api, scope, key }: Pick<PowerContext, "api" | "scope" | "key">) => ({
  serviceName: within(api, scope).serviceName,
  instanceId: key,
});

/** A shelved instance rejects changes. */
export const offTheShelf: readonly RequiredPower[] = [{ state: "running", insteadOf: ["shelved"] }];

/** The call that moves an instance towards a power state. */
function callFor(observed: Observed<Views>, to: string): "start" | "stop" | "shelve" | "unshelve" | "resume" {
  if (to !== "running") {
    return to === "shelved" ? "shelve" : "stop";
  }
  if (power(observed) === "shelved") {
    return "unshelve";
  }
  return /^(PAUSED|SUSPENDED)$/.test(statusOf(observed) ?? "") ? "resume" : "start";
}

export const switchPower = (context: PowerContext, to: string): Promise<void> =>
  context.api.command(
    `POST /cloud/project/{serviceName}/instance/{instanceId}/${callFor(context.observed, to)}`,
    "idempotent",
    target(context),
  );
