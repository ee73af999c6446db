import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import type { Placed } from "./placed-view.ts";
import {
  type GatewayInterfaceRow,
  type GatewayRow,
  gatewayInterfaceList,
  gatewayList,
  privateNetworkList,
  type SubnetRow,
  subnetList,
} from "./private-network-schemas.ts";
import { inRegions } from "./regions.ts";
import { placeIn } from "./scope.ts";

/** Lists of what networks consist of: of one region or network, or of all if the scope has none. */

const PROJECT = "/cloud/project/{serviceName}";
const REGION = `${PROJECT}/region/{regionName}` as const;

/** Something still uses what is to be deleted, which passes if that is being deleted too (§4.4). */
export const HELD = {
  waitingFor: "for what uses it to release it",
  limitSeconds: 300,
  isPassing: (error: unknown) =>
    error instanceof CloudError &&
    error.effect === "none" &&
    (error.kind === "conflict" ||
      (error.kind === "invalid" && /\b(ports?|in use|used by|interfaces?)\b/i.test(error.words))),
};

export function gatewaysIn(api: Ovh, scope: string): Promise<Placed<GatewayRow>[]> {
  const { serviceName } = placeIn(api, scope);
  return inRegions(api, scope, async (regionName) => {
    const rows = await api.call(`GET ${REGION}/gateway`, "read", { serviceName, regionName }, gatewayList);
    return rows.map((row) => ({ ...row, scope: `${serviceName}/${regionName}` }));
  });
}

/** The networks of a scope, by their IDs in the region. */
async function networksIn(api: Ovh, scope: string): Promise<{ regionName: string; network: string }[]> {
  const { serviceName, regionName, parent } = placeIn(api, scope);
  if (regionName !== undefined && parent !== undefined) {
    return [{ regionName, network: parent }];
  }
  const rows = await api.call(`GET ${PROJECT}/network/private`, "read", { serviceName }, privateNetworkList);
  return rows.flatMap(({ regions }) =>
    regions.flatMap(({ region, openstackId: network }) =>
      network === undefined || (regionName !== undefined && region !== regionName)
        ? []
        : [{ regionName: region, network }],
    ),
  );
}

export const networkIdsIn = async (api: Ovh, scope: string): Promise<string[]> =>
  (await networksIn(api, scope)).map(({ network }) => network);

export async function subnetsIn(api: Ovh, scope: string): Promise<Placed<SubnetRow>[]> {
  const { serviceName } = placeIn(api, scope);
  const lists = (await networksIn(api, scope)).map(async ({ regionName, network }) => {
    const at = { serviceName, regionName, networkId: network };
    const rows = await api.call(`GET ${REGION}/network/{networkId}/subnet`, "read", at, subnetList);
    return rows.map((row) => ({ ...row, scope: `${serviceName}/${regionName}/${network}` }));
  });
  return (await Promise.all(lists)).flat();
}

export async function interfacesIn(api: Ovh, scope: string): Promise<Placed<GatewayInterfaceRow>[]> {
  const { serviceName, regionName, parent: id } = placeIn(api, scope);
  if (regionName === undefined || id === undefined) {
    return (await gatewaysIn(api, scope)).flatMap((gateway) =>
      gateway.interfaces.map((row) => ({ ...row, scope: `${gateway.scope}/${gateway.id}` })),
    );
  }
  const at = { serviceName, regionName, id };
  const rows = await api.call(`GET ${REGION}/gateway/{id}/interface`, "read", at, gatewayInterfaceList);
  return rows.map((row) => ({ ...row, scope }));
}
