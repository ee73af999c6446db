import type { Live, Op } from "../../engine/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import type { Parameters } from "./parameters.ts";
import { isIdle, type Views } from "./server-live.ts";
import { done } from "./wire.ts";

/** How a server is asked for a change that takes a while. */

export type ServerOp = Pick<
  Op<Naver, Views, object, object>,
  "api" | "scope" | "key" | "live" | "until" | "within" | "poll" | "warn"
>;
export type Shows = (live: Live<Views>) => boolean;

/** Seconds in which a change whose answer was lost shows itself, if it was begun at all. */
export const LOST = 60;

/** The error of a call of which it is not known whether it was carried out; undefined if it was answered. */
export const lostAnswer = (call: Promise<unknown>): Promise<CloudError | undefined> =>
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
export async function ask(
  op: ServerOp,
  what: string,
  action: string,
  parameters: Parameters,
  shows: Shows,
): Promise<void> {
  const lost = await lostAnswer(op.api.call(`vserver/${action}`, "write", op.scope, parameters, done));
  if (lost !== undefined && !(await op.within(LOST, what, (live) => shows(live) || !isIdle(live)))) {
    throw lost;
  }
  await op.until(what, shows);
}

/** The call that leads a server towards a power state. Never sent twice, as NAVER refuses what is done already. */
export const switchPower = (
  { api, scope, key }: Pick<ServerOp, "api" | "scope" | "key">,
  to: string,
): Promise<void> => {
  const action = to === "running" ? "startServerInstances" : "stopServerInstances";
  return api.call(`vserver/${action}`, "write", scope, { serverInstanceNoList: [key] }, done);
};
