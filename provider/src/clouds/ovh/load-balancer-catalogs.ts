import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { certificates } from "./certificate.ts";
import { attachedIpList } from "./floating-ip-schemas.ts";
import { BALANCING, listeners, loadBalancers, pools, REGION } from "./load-balancer-parts.ts";
import { loadBalancerFlavors } from "./load-balancer-schemas.ts";
import type { Placed } from "./placed-view.ts";
import { inRegions } from "./regions.ts";
import { placeIn } from "./scope.ts";

type Lister = { listIn(api: Ovh, scope: string): Promise<readonly Placed<{ id: string; name: string }>[]> };

/** The objects of the region; some scopes go on with a parent, which is none of what these lists are below. */
const catalogOf = (noun: string, { listIn }: Lister): Catalog<Ovh> => ({
  noun,
  list: async (api, scope) => {
    const rows = await listIn(api, scope.split("/").slice(0, 2).join("/"));
    return rows.map(({ id, name, scope: place }) => ({ id, name, also: [`${place}/${id}`] }));
  },
});

/** What inputs about load balancers name. */
export const loadBalancerCatalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  loadBalancers: catalogOf("load balancer", loadBalancers),
  listeners: catalogOf("listener", listeners),
  pools: catalogOf("pool", pools),
  certificates: catalogOf("certificate", certificates),
  loadBalancerFlavors: {
    noun: "load balancer flavor",
    list: (api, scope) => {
      const { serviceName } = placeIn(api, scope);
      return inRegions(api, scope, (regionName) =>
        api.call(`GET ${BALANCING}/flavor`, "read", { serviceName, regionName }, loadBalancerFlavors),
      );
    },
  },
  floatingIps: {
    noun: "floating IP",
    list: (api, scope) => {
      const { serviceName } = placeIn(api, scope);
      return inRegions(api, scope, async (regionName) => {
        const rows = await api.call(`GET ${REGION}/floatingip`, "read", { serviceName, regionName }, attachedIpList);
        return rows.map(({ id, ip }) => ({ id, name: ip, also: [`${serviceName}/${regionName}/${ip}`] }));
      });
    },
  },
};
