import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { hostdime } from "./clouds/hostdime.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* HostDime's dedicated servers are adopted, never ordered or canceled. No call shows whether one runs. */

const SERVER = "hostdime:DedicatedServer";

const harness = (t: ExecutionContext, switches: Json = {}, adapter: AdapterName = "dynamic", form = "json") =>
  TestHarness.start(t, { ...hostdime, switches }, form, adapter);

const row = (on: TestHarness, id = "S37") => on.objects("server").find((each) => each.id === id);
const change = (on: TestHarness, set: Json) =>
  on.emulators.change({ cloud: "hostdime", kind: "server", id: "S37", set });

const SHOWN = {
  ip: "192.0.2.137",
  status: "active",
  type: "Supermicro 1U",
  cpu: "Intel Xeon E-2236",
  memory: "32768",
  hardDrives: ["960 GB SSD"],
  controlPanel: "cPanel/WHM",
  sshPort: 22,
  ipmiIp: "10.0.0.37",
  ipmiPassword: "invented-s37",
};

for (const adapter of adapterNames) {
  for (const form of adapter === "plugin" ? ["json"] : ["json", "xml", "yml"]) {
    test(`${adapter}, ${form}: a server is adopted without a change, has its outputs, and is released`, async (t) => {
      const on = await harness(t, {}, adapter, form);
      const engine = on.engine("metal", { token: SERVER });
      t.is(await engine.up({ cuid: "S37" }), "create");
      t.is(engine.state?.id, "S37");
      t.like(engine.outputs, SHOWN);
      await on.assertSettled(engine, { cuid: "S37" });
      await engine.destroy();
      t.deepEqual(on.writes(), []);
      t.regex(on.warnings.join("\n"), /^dedicated server S37 was released: it stays at HostDime and is charged/m);
    });
  }

  test(`${adapter}: a suspension outside of Pulumi is drift and is repaired; a suspension by HostDime is not lifted`, async (t) => {
    const on = await harness(t, {}, adapter);
    const engine = on.engine("metal", { token: SERVER });
    const program = { cuid: "S37", suspended: false };
    await engine.up(program);
    change(on, { status: "clientsuspend", power: "stopped" });
    t.is(await engine.refresh(), "update");
    t.is(engine.inputs.suspended, true);
    await engine.up(program);
    t.is(row(on)?.status, "active");
    await on.assertSettled(engine, program);
    on.emulators.change({ cloud: "hostdime", action: "suspend", id: "S37" });
    t.is(await engine.refresh(), "update");
    t.regex(
      await on.errorOf(engine.up(program)),
      /HostDime suspended dedicated server S37 itself, usually for an unpaid bill or abuse/,
    );
  });

  test(`${adapter}: a missing server is removed from the state only if a list of the others proves that it is gone`, async (t) => {
    for (const [switches, isProved] of [
      [{}, true],
      [{ listCuids: false }, false],
    ] as const) {
      const on = await harness(t, switches, adapter);
      const engine = on.engine("metal", { token: SERVER });
      await engine.up({ cuid: "S37" });
      on.fault({ operation: "server.get", fault: { error: "S37 not found" } });
      t.not(await engine.refresh().catch(() => "error"), "delete", "a refusal alone proves nothing");
      on.emulators.clearFaults();
      on.emulators.change({ cloud: "hostdime", kind: "server", id: "S37", delete: true });
      await on.clock.sleep(60_000);
      if (isProved) {
        t.is(await engine.refresh(), "delete");
        t.regex(await on.errorOf(engine.up({ cuid: "S37" })), /"S37" is not a HostDime dedicated server/);
      } else {
        t.regex(await on.errorOf(engine.refresh()), /no list that would prove it deleted/);
        t.truthy(engine.state);
      }
    }
  });
}

for (const repeatedPower of ["ok", "refuse"]) {
  test(`power is switched only when the input changes, if repeating is ${repeatedPower}`, async (t) => {
    const on = await harness(t, { repeatedPower });
    const engine = on.engine("metal", { token: SERVER });
    const program = { cuid: "S37", powerState: "running" };
    await engine.up(program);
    t.deepEqual(on.writes(), ["server.power.on"]);
    await engine.up({ ...program, powerState: "stopped" });
    t.is(row(on)?.power, "stopped");
    on.emulators.change({ cloud: "hostdime", action: "power-on", id: "S37" });
    t.is(await engine.refresh(), "same");
    await engine.up({ ...program, powerState: "stopped" });
    t.deepEqual(on.writes(), ["server.power.on", "server.power.off"]);
    // Suspending stops the server, and unsuspending restores the program's power state.
    const running = { ...program, suspended: false };
    await engine.up(running);
    await engine.up({ cuid: "S37", suspended: true });
    t.like(row(on), { status: "clientsuspend", power: "stopped" });
    await engine.up(running);
    t.like(row(on), { status: "active", power: "running" });
  });
}

