import test, { type ExecutionContext } from "ava";
import { openQueries } from "../../provider/src/adapters/queries.ts";
import { cloudNames } from "../../provider/src/clouds/index.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* GigeNET's elastic addresses, which have neither a name nor a tag. */

const IP = "gigenet:ElasticIp";
const WEB = { name: "web", plan: "gcl.2", image: "centos64_7" };

const harness = (t: ExecutionContext, adapter: AdapterName = "dynamic", switches: Json = {}) =>
  TestHarness.start(t, { ...gigenet, switches }, "xml", adapter);

const addresses = (on: TestHarness): string[] => on.objects("address").map(({ id }) => id);

/** Somebody gives an address to an instance, or takes it off, in the dashboard. */
const associate = (on: TestHarness, id: string, instanceId: string): void =>
  on.emulators.change({ cloud: "gigenet", kind: "address", id, set: { instanceId } });

for (const adapter of adapterNames) {
  test(`${adapter}: an address is allocated, stays as it is, is imported and listed, and is released`, async (t) => {
    const on = await harness(t, adapter);
    const engine = on.engine("ip", { token: IP });
    t.is(await engine.up({}), "create");
    const [ip = ""] = addresses(on);
    t.is(engine.state?.id, ip);
    t.like(engine.outputs, { ip, allocatedIn: "ord1" });
    await on.assertSettled(engine, {});
    const other = on.engine("other", { token: IP });
    if (adapter === "plugin") {
      t.is(await other.import(ip), "same");
      t.is(other.outputs.ip, ip);
    }
    const { objects } = await on.process().of("gigenet", on.config()).list(IP, {});
    t.deepEqual(
      objects.map(({ id }) => id),
      [ip],
    );
    await engine.destroy();
    t.deepEqual(addresses(on), []);
    t.deepEqual(on.writes(), ["AllocateAddress", "ReleaseAddress"]);
  });

  test(`${adapter}: an address that is released in the dashboard is noticed, and another one is allocated`, async (t) => {
    const on = await harness(t, adapter);
    const engine = on.engine("ip", { token: IP });
    await engine.up({});
    on.emulators.change({ cloud: "gigenet", kind: "address", id: engine.state?.id ?? "", delete: true });
    await on.clock.sleep(600_000);
    t.is(await engine.refresh(), "delete");
    t.is(await engine.up({}), "create");
    on.emulators.change({ cloud: "gigenet", kind: "address", id: engine.state?.id ?? "", delete: true });
    await on.clock.sleep(600_000);
    await t.notThrowsAsync(engine.destroy());
  });

  test(`${adapter}: a lost answer is an error that names what could be the address, and no other one is allocated`, async (t) => {
    const on = await harness(t, adapter);
    const engine = on.engine("ip", { token: IP });
    on.fault({ operation: "AllocateAddress", when: "after", fault: { cut: "connection" } });
    const lost = await on.errorOf(engine.up({}));
    const [ip = ""] = addresses(on);
    t.regex(
      lost,
      /may have been created anyway.*not repeated\. These appeared since then and have no name; they may belong/,
    );
    t.true(lost.includes(`adopt: "${ip}"`), lost);
    const refused = await on.errorOf(engine.up({}));
    t.regex(refused, /There is a GigeNET elastic IP that no instance has and that no known resource manages/);
    t.regex(refused, /Nothing was created.*recover, with --take.*list them in otherAddresses.*adopt: "/);
    t.is(await engine.up({ adopt: ip }), "create");
    await on.assertSettled(engine, { adopt: ip });
    t.is(on.count("AllocateAddress"), 1);
  });

  test(`${adapter}: killed before the answer, the next run allocates none, and recover offers the one that is there`, async (t) => {
    const on = await harness(t, adapter);
    on.fault({ operation: "AllocateAddress", fault: { hold: "after" } });
    const { pool, kill } = on.killableProcess();
    void on
      .engine("ip", { pool, token: IP })
      .up({})
      .catch(() => undefined);
    await on.emulators.waitFor(
      (rows) => rows.some(({ stage, fault }) => fault !== undefined && stage === "effect"),
      60_000,
    );
    kill();
    on.emulators.clearFaults();
    const engine = on.engine("ip", { token: IP });
    const [ip = ""] = addresses(on);
    const found = await openQueries(on.process(), cloudNames).findInterruptedCreate(
      IP,
      {
        inputs: (await engine.preview({})).inputs,
        known: [],
        own: [],
        urn: "urn:pulumi:dev::shop::x::ip",
        formerly: [],
      },
      on.config(),
    );
    t.deepEqual(found, { is: "ambiguous", by: "similarity", ids: [ip] });
    t.regex(await on.errorOf(engine.up({})), /Nothing was created/);
    // It is somebody else's.
    t.is(await engine.up({ otherAddresses: [ip] }), "create");
    t.is(addresses(on).length, 2);
  });
}

test("ten addresses at once are ten, also if a list shows those of the others before their answers", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  const engines = Array.from({ length: 10 }, (_, index) => on.engine(`ip${index}`, { token: IP, pool }));
  await Promise.all(engines.map((engine) => engine.up({})));
  t.deepEqual(new Set(engines.map(({ state }) => state?.id)), new Set(addresses(on)));
  t.is(addresses(on).length, 10);
  // And one more beside those of the state, in another process.
  const next = on.process();
  const settled = engines.map((engine, index) => {
    const again = on.engine(`ip${index}`, { token: IP, pool: next });
    again.state = engine.state;
    return again;
  });
  await Promise.all(settled.map((engine) => engine.up({})));
  t.is(await on.engine("more", { token: IP, pool: next }).up({}), "create");
  t.is(addresses(on).length, 11);
});

