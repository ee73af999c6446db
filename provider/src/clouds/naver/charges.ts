import type { ChargeList } from "../../engine/definition/charges.ts";
import type { Naver } from "./account.ts";
import { IMAGE, PUBLIC_IP, STORAGE } from "./schemas.ts";
import { createdWith } from "./server-address.ts";

/** What NAVER charges for in addition to servers, in the configured region. */
export const charges: readonly ChargeList<Naver>[] = [
  {
    noun: "public IP",
    list: async (api) =>
      (await api.list(PUBLIC_IP, "")).map((row) => ({
        id: `${row.regionCode}/${row.publicIpInstanceNo}`,
        name: row.publicIp,
        server: row.serverInstanceNo ?? createdWith(row.publicIpDescription),
        token: "naver:PublicIp",
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
