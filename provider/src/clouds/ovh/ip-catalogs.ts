import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { listBlocks } from "./ip-blocks.ts";
import { addressList } from "./ip-schemas.ts";
import { unlessNotFound } from "./not-found.ts";

/**
 * The addresses of the account. The list has blocks, and it is not known whether it has the addresses of instances (§4.5). So
 * what it lacks is asked for by the call that the resource itself begins with. Scope: the block of the address.
 */
const addresses = (route: "GET /ip/{ip}/reverse" | "GET /ip/{ip}/firewall"): Catalog<Ovh> => ({
  noun: "address of the account",
  within: () => "",
  list: async (api) =>
    (await listBlocks(api)).map((block) => {
      const address = block.replace(/\/(32|128)$/, "");
      return { id: address, name: address, also: [block] };
    }),
  alsoHas: async (api, ip) => (await unlessNotFound(api.call(route, "read", { ip }, addressList))) !== undefined,
});

export const reverseAddresses = addresses("GET /ip/{ip}/reverse");
export const firewallAddresses = addresses("GET /ip/{ip}/firewall");
