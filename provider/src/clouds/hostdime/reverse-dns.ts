import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { overwrite } from "../../engine/definition/overwrite.ts";
import type { At } from "../../engine/definition/view.ts";
import { RefusedError } from "../../engine/errors.ts";
import { accepted } from "../../http/decode/schemas.ts";
import type { HostDime } from "./account.ts";
import { type RdnsRow, rdnsRow } from "./schemas.ts";
import { type Family, services } from "./services.ts";

interface Row extends RdnsRow {
  kind: Family;
  cuid: string;
}
const { required, optional, output, define } = resourceKit<HostDime, { row: Row }>();

/** Scope: family and cuid, `vps/V101`. No call has both. */
function ownerIn(scope: string): { kind: Family; cuid: string } {
  const [kind, cuid = ""] = scope.split("/");
  return { kind: kind === "server" ? "server" : "vps", cuid };
}

export async function rdnsRows(api: HostDime, scope: string): Promise<readonly Row[]> {
  const owner = ownerIn(scope);
  const listed = await api.list(`${owner.kind}.rdns.list`, { cuid: owner.cuid }, rdnsRow);
  return listed.map((row) => ({ ...row, ...owner }));
}

/** A service that no longer exists has no addresses. A refusal alone does not prove that it is gone (§4.1). */
async function isServiceGone(api: HostDime, scope: string): Promise<boolean> {
  const owner = ownerIn(scope);
  const all = await services(api, owner.kind);
  return all !== undefined && !all.some(([cuid]) => cuid === owner.cuid);
}

/** rdns.update has no cuid, so a wrong address would change another service. The list is always read first (§5.4). */
const update = (api: HostDime, { scope, key }: At, ptr: string): Promise<void> =>
  api.call(`${ownerIn(scope).kind}.rdns.update`, "idempotent", { ip: key, ptr }, accepted);

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
const sameName = (a: string, b: string): boolean => bare(a) === bare(b);

/** Whether a call that failed set the name anyway. */
async function stands(api: HostDime, { scope, key }: At, ptr: string): Promise<boolean> {
  const row = (await rdnsRows(api, scope)).find(({ ip }) => ip === key);
  return row === undefined || sameName(row.ptr ?? "", ptr);
}

export const reverseDns = define({
  token: "hostdime:ReverseDns",
  noun: "reverse DNS entry",
  description:
    "The reverse DNS name (PTR) of an address of a HostDime VPS or dedicated server. Deleting the resource restores the previous name; HostDime cannot clear one.",
  see: "https://api.hostdime.com/docs/request.html",
  inputs: {
    kind: optional(z.enum(["vps", "server"]), {
      description: "Whether the address belongs to a `vps` or to a dedicated `server`.",
      change: "replace",
      default: "vps",
      read: { from: { row: (row) => row.kind }, drift: "report" },
    }),
    cuid: required(z.string().regex(/^[^\s/:]+$/), {
      description: "The VPS or server with the address (`cuid`, called API ID in the portal).",
      change: "replace",
      refersTo: ["VPS", "dedicated server"],
      listedIn: [
        { catalog: "vpses", idsIn: (cuid, { kind }) => (kind === "vps" ? [cuid] : []) },
        { catalog: "servers", idsIn: (cuid, { kind }) => (kind === "server" ? [cuid] : []) },
      ],
      read: { from: { row: (row) => row.cuid }, drift: "report" },
    }),
    ip: required(z.union([z.ipv4(), z.ipv6()]), {
      description: "The address, spelled as HostDime lists it.",
      change: "replace",
      // If the new name were set first, deleting the old resource would overwrite it with the previous name.
      exclusive: true,
      listedIn: [{ catalog: "addresses" }],
      read: { from: { row: (row) => row.ip }, drift: "report" },
    }),
    ptr: required(z.string().min(1).max(253), {
      description: "Hostname. Letter case and a trailing dot are ignored.",
      change: "update",
      same: sameName,
      read: { from: { row: (row) => row.ptr ?? "" }, drift: "repair" },
    }),
  },
  outputs: {
    formerPtr: output(z.string(), {
      dependsOn: ["ptr"],
      description: "The name before this resource first set one, which deletion restores. Absent if there was none.",
    }),
    writtenPtr: output(z.string(), {
      dependsOn: ["ptr"],
      description:
        "The name that this resource last set. Deletion restores the previous name only if this one is still set.",
    }),
  },
  scope: ({ kind = "vps", cuid }) => `${kind}/${cuid}`,
  listBy: { kind: "default", cuid: "required" },
  id: {
    format: ({ scope, key }) => `${scope}/${key}`,
    parse: (id) => {
      const [, kind, cuid, ip] = /^(vps|server)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
      if (ip === undefined) {
        throw new RefusedError(`"${id}" is not the ID of a HostDime reverse DNS entry, such as vps/V101/198.51.100.7.`);
      }
      return { scope: `${kind}/${cuid}`, key: ip };
    },
    example: "vps/V101/198.51.100.7",
  },
  views: {
    row: {
      list: async (api, scope) => (await rdnsRows(api, scope)).map((row) => [row.ip, row] as const),
      isScopeGone: isServiceGone,
    },
  },
  absenceProof: "list",
  create: async ({ api, scope, desired: { cuid, ip } }) => {
    if (!(await rdnsRows(api, scope)).some((row) => row.ip === ip)) {
      throw new RefusedError(
        `${ip} is not an address of HostDime ${scope}. Nothing was changed. Check ip and cuid (${cuid}); an IPv6 address must be spelled as in the portal.`,
      );
    }
    return ip;
  },
  steps: [
    {
      label: "have its name",
      fields: ["ptr"],
      run: async ({ api, at, desired, observed, previous, setOutputs }) => {
        const isFirst = previous?.outputs.writtenPtr === undefined;
        const formerPtr = observed.row?.ptr;
        await overwrite(
          () => update(api, at, desired.ptr),
          () => stands(api, at, desired.ptr),
          () => setOutputs({ writtenPtr: desired.ptr, ...(isFirst ? { formerPtr } : {}) }),
        );
      },
    },
  ],
  remove: async ({ api, at, observed, previous, warn }) => {
    const { formerPtr, writtenPtr } = previous?.outputs ?? {};
    if (writtenPtr !== undefined && !sameName(observed.row?.ptr ?? "", writtenPtr)) {
      warn(`the reverse DNS name of ${at.key} is no longer the one that this resource set, so it was left as it is.`);
    } else if (writtenPtr !== undefined && formerPtr === undefined) {
      warn(`${at.key} had no reverse DNS name before, and HostDime cannot clear one, so it was left as it is.`);
    } else if (formerPtr !== undefined) {
      await update(api, at, formerPtr);
    }
    return "released";
  },
});
