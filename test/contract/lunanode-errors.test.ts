import test from "ava";
import type { LunaNodeSwitchPatch } from "../../emulators/src/index.ts";
import { KEY, lunaWorld, VM, WEB } from "../support/lunanode-world.ts";
import { halfUp, keyOf, refresh, up } from "../support/world.ts";

/** What a user is told: the cloud's words, and what to do. */
const refusals: readonly (readonly [string, LunaNodeSwitchPatch, RegExp])[] = [
  ["no credit", { credit: 0 }, /vm\/create: insufficient credit.*Add credit to the account in LunaNode's panel/],
  [
    "a restricted key",
    { restrictedTo: ["plan.list", "region.list", "image.list", "vm.list"] },
    /vm\/create: this API key may not perform this action.*the key may be used from this address and for this call/,
  ],
  ["HTML-escaped words", { capacityText: "no capacity for <b>m.2</b> & others" }, /no capacity for m\.2 & others/],
];

for (const [what, switches, message] of refusals) {
  test(`${what} is told in LunaNode's words with a next step; nothing is made and the name stays free`, async (t) => {
    const world = await lunaWorld(t, { fullRegions: what.startsWith("HTML") ? ["toronto"] : [], ...switches });
    const core = world.core();
    await t.throwsAsync(up(core, VM, "web", WEB), { message });
    t.deepEqual(world.vms(), []);
    t.is(world.count("vm/create"), 1);
    world.set({ fullRegions: [], credit: 5, restrictedTo: [] });
    await up(core, VM, "web", WEB);
    t.is(world.vms().length, 1);
  });
}

test("a key bound to another address stops the preview with what to check", async (t) => {
  const world = await lunaWorld(t);
  world.set({ boundSourceIp: "203.0.113.7" });
  await t.throwsAsync(up(world.core(), VM, "web", WEB), {
    message: /authentication failure.*API ID and key belong together.*clock is right.*may be used from this address/,
  });
});

test("a clock that is a minute wrong does no harm", async (t) => {
  const world = await lunaWorld(t);
  world.emulators.setClockSkew("lunanode", 60);
  await up(world.core(), VM, "web", WEB);
  t.is(world.vms().length, 1);
});

test("credentials of a wrong length are told before anything is sent", async (t) => {
  const world = await lunaWorld(t);
  const { endpoint, credentials } = world.emulators.clouds.lunanode;
  await t.throwsAsync(up(world.core({ lunanode: { ...credentials, apiKey: "short", endpoint } }), VM, "web", WEB), {
    message: /apiKey has 5 characters and needs 128/,
  });
  t.is(world.emulators.requests().length, 0);
});

test("no error shows a credential", async (t) => {
  const world = await lunaWorld(t);
  const { credentials } = world.emulators.clouds.lunanode;
  world.emulators.addFault({ operation: "vm/create", fault: { error: `bad request with ${credentials.apiKey}` } });
  const error = await t.throwsAsync(up(world.core(), VM, "web", WEB));
  t.false(error.message.includes(credentials.apiKey.slice(0, 64)));
  t.false(error.message.includes(credentials.apiKey.slice(64)));
});

test("where nonces must increase, many calls at once still all succeed in the end", async (t) => {
  const world = await lunaWorld(t, { nonceIncreasing: true });
  const core = world.core();
  const names = Array.from({ length: 8 }, (_, index) => `web${index}`);
  await Promise.all(names.map((name) => up(core, VM, name, { ...WEB, name, powerState: "stopped" })));
  t.deepEqual(
    world.vms().map(({ phase }) => phase),
    names.map(() => "offline"),
  );
});

for (const [what, switches] of [
  ["HTTP 429 with Retry-After", { callsPerSecond: 3, overRate: "429" }],
  ["an error in the envelope", { callsPerSecond: 3, overRate: "envelope" }],
] as const) {
  test(`a rate limit told by ${what} slows down and breaks nothing`, async (t) => {
    const world = await lunaWorld(t, switches);
    const core = world.core();
    const names = ["a", "b", "c", "d"];
    await Promise.all(names.map((name) => up(core, VM, name, { ...WEB, name })));
    t.is(world.vms().length, 4);
    t.true(world.emulators.requests().some(({ error }) => error === "rate limit exceeded"));
  });
}

const WITHOUT_ID = { status: 200, body: '{"success":"yes"}' };

test("an answer without the id after the effect of create: exactly one VM, found by its name", async (t) => {
  const world = await lunaWorld(t);
  world.emulators.addFault({ operation: "vm/create", when: "after", fault: WITHOUT_ID });
  const vm = await up(world.core(), VM, "web", WEB);
  t.is(world.vms().length, 1);
  t.is(world.vms()[0]?.id, keyOf(vm));
  t.is(world.count("vm/create"), 1);
});

test("an answer without the id before the effect of create: it is not asked for again", async (t) => {
  const world = await lunaWorld(t);
  world.emulators.addFault({ operation: "vm/create", when: "before", fault: WITHOUT_ID });
  await t.throwsAsync(up(world.core(), VM, "web", WEB), { message: /vm\/create.*Run pulumi up again: it looks/ });
  t.is(world.count("vm/create"), 1);
  await up(world.core(), VM, "web", WEB);
  t.is(world.vms().length, 1);
});

test("a VM of a generated name that an interrupted run left is refused by its id until it is adopted", async (t) => {
  const world = await lunaWorld(t);
  const left = await up(world.core(), VM, "web", { plan: "m.2", image: "Ubuntu 24.04 64-bit" });
  const error = await t.throwsAsync(up(world.core(), VM, "web", { plan: "m.2", image: "Ubuntu 24.04 64-bit" }));
  t.true(error.message.includes(`adopt: "${left.id}"`));
  const mine = await up(world.core(), VM, "web", { plan: "m.2", image: "Ubuntu 24.04 64-bit", adopt: left.id });
  t.is(mine.id, left.id);
  t.is(world.vms().length, 1);
});

test("a list that is behind does not make refresh drop a VM that an interrupted run has just made", async (t) => {
  const world = await lunaWorld(t, { buildOutcome: "never" });
  const { kept } = await halfUp(world.core(), VM, "web", { ...WEB, timeouts: { create: "2s" } });
  world.emulators.addFault({ operation: "vm/*", times: 0, fault: { error: "invalid vm" } });
  world.emulators.addFault({ operation: "vm/list", times: 0, fault: { stale: true } });
  t.is((await refresh(world.core(), VM, { ...kept })).id, kept.id);
});

test("vm/info that denies a VM is not believed while the list has it", async (t) => {
  const world = await lunaWorld(t);
  const vm = await up(world.core(), VM, "web", WEB);
  world.emulators.addFault({ operation: "vm/info", fault: { error: "invalid vm" } });
  t.is((await refresh(world.core(), VM, vm)).id, vm.id);
});

test("reads and repeatable writes go on after a few failures, and the user sees none of them", async (t) => {
  const world = await lunaWorld(t);
  const vm = await up(world.core(), VM, "web", WEB);
  for (const operation of ["vm/list", "vm/info", "vm/rename", "vm/stop", "vm/delete"]) {
    world.emulators.addFault({ operation, fault: { status: 503 } });
    world.emulators.addFault({ operation, when: "after", fault: { cut: "connection" } });
  }
  const renamed = await up(world.core(), VM, "web", { ...WEB, name: "fred" }, vm);
  t.is(world.vms()[0]?.hostname, "fred");
  await world.core().delete(VM, renamed.id, renamed.outputs);
  t.deepEqual(world.vms(), []);
  t.deepEqual(world.warnings(), []);
});

test("a key that may only list and read VMs can be used to refresh them", async (t) => {
  const world = await lunaWorld(t);
  const vm = await up(world.core(), VM, "web", WEB);
  world.set({ restrictedTo: ["vm.list", "vm.info"] });
  t.deepEqual((await refresh(world.core(), VM, vm)).inputs, vm.inputs);
  await t.throwsAsync(up(world.core(), KEY, "k", { publicKey: "ssh-ed25519 AAAA me" }), {
    message: /may not perform this action/,
  });
});
