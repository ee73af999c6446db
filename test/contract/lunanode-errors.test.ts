import test from "ava";
import type { LunaNodeSwitchPatch } from "../../emulators/src/index.ts";
import { halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { KEY, lunaNodeFixture, VM, WEB } from "../support/lunanode-fixture.ts";

/** Errors contain the cloud's message and the next step. */
const refusals: readonly (readonly [string, LunaNodeSwitchPatch, RegExp])[] = [
  ["no credit", { credit: 0 }, /vm\/create: insufficient credit.*Add credit to the account in LunaNode's panel/],
  [
    "a restricted key",
    { restrictedTo: ["plan.list", "region.list", "image.list", "vm.list"] },
    /vm\/create: this API key may not perform this action.*the key allows this IP address and this call/,
  ],
  ["HTML-escaped words", { capacityText: "no capacity for <b>m.2</b> & others" }, /no capacity for m\.2 & others/],
];

for (const [what, switches, message] of refusals) {
  test(`${what} is reported in LunaNode's words with a next step; nothing is created and the name stays free`, async (t) => {
    const fixture = await lunaNodeFixture(t, { fullRegions: what.startsWith("HTML") ? ["toronto"] : [], ...switches });
    const cloudProvider = fixture.cloudProvider();
    await t.throwsAsync(up(cloudProvider, VM, "web", WEB), { message });
    t.deepEqual(fixture.vms(), []);
    t.is(fixture.count("vm/create"), 1);
    fixture.set({ fullRegions: [], credit: 5, restrictedTo: [] });
    await up(cloudProvider, VM, "web", WEB);
    t.is(fixture.vms().length, 1);
  });
}

test("a key bound to another address stops the preview with what to check", async (t) => {
  const fixture = await lunaNodeFixture(t);
  fixture.set({ boundSourceIp: "203.0.113.7" });
  await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", WEB), {
    message: /authentication failure.*API ID and key belong together.*clock is right.*allows this IP address/,
  });
});

test("a clock that is off by a minute does no harm", async (t) => {
  const fixture = await lunaNodeFixture(t);
  fixture.emulators.setClockSkew("lunanode", 60);
  await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(fixture.vms().length, 1);
});

test("credentials of the wrong length are reported before anything is sent", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const { endpoint, credentials } = fixture.emulators.clouds.lunanode;
  await t.throwsAsync(
    up(fixture.cloudProvider({ lunanode: { ...credentials, apiKey: "short", endpoint } }), VM, "web", WEB),
    {
      message: /apiKey has 5 characters but must have 128/,
    },
  );
  t.is(fixture.emulators.requests().length, 0);
});

test("no error shows a credential", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const { credentials } = fixture.emulators.clouds.lunanode;
  fixture.emulators.addFault({ operation: "vm/create", fault: { error: `bad request with ${credentials.apiKey}` } });
  const error = await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", WEB));
  t.false(error.message.includes(credentials.apiKey.slice(0, 64)));
  t.false(error.message.includes(credentials.apiKey.slice(64)));
});

test("if nonces must increase, many concurrent calls still all succeed eventually", async (t) => {
  const fixture = await lunaNodeFixture(t, { nonceIncreasing: true });
  const cloudProvider = fixture.cloudProvider();
  const names = Array.from({ length: 8 }, (_, index) => `web${index}`);
  await Promise.all(names.map((name) => up(cloudProvider, VM, name, { ...WEB, name, powerState: "stopped" })));
  t.deepEqual(
    fixture.vms().map(({ phase }) => phase),
    names.map(() => "offline"),
  );
});

for (const [what, switches] of [
  ["HTTP 429 with Retry-After", { callsPerSecond: 3, overRate: "429" }],
  ["an error in the envelope", { callsPerSecond: 3, overRate: "envelope" }],
] as const) {
  test(`a rate limit reported by ${what} slows things down and breaks nothing`, async (t) => {
    const fixture = await lunaNodeFixture(t, switches);
    const cloudProvider = fixture.cloudProvider();
    const names = ["a", "b", "c", "d"];
    await Promise.all(names.map((name) => up(cloudProvider, VM, name, { ...WEB, name })));
    t.is(fixture.vms().length, 4);
    t.true(fixture.emulators.requests().some(({ error }) => error === "rate limit exceeded"));
  });
}

