import type { Samples } from "../suite/samples.ts";

const RECORDS = "/domain/zone/{zoneName}/record";
const LIST = `GET ${RECORDS}`;
const CREATE = `POST ${RECORDS}`;
const CHANGE = `PUT ${RECORDS}/{id}`;
const DELETE = `DELETE ${RECORDS}/{id}`;
const REFRESH = "POST /domain/zone/{zoneName}/refresh";

const dnsRecord: Samples = () => {
  const change = { [CHANGE]: "id subDomain target ttl zoneName", [REFRESH]: "zoneName" };
  return {
    kind: "dnsRecord",
    parent: { kind: "dnsZone", input: "zone" },
    program: { zone: "example.com", subDomain: "www", fieldType: "A", target: "198.51.100.7" },
    // Only records of its name and type are looked through.
    reads: [LIST],
    sends: {
      [LIST]: "fieldType subDomain zoneName",
      [CREATE]: "fieldType subDomain target zoneName",
      [REFRESH]: "zoneName",
    },
    destroys: { [DELETE]: "id zoneName", [LIST]: "zoneName", [REFRESH]: "zoneName" },
    inputs: {
      zone: {
        value: "example.org",
        sends: { [LIST]: "zoneName", [CREATE]: "zoneName", [REFRESH]: "zoneName" },
        destroys: { [DELETE]: "zoneName", [LIST]: "zoneName", [REFRESH]: "zoneName" },
      },
      subDomain: [
        { value: "mail", sends: { [LIST]: "subDomain", [CREATE]: "subDomain" }, change: { to: "smtp", sends: change } },
        { value: "@", sends: { [LIST]: "subDomain", [CREATE]: "subDomain" } },
      ],
      fieldType: { value: "TXT", sends: { [LIST]: "fieldType", [CREATE]: "fieldType" } },
      target: { value: "198.51.100.8", sends: { [CREATE]: "target" }, change: { to: "198.51.100.9", sends: change } },
      ttl: { value: 300, sends: { [CREATE]: "ttl" }, change: { to: 600, sends: change, order: [CHANGE, REFRESH] } },
    },
    drifts: {
      zone: { cannot: "A record does not move between zones.", see: "§4.8" },
      subDomain: { set: { subDomain: "ftp" }, shows: "ftp" },
      fieldType: { set: { fieldType: "TXT" }, shows: "TXT", reported: true },
      target: { set: { target: "198.51.100.9" }, shows: "198.51.100.9" },
      ttl: { program: 300, set: { ttl: 900 }, shows: 900 },
    },
  };
};

/** Records of DNS zones. */
export const dnsSamples: Readonly<Record<string, Samples>> = { "ovh:DnsRecord": dnsRecord };
