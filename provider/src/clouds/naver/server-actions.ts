import type { OperationContext } from "../../engine/definition/context.ts";
import type { Naver } from "./account.ts";
import type { Parameters } from "./parameters.ts";
import { done } from "./schemas.ts";
import type { Views } from "./server-views.ts";

/** Requests changes of a server. No call is sent twice, because NAVER rejects a change that is already done. */

export type ServerContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "waitUntil" | "change" | "changeElsewhere" | "poll" | "warn"
>;

/** Requests a change. */
export const ask = (
  { api, scope }: Pick<ServerContext, "api" | "scope">,
  action: string,
  parameters: Parameters,
): Promise<void> => api.call(`vserver/${action}`, "write", scope, parameters, done);

/** The call that moves a server towards a power state. */
export const switchPower = (context: Pick<ServerContext, "api" | "scope" | "key">, to: string): Promise<void> =>
  ask(context, to === "running" ? "startServerInstances" : "stopServerInstances", {
    serverInstanceNoList: [context.key],
  });
