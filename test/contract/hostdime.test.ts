import test, { type ExecutionContext } from "ava";
import { hostdime } from "./clouds/hostdime.ts";
import { TestHarness } from "./suite/test-harness.ts";

/** What is specific to HostDime; everything else is in the contract suite. */
const harness = (t: ExecutionContext, switches: Record<string, unknown> = {}, form = "json") =>
  TestHarness.start(t, { ...hostdime, switches: { ordering: true, ...switches } }, form);

const row = (on: TestHarness, id: string) => on.objects("vps").find((each) => each.id === id);

test("if HostDime has no call to order, the error says how to order in the portal, and nothing is stored", async (t) => {
  const on = await harness(t, { ordering: false });
  const engine = on.engine();
  t.regex(
    await on.errorOf(engine.up(on.program())),
    /HostDime vps\.create: unknown method.*Order a VPS in the portal \(https:.*adopt it with cuid: "<API ID>"/,
  );
  t.is(engine.state, undefined);
});

test("the names of the two undocumented calls can be configured", async (t) => {
  const on = await harness(t, { createMethod: "vps.order", cancelMethod: "vps.terminate" });
  const config = { ...on.config(), createMethod: "vps.order", cancelMethod: "vps.terminate" };
  const engine = on.engine("web", { config });
  await engine.up(on.program());
  await engine.destroy();
  t.deepEqual(on.writes(), ["vps.order", "vps.terminate"]);
});

test("exactly one of cuid and order", async (t) => {
  const on = await harness(t);
  await t.throwsAsync(on.engine().preview({}), { message: /exactly one of cuid/ });
  await t.throwsAsync(on.engine().preview({ ...on.program(), cuid: "V101" }), { message: /exactly one of cuid/ });
  await t.throwsAsync(on.engine().preview({ ...on.program(), onDelete: "stop" }), {
    message: /onDelete applies only to a VPS adopted with cuid/,
  });
});

for (const [onDelete, calls, after] of [
  [undefined, [], { status: "active", power: "running" }],
  ["none", [], { status: "active", power: "running" }],
  ["stop", ["vps.stop"], { status: "active", power: "stopped" }],
  ["suspend", ["vps.suspend"], { status: "clientsuspend", power: "stopped" }],
] as const) {
  test(`an adopted VPS is released with onDelete ${onDelete}: never cancelled, and the user is warned`, async (t) => {
    const on = await harness(t);
    const engine = on.engine();
    await engine.up({ cuid: "V101", ...(onDelete === undefined ? {} : { onDelete }) });
    t.is(engine.state?.id, "V101");
    await engine.destroy();
    await on.clock.sleep(60_000);
    t.deepEqual(on.writes(), calls);
    t.like(row(on, "V101"), after);
    t.regex(on.warnings.join("\n"), /^VPS V101 was released: it stays at HostDime and is charged/m);
  });
}

test("only a VPS that was ordered here is cancelled, not an adopted one that is then given an order", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101" });
  t.is(engine.outputs.ordered, undefined);
  await engine.up(on.program());
  await engine.destroy();
  await on.clock.sleep(60_000);
  t.deepEqual(on.writes(), []);
  t.like(row(on, "V101"), { status: "active", power: "running" });
  t.regex(on.warnings.join("\n"), /order is used only when a VPS is created/);
});

test("a VPS that was ordered here is marked, and cancelled even if the reply to its order was lost", async (t) => {
  const on = await harness(t);
  on.fault({ operation: "vps.create", when: "after", fault: { cut: "connection" } });
  const engine = on.engine();
  await engine.up(on.program());
  t.is(engine.outputs.ordered, true);
  t.is(await engine.refresh(), "same");
  await engine.destroy();
  t.deepEqual(on.writes(), ["vps.create", "vps.cancel"]);
});

test("an ordered VPS whose program now sets its cuid is released, as the documentation of cuid says", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(on.program());
  await engine.up({ cuid: engine.state?.id });
  await engine.destroy();
  t.deepEqual(on.writes(), ["vps.create"]);
  t.is(on.servers().length, 1);
});

