import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { additionalIpList } from "./floating-ip-schemas.ts";
import { placeIn } from "./scope.ts";
import { storageCatalogs } from "./volume-catalogs.ts";

/** What inputs about addresses name. */
export const addressCatalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  additionalIps: {
    noun: "additional IP",
    list: async (api, scope) => {
      const { serviceName } = placeIn(api, scope);
      const rows = await api.call(
        "GET /cloud/project/{serviceName}/ip/failover",
        "read",
        { serviceName },
        additionalIpList,
      );
      return rows.map(({ id, ip, block }) => ({ id, name: ip ?? block ?? id, also: [`${serviceName}/${id}`] }));
    },
  },
  /** The empty text is none. */
  holders: {
    noun: "instance",
    list: async (api, scope) => [{ id: "", name: "" }, ...((await storageCatalogs.instances?.list(api, scope)) ?? [])],
  },
};
