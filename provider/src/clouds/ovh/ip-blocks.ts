import type { IdForm } from "../../engine/definition/definition.ts";
import type { At } from "../../engine/definition/view.ts";
import type { Ovh } from "./account.ts";
import { blockList } from "./ip-schemas.ts";

/** What resources about one address of the account have in common: the block that it belongs to (§4.5). */

/** The block of a single IPv4 address. */
export const blockOf = (ip: string): string => `${ip}/32`;

/** Every block of the account. */
export const listBlocks = (api: Ovh): Promise<string[]> => api.call("GET /ip", "read", {}, blockList);

/** `<block>/<address>`, or the address alone if it is a block of its own. */
export const addressId: IdForm = {
  format: ({ scope, key }: At) => `${scope}/${key}`,
  parse: (id) => {
    const [, scope, key] = /^(.+\/\d+)\/([^/]+)$/.exec(id) ?? [];
    return scope === undefined || key === undefined ? { scope: blockOf(id), key: id } : { scope, key };
  },
  example: "198.51.100.7/32/198.51.100.7",
};
