import test from "ava";
import { type StoredState, up } from "../support/fixture.ts";
import { lunaNodeFixture, VM, WEB } from "../support/lunanode-fixture.ts";

const MANY = 30;
const names = Array.from({ length: MANY }, (_, index) => `web${index}`);

/** How often each call was sent. */
const tally = (operations: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(operations)].map((name) => [name, operations.filter((each) => each === name).length]));

test(`${MANY} VMs at once cost a create and a detail each, one list per poll, and ten other calls`, async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const began = fixture.clock.now();
  await Promise.all(names.map((name) => up(cloudProvider, VM, name, { ...WEB, name })));
  const seconds = (fixture.clock.now() - began) / 1000;
  const rows = fixture.emulators.requests("lunanode");
  const {
    "vm/create": creates = 0,
    "vm/info": details = 0,
    "vm/list": lists = 0,
    ...others
  } = tally(rows.map(({ operation }) => operation));
  t.is(fixture.vms().filter(({ phase }) => phase === "online").length, MANY);
  t.is(creates, MANY);
  t.true(details <= MANY, `${details} details`);
  const rest = Object.values(others).reduce((sum, count) => sum + count, 0);
  t.true(rest <= 10, JSON.stringify(others));
  // The poll interval is 1 s at first, and 3 s or 5 s later.
  t.true(lists <= seconds, `${lists} lists in ${seconds} s`);
});

test(`if the list does not show whether a VM runs, ${MANY} are created once each, and a refresh costs a detail each`, async (t) => {
  const fixture = await lunaNodeFixture(t, { listShowsStatus: false });
  const cloudProvider = fixture.cloudProvider();
  const created: StoredState[] = await Promise.all(names.map((name) => up(cloudProvider, VM, name, { ...WEB, name })));
  t.is(fixture.vms().filter(({ phase }) => phase === "online").length, MANY);
  t.is(fixture.emulators.requests("lunanode").filter(({ operation }) => operation === "vm/create").length, MANY);
  fixture.emulators.clearRequests();
  const process = fixture.cloudProvider();
  await Promise.all(created.map(({ id, outputs }) => process.read(VM, id, outputs)));
  const rows = fixture.emulators.requests("lunanode");
  t.true(rows.length <= MANY + 5, JSON.stringify(tally(rows.map(({ operation }) => operation))));
});

test(`a refresh of ${MANY} VMs that need no detail costs one list`, async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  for (const name of names) {
    await fixture.call("volume/create", { region: "toronto", label: name, size: "10" });
  }
  const volumes = () => fixture.emulators.objects("lunanode").filter(({ kind }) => kind === "volume");
  await fixture.clock.sleep(60_000);
  const created: StoredState[] = await Promise.all(
    names.map((name, index) =>
      up(cloudProvider, VM, name, { name, plan: "m.2", bootVolume: volumes()[index]?.id, powerState: "running" }),
    ),
  );
  fixture.emulators.clearRequests();
  const process = fixture.cloudProvider();
  const seen = await Promise.all(created.map(({ id, outputs }) => process.read(VM, id, outputs)));
  t.deepEqual(
    seen.map((one) => one?.inputs),
    created.map(({ inputs }) => inputs),
  );
  t.deepEqual(
    seen.map((one) => one?.outputs),
    created.map(({ outputs }) => outputs),
  );
  const rows = fixture.emulators.requests("lunanode");
  t.true(rows.length <= 5, JSON.stringify(tally(rows.map(({ operation }) => operation))));

  // One after another, as in a run with little parallelism: the cached list serves them all.
  fixture.emulators.clearRequests();
  const narrow = fixture.cloudProvider();
  for (const { id, outputs } of created) {
    t.truthy(await narrow.read(VM, id, outputs));
  }
  t.true(fixture.emulators.requests("lunanode").length <= 5);
});

test("VMs with given addresses that the list shows do not need a detail either", async (t) => {
  const fixture = await lunaNodeFixture(t);
  await fixture.call("floating/add", { region: "toronto" });
  await fixture.call("volume/create", { region: "toronto", label: "boot", size: "10" });
  const [ip] = fixture.addresses();
  const volume = fixture.emulators.objects("lunanode").find(({ kind }) => kind === "volume");
  await fixture.clock.sleep(60_000);
  const vm = await up(fixture.cloudProvider(), VM, "web", {
    name: "web",
    plan: "m.2",
    bootVolume: volume?.id,
    floatingIp: ip?.ip,
  });
  const process = fixture.cloudProvider();
  await Promise.all([1, 2, 3].map(() => process.read(VM, vm.id, vm.outputs)));
  const before = fixture.count("vm/info");
  const list = fixture.cloudProvider();
  await Promise.all(
    ["a", "b"]
      .map((key) => list.read(VM, `toronto/${key}`, { ...vm.outputs }))
      .concat(list.read(VM, vm.id, vm.outputs)),
  );
  t.is(fixture.count("vm/info"), before);
});

test(`${MANY} resizes at once cost a resize and a detail each, and one list per poll`, async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const created = await Promise.all(
    names.map(async (name) => ({ name, ...(await up(cloudProvider, VM, name, { ...WEB, name })) })),
  );
  fixture.emulators.clearRequests();
  const process = fixture.cloudProvider();
  const began = fixture.clock.now();
  await Promise.all(created.map(({ name, ...old }) => up(process, VM, name, { ...WEB, name, plan: "m.4" }, old)));
  const seconds = (fixture.clock.now() - began) / 1000;
  const calls = tally(fixture.emulators.requests("lunanode").map(({ operation }) => operation));
  t.is(calls["vm/resize"], MANY);
  t.true((calls["vm/info"] ?? 0) <= MANY, JSON.stringify(calls));
  t.true((calls["vm/list"] ?? 0) <= seconds + 5, `${JSON.stringify(calls)} in ${seconds} s`);
});

test(`${MANY} deletions at once cost a stop, a delete and a detail each, and shared lists`, async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const created = await Promise.all(names.map((name) => up(cloudProvider, VM, name, { ...WEB, name })));
  fixture.emulators.clearRequests();
  const process = fixture.cloudProvider();
  const began = fixture.clock.now();
  await Promise.all(created.map(({ id, outputs }) => process.delete(VM, id, outputs)));
  const seconds = (fixture.clock.now() - began) / 1000;
  const calls = tally(fixture.emulators.requests("lunanode").map(({ operation }) => operation));
  t.deepEqual([fixture.vms(), fixture.addresses()], [[], []]);
  t.is(calls["vm/stop"], MANY);
  t.is(calls["vm/delete"], MANY);
  t.true((calls["vm/info"] ?? 0) <= MANY, JSON.stringify(calls));
  t.true((calls["vm/list"] ?? 0) <= seconds + 5, `${JSON.stringify(calls)} in ${seconds} s`);
});
