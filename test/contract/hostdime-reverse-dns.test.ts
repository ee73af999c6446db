import test, { type ExecutionContext } from "ava";
import { startFixture } from "../support/fixture.ts";
import { hostdime } from "./clouds/hostdime.ts";
import { TestHarness } from "./suite/test-harness.ts";

const PTR = "hostdime:ReverseDns";
const harness = (t: ExecutionContext, switches: Record<string, unknown> = {}) =>
  TestHarness.start(t, { ...hostdime, switches }, "json");

const nameOf = (on: TestHarness, ip: unknown) => on.objects("rdns").find(({ id }) => id === ip)?.ptr;
const set = (on: TestHarness, id: string, ptr: string) =>
  on.emulators.change({ cloud: "hostdime", kind: "rdns", id, set: { ptr } });

for (const ptrSpelling of ["sent", "canonical", "dotted"]) {
  test(`a reverse DNS name is set, kept and restored if it is spelled ${ptrSpelling}`, async (t) => {
    const on = await harness(t, { ptrSpelling });
    const entry = on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr !== "");
    const former = entry?.ptr;
    const program = { cuid: "V101", ip: entry?.id, ptr: "Web.Example.com" };
    const engine = on.engine("ptr", { token: PTR });
    await engine.up(program);
    t.is(engine.state?.id, `vps/V101/${entry?.id}`);
    t.is(nameOf(on, entry?.id), "Web.Example.com");
    t.is(await engine.refresh(), "same");
    t.is((await engine.preview({ ...program, ptr: "web.example.com." })).op, "same");
    set(on, String(entry?.id), "else.example.com");
    t.is(await engine.refresh(), "update");
    await engine.up(program);
    t.is(nameOf(on, entry?.id), "Web.Example.com");
    await engine.destroy();
    t.is(String(nameOf(on, entry?.id)).replace(/\.$/, ""), String(former).replace(/\.$/, ""));
  });
}

test("a name that somebody else has set since, or that did not exist before, is left alone, and the user is warned", async (t) => {
  const on = await harness(t);
  const without = String(on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr === "")?.id);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ cuid: "V101", ip: without, ptr: "a.example.com" });
  await engine.destroy();
  t.regex(on.warnings.join("\n"), /had no reverse DNS name before, and HostDime cannot clear one/);
  on.warnings.length = 0;
  await engine.up({ cuid: "V101", ip: without, ptr: "b.example.com" });
  set(on, without, "theirs.example.com");
  await engine.destroy();
  t.regex(on.warnings.join("\n"), /no longer the one that this resource set/);
  t.is(nameOf(on, without), "theirs.example.com");
});

test("after a change that was rejected, or whose outcome is unknown, the former name can still be restored", async (t) => {
  const on = await harness(t);
  const row = on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr !== "");
  const engine = on.engine("ptr", { token: PTR });
  for (const fault of [{ error: "no such name" }, { status: 500, body: "oops" }]) {
    await engine.up({ cuid: "V101", ip: row?.id, ptr: "a.example.com" });
    on.fault({ operation: "vps.rdns.update", times: 0, fault });
    await t.throwsAsync(engine.up({ cuid: "V101", ip: row?.id, ptr: "b.example.com" }));
    on.emulators.clearFaults();
    t.is(nameOf(on, row?.id), "a.example.com");
    await engine.destroy();
    t.is(nameOf(on, row?.id), row?.ptr);
  }
});

test("an address of another service, and a service that the account does not have, are errors of the preview", async (t) => {
  const on = await harness(t);
  const foreign = String(on.objects("rdns").find(({ cuid }) => cuid === "V102")?.id);
  const engine = on.engine("ptr", { token: PTR });
  const errorOf = (wrong: object) => on.errorOf(engine.preview({ ...WEB, ...wrong }));
  t.regex(
    await errorOf({ ip: foreign }),
    /ip: ".*" is not a HostDime address in vps\/V101\. Did you mean "192\.0\.2\.10"/,
  );
  t.regex(await errorOf({ cuid: "V109" }), /cuid: "V109" is not a HostDime VPS\. Did you mean .*ID V10/);
  t.regex(await errorOf({ kind: "server" }), /cuid: "V101" is not a HostDime dedicated server\. Did you mean .*ID S3/);
  for (const [token, cuid] of [
    ["hostdime:Vps", "V109"],
    ["hostdime:DedicatedServer", "V101"],
  ] as const) {
    t.regex(
      await on.errorOf(on.engine("server", { token }).preview({ cuid })),
      /cuid: ".*" is not a HostDime .*Did you/,
    );
  }
  t.deepEqual(on.warnings, []);
  // A list that proves nothing refuses nothing; the address is looked up again before the write.
  on.set({ vpsList: false });
  t.is((await engine.preview(WEB)).op, "create");
  t.deepEqual(on.writes(), []);
});