test("an ordered VPS is not given up because its program names another one: nothing is cancelled or adopted", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(on.program());
  const { state } = engine;
  const id = state?.id ?? "";
  for (const run of [engine.preview({ cuid: "V102" }), engine.up({ cuid: "V102" })]) {
    t.regex(
      await on.errorOf(run),
      new RegExp(`cuid is "V102", but this resource already manages "${id}".*cuid: "${id}" first`),
    );
  }
  t.deepEqual(engine.state, state);
  t.deepEqual(on.writes(), ["vps.create"]);
  // The unchanged program continues, and the ordered VPS is still cancelled with it.
  t.is(await engine.up(on.program()), "same");
  await engine.destroy();
  await on.clock.sleep(60_000);
  t.deepEqual(on.servers(), []);
  t.is(row(on, "V102")?.status, "active");
});

test("an ordered VPS that was first adopted by its own ID makes room for another one, and is released", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(on.program());
  await engine.up({ cuid: engine.state?.id });
  t.is(await engine.up({ cuid: "V102" }), "replace");
  t.is(engine.state?.id, "V102");
  t.deepEqual(on.writes(), ["vps.create"]);
  t.is(on.servers().length, 1);
  t.regex(on.warnings.join("\n"), /was released: it stays at HostDime and is charged/);
  t.notRegex(on.warnings.join("\n"), /cuid is used only when/);
});

for (const onDelete of ["stop", "suspend"]) {
  test(`a suspended VPS is released unchanged, with onDelete ${onDelete}`, async (t) => {
    const on = await harness(t);
    const engine = on.engine();
    await engine.up({ cuid: "V101", suspended: true, onDelete });
    on.emulators.clearRequests();
    await engine.destroy();
    t.deepEqual(on.writes(), []);
  });
}

test("a name that a list could spell differently is refused in the preview", async (t) => {
  const on = await harness(t);
  for (const name of [" web", "web ", "Web", "a  b", "-web", ""]) {
    await t.throwsAsync(on.engine().preview(on.program({ name })), { message: /name/ }, name);
  }
  await t.notThrowsAsync(on.engine().preview(on.program({ name: "web-1.example.com" })));
});

for (const repeatedPower of ["ok", "refuse"]) {
  test(`power acts when the input changes, and only then, if repeating is ${repeatedPower}`, async (t) => {
    const on = await harness(t, { repeatedPower });
    const engine = on.engine();
    await engine.up({ cuid: "V101", powerState: "running" });
    t.deepEqual(on.writes(), ["vps.start"]);
    on.act("power-off", "V101");
    t.is(await engine.refresh(), "same");
    t.is(await engine.up({ cuid: "V101", powerState: "running" }), "same");
    t.is(row(on, "V101")?.power, "stopped");
    await engine.up({ cuid: "V101", powerState: "stopped" });
    await engine.up({ cuid: "V101", powerState: "running" });
    t.is(row(on, "V101")?.power, "running");
    await engine.up({ cuid: "V101", powerState: "stopped", forceStop: true });
    t.deepEqual(on.writes(), ["vps.start", "vps.stop", "vps.start", "vps.stopf"]);
    t.is(row(on, "V101")?.power, "stopped");
    const refusals = on.warnings.filter((text) =>
      /refused vps\.\w+: V101 is \w+ already\. This counts as done/.test(text),
    );
    t.is(refusals.length, repeatedPower === "refuse" ? 2 : 0);
  });
}

test("a refusal that says what is under way is no power state", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101", powerState: "running" });
  on.fault({ operation: "vps.stop", fault: { error: "V101 is already being restarted" } });
  t.regex(await on.errorOf(engine.up({ cuid: "V101", powerState: "stopped" })), /already being restarted/);
  await engine.up({ cuid: "V101", powerState: "stopped" });
  await on.clock.sleep(600_000);
  t.is(row(on, "V101")?.power, "stopped");
});

test("a restart is triggered by a change of the trigger, and never by setting it for the first time", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101", restartTrigger: "1" });
  t.is(row(on, "V101")?.restarts, 0);
  await engine.up({ cuid: "V101", restartTrigger: "2" });
  t.is(row(on, "V101")?.restarts, 1);
});

