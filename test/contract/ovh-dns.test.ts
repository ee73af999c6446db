import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { ovh } from "./clouds/ovh.ts";
import { TestHarness } from "./suite/test-harness.ts";

const token = "ovh:DnsRecord";
const LIST = "GET /domain/zone/{zoneName}/record";
const ONE = "GET /domain/zone/{zoneName}/record/{id}";
const REFRESH = "POST /domain/zone/{zoneName}/refresh";
const WWW = { zone: "example.com", subDomain: "www", fieldType: "A", target: "198.51.100.7" };

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...ovh, switches }, "json");
const isPublished = (on: TestHarness) => on.objects("dnsZone").every(({ dirty }) => dirty === false);

for (const [what, switches] of Object.entries({
  "as documented": {},
  "with the ID 0, quotes, no time to live and a delay": {
    ...{ createdRecordId: "zero", textTarget: "quoted", missingTtl: "null", recordLag: 10 },
  },
})) {
  test(`records of every kind are created, imported and unchanged, shown ${what}`, async (t) => {
    const on = await harness(t, switches);
    for (const [n, program] of [
      { ...WWW, subDomain: "@" },
      { ...WWW, fieldType: "CNAME", target: "example.com." },
      { ...WWW, subDomain: "@", fieldType: "MX", target: "10 mail.example.com.", ttl: 300 },
      { ...WWW, subDomain: "_dmarc.mail", fieldType: "TXT", target: "v=DMARC1; p=none" },
      { ...WWW, subDomain: "long", fieldType: "TXT", target: '"one part" "and another"' },
    ].entries()) {
      const engine = on.engine(`r${n}`, { token });
      await engine.up(program);
      await on.clock.sleep(60_000);
      await on.assertSettled(engine, program);
      const imported = on.engine("imported", { token, adapter: "plugin" });
      t.is(await imported.import(engine.state?.id ?? ""), "same");
      t.like(imported.inputs, { zone: "example.com", subDomain: program.subDomain, fieldType: program.fieldType });
    }
    t.true(isPublished(on));
  });
}

test("50 records at once: one list of IDs and one create each, and the zone is refreshed once; a refresh reads each once", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  const program = (n: number) => ({ ...WWW, subDomain: `n${n}`, target: `198.51.100.${n}` });
  const engines = Array.from({ length: 50 }, (_, n) => on.engine(`r${n}`, { token, pool }));
  await Promise.all(engines.map((engine, n) => engine.up(program(n))));
  t.is(on.count("POST /domain/zone/{zoneName}/record"), 50);
  t.is(on.count(LIST), 50);
  t.is(on.count(REFRESH), 1);
  t.true(isPublished(on));
  on.emulators.clearRequests();
  await Promise.all(engines.map((engine) => engine.refresh()));
  t.deepEqual([on.count(LIST), on.count(ONE)], [0, 50]);
  on.emulators.clearRequests();
  for (const record of on.objects("dnsRecord").slice(-3)) {
    on.emulators.change({ cloud: "ovh", kind: "dnsRecord", id: record.id, delete: true });
  }
  await on.clock.sleep(600_000);
  t.is((await Promise.all(engines.map((engine) => engine.refresh()))).filter((op) => op === "delete").length, 3);
  t.true(on.count(LIST) <= 3);
  on.emulators.clearRequests();
  await Promise.all(engines.map((engine) => engine.destroy()));
  t.is(on.count(REFRESH), 1);
  t.true(isPublished(on));
});

test("a record whose zone could not be refreshed is published by the next up; a deleted one by the next destroy", async (t) => {
  const on = await harness(t);
  const engine = on.engine("web", { token });
  const fail = () =>
    on.fault({ operation: REFRESH, when: "before", times: 0, fault: { status: 503, body: "<html></html>" } });
  const change = { ...WWW, target: "198.51.100.8" };
  for (const act of [() => engine.up(WWW), () => engine.up(change), () => engine.destroy()]) {
    fail();
    await t.throwsAsync(act);
    t.false(isPublished(on));
    on.emulators.clearFaults();
    await act();
    t.true(isPublished(on));
  }
});

test("a zone that is misspelled is an error of the preview; the records of a zone that was deleted are gone", async (t) => {
  const on = await harness(t);
  const engine = on.engine("web", { token });
  await t.throwsAsync(() => engine.up({ ...WWW, zone: "exemple.com" }), {
    message: /"exemple.com" is not an OVHcloud DNS zone.*Did you mean "example.com"/,
  });
  await engine.up(WWW);
  for (const { id } of on.objects("dnsRecord")) {
    on.emulators.change({ cloud: "ovh", kind: "dnsRecord", id, delete: true });
  }
  on.emulators.change({ cloud: "ovh", kind: "dnsZone", id: "example.com", delete: true });
  await on.clock.sleep(600_000);
  t.is(await engine.refresh(), "delete");
});

test("a CNAME replaces other records of its name, which are deleted first", async (t) => {
  const on = await harness(t);
  const engine = on.engine("web", { token });
  await engine.up(WWW);
  on.emulators.clearRequests();
  await engine.up({ ...WWW, fieldType: "CNAME", target: "example.org." });
  t.deepEqual(
    on.writes().filter((call) => call !== REFRESH),
    ["DELETE /domain/zone/{zoneName}/record/{id}", "POST /domain/zone/{zoneName}/record"],
  );
});
