import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../provider/src/engine/errors.ts";
import { lunanode } from "./clouds/lunanode.ts";
import { TestHarness } from "./suite/test-harness.ts";

const ZONE = "lunanode:DnsZone";
const RECORD = "lunanode:DnsRecord";
const DYNAMIC = "lunanode:DynamicDns";

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...lunanode, switches }, "json");
const names = (on: TestHarness) => on.objects("dnsRecord").map(({ name, type, data }) => `${name} ${type} ${data}`);

/** A zone, as a resource. */
async function withZone(on: TestHarness) {
  const zone = on.engine("zone", { token: ZONE });
  await zone.up({ name: "example.com" });
  on.emulators.clearRequests();
  return zone;
}

for (const dnsLists of ["map", "list"]) {
  for (const recordNames of ["dotted", "plain", "relative"]) {
    for (const recordData of ["sent", "written"]) {
      test(`records are unchanged if lists are a ${dnsLists}, names ${recordNames} and data as ${recordData}`, async (t) => {
        const on = await harness(t, { dnsLists, recordNames, recordData });
        const zone = await withZone(on);
        const programs = [
          { name: "@", type: "A", data: "198.51.100.7" },
          { name: "www", type: "CNAME", data: "example.com" },
          { name: "@", type: "MX", data: "mail.example.com.", priority: 10 },
          { name: "_dmarc.mail", type: "TXT", data: "v=DMARC1; p=none" },
        ].map((program) => ({ zone: zone.state?.id, ...program }));
        for (const [n, program] of programs.entries()) {
          const engine = on.engine(`r${n}`, { token: RECORD });
          await engine.up(program);
          await on.assertSettled(engine, program);
          const imported = on.engine("imported", { token: RECORD, adapter: "plugin" });
          t.is(await imported.import(engine.state?.id ?? ""), "same");
          t.like(imported.inputs, { zone: "example.com", name: program.name, type: program.type });
        }
        t.deepEqual(on.warnings, []);
        t.deepEqual(names(on), [
          "example.com A 198.51.100.7",
          "www.example.com CNAME example.com",
          "example.com MX mail.example.com.",
          "_dmarc.mail.example.com TXT v=DMARC1; p=none",
        ]);
      });
    }
  }
}

for (const createReplies of ["ids", "bare"]) {
  test(`ten zones and ten dynamic names at once, if create responses are ${createReplies}: each resource has its own`, async (t) => {
    const on = await harness(t, { createReplies });
    const pool = on.process();
    for (const [token, kind, program] of [
      [ZONE, "dnsZone", (n: number) => ({ name: `shop${n}.example.com` })],
      [DYNAMIC, "dynamicName", (n: number) => ({ name: `shop${n}`, ip: `198.51.100.${n}` })],
    ] as const) {
      const engines = Array.from({ length: 10 }, (_, n) => on.engine(`e${n}`, { token, pool }));
      await Promise.all(engines.map((engine, n) => engine.up(program(n))));
      t.deepEqual(
        engines.map(({ state }) => on.objects(kind).find(({ id }) => id === state?.id)?.name),
        Array.from({ length: 10 }, (_, n) => program(n).name),
      );
    }
    t.deepEqual(on.warnings, []);
  });
}

test("refreshing 50 records of one zone costs one list of zones and one of records", async (t) => {
  const on = await harness(t);
  const zone = await withZone(on);
  const pool = on.process();
  const program = (n: number) => ({ zone: zone.state?.id, name: `n${n}`, type: "A", data: `198.51.100.${n}` });
  const engines = Array.from({ length: 50 }, (_, n) => on.engine(`r${n}`, { token: RECORD, pool }));
  await Promise.all(engines.map((engine, n) => engine.up(program(n))));
  t.is(on.count("dns2/record-add"), 50);
  on.emulators.clearRequests();
  const shared = on.process();
  const readers = engines.map(({ state }, n) => {
    const reader = on.engine(`r${n}`, { token: RECORD, pool: shared });
    reader.state = state;
    return reader;
  });
  t.deepEqual(new Set(await Promise.all(readers.map((reader) => reader.refresh()))), new Set(["same"]));
  t.deepEqual(on.tally(), { "dns2/zone-list": 1, "dns2/record-list": 1 });
});

test("a record is replaced by creating the new one first, unless the two cannot coexist", async (t) => {
  const on = await harness(t);
  const zone = await withZone(on);
  const base = { zone: zone.state?.id, name: "www" };
  const engine = on.engine("www", { token: RECORD });
  await engine.up({ ...base, type: "A", data: "198.51.100.7" });
  t.is(await engine.up({ ...base, type: "A", data: "198.51.100.8" }), "replace");
  // A record with the same content and another TTL, or a CNAME, must be deleted first.
  t.is(await engine.up({ ...base, type: "A", data: "198.51.100.8", ttl: 60 }), "delete-replace");
  t.is(await engine.up({ ...base, type: "CNAME", data: "a.example.com" }), "delete-replace");
  t.is(await engine.up({ ...base, type: "CNAME", data: "b.example.com" }), "delete-replace");
  t.deepEqual(names(on), ["www.example.com CNAME b.example.com"]);
});

