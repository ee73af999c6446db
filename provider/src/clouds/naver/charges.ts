import type { ChargeList } from "../../engine/definition/charges.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { LOAD_BALANCER } from "./load-balancer-schemas.ts";
import { NAS_VOLUME } from "./nas-schemas.ts";
import { NAT_GATEWAY } from "./route-schemas.ts";
import { PUBLIC_IP } from "./schemas.ts";
import { createdWith } from "./server-address.ts";
import { listOwnImages } from "./server-image-rows.ts";
import { SNAPSHOT, STORAGE } from "./storage-schemas.ts";

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
          token: "naver:BlockStorage",
        })),
  },
  {
    noun: "block storage snapshot",
    list: async (api) =>
      (await api.list(SNAPSHOT, "")).map((row) => ({
        id: `${row.regionCode}/${row.blockStorageSnapshotInstanceNo}`,
        name: row.blockStorageSnapshotName,
        aliases: [row.blockStorageSnapshotInstanceNo],
        token: "naver:BlockStorageSnapshot",
      })),
  },
  {
    noun: "NAS volume",
    list: async (api) =>
      (await api.list(NAS_VOLUME, "")).map((row) => ({
        id: `${row.regionCode}/${row.nasVolumeInstanceNo}`,
        name: row.volumeName,
        aliases: [row.nasVolumeInstanceNo],
        token: "naver:NasVolume",
      })),
  },
  {
    noun: "server image",
    list: async (api) =>
      (await listOwnImages(api, "")).map(({ no, name, regionCode }) => ({
        id: `${regionCode}/${no}`,
        name,
        aliases: [no, ...(name === undefined ? [] : [name])],
        token: "naver:ServerImage",
      })),
  },
];
