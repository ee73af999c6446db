import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./lunanode-call.ts";

const dnsZone: Samples = () => ({
  kind: "dnsZone",
  program: { name: "example.com" },
  sends: { "dns2/zone-add": "name ttl" },
  destroys: { "dns2/zone-remove": "zone_id" },
  inputs: {
    name: { value: "example.org", sends: { "dns2/zone-add": "name" } },
    ttl: { value: 300, sends: { "dns2/zone-add": "ttl" } },
  },
  drifts: { name: { cannot: "A zone keeps its name.", see: "§4.9" } },
});

const dnsRecord: Samples = async (account) => {
  for (const name of ["example.com", "example.org"]) {
    await call(account, "dns2/zone-add", { name, ttl: "3600" });
  }
  const add = (sends: string) => ({ "dns2/record-add": sends });
  return {
    kind: "dnsRecord",
    parent: { kind: "dnsZone", input: "zone" },
    program: { zone: "example.com", name: "www", type: "A", data: "198.51.100.7", ttl: 300 },
    sends: add("data name ttl type zone_id"),
    destroys: { "dns2/record-remove": "record_id zone_id" },
    inputs: {
      zone: {
        value: idOf(account, "dnsZone", { name: "example.org" }),
        sends: add("name zone_id"),
        destroys: { "dns2/record-remove": "zone_id" },
      },
      name: [
        { value: "mail", sends: add("name") },
        { value: "@", sends: add("name") },
      ],
      type: { value: "TXT", sends: add("type") },
      data: { value: "198.51.100.8", sends: add("data") },
      ttl: { value: 600, sends: add("ttl") },
      priority: { value: 10, sends: add("aux") },
      weight: { value: "5", sends: add("weight") },
      region: { value: "europe", sends: add("region") },
      monitor: { value: "7", sends: add("monitor_id") },
    },
    drifts: {
      zone: { cannot: "A record does not move between zones.", see: "§4.9" },
      name: { set: { name: "ftp.example.com" }, shows: "ftp", reported: true },
      type: { set: { type: "TXT" }, shows: "TXT", reported: true },
      data: { set: { data: "198.51.100.9" }, shows: "198.51.100.9", reported: true },
      ttl: { set: { ttl: "900" }, shows: "900", reported: true },
      priority: { program: 10, set: { aux: "20" }, shows: "20", reported: true },
    },
  };
};

const dynamicDns: Samples = () => {
  const update = { "dns/dyn-update": "dyn_id ip name" };
  return {
    kind: "dynamicName",
    program: { name: "home", ip: "198.51.100.7" },
    sends: { "dns/dyn-add": "ip name" },
    destroys: { "dns/dyn-remove": "dyn_id" },
    inputs: {
      name: { value: "office", sends: { "dns/dyn-add": "name" }, change: { to: "shop", sends: update } },
      ip: { value: "198.51.100.8", sends: { "dns/dyn-add": "ip" }, change: { to: "198.51.100.9", sends: update } },
    },
    drifts: {
      name: { set: { name: "away" }, shows: "away" },
      ip: { set: { ip: "203.0.113.7" }, shows: "203.0.113.7" },
    },
  };
};

/** DNS zones, records and dynamic names. */
export const dnsSamples: Readonly<Record<string, Samples>> = {
  "lunanode:DnsZone": dnsZone,
  "lunanode:DnsRecord": dnsRecord,
  "lunanode:DynamicDns": dynamicDns,
};
