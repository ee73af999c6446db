import type { BaseOperationContext } from "../../engine/definition/context.ts";
import type { Naver } from "./account.ts";
import { LOAD_BALANCER } from "./load-balancer-schemas.ts";

/** The lock of everything that changes a load balancer, its listeners or their target groups. */
export const balancerLock = (balancer: string): string => `load balancer ${balancer}`;

type TurnContext = Pick<BaseOperationContext<Naver, object, object>, "api" | "scope" | "exclusive" | "poll">;

/**
 * Sends a change once the load balancer has finished any other: it accepts one at a time (§4.14). If somebody else is faster,
 * NAVER Cloud refuses with code 1200004, and the request is repeated.
 */
export const inTurn = <T>(
  { api, scope, exclusive, poll }: TurnContext,
  balancer: string,
  send: () => Promise<T>,
): Promise<T> =>
  exclusive(balancerLock(balancer), async () => {
    await poll(
      "its load balancer to finish another change",
      () => api.detail(LOAD_BALANCER, { scope, key: balancer }),
      (row) => row?.loadBalancerInstanceOperation === undefined,
    );
    return send();
  });
