import { z } from "zod";
import { idWithScope, resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { LunaNode } from "./account.ts";
import { keyOfCreated } from "./created.ts";
import {
  absoluteName,
  bareName,
  contentOf,
  listRecords,
  listZones,
  type PlacedRecord,
  plainData,
} from "./dns-names.ts";
import { recordAdded } from "./dns-schemas.ts";
import { done } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: PlacedRecord }>();

const raw = z.string().min(1);

export const dnsRecord = define({
  token: "lunanode:DnsRecord",
  noun: "DNS record",
  description:
    "A record of a DNS zone. LunaNode cannot change one: a change creates the new record first and then deletes the old one, if the two can be there together.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    zone: required(raw, {
      description: "Zone, by ID or domain.",
      change: "replace",
      catalog: "dnsZones",
      read: { from: { row: (row) => row.zone.id }, drift: "report" },
    }),
    name: required(z.string().regex(/^(@|[\w*-]+(\.[\w*-]+)*)$/, "must be relative to the zone, such as www, or @"), {
      description: "Name relative to the zone, such as `www`; `@` is the zone itself.",
      change: "replace",
      // A name with a CNAME cannot have other records.
      exclusive: { within: ["zone"], when: ({ type }) => type === "CNAME" },
      same: (a, b) => bareName(a) === bareName(b),
      read: { from: { row: (row) => row.label }, drift: "report" },
    }),
    type: required(z.string().regex(/^[A-Z]+$/, "must be in capitals, such as A or TXT"), {
      description: "Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`.",
      change: "replace",
      read: { from: { row: (row) => row.type.toUpperCase() }, drift: "report" },
    }),
    data: required(raw, {
      description:
        "Data, such as an address, a host name, or a text without quotes. A trailing dot and quotes around a text are ignored.",
      change: "replace",
      exclusive: { within: ["zone", "name", "type"] },
      same: (a, b) => plainData(a) === plainData(b),
      read: { from: { row: (row) => plainData(row.data) }, drift: "report" },
    }),
    ttl: optional(z.int().min(1).max(2_147_483_647), {
      description: "Time to live in seconds.",
      change: "replace",
      default: 3600,
      read: { from: { row: (row) => row.ttl }, drift: "report" },
    }),
    priority: optional(z.int().min(0).max(65_535), {
      description: "Priority of an `MX` or `SRV` record (`aux`).",
      change: "replace",
      read: { from: { row: (row) => row.aux }, drift: "report" },
    }),
    weight: optional(raw, {
      description: "Weight among records of the same name, passed on as it is. LunaNode does not show it.",
      change: "replace",
    }),
    region: optional(raw, {
      description: "Region whose visitors get this record, passed on as it is. LunaNode does not show it.",
      change: "replace",
    }),
    monitor: optional(raw, {
      description:
        "ID of a monitor that takes the record out while it fails (`monitor_id`), passed on as it is. LunaNode does not show it.",
      change: "replace",
    }),
  },
  outputs: {
    recordId: output(z.string(), {
      always: true,
      description: "ID of the record.",
      from: { row: (row) => row.id },
    }),
    fqdn: output(z.string(), {
      always: true,
      description: "Absolute name, such as `www.example.com`.",
      from: { row: (row) => absoluteName(row.label, row.zone.name) },
    }),
  },
  scope: ({ zone }) => zone,
  listBy: { zone: "required" },
  id: idWithScope("zone", "301/7001"),
  views: {
    row: {
      list: async (api, zone) => (await listRecords(api, zone)).map((row) => [row.id, row] as const),
      isScopeGone: async (api, zone) => !(await listZones(api)).some(({ id }) => id === zone),
    },
  },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: ({ row }) => row && contentOf(row.label, row.type, row.data),
  searchKey: ({ name, type, data }) => contentOf(name, type, data),
  create: async ({ api, scope, desired, entry }) => {
    const { name, type, data, ttl = 3600, priority, weight, region, monitor } = desired;
    const zone = await entry("dnsZones", scope);
    if (zone === undefined) {
      throw new RefusedError(`LunaNode DNS zone ${scope} does not exist. Nothing was created. Check zone.`);
    }
    const parameters = {
      ...{ zone_id: scope, name: absoluteName(name, zone.name), type, data, ttl: String(ttl) },
      ...{ aux: priority === undefined ? undefined : String(priority), weight, region, monitor_id: monitor },
    };
    return keyOfCreated(
      "dns2/record-add",
      async () => (await api.call("dns2/record-add", "create", parameters, recordAdded)).record_id,
      // The lookup before the create found no record with this content.
      async () =>
        (await listRecords(api, scope)).flatMap((row) =>
          contentOf(row.label, row.type, row.data) === contentOf(name, type, data) ? [row.id] : [],
        ),
    );
  },
  steps: [],
  remove: ({ api, key, scope }) =>
    api.call("dns2/record-remove", "idempotent", { zone_id: scope, record_id: key }, done),
});