test("of two lost answers at once nobody knows whose is whose: both are errors with the candidates", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  on.fault({ operation: "AllocateAddress", when: "after", times: 2, fault: { cut: "connection" } });
  const messages = await Promise.all(["a", "b"].map((name) => on.errorOf(on.engine(name, { token: IP, pool }).up({}))));
  for (const message of messages) {
    t.true(
      addresses(on).every((ip) => message.includes(ip)),
      message,
    );
  }
  t.is(on.count("AllocateAddress"), 2);
});

test("a lost answer of which nothing appears says so, and the next run allocates one", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ip", { token: IP });
  on.fault({ operation: "AllocateAddress", when: "before", fault: { cut: "connection" } });
  t.regex(
    await on.errorOf(engine.up({})),
    /not known whether the elastic IP was created \(no new one is visible yet\).*Check in the panel whether there is one that you do not know/,
  );
  t.is(await engine.up({}), "create");
  t.is(addresses(on).length, 1);
});

for (const addressDomain of ["standard", "zone"]) {
  test(`the zone of an address, where DescribeAddresses shows it as ${addressDomain}`, async (t) => {
    const on = await harness(t, "plugin", { addressDomain, openZones: ["ord1", "lax1"] });
    const engine = on.engine("ip", { token: IP });
    await engine.up({ zone: "lax1" });
    t.is(engine.outputs.allocatedIn, "lax1");
    await on.assertSettled(engine, { zone: "lax1" });
    const other = on.engine("other", { token: IP });
    await other.import(engine.state?.id ?? "");
    t.is(other.inputs.zone, addressDomain === "zone" ? "lax1" : undefined);
    on.emulators.change({ cloud: "gigenet", kind: "address", id: engine.state?.id ?? "", set: { zone: "ord1" } });
    t.is(await engine.refresh(), "same");
    t.is(/zone is "ord1"/.test(on.warnings.join()), addressDomain === "zone");
    t.is(await engine.up({ zone: "ord1" }), "replace");
    t.is(addresses(on).length, 1);
  });
}

for (const releaseAssociated of ["refuse", "release"]) {
  test(`an address that an instance has is not released, also where GigeNET would ${releaseAssociated} it`, async (t) => {
    const on = await harness(t, "dynamic", { releaseAssociated });
    const web = on.engine("web");
    await web.up(WEB);
    const engine = on.engine("ip", { token: IP });
    await engine.up({});
    const { id = "" } = engine.state ?? {};
    associate(on, id, web.state?.id ?? "");
    t.is(await engine.refresh(), "same");
    t.is(engine.outputs.instanceId, web.state?.id);
    t.regex(
      await on.errorOf(engine.destroy()),
      /elastic IP \S+ is associated with instance \d+, so it was not released\. Disassociate it/,
    );
    t.is(on.count("ReleaseAddress"), 0);
    associate(on, id, "");
    await engine.destroy();
    t.deepEqual(addresses(on), []);
  });
}

test("an instance takes an elastic address off before it is deleted, and never releases it", async (t) => {
  const on = await harness(t, "dynamic", { terminateReleasesElastic: true });
  const web = on.engine("web");
  await web.up({ ...WEB, additionalIps: 1 });
  const engine = on.engine("ip", { token: IP });
  await engine.up({});
  const { id = "" } = engine.state ?? {};
  associate(on, id, web.state?.id ?? "");
  // Its own number of addresses does not count the elastic one, whichever way it changes.
  t.is(await web.refresh(), "same");
  await web.up({ ...WEB, additionalIps: 2 });
  await web.up({ ...WEB, additionalIps: 0 });
  t.deepEqual(addresses(on), [id]);
  await web.destroy();
  await on.clock.sleep(600_000);
  t.deepEqual(addresses(on), [id]);
  await engine.destroy();
  t.deepEqual(addresses(on), []);
});

test("a lookup where DescribeAddresses shows no instances takes every unknown address for a candidate", async (t) => {
  const on = await harness(t, "dynamic", { addressInstances: false });
  const web = on.engine("web");
  await web.up({ ...WEB, additionalIps: 1 });
  const [additional = ""] = addresses(on);
  const engine = on.engine("ip", { token: IP });
  t.regex(await on.errorOf(engine.up({})), new RegExp(`adopt: "${additional}"`));
  t.is(await engine.up({ otherAddresses: [additional] }), "create");
  await on.assertSettled(engine, { otherAddresses: [additional] });
  await engine.destroy();
  t.deepEqual(addresses(on), [additional]);
});
