import test from "ava";
import {
  addressOf,
  fixedAmong,
  imageOf,
  ipv6Of,
  keysOf,
  networksByAddress,
  networksByPort,
  planOf,
  powerOf,
  state,
} from "./instance-views.ts";
import { instanceRow } from "./schemas.ts";

const row = (fields: Record<string, unknown> = {}) =>
  instanceRow.parse({ id: "7", status: "UNKNOWN", ipAddresses: [], ...fields });
const address = (ip: string, type: string, networkId?: string) => ({
  ip,
  type,
  networkId,
  version: ip.includes(":") ? "6" : "4",
});

const STATUSES =
  "ACTIVE BUILD BUILDING DELETED DELETING ERROR HARD_REBOOT MIGRATING PASSWORD PAUSED REBOOT REBUILD RESCUE RESCUED RESCUING RESIZE RESIZED RESUMING REVERT_RESIZE SHELVED SHELVED_OFFLOADED SHELVING SHUTOFF SNAPSHOTTING SOFT_DELETED STOPPED SUSPENDED UNKNOWN UNRESCUING UNSHELVING VERIFY_RESIZE";

test("every documented status is ready, failed, gone or waited for", (t) => {
  const by = (is: string) => STATUSES.split(" ").filter((status) => state({ row: row({ status }) })?.is === is);
  t.deepEqual(by("ready"), [
    "ACTIVE",
    "PAUSED",
    "RESCUE",
    "RESCUED",
    "SHELVED",
    "SHELVED_OFFLOADED",
    "SHUTOFF",
    "STOPPED",
    "SUSPENDED",
  ]);
  t.deepEqual(by("failed"), ["ERROR"]);
  t.deepEqual(by("gone"), ["DELETED", "SOFT_DELETED"]);
  t.is(by("pending").length, 19);
  t.is(state({ row: row({ status: "HUMMING" }) })?.is, "pending");
  t.is(state({ ports: [] }), undefined);
});

for (const [status, power] of [
  ["ACTIVE", "running"],
  ["SHUTOFF", "stopped"],
  ["STOPPED", "stopped"],
  ["PAUSED", "stopped"],
  ["SUSPENDED", "stopped"],
  ["SHELVED", "shelved"],
  ["SHELVED_OFFLOADED", "shelved"],
  ["RESCUE", "running"],
  ["REBOOT", undefined],
  ["SHELVING", undefined],
] as const) {
  test(`${status} is ${power}`, (t) => {
    t.is(powerOf(status), power);
  });
}

test("IDs are read from older lists, newer lists and single answers", (t) => {
  const old = row({ flavorId: "f", imageId: "i", sshKeyId: "k" });
  const single = row({ flavor: { id: "f" }, image: { id: "i" }, sshKey: { id: "k" } });
  for (const each of [old, single, { ...old, ...single }]) {
    t.deepEqual([planOf(each), imageOf(each), keysOf(each)], ["f", "i", ["k"]]);
  }
  for (const imageId of [null, ""]) {
    const bare = row({ imageId, image: null, sshKey: null, monthlyBilling: null });
    t.deepEqual(
      [planOf(bare), imageOf(bare), keysOf(bare), bare.monthlyBilling],
      [undefined, undefined, undefined, undefined],
    );
  }
});

test("addresses by kind and version; a removed one is reported, one that never existed is not", (t) => {
  const both = row({
    ipAddresses: [
      address("2001:db8::1", "public", "e"),
      address("198.51.100.7", "public", "e"),
      address("10.0.0.5", "private", "b"),
    ],
  });
  t.is(addressOf(both, "public", undefined), "198.51.100.7");
  t.is(addressOf(both, "private", undefined), "10.0.0.5");
  t.deepEqual(ipv6Of(both), ["2001:db8::1"]);
  const inside = row({ ipAddresses: [address("10.0.0.5", "private", "b")] });
  t.is(addressOf(inside, "public", "198.51.100.7"), "");
  t.is(addressOf(inside, "public", undefined), undefined);
  t.is(addressOf(row(), "public", "198.51.100.7"), undefined);
});

test("addresses show the networks, unless one may be a floating address or is of an unknown network", (t) => {
  const [back, external] = ["pn-1240644_0", "581fad02-158d-4dc6-81f0-c1ec2794bbec"];
  const a = address("10.0.0.5", "private", back);
  const c = address("10.1.0.5", "private", external);
  const e = address("198.51.100.7", "public", external);
  t.deepEqual(networksByAddress(row({ ipAddresses: [a, c, a] })), [back, external]);
  t.deepEqual(networksByAddress(row({ ipAddresses: [e, address("2001:db8::1", "public", external)] })), [external]);
  // As recorded in 2025, and in 2016 (§4.4).
  for (const id of ["581fad02158d4dc681f0c1ec2794bbec5a1c", ""]) {
    t.is(networksByAddress(row({ ipAddresses: [address("198.51.100.7", "public", id)] })), undefined);
  }
  t.is(networksByAddress(row({ ipAddresses: [a, e] })), undefined);
  t.is(networksByAddress(row({ ipAddresses: [address("10.0.0.5", "private")] })), undefined);
  t.is(networksByAddress(row()), undefined);
  t.deepEqual(networksByPort([]), []);
});

test("of the fixed addresses, those that the instance has are reported", (t) => {
  t.deepEqual(fixedAmong(["10.0.0.5", undefined], { b: "10.0.0.5", c: "10.1.0.5" }), { b: "10.0.0.5" });
  t.is(fixedAmong([], { b: "10.0.0.5" }), undefined);
  t.is(fixedAmong(["10.0.0.5"], undefined), undefined);
});
