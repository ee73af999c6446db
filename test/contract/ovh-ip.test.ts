import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { ovh } from "./clouds/ovh.ts";
import { TestHarness } from "./suite/test-harness.ts";

const token = "ovh:IpReverse";
const PTR = { ip: "198.51.100.12", reverse: "web.example.com" };

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...ovh, switches }, "json");
const names = (on: TestHarness) => on.objects("ipReverse").map(({ id, reverse }) => `${id} ${reverse}`);

for (const reverseShown of ["dotted", "plain"]) {
  test(`a reverse DNS name is set, changed, imported and restored, if names are shown ${reverseShown}`, async (t) => {
    const on = await harness(t, { reverseShown });
    const engine = on.engine("ptr", { token });
    await engine.up(PTR);
    await on.assertSettled(engine, PTR);
    await engine.up({ ...PTR, reverse: "DB.example.com." });
    t.deepEqual(names(on), ["198.51.100.12 DB.example.com."]);
    const imported = on.engine("imported", { token, adapter: "plugin" });
    t.is(await imported.import("198.51.100.12"), "same");
    t.like(imported.inputs, { ip: "198.51.100.12", reverse: "db.example.com" });
    await engine.destroy();
    t.deepEqual(names(on), ["198.51.100.12 ip12.ip-198-51-100.eu."]);
  });
}

test("a name that does not resolve yet is sent again for a minute; then the error says what to create", async (t) => {
  const on = await harness(t, { unresolvedNames: ["web.example.com"] });
  const engine = on.engine("ptr", { token });
  const started = on.clock.now();
  const up = engine.up(PTR);
  await on.clock.sleep(20_000);
  on.set({ unresolvedNames: [] });
  await up;
  t.true(on.clock.now() - started < 60_000);
  on.set({ unresolvedNames: ["db.example.com"] });
  await t.throwsAsync(() => engine.up({ ...PTR, reverse: "db.example.com" }), {
    message: /Cannot check if db.example.com resolves.*create its A or AAAA record first/,
  });
  t.deepEqual(names(on), ["198.51.100.12 web.example.com."]);
});

test("if OVHcloud refuses a name for an address that has one, the error says to delete that", async (t) => {
  const on = await harness(t, { existingReverse: "refused" });
  await t.throwsAsync(() => on.engine("ptr", { token }).up(PTR), {
    message: /already has a reverse.*Delete the present/,
  });
  t.deepEqual(names(on), ["198.51.100.12 ip12.ip-198-51-100.eu."]);
});

test("an address that the account does not have is an error, and one that it no longer has is gone", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ptr", { token });
  await t.throwsAsync(() => engine.preview({ ...PTR, ip: "198.51.100.99" }), {
    message: /ip: "198\.51\.100\.99" is not an OVHcloud address of the account\. Did you mean .*"198\.51\.100\.12"/,
  });
  await t.throwsAsync(() => engine.up({ ip: "2001:db8:100::7", reverse: "web.example.com" }), {
    message: /an IPv6 address needs the block/,
  });
  await engine.up(PTR);
  on.emulators.change({ cloud: "ovh", kind: "ipBlock", id: "198.51.100.12/32", delete: true });
  await on.clock.sleep(600_000);
  t.is(await engine.refresh(), "delete");
});

test("an address is not refused because the list of blocks lacks it, nor if the list cannot be read", async (t) => {
  const on = await harness(t);
  for (const [operation, body] of [
    ["GET /ip", '["203.0.113.0/28"]'],
    ["GET /ip", '{"class":"Client::Forbidden","message":"This call has not been granted"}'],
  ] as const) {
    on.fault({ operation, times: 0, fault: { status: body.startsWith("[") ? 200 : 403, body } });
    t.is((await on.engine("ptr", { token }).preview(PTR)).op, "create");
    on.emulators.clearFaults();
  }
  const ipv6 = { ip: "2001:db8:100::7", block: "2001:db8:100::/56", reverse: "web.example.com" };
  t.is((await on.engine("six", { token }).preview(ipv6)).op, "create");
  t.regex(
    await on.errorOf(on.engine("six", { token }).preview({ ...ipv6, block: "2001:db8:900::/56" })),
    /"2001:db8:100::7" is not an OVHcloud address/,
  );
});

test("two resources that set the name of one address are an error", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  await on.engine("one", { token, pool }).up(PTR);
  await t.throwsAsync(() => on.engine("two", { token, pool }).up({ ...PTR, reverse: "db.example.com" }), {
    message: /reverse DNS name of 198.51.100.12/,
  });
});
