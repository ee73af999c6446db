import type { View } from "../../engine/definition/view.ts";
import type { LunaNode } from "./account.ts";
import { done, type FloatingRow, floatingRow } from "./schemas.ts";

/** Public addresses of an account. The ID is the address itself, because no call uses the numeric ID (§4.3). */

export const listAddresses = (api: LunaNode): Promise<FloatingRow[]> =>
  api.list("floating/list", {}, "ips", floatingRow);

/** The address as it is now: one list for all that ask at the same time. */
export const readAddress = async (api: LunaNode, ip: string): Promise<FloatingRow | undefined> =>
  (await api.addresses.join("", ip, () => listAddresses(api))).find((row) => row.ip === ip);

/** One list for all regions. `placed`: the scope of the address is the region in its row. */
export const addressView = (placed: boolean): View<LunaNode, { row: FloatingRow }, FloatingRow> => ({
  ...(placed ? { allScopes: true } : {}),
  list: async (api) => (await listAddresses(api)).map((row) => [row.ip, row, placed ? row.region : undefined] as const),
});

/** The VM that an address is attached to; empty if there is none. */
export const vmOf = ({ attached_type, attached_id }: FloatingRow): string =>
  attached_type === "vm" ? (attached_id ?? "") : "";

/** Without `keep`, the account would lose the address (§4.3). */
export const detachAddress = (api: LunaNode, vm_id: string, ip: string): Promise<void> =>
  api.call("vm/floatingip-delete", "idempotent", { vm_id, ip, keep: "yes" }, done);

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
export const sameHostname = (a: string, b: string): boolean => bare(a) === bare(b);

/** `.` restores LunaNode's own name (§2.5). */
export const setReverse = (api: LunaNode, ip: string, hostname: string): Promise<void> =>
  api.call("dns/set", "idempotent", { ip, hostname: hostname === "" ? "." : hostname }, done);

/** The custom reverse DNS name; empty if it is LunaNode's own, undefined if the row does not include it. */
export const reverseOf = ({ hostname }: FloatingRow): string | undefined =>
  hostname === undefined || !/(^\[not set\]|\.rdns\.lunanode\.com\.?)$/i.test(hostname)
    ? hostname?.replace(/\.$/, "")
    : "";

/** Properties that only one resource may set: an address's name and its VM. The address may be an ID that includes the region. */
const ipIn = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
export const reverseDnsOf = (id: string): string => `the reverse DNS name of ${ipIn(id)}`;
export const attachmentOf = (id: string): string => `which VM has ${ipIn(id)}`;