const WITHOUT_ID = { status: 200, body: '{"success":"yes"}' };

test("a create response without the ID, after the effect: exactly one VM, found by its name", async (t) => {
  const fixture = await lunaNodeFixture(t);
  fixture.emulators.addFault({ operation: "vm/create", when: "after", fault: WITHOUT_ID });
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(fixture.vms().length, 1);
  t.is(fixture.vms()[0]?.id, keyOf(vm));
  t.is(fixture.count("vm/create"), 1);
});

test("a create response without the ID, before the effect: the create is not retried", async (t) => {
  const fixture = await lunaNodeFixture(t);
  fixture.emulators.addFault({ operation: "vm/create", when: "before", fault: WITHOUT_ID });
  await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", WEB), {
    message: /vm\/create.*Run pulumi up again: it searches/,
  });
  t.is(fixture.count("vm/create"), 1);
  await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(fixture.vms().length, 1);
});

test("a VM with a generated name that an interrupted run left is refused by its ID until it is adopted", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const left = await up(fixture.cloudProvider(), VM, "web", { plan: "m.2", image: "Ubuntu 24.04 64-bit" });
  const error = await t.throwsAsync(
    up(fixture.cloudProvider(), VM, "web", { plan: "m.2", image: "Ubuntu 24.04 64-bit" }),
  );
  t.true(error.message.includes(`adopt: "${left.id}"`));
  const mine = await up(fixture.cloudProvider(), VM, "web", {
    plan: "m.2",
    image: "Ubuntu 24.04 64-bit",
    adopt: left.id,
  });
  t.is(mine.id, left.id);
  t.is(fixture.vms().length, 1);
});

test("a stale list does not make refresh drop a VM that an interrupted run has just created", async (t) => {
  const fixture = await lunaNodeFixture(t, { buildOutcome: "never" });
  const { storedState } = await halfUp(fixture.cloudProvider(), VM, "web", { ...WEB, timeouts: { create: "2s" } });
  fixture.emulators.addFault({ operation: "vm/*", times: 0, fault: { error: "invalid vm" } });
  fixture.emulators.addFault({ operation: "vm/list", times: 0, fault: { stale: true } });
  t.is((await refresh(fixture.cloudProvider(), VM, { ...storedState })).id, storedState.id);
});

test("an error of vm/info about an unknown VM is ignored while the list shows the VM", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  fixture.emulators.addFault({ operation: "vm/info", fault: { error: "invalid vm" } });
  t.is((await refresh(fixture.cloudProvider(), VM, vm)).id, vm.id);
});

test("reads and repeatable writes succeed after a few failures, and the user does not notice", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  for (const operation of ["vm/list", "vm/info", "vm/rename", "vm/stop", "vm/delete"]) {
    fixture.emulators.addFault({ operation, fault: { status: 503 } });
    fixture.emulators.addFault({ operation, when: "after", fault: { cut: "connection" } });
  }
  const renamed = await up(fixture.cloudProvider(), VM, "web", { ...WEB, name: "fred" }, vm);
  t.is(fixture.vms()[0]?.hostname, "fred");
  await fixture.cloudProvider().delete(VM, renamed.id, renamed.outputs);
  t.deepEqual(fixture.vms(), []);
  t.deepEqual(fixture.warnings(), []);
});

test("a key that may only list and read VMs can be used to refresh them", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  fixture.set({ restrictedTo: ["vm.list", "vm.info"] });
  t.deepEqual((await refresh(fixture.cloudProvider(), VM, vm)).inputs, vm.inputs);
  await t.throwsAsync(up(fixture.cloudProvider(), KEY, "k", { publicKey: "ssh-ed25519 AAAA me" }), {
    message: /may not perform this action/,
  });
});
