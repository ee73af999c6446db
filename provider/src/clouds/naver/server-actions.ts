import type { Observed, OperationContext } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import type { Parameters } from "./parameters.ts";
import { done } from "./schemas.ts";
import { isIdle, type Views } from "./server-views.ts";

/** How a server is asked for a change that takes a while. */

export type ServerContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "waitUntil" | "waitWithin" | "poll" | "warn"
>;
export type ExpectedState = (observed: Observed<Views>) => boolean;

/** Seconds in which a change whose answer was lost shows itself, if it was begun at all. */
export const LOST = 60;

/** The error of a call of which it is not known whether it was carried out; undefined if it was answered. */
export const isLostAnswer = (call: Promise<unknown>): Promise<CloudError | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CloudError && error.effect === "unknown") {
        return error;
      }
      throw error;
    },
  );

/**
 * Asks for a change, and waits until the server shows it. The call is never sent twice, as NAVER refuses what is done
 * already; where its answer is lost, the server tells whether it was carried out.
 */
export async function performAction(
  context: ServerContext,
  what: string,
  action: string,
  parameters: Parameters,
  shows: ExpectedState,
): Promise<void> {
  const lost = await isLostAnswer(context.api.call(`vserver/${action}`, "write", context.scope, parameters, done));
  if (
    lost !== undefined &&
    !(await context.waitWithin(LOST, what, (observed) => shows(observed) || !isIdle(observed)))
  ) {
    throw lost;
  }
  await context.waitUntil(what, shows);
}

/** The call that leads a server towards a power state. Never sent twice, as NAVER refuses what is done already. */
export const switchPower = (
  { api, scope, key }: Pick<ServerContext, "api" | "scope" | "key">,
  to: string,
): Promise<void> => {
  const action = to === "running" ? "startServerInstances" : "stopServerInstances";
  return api.call(`vserver/${action}`, "write", scope, { serverInstanceNoList: [key] }, done);
};
