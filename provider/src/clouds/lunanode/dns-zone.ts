import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { keyOfCreated } from "./created.ts";
import { bareName, listZones } from "./dns-names.ts";
import { type ZoneRow, zoneAdded } from "./dns-schemas.ts";
import { done } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: ZoneRow }>();

export const dnsZone = define({
  token: "lunanode:DnsZone",
  noun: "DNS zone",
  description:
    "A DNS zone of the account, for `DnsRecord`s. LunaNode cannot change one: every change replaces it, with all its records. Deleting it deletes every record in it.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    name: required(z.string().regex(/^(?=.{3,254}$)([\w-]+\.)+[\w-]+\.?$/, "must be a domain, such as example.com"), {
      description: "Domain, such as `example.com`. Letter case and a trailing dot are ignored.",
      change: "replace",
      same: (a, b) => bareName(a) === bareName(b),
      read: { from: { row: (row) => bareName(row.name) }, drift: "report" },
    }),
    ttl: optional(z.int().min(1).max(2_147_483_647), {
      description: "Time to live of the zone in seconds. LunaNode does not show it.",
      change: "replace",
      default: 3600,
    }),
  },
  outputs: {
    zoneId: output(z.string(), {
      always: true,
      description: "ID of the zone.",
      from: { row: (row) => row.id },
    }),
  },
  scope: () => "",
  id: plainId("301"),
  name: { input: "name", max: 253, character: /[a-z0-9.-]/, isGiven: true },
  views: { row: { list: async (api) => (await listZones(api)).map((row) => [row.id, row] as const) } },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: ({ row }) => row && bareName(row.name),
  searchKey: ({ name }) => bareName(name),
  create: ({ api, desired: { name, ttl = 3600 } }) =>
    keyOfCreated(
      "dns2/zone-add",
      async () => {
        const parameters = { name: bareName(name), ttl: String(ttl) };
        return (await api.call("dns2/zone-add", "create", parameters, zoneAdded)).zone_id;
      },
      // The lookup before the create found no zone with this name.
      async () => (await listZones(api)).flatMap((row) => (bareName(row.name) === bareName(name) ? [row.id] : [])),
    ),
  steps: [],
  // It is not known whether a zone must be empty (§4.9).
  passingRefusal: {
    waitingFor: "for its records to be deleted",
    isPassing: (error) => error instanceof CloudError && error.kind === "conflict",
  },
  remove: ({ api, key }) => api.call("dns2/zone-remove", "idempotent", { zone_id: key }, done),
});
