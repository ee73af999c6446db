import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { inTurn as takeTurn } from "../../engine/definition/turn.ts";
import type { Naver } from "./account.ts";
import { LOAD_BALANCER } from "./load-balancer-schemas.ts";

type TurnContext = Pick<BaseOperationContext<Naver, object, object>, "api" | "scope" | "exclusive" | "poll">;

/**
 * Sends a change of a load balancer, its listeners or their target groups once the load balancer has finished any other: it
 * accepts one at a time (§4.14). If somebody else is faster, NAVER Cloud refuses with code 1200004, and the request is repeated.
 */
export const inTurn = <T>(context: TurnContext, balancer: string, send: () => Promise<T>): Promise<T> =>
  takeTurn(
    context,
    {
      lock: `load balancer ${balancer}`,
      what: "its load balancer to finish another change",
      read: () => context.api.detail(LOAD_BALANCER, { scope: context.scope, key: balancer }),
      isIdle: (row) => row?.loadBalancerInstanceOperation === undefined,
    },
    send,
  );
