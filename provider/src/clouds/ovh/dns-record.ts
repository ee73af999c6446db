import { z } from "zod";
import { keyOfCreated } from "../../engine/definition/created-key.ts";
import { idWithScope, resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { type RecordRow, recordCreated, recordOf } from "./dns-schemas.ts";
import { isZoneGone, listRecordIds, publish, publishRemoval, RECORDS } from "./dns-zone.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: RecordRow }>();

const RECORD = `${RECORDS}/{id}` as const;

/** A name without spelling: the zone itself is `@` for users and empty for OVHcloud. */
const bareName = (name = ""): string => name.toLowerCase().replace(/^@$/, "");

/** A target without the quotes around a text, which OVHcloud may add (§4.8). A dot at the end of a name has a meaning. */
function plainTarget(target: string): string {
  const trimmed = target.trim();
  return /^"[^"]*("\s+"[^"]*)*"$/s.test(trimmed) ? trimmed.slice(1, -1).replaceAll(/"\s+"/g, "") : trimmed;
}

/** Identifies a record within its zone. */
const contentOf = (subDomain: string | undefined, fieldType: string, target: string): string =>
  `${bareName(subDomain)} ${fieldType} ${plainTarget(target)}`;

const readRecord = (api: Ovh, zoneName: string, id: string): Promise<RecordRow> =>
  api.call(`GET ${RECORD}`, "read", { zoneName, id }, recordOf(id));

export const dnsRecord = define({
  token: "ovh:DnsRecord",
  noun: "DNS record",
  description:
    "A record of a DNS zone of the account. After a change the zone is refreshed, which publishes it: once for all records that change at about the same time.",
  see: "https://github.com/ovh/terraform-provider-ovh",
  inputs: {
    zone: required(z.string().min(1), {
      description: "Zone (`zoneName`), such as `example.com`.",
      change: "replace",
      catalog: "dnsZones",
      read: { from: { row: (row) => row.zone }, drift: "report" },
    }),
    subDomain: required(
      z.string().regex(/^(@|[\w*-]+(\.[\w*-]+)*)$/, "must be relative to the zone, such as www, or @"),
      {
        description: "Name relative to the zone, such as `www`; `@` is the zone itself.",
        change: "update",
        // A name with a CNAME cannot have other records.
        exclusive: { within: ["zone"], when: ({ fieldType }) => fieldType === "CNAME" },
        same: (a, b) => bareName(a) === bareName(b),
        read: { from: { row: (row) => row.subDomain || "@" }, drift: "repair" },
      },
    ),
    fieldType: required(z.string().regex(/^[A-Z]+$/, "must be in capitals, such as A or TXT"), {
      description: "Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`.",
      change: "replace",
      read: { from: { row: (row) => row.fieldType }, drift: "report" },
    }),
    target: required(z.string().min(1), {
      description:
        "Data, such as an address, a text, or a host name, which is relative to the zone unless it ends with a dot. Quotes around a text are ignored.",
      change: "update",
      same: (a, b) => plainTarget(a) === plainTarget(b),
      read: { from: { row: (row) => plainTarget(row.target) }, drift: "repair" },
    }),
    ttl: optional(z.int().min(1).max(2_147_483_647), {
      description: "Time to live in seconds. That of the zone if it was never set.",
      change: "update",
      read: { from: { row: ({ ttl }) => (ttl === 0 ? undefined : ttl) }, drift: "repair" },
    }),
  },
  outputs: {
    recordId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the record.",
      from: { row: (row) => row.id },
    }),
    fqdn: output(z.string(), {
      dependsOn: ["subDomain"],
      always: true,
      description: "Absolute name, such as `www.example.com`.",
      from: { row: ({ subDomain, zone }) => (subDomain === "" ? zone : `${subDomain}.${zone}`) },
    }),
  },
  scope: ({ zone }) => zone,
  listBy: { zone: "required" },
  id: idWithScope("zone", "example.com/5123456789"),
  views: {
    row: {
      ids: async (api, zone) => (await listRecordIds(api, zone)).map((id) => [id] as const),
      one: async (api, { scope, key }) => ({ row: await readRecord(api, scope, key) }),
      isScopeGone: isZoneGone,
    },
  },
  // A new record may not be found for a minute (§4.8).
  absenceProof: "both",
  consistencyWindow: 120,
  nameOf: ({ row }) => row && contentOf(row.subDomain, row.fieldType, row.target),
  searchKey: ({ subDomain, fieldType, target }) => contentOf(subDomain, fieldType, target),
  search: (api, zone, { fieldType, subDomain }) =>
    listRecordIds(api, zone, { fieldType, subDomain: bareName(subDomain) }),
  create: ({ api, scope: zoneName, desired }) => {
    const { fieldType, target, ttl } = desired;
    const subDomain = bareName(desired.subDomain);
    const call = `POST ${RECORDS}` as const;
    return keyOfCreated(
      { cloud: "OVHcloud", call },
      async () => {
        const { id } = await api.call(call, "create", { zoneName, fieldType, subDomain, target, ttl }, recordCreated);
        return id === "0" ? undefined : id;
      },
      // The lookup before the create found no record with this content.
      async () => {
        const ids = await listRecordIds(api, zoneName, { fieldType, subDomain });
        const rows = await Promise.all(ids.map((id) => readRecord(api, zoneName, id)));
        return rows.filter((row) => plainTarget(row.target) === plainTarget(target)).map(({ id }) => id);
      },
    );
  },
  steps: [
    {
      label: "be published",
      fields: [],
      // Also when it is adopted: the run that created it may have been killed before.
      due: ({ creating, previous }) => creating || previous === undefined,
      run: (context) => publish(context, context.scope),
    },
    {
      label: "be changed",
      fields: ["subDomain", "target", "ttl"],
      severalCalls: true,
      run: async (context) => {
        const { api, key: id, scope: zoneName, desired, observed, hasChanged } = context;
        // Whether the call keeps what it lacks is not known, so what the program has not changed keeps its observed value.
        const { row } = observed;
        await api.command(`PUT ${RECORD}`, "idempotent", {
          ...{ zoneName, id },
          subDomain: hasChanged("subDomain") ? bareName(desired.subDomain) : (row?.subDomain ?? ""),
          target: hasChanged("target") ? desired.target : (row?.target ?? desired.target),
          ttl: hasChanged("ttl") ? desired.ttl : row?.ttl,
        });
        await publish(context, zoneName);
      },
    },
  ],
  remove: ({ api, key: id, scope: zoneName }) => api.command(`DELETE ${RECORD}`, "idempotent", { zoneName, id }),
  afterRemoval: (context) => publishRemoval(context, context.scope),
});
