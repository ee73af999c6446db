import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { parentOf } from "./placed-view.ts";
import { privateNetworkList } from "./private-network-schemas.ts";
import { gatewaysIn, subnetsIn } from "./private-networks.ts";
import { placeIn, regionOnly } from "./scope.ts";

/** What inputs about networks name. All IDs are those of a region. */
export const networkCatalogs = {
  privateNetworks: {
    noun: "private network",
    list: async (api, scope) => {
      const { serviceName, regionName } = placeIn(api, scope);
      const route = "GET /cloud/project/{serviceName}/network/private";
      const rows = await api.call(route, "read", { serviceName }, privateNetworkList);
      return rows.flatMap(({ id, name, regions }) => {
        const inRegion = regions.find(({ region }) => region === regionName)?.openstackId;
        return inRegion === undefined ? [] : [{ id: inRegion, name: name ?? id, also: [id, `${serviceName}/${id}`] }];
      });
    },
  },
  subnets: {
    noun: "subnet",
    within: regionOnly,
    list: async (api, scope) =>
      (await subnetsIn(api, scope)).map((row) => ({
        id: row.id,
        name: row.name ?? row.cidr,
        also: [`${row.scope}/${row.id}`],
        facts: { network: parentOf(row) },
      })),
  },
  gateways: {
    noun: "gateway",
    within: regionOnly,
    list: async (api, scope) =>
      (await gatewaysIn(api, scope)).map(({ id, name, scope: place }) => ({
        id,
        name,
        also: [`${place}/${id}`],
      })),
  },
} satisfies Readonly<Record<string, Catalog<Ovh>>>;
