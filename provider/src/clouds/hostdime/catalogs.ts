import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import type { HostDime } from "./account.ts";
import { rdnsRows } from "./reverse-dns.ts";
import { type Family, services } from "./services.ts";

/** The services of a family, for the check of IDs. */
const servicesOf = async (api: HostDime, family: Family): Promise<Entry[]> =>
  ((await services(api, family)) ?? []).map(([cuid, { name = cuid }]) => ({ id: cuid, name }));

/** A list may be missing, or have items without a cuid (§4.1). Then it proves nothing, and every ID passes. */
const verbatim = /./;

/** What inputs name: nothing that HostDime sells, because it lists neither plans nor locations. */
export const catalogs: Readonly<Record<string, Catalog<HostDime>>> = {
  vpses: { noun: "VPS", verbatim, within: () => "", list: (api) => servicesOf(api, "vps") },
  servers: { noun: "dedicated server", verbatim, within: () => "", list: (api) => servicesOf(api, "server") },
  /** Scope: family and cuid. Addresses are listed for one service only, so that without a scope there are none. */
  addresses: {
    noun: "address",
    list: async (api, scope) =>
      scope === "" ? [] : (await rdnsRows(api, scope)).map(({ ip }) => ({ id: ip, name: ip })),
  },
};
