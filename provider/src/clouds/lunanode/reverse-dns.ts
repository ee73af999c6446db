import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { overwrite } from "../../engine/definition/overwrite.ts";
import type { LunaNode } from "./account.ts";
import { addressView, listAddresses, reverseDnsOf, reverseOf, sameHostname, setReverse } from "./addresses.ts";
import type { FloatingRow } from "./schemas.ts";

const { required, output, define } = resourceKit<LunaNode, { row: FloatingRow }>();

/** Whether a call that failed set the name anyway. */
async function stands(api: LunaNode, key: string, name: string): Promise<boolean> {
  const row = (await listAddresses(api)).find(({ ip }) => ip === key);
  return row === undefined || sameHostname(reverseOf(row) ?? "", name);
}

export const reverseDns = define({
  token: "lunanode:ReverseDns",
  noun: "reverse DNS entry",
  description:
    "The reverse DNS name (PTR) of an address that no `FloatingIp` of the program sets it for, such as the address that came with a VM. Deleting the resource restores the previous name.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    ip: required(z.string().min(1), {
      description: "The address, such as the output `ip` of a VM, or the ID of a `FloatingIp` without `reverseDns`.",
      change: "replace",
      // If the new name were set first, deleting the old resource would overwrite it with the previous name.
      exclusive: true,
      catalog: "floatingIps",
      read: { from: { row: (row) => row.ip }, drift: "report" },
    }),
    hostname: required(z.string().min(1, "is empty: an address that has LunaNode's own name has no entry").max(253), {
      description: "Host name. Letter case and a trailing dot are ignored.",
      change: "update",
      same: sameHostname,
      read: { from: { row: reverseOf }, drift: "repair" },
    }),
  },
  outputs: {
    formerHostname: output(z.string(), {
      dependsOn: ["hostname"],
      description:
        "The name before this resource first set one, which deletion restores. Empty if it was LunaNode's own.",
    }),
    writtenHostname: output(z.string(), {
      dependsOn: ["hostname"],
      description:
        "The name that this resource last set. Deletion restores the previous name only if this one is still set.",
    }),
  },
  scope: () => "",
  id: plainId("198.51.100.7"),
  views: { row: addressView(false) },
  absenceProof: "list",
  // Lists of the account already include each address as a `FloatingIp`, with its name.
  isUnlisted: () => true,
  claims: ({ ip }) => (ip === undefined ? {} : { ip: reverseDnsOf(ip) }),
  /** The step sets the name. */
  create: async ({ desired: { ip } }) => ip,
  steps: [
    {
      label: "have its name",
      fields: ["hostname"],
      run: ({ api, key, desired: { hostname }, observed, previous, setOutputs }) => {
        const isFirst = previous?.outputs.writtenHostname === undefined;
        const formerHostname = observed.row === undefined ? "" : reverseOf(observed.row);
        return overwrite(
          () => setReverse(api, key, hostname),
          () => stands(api, key, hostname),
          () => setOutputs({ writtenHostname: hostname, ...(isFirst ? { formerHostname } : {}) }),
        );
      },
    },
  ],
  remove: async ({ api, key, observed, previous, warn }) => {
    const { formerHostname = "", writtenHostname } = previous?.outputs ?? {};
    const now = observed.row === undefined ? undefined : reverseOf(observed.row);
    if (writtenHostname !== undefined && now !== undefined && !sameHostname(now, writtenHostname)) {
      warn(`the reverse DNS name of ${key} is no longer the one that this resource set, so it was left as it is.`);
    } else if (writtenHostname !== undefined) {
      await setReverse(api, key, formerHostname);
    }
    return "released";
  },
});
