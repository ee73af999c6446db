import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* GigeNET's associations of elastic addresses with instances. It is unproven whether a list shows them. */

const IP = "gigenet:ElasticIp";
const ASSOCIATION = "gigenet:ElasticIpAssociation";

/** Two instances and an elastic address of one stack. */
async function scene(t: ExecutionContext, adapter: AdapterName = "dynamic", switches: Json = {}) {
  const on = await TestHarness.start(t, { ...gigenet, switches }, "xml", adapter);
  on.hurry();
  const [web, other, ip] = [on.engine("web"), on.engine("other"), on.engine("ip", { token: IP })];
  const program = { plan: "gcl.2", image: "centos64_7" };
  await web.up({ ...program, name: "web" });
  await other.up({ ...program, name: "other" });
  await ip.up({});
  const address = ip.state?.id ?? "";
  const wanted = { instance: web.state?.id ?? "", address };
  on.emulators.clearRequests();
  const has = (): unknown => on.objects("address").find(({ id }) => id === address)?.instanceId;
  const associate = (instanceId: string): void =>
    on.emulators.change({ cloud: "gigenet", kind: "address", id: address, set: { instanceId } });
  return { on, web, other, ip, address, wanted, has, associate };
}

for (const adapter of adapterNames) {
  for (const addressInstances of [true, false]) {
    const shown = addressInstances ? "shows the instance" : "shows no instances";
    test(`${adapter}: an address is associated, refreshed without a change, moved and disassociated, if DescribeAddresses ${shown}`, async (t) => {
      const { on, web, other, ip, address, wanted, has } = await scene(t, adapter, { addressInstances });
      const engine = on.engine("www", { token: ASSOCIATION });
      t.is(await engine.up(wanted), "create");
      t.is(engine.state?.id, address);
      t.is(has(), wanted.instance);
      t.is(engine.outputs.instanceId, addressInstances ? wanted.instance : undefined);
      await on.assertSettled(engine, wanted);
      const moved = { ...wanted, instance: other.state?.id };
      t.is(await engine.up(moved), "delete-replace");
      t.is(has(), other.state?.id);
      t.deepEqual(on.writes(), ["AssociateAddress", "DisassociateAddress", "AssociateAddress"]);
      await on.assertSettled(engine, moved);
      // In the order in which Pulumi destroys a stack.
      await engine.destroy();
      t.is(has(), "");
      await Promise.all([web.destroy(), other.destroy()]);
      await ip.destroy();
      t.deepEqual([on.objects("address"), on.servers()], [[], []]);
    });
  }

  test(`${adapter}: an address disassociated in the dashboard is detected, and a moved one is moved back`, async (t) => {
    const { on, other, wanted, has, associate } = await scene(t, adapter);
    const engine = on.engine("www", { token: ASSOCIATION });
    await engine.up(wanted);
    associate("");
    await on.clock.sleep(600_000);
    t.is(await engine.refresh(), "delete");
    t.is(await engine.up(wanted), "create");
    associate(other.state?.id ?? "");
    t.is(await engine.refresh(), "update");
    t.is(engine.inputs.instance, other.state?.id);
    t.is(await engine.up(wanted), "delete-replace");
    t.is(has(), wanted.instance);
    await on.assertSettled(engine, wanted);
    // Already gone.
    associate("");
    await on.clock.sleep(600_000);
    await t.notThrowsAsync(engine.destroy());
  });

  test(`${adapter}: an association whose address is released, or whose instance is deleted, is gone`, async (t) => {
    const { on, web, address, wanted } = await scene(t, adapter);
    const engine = on.engine("www", { token: ASSOCIATION });
    await engine.up(wanted);
    const { state } = engine;
    await web.destroy();
    await on.clock.sleep(600_000);
    t.is(await engine.refresh(), "delete");
    engine.state = state;
    on.emulators.change({ cloud: "gigenet", kind: "address", id: address, delete: true });
    t.is(await engine.refresh(), "delete");
  });

  test(`${adapter}: an association whose response is lost is found; after a kill it is not created again`, async (t) => {
    const { on, wanted, associate, address } = await scene(t, adapter);
    const engine = on.engine("www", { token: ASSOCIATION });
    on.fault({ operation: "AssociateAddress", when: "after", fault: { cut: "connection" } });
    t.is(await engine.up(wanted), "create");
    await on.assertSettled(engine, wanted);
    t.is(on.count("AssociateAddress"), 1);
    associate("");
    engine.dropFromState();
    on.fault({ operation: "AssociateAddress", fault: { hold: "after" } });
    const { pool, kill } = on.killableProcess();
    void on
      .engine("www", { pool, token: ASSOCIATION })
      .up(wanted)
      .catch(() => undefined);
    await on.emulators.waitFor((rows) => rows.some(({ stage, fault }) => fault !== undefined && stage === "effect"));
    kill();
    on.emulators.clearFaults();
    on.emulators.clearRequests();
    t.regex(await on.errorOf(engine.up(wanted)), new RegExp(`already exists: ${address}.*adopt: "${address}"`));
    t.deepEqual(on.writes(), []);
    t.is(await engine.up({ ...wanted, adopt: address }), "create");
    await on.assertSettled(engine, { ...wanted, adopt: address });
    t.deepEqual(on.writes(), []);
  });
}