test("a record that already exists is not created again, and can be adopted", async (t) => {
  const on = await harness(t);
  const zone = await withZone(on);
  const program = { zone: "example.com", name: "www", type: "TXT", data: "hello" };
  await on.engine("first", { token: RECORD }).up(program);
  on.emulators.clearRequests();
  const second = on.engine("second", { token: RECORD });
  const message = await on.errorOf(second.up({ ...program, data: '"hello"' }));
  t.regex(message, /A LunaNode DNS record named "www TXT hello" already exists: \d+\/\d+\. Nothing was created/);
  await second.up({ ...program, adopt: /adopt: "([^"]+)"/.exec(message)?.[1] });
  t.deepEqual(on.writes(), []);
  t.is(second.outputs.fqdn, "www.example.com");
  t.is(zone.state?.id, second.state?.id.split("/")[0]);
});

test("two resources of a program with the same record are an error, and one is created", async (t) => {
  const on = await harness(t);
  await withZone(on);
  const pool = on.process();
  const program = { zone: "example.com", name: "www", type: "A", data: "198.51.100.7" };
  const results = await Promise.allSettled(
    ["a", "b"].map((name) => on.engine(name, { token: RECORD, pool }).up(program)),
  );
  t.regex(
    results.map((result) => (result.status === "rejected" ? messageOf(result.reason) : "made")).join("\n"),
    /^made\n.*Two resources of this program declare a LunaNode DNS record named "www A 198\.51\.100\.7"/,
  );
  t.is(on.count("dns2/record-add"), 1);
});

for (const zoneRemoval of ["with", "refuse"]) {
  test(`records are deleted before their zone if a zone is removed ${zoneRemoval === "with" ? "with its records" : "only when it is empty"}`, async (t) => {
    const on = await harness(t, { zoneRemoval });
    const zone = await withZone(on);
    const record = on.engine("www", { token: RECORD });
    await record.up({ zone: zone.state?.id, name: "www", type: "A", data: "198.51.100.7" });
    // Both at once: the zone waits for its records if necessary.
    await Promise.all([zone.destroy(), record.destroy()]);
    t.deepEqual([...on.objects("dnsZone"), ...on.objects("dnsRecord")], []);
  });
}

test("a record is gone with its zone", async (t) => {
  const on = await harness(t);
  const zone = await withZone(on);
  const record = on.engine("www", { token: RECORD });
  await record.up({ zone: zone.state?.id, name: "www", type: "A", data: "198.51.100.7" });
  await zone.destroy();
  t.is(await record.refresh(), "delete");
});

test("wrong names are preview errors: an unknown zone, an invalid domain, a record with a trailing dot", async (t) => {
  const on = await harness(t);
  await withZone(on);
  const record = { zone: "example.com", name: "www", type: "A", data: "198.51.100.7" };
  const fails = async (token: string, program: Json, message: RegExp) =>
    t.regex(await on.errorOf(on.engine("x", { token }).preview(program)), message);
  await fails(
    RECORD,
    { ...record, zone: "exampel.com" },
    /^zone: "exampel\.com" is not a LunaNode DNS zone\. Did you mean "example\.com"/,
  );
  await fails(RECORD, { ...record, name: "www.example.com." }, /name: .*must be relative to the zone/);
  await fails(RECORD, { ...record, type: "a" }, /type: .*must be in capitals/);
  await fails(ZONE, { name: "example" }, /name: .*must be a domain/);
  await fails(ZONE, {}, /a DNS zone needs name/);
  await fails(DYNAMIC, { name: "web.lndyn.com", ip: "198.51.100.7" }, /name: .*must be one label/);
  t.deepEqual(on.writes(), []);
});

for (const dynamicNames of ["short", "full"]) {
  test(`a dynamic name follows its address if the list shows it ${dynamicNames}; unchanged inputs keep their value`, async (t) => {
    const on = await harness(t, { dynamicNames });
    const engine = on.engine("home", { token: DYNAMIC });
    await engine.up({ name: "home", ip: "198.51.100.7" });
    t.is(engine.outputs.hostname, "home.lndyn.com");
    t.is(await engine.up({ name: "home", ip: "198.51.100.8" }), "update");
    await on.assertSettled(engine, { name: "home", ip: "198.51.100.8" });
    const [row] = on.objects("dynamicName");
    on.emulators.change({ cloud: "lunanode", kind: "dynamicName", id: row?.id ?? "", set: { ip: "203.0.113.7" } });
    t.is(await engine.up({ name: "office", ip: "198.51.100.8" }), "update");
    t.like(on.objects("dynamicName")[0], { name: "office", ip: "203.0.113.7" });
    t.regex(on.warnings.join("\n"), /ip is /);
    const imported = on.engine("imported", { token: DYNAMIC, adapter: "plugin" });
    t.is(await imported.import("name:office"), "same");
  });
}