test("a power call whose response is lost is an error, and the next up repeats it", async (t) => {
  const on = await harness(t);
  const engine = on.engine("metal", { token: SERVER });
  await engine.up({ cuid: "S37" });
  on.fault({ operation: "server.power.off", when: "after", fault: { cut: "connection" } });
  t.regex(await on.errorOf(engine.up({ cuid: "S37", powerState: "stopped" })), /server\.power\.off/);
  await engine.up({ cuid: "S37", powerState: "stopped" });
  await on.assertSettled(engine, { cuid: "S37", powerState: "stopped" });
  t.is(row(on)?.power, "stopped");
});

test("the trigger cycles the power, unless the program has the server stopped or suspended", async (t) => {
  const on = await harness(t);
  const engine = on.engine("metal", { token: SERVER });
  for (const [program, cycles] of [
    [{ restartTrigger: "1" }, 0],
    [{ restartTrigger: "2" }, 1],
    [{ restartTrigger: "3", powerState: "stopped" }, 1],
    [{ restartTrigger: "4", suspended: true }, 1],
  ] as const) {
    await engine.up({ cuid: "S37", ...program });
    t.is(on.count("server.power.cycle"), cycles, JSON.stringify(program));
  }
  t.is(row(on)?.restarts, 1);
});

for (const [onDelete, calls] of [
  ["none", []],
  ["stop", ["server.power.off"]],
  ["suspend", ["server.suspend"]],
] as const) {
  test(`a release follows onDelete, ${onDelete}, and does not change a suspended server`, async (t) => {
    const on = await harness(t);
    const engine = on.engine("metal", { token: SERVER });
    await engine.up({ cuid: "S37", onDelete });
    await engine.destroy();
    t.deepEqual(on.writes(), calls);
    change(on, { status: "active" });
    await engine.up({ cuid: "S37", onDelete, suspended: true });
    on.emulators.clearRequests();
    await engine.destroy();
    t.deepEqual(on.writes(), []);
  });
}

test("another cuid adopts the other server, then releases this one; wrong ones are refused", async (t) => {
  const on = await harness(t);
  const engine = on.engine("metal", { token: SERVER });
  await engine.up({ cuid: "S37", onDelete: "stop" });
  t.is(await engine.up({ cuid: "S38" }), "replace");
  t.is(engine.state?.id, "S38");
  t.like(engine.outputs, { hardDrives: ["2 TB SATA", "2 TB SATA"] });
  t.deepEqual(on.writes(), ["server.power.off"]);
  await t.throwsAsync(on.engine("x", { token: SERVER }).up({ cuid: "S 38" }), { message: /not a HostDime API ID/ });
  await t.throwsAsync(on.engine("x", { token: SERVER }).up({ cuid: "V101" }), { message: /V101/ });
  await t.throwsAsync(on.engine("x", { token: SERVER }).up({ cuid: "S37", suspended: true, powerState: "running" }), {
    message: /a suspended server cannot be running/,
  });
});

test("a server is imported by ID and by the name that HostDime lists, and listed; its IPMI password is a secret", async (t) => {
  const on = await harness(t, {}, "plugin");
  for (const given of ["S37", "name:server1.example.com"]) {
    const engine = on.engine("metal", { token: SERVER });
    t.is(await engine.import(given), "same");
    t.is(engine.state?.id, "S37");
    t.like(engine.inputs, { cuid: "S37", suspended: false });
    await on.assertSettled(engine, engine.inputs);
    t.false(JSON.stringify(engine.state?.outputs.ipmiPassword) === '"invented-s37"');
  }
  const { objects } = await on.process().of("hostdime", on.config()).list(SERVER, {});
  t.deepEqual(
    objects.map(({ id, name }) => [id, name]),
    [
      ["S37", "server1.example.com"],
      ["S38", "server2.example.com"],
    ],
  );
  t.deepEqual(on.writes(), []);
});

test("reverse DNS accepts the ID of a server", async (t) => {
  const on = await harness(t);
  const engine = on.engine("metal", { token: SERVER });
  await engine.up({ cuid: "S37" });
  const ptr = on.engine("ptr", { token: "hostdime:ReverseDns" });
  await ptr.up({ kind: "server", cuid: engine.state?.id, ip: engine.outputs.ip, ptr: "metal.example.com" });
  t.is(on.objects("rdns").find(({ id }) => id === "192.0.2.137")?.ptr, "metal.example.com");
  await ptr.destroy();
  t.is(on.objects("rdns").find(({ id }) => id === "192.0.2.137")?.ptr, "server1.example.com");
});