for (const reassociation of ["move", "refuse"]) {
  test(`an address of another instance is not moved, even if GigeNET would ${reassociation} it`, async (t) => {
    const { on, other, wanted, has, associate } = await scene(t, "dynamic", { reassociation });
    associate(other.state?.id ?? "");
    const engine = on.engine("www", { token: ASSOCIATION });
    t.regex(await on.errorOf(engine.up(wanted)), /already associated with instance \d+\. Nothing was changed/);
    t.deepEqual(on.writes(), []);
    t.is(has(), other.state?.id);
    // Adopting it by mistake does not move it either.
    t.regex(await on.errorOf(engine.up({ ...wanted, adopt: wanted.address })), /cannot be adopted: .*instance is/);
    t.deepEqual(on.writes(), []);
  });
}

test("destroy does not touch an address that was associated with another instance elsewhere", async (t) => {
  const { on, other, wanted, has, associate } = await scene(t);
  const engine = on.engine("www", { token: ASSOCIATION });
  await engine.up(wanted);
  associate(other.state?.id ?? "");
  await engine.destroy();
  t.is(has(), other.state?.id);
  t.regex(on.warnings.join("\n"), /is associated with instance \d+ and no longer with \d+, so it was left as it is/);
});

test("an adopted address that shows no instance is associated with its instance", async (t) => {
  for (const addressInstances of [true, false]) {
    const { on, wanted, has } = await scene(t, "dynamic", { addressInstances });
    const engine = on.engine("www", { token: ASSOCIATION });
    t.is(await engine.up({ ...wanted, adopt: wanted.address }), "create");
    t.is(has(), wanted.instance);
    await on.assertSettled(engine, { ...wanted, adopt: wanted.address });
  }
});

test("if DescribeAddresses shows no instances, a refused disassociation is a warning, and the resource is deleted", async (t) => {
  const { on, wanted, associate } = await scene(t, "dynamic", { addressInstances: false });
  const engine = on.engine("www", { token: ASSOCIATION });
  await engine.up(wanted);
  associate("");
  // Nothing proves that the association is gone.
  t.is(await engine.refresh(), "same");
  await engine.destroy();
  t.regex(on.warnings.join("\n"), /refused to disassociate address/);
});

test("a refresh of fifty associations costs one list, and one more if an association is gone", async (t) => {
  const { on, web, address } = await scene(t);
  const pool = on.process();
  for (let n = 0; n < 49; n += 1) {
    await on.engine(`ip${n}`, { token: IP, pool }).up({ otherAddresses: [address] });
  }
  const ips = on.objects("address").map(({ id }) => id);
  const engines = ips.map((ip, n) => [ip, on.engine(`www${n}`, { token: ASSOCIATION, pool })] as const);
  for (const [ip, engine] of engines) {
    await engine.up({ instance: web.state?.id, address: ip });
  }
  on.emulators.clearRequests();
  const refresh = async () => {
    const next = on.process();
    return Promise.all(
      engines.map(([ip, { state }]) => {
        const engine = on.engine(ip, { token: ASSOCIATION, pool: next });
        engine.state = state;
        return engine.refresh();
      }),
    );
  };
  t.true((await refresh()).every((op) => op === "same"));
  t.deepEqual(on.tally(), { DescribeAddresses: 1 });
  on.emulators.change({ cloud: "gigenet", kind: "address", id: address, set: { instanceId: "" } });
  await on.clock.sleep(600_000);
  on.emulators.clearRequests();
  t.is((await refresh()).filter((op) => op === "delete").length, 1);
  t.deepEqual(on.tally(), { DescribeAddresses: 2 });
});
