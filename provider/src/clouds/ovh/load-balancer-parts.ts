import type { ZodType } from "zod";
import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { inTurn as takeTurn } from "../../engine/definition/turn.ts";
import type { At, Phase } from "../../engine/definition/view.ts";
import { about, list } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { listenerRow, loadBalancerRow, poolRow } from "./load-balancer-schemas.ts";
import { type Placed, placedView } from "./placed-view.ts";
import { inRegions } from "./regions.ts";
import type { Parameters, Route } from "./request.ts";
import { placeIn } from "./scope.ts";

/** What load balancers and their parts have in common: where they are listed, and that only one change is made at a time. */

export const REGION = "/cloud/project/{serviceName}/region/{regionName}";
export const BALANCING = `${REGION}/loadbalancing` as const;

/** One kind of object of a region: its lists, its view and its calls. `path` ends in its name in the API. */
export function regional<Row extends { id: string }>(path: `/${string}`, param: string, row: ZodType<Row>) {
  const all = `${REGION}${path}` as const;
  const one = `${all}/{${param}}` as const;
  const at = (api: Ovh, { scope, key }: At): Parameters => {
    const { serviceName, regionName } = placeIn(api, scope);
    return { serviceName, regionName, [param]: key };
  };
  const answer = (key: string) => about(row, (found) => found.id, key);
  const listIn = (api: Ovh, scope: string): Promise<Placed<Row>[]> => {
    const { serviceName } = placeIn(api, scope);
    return inRegions(api, scope, async (regionName) => {
      const rows = await api.call(`GET ${all}`, "read", { serviceName, regionName }, list(row));
      return rows.map((found) => ({ ...found, scope: `${serviceName}/${regionName}` }));
    });
  };
  const fetch = (api: Ovh, place: At): Promise<Row> =>
    api.call(`GET ${one}`, "read", at(api, place), answer(place.key));
  return {
    all,
    listIn,
    fetch,
    view: placedView({ listIn, fetch }),
    post: (api: Ovh, scope: string, parameters: Parameters): Promise<Row> => {
      const { serviceName, regionName } = placeIn(api, scope);
      return api.call(`POST ${all}` as Route, "create", { serviceName, regionName, ...parameters }, row);
    },
    put: (api: Ovh, place: At, parameters: Parameters): Promise<Row> =>
      api.call(`PUT ${one}` as Route, "idempotent", { ...at(api, place), ...parameters }, answer(place.key)),
    remove: (api: Ovh, place: At): Promise<void> => api.command(`DELETE ${one}` as Route, "idempotent", at(api, place)),
  };
}

export const loadBalancers = regional("/loadbalancing/loadbalancer", "loadBalancerId", loadBalancerRow);
export const listeners = regional("/loadbalancing/listener", "listenerId", listenerRow);
export const pools = regional("/loadbalancing/pool", "poolId", poolRow);

type Waiting = Pick<BaseOperationContext<Ovh, object, object>, "api" | "scope" | "exclusive" | "poll">;

const BUSY: readonly string[] = ["creating", "updating", "deleting"];

/**
 * Changes of a balancer and its parts take turns: OVHcloud refuses another one while the balancer is `updating`. Other
 * processes may change it too, so a refusal is repeated all the same (§4.10).
 */
export function inTurn<T>(context: Waiting, loadBalancer: string | undefined, send: () => Promise<T>): Promise<T> {
  if (loadBalancer === undefined) {
    return send();
  }
  const { api, scope } = context;
  return takeTurn(
    context,
    {
      lock: `load balancer ${loadBalancer}`,
      what: `load balancer ${loadBalancer} to take another change`,
      read: async () => (await loadBalancers.fetch(api, { scope, key: loadBalancer })).provisioningStatus,
      isIdle: (status) => !BUSY.includes(status),
    },
    send,
  );
}

/** The balancer of a pool and of a listener. */
export const balancerOfPool = async (api: Ovh, scope: string, key: string): Promise<string> =>
  (await pools.fetch(api, { scope, key })).loadbalancerId;
export const balancerOfListener = async (api: Ovh, scope: string, key: string): Promise<string | undefined> =>
  (await listeners.fetch(api, { scope, key })).loadBalancerIds[0];

export function partState(row: { provisioningStatus: string } | undefined): Phase | undefined {
  if (row === undefined) return undefined;
  const { provisioningStatus: status } = row;
  if (status === "deleted") return { is: "gone" };
  return status === "error" ? { is: "failed", why: status } : { is: status === "active" ? "ready" : "pending" };
}

/**
 * For a call that sets several inputs: the new value of those that the program has changed, and what is there of the others.
 */
export const picker =
  <K extends string>(hasChanged: (key: K) => boolean) =>
  <T>(key: K, wanted: T, now: T): T =>
    hasChanged(key) ? wanted : now;

/** The output `status` of a balancer and its parts. */
export const STATUS_OUTPUT = {
  always: true,
  description: "Status as reported by OVHcloud (`provisioningStatus`).",
  from: { row: (row: { provisioningStatus: string }) => row.provisioningStatus },
} as const;

/** The member of an enum with this text. */
export const among = <T extends string>(known: readonly T[], given: string | undefined): T | undefined =>
  known.find((each) => each === given);
