import type { ChargeList } from "../../engine/definition/charges.ts";
import type { GigeNet } from "./account.ts";
import { listAddresses } from "./addresses.ts";

/** Objects other than instances that GigeNET charges for: elastic and additional addresses, which look alike. */
export const charges: readonly ChargeList<GigeNet>[] = [
  {
    noun: "address",
    list: async (api) => {
      const rows = await listAddresses(api);
      return rows.map(({ publicIp, instanceId }) => ({ id: publicIp, server: instanceId, token: "gigenet:ElasticIp" }));
    },
  },
];
