import test, { type ExecutionContext } from "ava";
import { hostdime } from "./clouds/hostdime.ts";
import { Stage } from "./suite/stage.ts";

/** What is particular to HostDime; the rest is in the contract suite. */
const stage = (t: ExecutionContext, switches: Record<string, unknown> = {}, form = "json") =>
  Stage.open(t, { ...hostdime, switches: { ordering: true, ...switches } }, form);

const row = (on: Stage, id: string) => on.objects("vps").find((each) => each.id === id);

test("where HostDime knows no call to order, the error says how to order in the portal, and nothing is kept", async (t) => {
  const on = await stage(t, { ordering: false });
  const engine = on.engine();
  t.regex(
    await on.failure(engine.up(on.program())),
    /HostDime vps\.create: unknown method.*order it in the portal \(https:.*take it over by cuid: "<API ID>"/,
  );
  t.is(engine.state, undefined);
});

test("the names of the two undocumented calls can be configured", async (t) => {
  const on = await stage(t, { createMethod: "vps.order", cancelMethod: "vps.terminate" });
  const config = { ...on.config(), createMethod: "vps.order", cancelMethod: "vps.terminate" };
  const engine = on.engine("web", { config });
  await engine.up(on.program());
  await engine.destroy();
  t.deepEqual(on.writes(), ["vps.order", "vps.terminate"]);
});

test("exactly one of cuid and order", async (t) => {
  const on = await stage(t);
  await t.throwsAsync(on.engine().preview({}), { message: /exactly one of cuid/ });
  await t.throwsAsync(on.engine().preview({ ...on.program(), cuid: "V101" }), { message: /exactly one of cuid/ });
  await t.throwsAsync(on.engine().preview({ ...on.program(), onDelete: "stop" }), { message: /onDelete is for one/ });
});

for (const [onDelete, calls, after] of [
  [undefined, [], { status: "active", power: "running" }],
  ["none", [], { status: "active", power: "running" }],
  ["stop", ["vps.stop"], { status: "active", power: "stopped" }],
  ["suspend", ["vps.suspend"], { status: "clientsuspend", power: "stopped" }],
] as const) {
  test(`a VPS that was taken over is released with onDelete ${onDelete}: never cancelled, and the user is told`, async (t) => {
    const on = await stage(t);
    const engine = on.engine();
    await engine.up({ cuid: "V101", ...(onDelete === undefined ? {} : { onDelete }) });
    t.is(engine.state?.id, "V101");
    await engine.destroy();
    await on.clock.sleep(60_000);
    t.deepEqual(on.writes(), calls);
    t.like(row(on, "V101"), after);
    t.regex(on.told.join("\n"), /V101 was released: it stays at HostDime and is charged/);
  });
}

for (const repeatedPower of ["ok", "refuse"]) {
  test(`power acts when the input changes, and only then, where repeating is ${repeatedPower}`, async (t) => {
    const on = await stage(t, { repeatedPower });
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
  });
}

test("a restart is triggered by a change of the trigger, and never by setting it first", async (t) => {
  const on = await stage(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101", restartTrigger: "1" });
  t.is(row(on, "V101")?.restarts, 0);
  await engine.up({ cuid: "V101", restartTrigger: "2" });
  t.is(row(on, "V101")?.restarts, 1);
});

test("a suspension of one's own is placed and lifted; HostDime's is never lifted", async (t) => {
  const on = await stage(t);
  const engine = on.engine();
  await engine.up({ cuid: "V101", suspended: true });
  t.is(row(on, "V101")?.status, "clientsuspend");
  await engine.up({ cuid: "V101", suspended: false });
  t.is(row(on, "V101")?.status, "active");
  on.act("suspend", "V101");
  t.is(await engine.refresh(), "update");
  t.regex(
    await on.failure(engine.up({ cuid: "V101", suspended: false })),
    /HostDime itself has suspended VPS V101.*portal/,
  );
  t.is(row(on, "V101")?.status, "suspended");
});

for (const [what, switches] of [
  ["vps.list does not exist", { vpsList: false }],
  ["the items of vps.list have no cuid", { listCuids: false }],
] as const) {
  test(`where ${what}, a VPS is never dropped from the state, and nothing is ordered`, async (t) => {
    const on = await stage(t, switches);
    const engine = on.engine();
    await engine.up({ cuid: "V101" });
    t.is(await engine.refresh(), "same");
    on.emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", delete: true });
    t.regex(
      await on.failure(engine.refresh()),
      /V101 is not shown \(HostDime vps\.get: .*no list that would prove it gone/,
    );
    t.truthy(engine.state);
    t.regex(await on.failure(on.engine("other").up(on.program())), /no list of its VPSs.*Nothing was made/);
    t.is(on.count("vps.create"), 0);
  });
}

test("all formats, and all ways to write a value, give the same outputs", async (t) => {
  const seen = [];
  for (const form of ["json", "xml", "yml"]) {
    for (const switches of [
      {},
      { numbersAs: "number", missingAs: "null", listsAs: "object", successError: "false" },
      { missingAs: "absent", emptyObjectAs: "object", successError: "list", codesAs: "text", extraFields: true },
      { successError: "absent", getShowsName: true },
    ]) {
      const on = await stage(t, switches, form);
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

const PTR = "hostdime:ReverseDns";

for (const ptrSpelling of ["sent", "canonical", "dotted"]) {
  test(`a reverse DNS name is set, kept and restored where it is spelt ${ptrSpelling}`, async (t) => {
    const on = await stage(t, { ptrSpelling });
    const rdns = (ip: unknown) => on.objects("rdns").find(({ id }) => id === ip)?.ptr;
    const entry = on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr !== "");
    const former = entry?.ptr;
    const program = { cuid: "V101", ip: entry?.id, ptr: "Web.Example.com" };
    const engine = on.engine("ptr", { token: PTR });
    await engine.up(program);
    t.is(engine.state?.id, `vps/V101/${entry?.id}`);
    t.is(rdns(entry?.id), "Web.Example.com");
    t.is(await engine.refresh(), "same");
    t.is((await engine.preview({ ...program, ptr: "web.example.com." })).op, "same");
    on.emulators.change({ cloud: "hostdime", kind: "rdns", id: String(entry?.id), set: { ptr: "else.example.com" } });
    t.is(await engine.refresh(), "update");
    await engine.up(program);
    t.is(rdns(entry?.id), "Web.Example.com");
    await engine.destroy();
    t.is(String(rdns(entry?.id)).replace(/\.$/, ""), String(former).replace(/\.$/, ""));
  });
}

test("what another has set since, or what was not there before, is left as it is, and the user is told", async (t) => {
  const on = await stage(t);
  const set = (id: string, ptr: string) => on.emulators.change({ cloud: "hostdime", kind: "rdns", id, set: { ptr } });
  const without = String(on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr === "")?.id);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ cuid: "V101", ip: without, ptr: "a.example.com" });
  await engine.destroy();
  t.regex(on.told.join("\n"), /had no reverse DNS name before, and HostDime has no call to clear one/);
  on.told.length = 0;
  await engine.up({ cuid: "V101", ip: without, ptr: "b.example.com" });
  set(without, "theirs.example.com");
  await engine.destroy();
  t.regex(on.told.join("\n"), /no longer the one that was set here/);
  t.is(on.objects("rdns").find(({ id }) => id === without)?.ptr, "theirs.example.com");
});

test("an address of another service is refused before anything is written", async (t) => {
  const on = await stage(t);
  const foreign = String(on.objects("rdns").find(({ cuid }) => cuid === "V102")?.id);
  const engine = on.engine("ptr", { token: PTR });
  t.regex(
    await on.failure(engine.up({ cuid: "V101", ip: foreign, ptr: "a.example.com" })),
    /is no address of HostDime vps\/V101, so nothing was written/,
  );
  t.deepEqual(on.writes(), []);
});

test("a server's reverse DNS is its own family", async (t) => {
  const on = await stage(t);
  const ip = String(on.objects("rdns").find(({ cuid }) => cuid === "S37")?.id);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ kind: "server", cuid: "S37", ip, ptr: "s.example.com" });
  t.deepEqual(on.writes(), ["server.rdns.update"]);
  t.is(engine.state?.id, `server/S37/${ip}`);
});
