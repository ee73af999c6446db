import { inUse, LunaNodeError } from "../errors.ts";
import type { DnsRecord, DnsZone, DynamicName } from "../model.ts";
import type { EncodedTree } from "../php.ts";
import { type Actions, type Call, read, write } from "./action.ts";

/**
 * Zones, records and dynamic names. Only the map of zones with its dotted names, `record_id`, the absolute name that a client
 * sends, and the map of dynamic names are known (docs/api/lunanode.md §4.9, §4.11). The rest is our choice, with switches.
 */
export const dnsActions: Actions = {
  "dns2/zone-list": read([], listZones),
  "dns2/zone-add": write(["name", "ttl"], addZone),
  "dns2/zone-remove": write(["zone_id"], removeZone),
  "dns2/record-list": read(["zone_id"], listRecords),
  "dns2/record-add": write(["zone_id", "name", "data", "ttl", "type"], addRecord),
  "dns2/record-remove": write(["zone_id", "record_id"], removeRecord),
  "dns/dyn-list": read([], listDynamic),
  "dns/dyn-add": write(["name", "ip"], addDynamic),
  "dns/dyn-update": write(["dyn_id", "name", "ip"], updateDynamic),
  "dns/dyn-remove": write(["dyn_id"], removeDynamic),
};

type Row = { readonly [key: string]: EncodedTree } & { readonly id: string };

/** Rows as a map by ID, or as a list. */
const rowsOf = ({ cloudState }: Call, rows: readonly Row[]): EncodedTree =>
  cloudState.switches.dnsLists === "list" ? rows : Object.fromEntries(rows.map((row) => [row.id, row]));

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
const HOST = /^[a-z0-9_*]([a-z0-9_*.-]*[a-z0-9])?$/;

function hostIn(call: Call): string {
  const name = bare(call.text("name"));
  if (!HOST.test(name)) throw new LunaNodeError("invalid name");
  return name;
}

function zone(call: Call): DnsZone {
  return call.cloudState.own(call.cloudState.zones, "zone", call.text("zone_id"), call.account);
}

function listZones(call: Call): Record<string, EncodedTree> {
  const rows = call.cloudState.zones.where(call.mine);
  return {
    zones: rowsOf(
      call,
      rows.map(({ id, name }) => ({ id, name: `${name}.` })),
    ),
  };
}

function addZone(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const name = hostIn(call);
  const ttl = String(call.count("ttl"));
  if (!name.includes(".")) throw new LunaNodeError("invalid name");
  // Zones are unique across accounts.
  if (cloudState.zones.all().some((other) => other.name === name)) throw new LunaNodeError("zone already exists");
  const id = cloudState.number("zone", 301);
  cloudState.zones.put({ id, account, name, ttl });
  return call.undocumented({ zone_id: id });
}

function removeZone(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const { id } = zone(call);
  const records = cloudState.records.where(({ zoneId }) => zoneId === id);
  if (records.length > 0 && cloudState.switches.zoneRemoval === "refuse") throw inUse("zone", cloudState.switches);
  for (const record of records) cloudState.records.delete(record.id);
  cloudState.zones.delete(id);
  return {};
}

/** The name of a record as the list shows it. The stored name is absolute, without a trailing dot. */
function shownName({ cloudState }: Call, { name: origin }: DnsZone, { name }: DnsRecord): string {
  switch (cloudState.switches.recordNames) {
    case "dotted":
      return `${name}.`;
    case "plain":
      return name;
    case "relative":
      return name === origin ? "@" : name.slice(0, -origin.length - 1);
  }
}

/** Types whose data ends with a host name. */
const NAMING = ["CNAME", "MX", "NS", "PTR", "SRV"];

function shownData({ cloudState }: Call, { type, data }: DnsRecord): string {
  if (cloudState.switches.recordData === "sent") return data;
  if (type === "TXT") return `"${data}"`;
  return NAMING.includes(type) && !data.endsWith(".") ? `${data}.` : data;
}

function listRecords(call: Call): Record<string, EncodedTree> {
  const origin = zone(call);
  const rows = call.cloudState.records.where(({ zoneId }) => zoneId === origin.id);
  return {
    records: rowsOf(
      call,
      rows.map((row) => ({
        ...{ id: row.id, name: shownName(call, origin, row), type: row.type, data: shownData(call, row) },
        ...{ ttl: row.ttl, aux: row.aux },
      })),
    ),
  };
}

function addRecord(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const origin = zone(call);
  const name = hostIn(call);
  if (name !== origin.name && !name.endsWith(`.${origin.name}`)) throw new LunaNodeError("invalid name");
  const type = call.text("type").toUpperCase();
  if (!/^[A-Z]{1,10}$/.test(type)) throw new LunaNodeError("invalid type");
  const others = cloudState.records.where((record) => record.zoneId === origin.id && record.name === name);
  // In DNS, a name with a CNAME cannot have other records.
  if (others.some((other) => other.type === "CNAME" || type === "CNAME")) {
    throw new LunaNodeError("a CNAME record already exists for this name, or would be beside others");
  }
  const id = cloudState.number("record", 7001);
  cloudState.records.put({
    ...{ id, account, zoneId: origin.id, name, type, data: call.text("data"), ttl: String(call.count("ttl")) },
    ...{ aux: call.get("aux") ?? "", weight: call.get("weight") ?? "", region: call.get("region") ?? "" },
    monitorId: call.get("monitor_id") ?? "",
  });
  return { record_id: id };
}

function removeRecord(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const origin = zone(call);
  const record = cloudState.own(cloudState.records, "record", call.text("record_id"), account);
  if (record.zoneId === origin.id) cloudState.records.delete(record.id);
  return {};
}

const DOMAIN = "lndyn.com";

function listDynamic(call: Call): Record<string, EncodedTree> {
  const isFull = call.cloudState.switches.dynamicNames === "full";
  const rows = call.cloudState.dynamicNames.where(call.mine);
  return {
    dyns: rowsOf(
      call,
      rows.map(({ id, name, ip }) => ({ id, name: isFull ? `${name}.${DOMAIN}` : name, ip })),
    ),
  };
}

/** Parameters of a dynamic name. All accounts share one domain. */
function dynamicIn(call: Call, own?: string): { name: string; ip: string } {
  const name = call.text("name").toLowerCase();
  const ip = call.text("ip");
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) throw new LunaNodeError("invalid name");
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) throw new LunaNodeError("invalid ip");
  const taken = call.cloudState.dynamicNames.all().some((other) => other.name === name && other.id !== own);
  if (taken) throw new LunaNodeError("name already taken");
  return { name, ip };
}

function addDynamic(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const set = dynamicIn(call);
  const id = cloudState.number("dynamic name", 901);
  cloudState.dynamicNames.put({ id, account, ...set });
  return call.undocumented({ dyn_id: id });
}

function dynamic(call: Call): DynamicName {
  return call.cloudState.own(call.cloudState.dynamicNames, "dynamic name", call.text("dyn_id"), call.account);
}

function updateDynamic(call: Call): Record<string, EncodedTree> {
  const { id } = dynamic(call);
  call.cloudState.dynamicNames.patch(id, dynamicIn(call, id));
  return {};
}

function removeDynamic(call: Call): Record<string, EncodedTree> {
  call.cloudState.dynamicNames.delete(dynamic(call).id);
  return {};
}
