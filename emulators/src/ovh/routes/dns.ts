import { type DnsRecord, type DnsZone, recordTypes } from "../dns-model.ts";
import type { EncodedTree } from "../encoding.ts";
import { notFound, unknownService } from "../errors.ts";
import type { Call, Routes } from "./route.ts";

const ZONE = "/domain/zone/{zoneName}";

/** DNS zones of the account: only their records change (docs/api/ovh.md §4.8). */
export const dnsRoutes: Routes = {
  "GET /domain/zone": { run: (call) => zonesOf(call).map(({ id }) => id) },
  [`GET ${ZONE}`]: { run: (call) => zoneView(theZone(call)) },
  [`GET ${ZONE}/status`]: {
    run: (call) => ({ isDeployed: !theZone(call).dirty, errors: null, warnings: null }),
  },
  [`POST ${ZONE}/refresh`]: { run: refresh },
  [`GET ${ZONE}/record`]: {
    run: (call) => wanted(call).map(({ id }) => Number(id)),
    expand: (call, id) => {
      const record = call.cloudState.dnsRecords.find(id);
      return record === undefined ? null : recordView(call, record);
    },
  },
  [`POST ${ZONE}/record`]: { run: createRecord },
  [`GET ${ZONE}/record/{id}`]: { run: (call) => recordView(call, theRecord(call)) },
  [`PUT ${ZONE}/record/{id}`]: { run: editRecord },
  [`DELETE ${ZONE}/record/{id}`]: { run: deleteRecord },
};

const zonesOf = ({ cloudState, account }: Call): DnsZone[] =>
  cloudState.dnsZones.where((one) => one.account === account);

function theZone(call: Call): DnsZone {
  const zone = zonesOf(call).find(({ id }) => id === call.param("zoneName"));
  if (!zone) throw unknownService();
  return zone;
}

function theRecord(call: Call): DnsRecord {
  const { cloudState } = call;
  const record = cloudState.dnsRecords.find(call.param("id"));
  if (!record || record.zone !== theZone(call).id || cloudState.younger(record, cloudState.switches.recordLag))
    throw notFound("record", cloudState.switches);
  return record;
}

function wanted(call: Call): DnsRecord[] {
  const { cloudState, query } = call;
  const { id: zone } = theZone(call);
  const fits = (name: "fieldType" | "subDomain", record: DnsRecord): boolean =>
    !query.has(name) || query.get(name) === record[name];
  return cloudState.dnsRecords.where(
    (record) => record.zone === zone && fits("fieldType", record) && fits("subDomain", record),
  );
}

function zoneView({ id }: DnsZone): EncodedTree {
  return {
    ...{ name: id, nameServers: ["dns200.anycast.me", "ns200.anycast.me"], dnssecActivated: false, iam: null },
    ...{ dnssecSupported: true, hasDnsAnycast: false, lastUpdate: null },
  };
}

function recordView({ cloudState }: Call, { id, zone, fieldType, subDomain, target, ttl }: DnsRecord): EncodedTree {
  const { textTarget, missingTtl } = cloudState.switches;
  const isQuoted = fieldType === "TXT" && textTarget === "quoted" && !target.startsWith('"');
  return {
    ...{ id: Number(id), zone, fieldType, subDomain, target: isQuoted ? `"${target}"` : target },
    ttl: ttl === 0 && missingTtl === "null" ? null : ttl,
  };
}

function createRecord(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: zone } = theZone(call);
  const record = cloudState.dnsRecords.put({
    ...{ id: cloudState.number("record", 5_000_000_001), account, zone, target: body.text("target") },
    ...{ fieldType: body.oneOf("fieldType", recordTypes), subDomain: body.get("subDomain") ?? "" },
    ...{ ttl: body.int("ttl") ?? 0, createdAt: cloudState.timeline.now },
  });
  cloudState.dnsZones.patch(zone, { dirty: true });
  const view = recordView(call, record);
  return cloudState.switches.createdRecordId === "zero" ? { ...Object(view), id: 0 } : view;
}

function editRecord(call: Call): undefined {
  const { cloudState, body } = call;
  const { id, zone, subDomain, target, ttl } = theRecord(call);
  cloudState.dnsRecords.patch(id, {
    subDomain: body.get("subDomain") ?? subDomain,
    target: body.get("target") ?? target,
    ttl: body.int("ttl") ?? ttl,
  });
  cloudState.dnsZones.patch(zone, { dirty: true });
}

function deleteRecord(call: Call): undefined {
  const { id, zone } = theRecord(call);
  call.cloudState.dnsRecords.delete(id);
  call.cloudState.dnsZones.patch(zone, { dirty: true });
}

/** Publishes the records. */
function refresh(call: Call): undefined {
  call.cloudState.dnsZones.patch(theZone(call).id, { dirty: false });
}