test("a server's reverse DNS uses its own family of calls", async (t) => {
  const on = await harness(t);
  const ip = String(on.objects("rdns").find(({ cuid }) => cuid === "S37")?.id);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ kind: "server", cuid: "S37", ip, ptr: "s.example.com" });
  t.deepEqual(on.writes(), ["server.rdns.update"]);
  t.is(engine.state?.id, `server/S37/${ip}`);
});

const WEB = { cuid: "V101", ip: "192.0.2.10", ptr: "web.example.com" };
const FORMER = "vps1.example.com";

test("a name that somebody else has set since is left alone, even if a refresh has seen it", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up(WEB);
  set(on, WEB.ip, "theirs.example.com");
  t.is(await engine.refresh(), "update");
  await engine.destroy();
  t.is(nameOf(on, WEB.ip), "theirs.example.com");
  t.regex(on.warnings.join("\n"), /no longer the one that this resource set/);
});

test("deletion restores the first former name, after changes and after a write whose answer was lost", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token: PTR });
  on.fault({ operation: "vps.rdns.update", when: "after", times: 0, fault: { cut: "connection" } });
  // Every answer is lost, but the list shows the name, so it was written.
  await engine.up(WEB);
  t.is(nameOf(on, WEB.ip), WEB.ptr);
  on.emulators.clearFaults();
  await engine.up({ ...WEB, ptr: "b.example.com" });
  t.is(nameOf(on, WEB.ip), "b.example.com");
  await engine.destroy();
  t.is(nameOf(on, WEB.ip), FORMER);
});

test("a name that is already right is not written, and deletion then restores nothing", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ ...WEB, ptr: FORMER });
  await engine.destroy();
  t.deepEqual(on.writes(), []);
  t.is(nameOf(on, WEB.ip), FORMER);
});

test("adopted and then changed: the original name is restored", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ ...WEB, adopt: `vps/V101/${WEB.ip}` });
  t.is(nameOf(on, WEB.ip), WEB.ptr);
  await engine.destroy();
  t.is(nameOf(on, WEB.ip), FORMER);
});

test("an ID without family and service is refused with the required form", async (t) => {
  const on = await harness(t);
  const message = await on.errorOf(on.engine("ptr", { token: PTR }).up({ ...WEB, adopt: WEB.ip }));
  t.regex(message, /"192\.0\.2\.10" is not the ID of a HostDime reverse DNS entry, such as vps\/V101\//);
});

test("an import finds all inputs", async (t) => {
  const fixture = await startFixture({ clouds: ["hostdime"] });
  t.teardown(fixture.stop);
  const seen = await fixture.cloudProvider().read(PTR, "server/S37/192.0.2.137", {});
  t.deepEqual(seen?.inputs, { kind: "server", cuid: "S37", ip: "192.0.2.137", ptr: "server1.example.com" });
});

test("an entry is gone with its VPS; a rejection alone is not proof", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up(WEB);
  on.fault({ operation: "vps.rdns.list", fault: { error: "VPS V101 not found" } });
  t.regex(await on.errorOf(engine.refresh()), /not found/);
  on.emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", delete: true });
  on.set({ vpsList: false });
  t.regex(await on.errorOf(engine.refresh()), /V101/);
  t.truthy(engine.state);
  on.set({ vpsList: true });
  t.is(await engine.refresh(), "delete");
});

test("when the same address is replaced, the old resource restores its name first, and the original name is still known", async (t) => {
  const on = await harness(t);
  const entry = on.objects("rdns").find(({ cuid, ptr }) => cuid === "V101" && ptr !== "");
  const program = { cuid: "V101", ip: entry?.id, ptr: "a.example.com" };
  const engine = on.engine("ptr", { token: PTR, replaceOnChanges: ["ptr"] });
  await engine.up(program);
  t.is(await engine.up({ ...program, ptr: "b.example.com" }), "delete-replace");
  t.is(nameOf(on, entry?.id), "b.example.com");
  await engine.destroy();
  t.is(nameOf(on, entry?.id), entry?.ptr);
});
