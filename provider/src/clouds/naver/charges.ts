import type { ChargeList } from "../../engine/definition/charges.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { LOAD_BALANCER } from "./load-balancer-schemas.ts";
import { NAT_GATEWAY } from "./route-schemas.ts";
import { IMAGE, PUBLIC_IP, STORAGE } from "./schemas.ts";
import { createdWith } from "./server-address.ts";

/**
 * The public IPs of load balancers, which go with them. Without the permission to list load balancers, none is known.
 */
async function balancerAddresses(api: Naver): Promise<ReadonlySet<string | undefined>> {
  try {
    const balancers = await api.list(LOAD_BALANCER, "");
    return new Set(
      balancers.flatMap((row) => (row.loadBalancerSubnetList ?? []).map((each) => each.publicIpInstanceNo)),
    );
  } catch (error) {
    if (error instanceof CloudError && error.kind === "auth") {
      return new Set();
    }
    throw error;
  }
}

/** What NAVER charges for in addition to servers, in the configured region. */
export const charges: readonly ChargeList<Naver>[] = [
  {
    noun: "public IP",
    list: async (api) => {
      const ofBalancers = await balancerAddresses(api);
      return (await api.list(PUBLIC_IP, ""))
        .filter(({ publicIpInstanceNo }) => !ofBalancers.has(publicIpInstanceNo))
        .map((row) => ({
          id: `${row.regionCode}/${row.publicIpInstanceNo}`,
          name: row.publicIp,
          server: row.serverInstanceNo ?? createdWith(row.publicIpDescription),
          token: "naver:PublicIp",
        }));
    },
  },
  {
    noun: "NAT gateway",
    list: async (api) =>
      (await api.list(NAT_GATEWAY, "")).map((row) => ({
        id: `${row.regionCode}/${row.natGatewayInstanceNo}`,
        name: row.natGatewayName,
        token: "naver:NatGateway",
      })),
  },
  {
    noun: "block storage",
    list: async (api) =>
      (await api.list(STORAGE, ""))
        // The basic one is created and deleted with its server.
        .filter(({ blockStorageType }) => blockStorageType !== "BASIC")
        .map((row) => ({
          id: `${row.regionCode}/${row.blockStorageInstanceNo}`,
          name: row.blockStorageName,
          aliases: [row.blockStorageInstanceNo],
          server: row.serverInstanceNo,
        })),
  },
  {
    noun: "server image",
    list: async (api) =>
      (await api.list(IMAGE, ""))
        .filter(({ serverImageType }) => serverImageType === "SELF")
        .map((row) => ({
          id: `${row.regionCode}/${row.serverImageNo}`,
          name: row.serverImageName,
          aliases: [row.serverImageNo, ...(row.serverImageName === undefined ? [] : [row.serverImageName])],
        })),
  },
];
