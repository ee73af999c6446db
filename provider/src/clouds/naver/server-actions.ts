import type { OperationContext } from "../../engine/definition/context.ts";
import type { Safety } from "../../http/call.ts";
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

type OneServer = Pick<ServerContext, "api" | "scope" | "key">;

/** Requests a change of a server, in one call with others that are requested at the same time. */
export const askTogether = ({ api, scope, key }: OneServer, action: string, safety: Safety): Promise<void> =>
  api.changes.change(`${action} ${scope}`, key, (serverInstanceNoList) =>
    api.call(`vserver/${action}`, safety, scope, { serverInstanceNoList }, done),
  );

/** The call that moves a server towards a power state. */
export const switchPower = (context: OneServer, to: string): Promise<void> =>
  askTogether(context, to === "running" ? "startServerInstances" : "stopServerInstances", "write");
