import test, { type ExecutionContext } from "ava";
import { openQueries } from "../../provider/src/adapters/queries.ts";
import { cloudNames } from "../../provider/src/clouds/index.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* GigeNET's elastic addresses, which have neither names nor tags. */

const IP = "gigenet:ElasticIp";
const WEB = { name: "web", plan: "gcl.2", image: "centos64_7" };

const harness = (t: ExecutionContext, adapter: AdapterName = "dynamic", switches: Json = {}) =>
  TestHarness.start(t, { ...gigenet, switches }, "xml", adapter);

const addresses = (on: TestHarness): string[] => on.objects("address").map(({ id }) => id);

/** Associates or disassociates an address in the dashboard. */
const associate = (on: TestHarness, id: string, instanceId: string): void =>
  on.emulators.change({ cloud: "gigenet", kind: "address", id, set: { instanceId } });

for (const adapter of adapterNames) {
  test(`${adapter}: an address is allocated, refreshed without a change, imported, listed and released`, async (t) => {
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

  test(`${adapter}: an address released in the dashboard is detected, and another one is allocated`, async (t) => {
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

  test(`${adapter}: a lost response is an error that names the candidates, and no other address is allocated`, async (t) => {
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

  test(`${adapter}: killed before the response: the next run does not allocate another address, and recover offers the existing one`, async (t) => {
    const on = await harness(t, adapter);
    on.fault({ operation: "AllocateAddress", fault: { hold: "after" } });
    const { pool, kill } = on.killableProcess();
    void on
      .engine("ip", { pool, token: IP })
      .up({})
      .catch(() => undefined);
    await on.emulators.waitFor((rows) => rows.some(({ stage, fault }) => fault !== undefined && stage === "effect"));
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
    // The address belongs to something else.
    t.is(await engine.up({ otherAddresses: [ip] }), "create");
    t.is(addresses(on).length, 2);
  });
}

test("ten creates at once allocate ten addresses, even if a list shows other addresses before their responses", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  const engines = Array.from({ length: 10 }, (_, index) => on.engine(`ip${index}`, { token: IP, pool }));
  await Promise.all(engines.map((engine) => engine.up({})));
  t.deepEqual(new Set(engines.map(({ state }) => state?.id)), new Set(addresses(on)));
  t.is(addresses(on).length, 10);
  // One more, in another process that knows the others from the state.
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

test("two concurrent lost responses are ambiguous: both are errors with the candidates", async (t) => {
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

test("the error for a lost response without a new address says so, and the next run allocates one", async (t) => {
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
  test(`the zone of an address if DescribeAddresses shows it as ${addressDomain}`, async (t) => {
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
  test(`an associated address is not released, even if GigeNET would ${releaseAssociated} it`, async (t) => {
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

test("an elastic address is disassociated before its instance is deleted, and never released with it", async (t) => {
  const on = await harness(t, "dynamic", { terminateReleasesElastic: true });
  const web = on.engine("web");
  await web.up({ ...WEB, additionalIps: 1 });
  const engine = on.engine("ip", { token: IP });
  await engine.up({});
  const { id = "" } = engine.state ?? {};
  associate(on, id, web.state?.id ?? "");
  // Changes of the instance's number of addresses never count the elastic one.
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

test("if DescribeAddresses shows no instances, every unknown address is a candidate of a lookup", async (t) => {
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
