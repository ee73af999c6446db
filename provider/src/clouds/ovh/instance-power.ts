import type { Live, Op, RequiredPower } from "../../engine/definition.ts";
import type { Ovh } from "./account.ts";
import { power, statusOf, type Views } from "./instance-live.ts";
import { within } from "./scope.ts";

export type AnyOp = Pick<Op<Ovh, Views, object, object>, "api" | "scope" | "key" | "live" | "until" | "within">;

/** How the paths of an instance are filled. */
export const target = ({ api, scope, key }: Pick<AnyOp, "api" | "scope" | "key">) => ({
  serviceName: within(api, scope).serviceName,
  instanceId: key,
});

/** A shelved instance refuses what changes it. */
export const offTheShelf: readonly RequiredPower[] = [{ state: "running", insteadOf: ["shelved"] }];

/** The call that leads an instance towards a power state. */
function callFor(live: Live<Views>, to: string): "start" | "stop" | "shelve" | "unshelve" | "resume" {
  if (to !== "running") {
    return to === "shelved" ? "shelve" : "stop";
  }
  if (power(live) === "shelved") {
    return "unshelve";
  }
  return /^(PAUSED|SUSPENDED)$/.test(statusOf(live) ?? "") ? "resume" : "start";
}

export const switchPower = (op: AnyOp, to: string): Promise<void> =>
  op.api.command(
    `POST /cloud/project/{serviceName}/instance/{instanceId}/${callFor(op.live, to)}`,
    "idempotent",
    target(op),
  );
