import { z } from "zod";
import type { At } from "../../engine/definition.ts";
import { resourceKit } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { anything } from "../../http/decode/wire.ts";
import type { HostDime } from "./account.ts";
import { type RdnsRow, rdnsList } from "./wire.ts";

const { required, optional, output, define } = resourceKit<HostDime, { row: RdnsRow }>();

/** Scope: family and cuid, `vps/V101`; no call names both. */
const rows = (api: HostDime, scope: string): Promise<readonly RdnsRow[]> => {
  const [family = "", cuid = ""] = scope.split("/");
  return api.call(`${family}.rdns.list`, "read", { cuid }, rdnsList);
};

/** rdns.update takes no cuid: a wrong address would hit another service, so the list is always asked first (§5.4). */
const update = (api: HostDime, { scope, key }: At, ptr: string): Promise<void> =>
  api.call(`${scope.split("/")[0]}.rdns.update`, "idempotent", { ip: key, ptr }, anything);

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
const sameName = (a: string, b: string): boolean => bare(a) === bare(b);

export const reverseDns = define({
  token: "hostdime:ReverseDns",
  noun: "reverse DNS entry",
  description:
    "The reverse DNS name (PTR) of an address of a HostDime VPS or dedicated server. Deleting the resource writes the former name back; HostDime has no call that clears one.",
  inputs: {
    kind: optional(z.enum(["vps", "server"]), {
      description: "Whether the address belongs to a `vps` or to a dedicated `server`.",
      change: "replace",
      default: "vps",
    }),
    cuid: required(z.string().regex(/^[^\s/:]+$/), {
      description: "The VPS or server that has the address (`cuid`, called API ID in the portal).",
      change: "replace",
    }),
    ip: required(z.union([z.ipv4(), z.ipv6()]), {
      description: "The address, spelt as HostDime lists it.",
      change: "replace",
      read: { from: { row: (row) => row.ip }, drift: "report" },
    }),
    ptr: required(z.string().min(1).max(253), {
      description: "Host name. Letter case and a dot at the end make no difference.",
      change: "update",
      same: sameName,
      read: { from: { row: (row) => row.ptr ?? "" }, drift: "repair" },
    }),
  },
  outputs: {
    formerPtr: output(z.string(), { description: "The name before, which deletion restores. Absent: there was none." }),
  },
  scope: ({ kind = "vps", cuid }) => `${kind}/${cuid}`,
  id: {
    format: ({ scope, key }) => `${scope}/${key}`,
    parse: (id) => {
      const [kind, cuid, ip] = id.split("/");
      return ip === undefined ? { key: id } : { scope: `${kind}/${cuid}`, key: ip };
    },
    example: "vps/V101/198.51.100.7",
  },
  views: { row: { list: async (api, scope) => (await rows(api, scope)).map((row) => [row.ip, row] as const) } },
  gone: "list",
  create: async ({ api, scope, want: { cuid, ip, ptr }, keep }) => {
    const former = (await rows(api, scope)).find((row) => row.ip === ip);
    if (former === undefined) {
      throw new RefusedError(
        `${ip} is no address of HostDime ${scope}, so nothing was written. Check ip and cuid (${cuid}); an IPv6 address must be spelt as the portal shows it.`,
      );
    }
    keep({ formerPtr: former.ptr });
    await update(api, { scope, key: ip }, ptr);
    return ip;
  },
  steps: [{ does: "have its name", fields: ["ptr"], run: ({ api, at, want }) => update(api, at, want.ptr) }],
  remove: async ({ api, at, live, prior, warn }) => {
    const former = prior?.outputs.formerPtr;
    if (live.row?.ptr === undefined || !sameName(live.row.ptr, prior?.inputs.ptr ?? "")) {
      warn(`the reverse DNS name of ${at.key} is no longer the one that was set here, so it was left as it is.`);
    } else if (former === undefined) {
      warn(`${at.key} had no reverse DNS name before, and HostDime has no call to clear one, so it was left as it is.`);
    } else {
      await update(api, at, former);
    }
    return "released";
  },
});