test("a suspension of one's own is applied and lifted; HostDime's is never lifted", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101", suspended: true });
  t.is(row(on, "V101")?.status, "clientsuspend");
  await engine.up({ cuid: "V101", suspended: false });
  t.is(row(on, "V101")?.status, "active");
  on.act("suspend", "V101");
  t.is(await engine.refresh(), "update");
  t.regex(
    await on.errorOf(engine.up({ cuid: "V101", suspended: false })),
    /HostDime suspended VPS V101 itself.*portal/,
  );
  t.is(row(on, "V101")?.status, "suspended");
});

for (const repeatedPower of ["ok", "refuse"]) {
  test(`when a suspension is lifted, the VPS returns to its power state, if repeating is ${repeatedPower}`, async (t) => {
    const on = await harness(t, { repeatedPower });
    const engine = on.engine();
    const program = { cuid: "V101", powerState: "running", suspended: false };
    await engine.up(program);
    on.emulators.change({
      cloud: "hostdime",
      kind: "vps",
      id: "V101",
      set: { status: "clientsuspend", power: "stopped" },
    });
    t.is(await engine.refresh(), "update");
    await engine.up(program);
    t.like(row(on, "V101"), { status: "active", power: "running" });
    await engine.up({ ...program, powerState: undefined, suspended: true });
    await engine.up({ ...program, powerState: "stopped" });
    t.like(row(on, "V101"), { status: "active", power: "stopped" });
  });
}

test("a VPS that the program has stopped or suspended is not restarted", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  for (const still of [{ powerState: "stopped", forceStop: true }, { suspended: true }]) {
    await engine.up({ cuid: "V101", ...still, restartTrigger: "1" });
    await engine.up({ cuid: "V101", ...still, restartTrigger: "2" });
  }
  t.is(on.count("vps.restart"), 0);
});

for (const [what, switches] of [
  ["vps.list does not exist", { vpsList: false }],
  ["the items of vps.list have no cuid", { listCuids: false }],
] as const) {
  test(`if ${what}, a VPS is never dropped from the state, and nothing is ordered`, async (t) => {
    const on = await harness(t, switches);
    const engine = on.engine();
    await engine.up({ cuid: "V101" });
    t.is(await engine.refresh(), "same");
    on.emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", delete: true });
    t.regex(
      await on.errorOf(engine.refresh()),
      /V101 was not found \(HostDime vps\.get: .*no list that would prove it deleted/,
    );
    t.truthy(engine.state);
    t.regex(await on.errorOf(on.engine("other").up(on.program())), /does not list VPSes.*Nothing was created/);
    t.is(on.count("vps.create"), 0);
  });
}

test("a bare 404 for vps.list means that there is no such call: each VPS is then read by itself", async (t) => {
  const on = await harness(t);
  const ids = ["V101", "V102", "V103"];
  const engines = ids.map((id) => on.engine(id));
  await Promise.all(engines.map((engine, index) => engine.up({ cuid: ids[index] })));
  on.fault({ operation: "vps.list", times: 0, fault: { html: true, status: 404 } });
  const pool = on.process();
  for (const [index, engine] of engines.entries()) {
    const again = on.engine(ids[index], { pool });
    again.state = engine.state;
    t.is(await again.refresh(), "same");
  }
  t.true(on.count("vps.list") > 0);
});

test("a missing list proves nothing, and neither does one that is missing in the answer", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101" });
  on.emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", delete: true });
  on.fault({ operation: "vps.list", times: 0, fault: { status: 200, body: '{"error":null}' } });
  t.regex(await on.errorOf(engine.refresh()), /vps\.list: unexpected response/);
  t.truthy(engine.state);
});

test("all formats, and all ways to encode a value, give the same outputs", async (t) => {
  const seen = [];
  for (const form of ["json", "xml", "yml"]) {
    for (const switches of [
      {},
      { numbersAs: "number", missingAs: "null", listsAs: "object", successError: "false" },
      { missingAs: "absent", emptyObjectAs: "object", successError: "list", codesAs: "text", extraFields: true },
      { successError: "absent", getShowsName: true },
    ]) {
      const on = await harness(t, switches, form);
      const engine = on.engine();
      await engine.up({ cuid: "V102" });
      const { __indiecloud: _, __provider, ...outputs } = engine.outputs;
      seen.push(outputs);
    }
  }
  t.like(seen[0], { status: "active", sshPort: 2222, controlPanel: "cPanel" });
  for (const outputs of seen) {
    t.deepEqual(outputs, seen[0]);
  }
});
