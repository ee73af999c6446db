import type { View } from "../../engine/definition/view.ts";
import type { InRegion, Naver } from "./account.ts";
import { viewOf } from "./ids.ts";
import { ROUTE_TABLE, type RouteRow, type RouteTableRow, routeList, routeTableSubnetList } from "./route-schemas.ts";

/** What NAVER Cloud's answers say about a route table. */

export interface Views {
  row: InRegion<RouteTableRow>;
  routes: readonly RouteRow[];
  /** The numbers of its subnets. */
  subnets: readonly string[];
}

/** The VPC of each table, which the list of its routes requires. It never changes, so it is asked only once. */
const vpcs = new WeakMap<Naver, Map<string, string>>();

function remember(api: Naver, key: string, { vpcNo }: RouteTableRow): void {
  const known = vpcs.get(api) ?? new Map<string, string>();
  vpcs.set(api, known);
  if (vpcNo !== undefined) {
    known.set(key, vpcNo);
  }
}

const table = viewOf(ROUTE_TABLE);

export const row: View<Naver, Views, Views["row"]> = {
  list: async (api, scope) => {
    const rows = await api.list(ROUTE_TABLE, scope);
    return rows.map((each) => {
      remember(api, each.routeTableNo, each);
      return [each.routeTableNo, each] as const;
    });
  },
  one: async (api, at) => {
    const found = await table.one?.(api, at);
    if (found?.row !== undefined) {
      remember(api, at.key, found.row);
    }
    return found;
  },
};

export const routes: View<Naver, Views, Views["routes"]> = {
  one: async (api, at) => {
    const known = vpcs.get(api)?.get(at.key);
    const vpcNo = known ?? (await api.detail(ROUTE_TABLE, at))?.vpcNo;
    return vpcNo === undefined
      ? undefined
      : {
          routes: await api.call("vpc/getRouteList", "read", at.scope, { vpcNo, routeTableNo: at.key }, routeList),
        };
  },
};

export const subnets: View<Naver, Views, Views["subnets"]> = {
  one: async (api, { scope, key }) => {
    const parameters = { routeTableNo: key };
    const rows = await api.call("vpc/getRouteTableSubnetList", "read", scope, parameters, routeTableSubnetList);
    return { subnets: rows.map(({ subnetNo }) => subnetNo) };
  },
};
