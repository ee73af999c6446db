import type { View } from "../../engine/definition/view.ts";
import type { LunaNode } from "./account.ts";
import { done, type FloatingRow, floatingRow } from "./schemas.ts";

/** The public addresses of an account. Their natural id is the address itself: no call uses the numeric one (§4.3). */

export const listAddresses = (api: LunaNode): Promise<FloatingRow[]> =>
  api.list("floating/list", {}, "ips", floatingRow);

/** One list for all regions; `placed`: the address belongs to the region that the row names. */
export const addressView = (placed: boolean): View<LunaNode, { row: FloatingRow }, FloatingRow> => ({
  ...(placed ? { allScopes: true } : {}),
  list: async (api) => (await listAddresses(api)).map((row) => [row.ip, row, placed ? row.region : undefined] as const),
});

/** The VM that has an address; empty if none has it. */
export const vmOf = ({ attached_type, attached_id }: FloatingRow): string =>
  attached_type === "vm" ? (attached_id ?? "") : "";

/** Without `keep` the address would be lost to the account (§4.3). */
export const detachAddress = (api: LunaNode, vm_id: string, ip: string): Promise<void> =>
  api.call("vm/floatingip-delete", "idempotent", { vm_id, ip, keep: "yes" }, done);

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
export const sameHostname = (a: string, b: string): boolean => bare(a) === bare(b);

/** `.` puts LunaNode's own name back (§2.5). */
export const setReverse = (api: LunaNode, ip: string, hostname: string): Promise<void> =>
  api.call("dns/set", "idempotent", { ip, hostname: hostname === "" ? "." : hostname }, done);

/** The reverse DNS name that somebody has set; empty for LunaNode's own. Undefined: the row does not say. */
export const reverseOf = ({ hostname }: FloatingRow): string | undefined =>
  hostname === undefined || !/(^\[not set\]|\.rdns\.lunanode\.com\.?)$/i.test(hostname)
    ? hostname?.replace(/\.$/, "")
    : "";

/** What only one resource may set: the name of an address, and the VM that has it. The address may be an ID with its region. */
const ipIn = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
export const reverseDnsOf = (id: string): string => `the reverse DNS name of ${ipIn(id)}`;
export const attachmentOf = (id: string): string => `which VM has ${ipIn(id)}`;
