import test from "ava";
import type { HostDimeSwitchPatch } from "../index.ts";
import { order, otherClient, start, stored } from "./testing.ts";

const ordering: HostDimeSwitchPatch = { ordering: true };

test("nothing can be ordered or cancelled without the switch", async (t) => {
  const { client } = await start(t);
  t.is(await client.code("vps.create", order), 405);
  t.is(await client.code("vps.cancel", { cuid: "V101" }), 405);
});

test("the order calls go by the names that the switches give", async (t) => {
  const { emulators, client } = await start(t, {
    ordering: true,
    createMethod: "order.vps.new",
    cancelMethod: "vps.terminate",
  });
  t.is(await client.code("vps.create", order), 405);
  const { cuid } = await client.object("order.vps.new", order);
  await client.ok("vps.terminate", { cuid: String(cuid) });
  t.deepEqual(
    emulators.requests().map(({ operation, kind, error }) => [operation, kind, error]),
    [
      ["vps.create", "read", "unknown method vps.create"],
      ["order.vps.new", "write", undefined],
      ["vps.terminate", "write", undefined],
    ],
  );
});

test("an order is pending without an address, then active with one, its PTR set", async (t) => {
  const { emulators, client } = await start(t, ordering);
  const created = await client.object("vps.create", { ...order, ptr: "web.example.com" });
  t.like(created, {
    cuid: "V301",
    status: "pending",
    memory: "2048",
    os: "Debian 12",
    ip_main: "",
    disk_quota: "51200",
  });
  const get = () => client.object("vps.get", { cuid: "V301" });
  t.deepEqual(await get(), created);
  t.is(await client.code("vps.start", { cuid: "V301" }), 422);
  emulators.advance(29);
  t.is((await get()).status, "pending");
  emulators.advance(1);
  t.like(await get(), { status: "active", ip_main: "198.18.0.10" });
  t.is(stored(emulators, "vps", "V301", "power"), "running");
  t.deepEqual(await client.list("vps.rdns.list", { cuid: "V301" }), [{ ip: "198.18.0.10", ptr: "web.example.com" }]);
  t.like((await client.list("vps.list")).at(-1), { cuid: "V301", name: "web-1" });
});

test("orders are numbered on, and belong to whoever ordered", async (t) => {
  const { emulators, client } = await start(t, ordering);
  await client.ok("vps.create", order);
  t.is((await otherClient(emulators).object("vps.create", order)).cuid, "V302");
  t.is(await client.code("vps.get", { cuid: "V302" }), 404);
  emulators.reset();
  t.is((await client.object("vps.create", order)).cuid, "V301");
});

for (const [title, set, message] of [
  ["an unknown plan", { plan: "vps-9" }, "invalid parameter plan"],
  ["an unknown os", { os: "OS/2" }, "invalid parameter os"],
  ["a bad PTR", { ptr: "not a name" }, "invalid parameter ptr"],
  ["a name with a line end", { name: "a\nb" }, "invalid parameter name"],
  ["no name", { name: "" }, "missing parameter name"],
] as const) {
  test(`an order with ${title} is 400`, async (t) => {
    const { client } = await start(t, ordering);
    t.deepEqual((await client.call("vps.create", { ...order, ...set })).error, { code: 400, message });
    t.is((await client.list("vps.list")).length, 4);
  });
}

test("unknown parameters are ignored, and what may be secret is not logged", async (t) => {
  const { emulators, client } = await start(t, ordering);
  await client.ok("vps.create", { ...order, root_password: "invented", ssh_key: "ssh-ed25519 AAAA" });
  t.deepEqual(emulators.requests()[0]?.parameters, {
    ...order,
    root_password: "(8 characters)",
    ssh_key: "(16 characters)",
  });
});

test("a build can fail, or never end", async (t) => {
  const { emulators, client } = await start(t, { ...ordering, buildOutcome: "failed" });
  const status = async (cuid: string) => (await client.object("vps.get", { cuid })).status;
  await client.ok("vps.create", order);
  emulators.setSwitches("hostdime", { buildOutcome: "never" });
  await client.ok("vps.create", order);
  emulators.advance(100_000);
  t.deepEqual([await status("V301"), await status("V302")], ["failed", "pending"]);
  await client.ok("vps.cancel", { cuid: "V301" });
  await client.ok("vps.cancel", { cuid: "V302" });
  emulators.advance(10);
  t.is((await client.list("vps.list")).length, 4);
});

test("a cancelled VPS is shown as such, then gone with its addresses", async (t) => {
  const { emulators, client } = await start(t, ordering);
  t.is(await client.ok("vps.cancel", { cuid: "V101" }), true);
  t.is((await client.object("vps.get", { cuid: "V101" })).status, "cancelled");
  t.is(await client.code("vps.cancel", { cuid: "V101" }), 422);
  emulators.advance(10);
  t.is(await client.code("vps.get", { cuid: "V101" }), 404);
  t.is(await client.code("vps.rdns.update", { ip: "192.0.2.10", ptr: "a.example" }), 404);
  t.false((await client.list("vps.list")).some(({ cuid }) => cuid === "V101"));
});

test("a VPS cancelled while it is built does not come up", async (t) => {
  const { emulators, client } = await start(t, { ...ordering, cancelledStays: true });
  await client.ok("vps.create", order);
  await client.ok("vps.cancel", { cuid: "V301" });
  emulators.advance(1000);
  t.like(await client.object("vps.get", { cuid: "V301" }), { status: "cancelled", ip_main: "" });
});

test("a locked VPS is not cancelled", async (t) => {
  const { emulators, client } = await start(t, ordering);
  emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set: { locked: true } });
  t.is(await client.code("vps.cancel", { cuid: "V101" }), 403);
  emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set: { locked: false } });
  t.is(await client.code("vps.cancel", { cuid: "V101" }), undefined);
});

test("the quota counts what is not cancelled", async (t) => {
  const { client } = await start(t, { ...ordering, vpsQuota: 4 });
  t.deepEqual((await client.call("vps.create", order)).error, { code: 403, message: "VPS limit reached" });
  await client.ok("vps.cancel", { cuid: "V103" });
  t.is(await client.code("vps.create", order), undefined);
});

test("a plan can be out of capacity", async (t) => {
  const { client } = await start(t, { ...ordering, fullPlans: ["vps-2"] });
  const { error } = await client.call("vps.create", order);
  t.deepEqual(error, { code: 422, message: "no capacity is available for this plan" });
  t.is(await client.code("vps.create", { ...order, plan: "vps-1" }), undefined);
});

test("a lost reply leaves an order behind, a stale list does not show it yet", async (t) => {
  const { emulators, client } = await start(t, ordering);
  emulators.addFault({ cloud: "hostdime", operation: "vps.create", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(client.call("vps.create", order));
  emulators.addFault({ cloud: "hostdime", operation: "vps.list", fault: { stale: true } });
  t.is((await client.list("vps.list")).length, 4);
  t.is((await client.list("vps.list")).length, 5);
});
