import test from "ava";
import { lunaWorld, VM, WEB } from "../support/lunanode-world.ts";
import { halfUp, type Kept, keyOf, refresh, up } from "../support/world.ts";

type World = Awaited<ReturnType<typeof lunaWorld>>;

/** A new address on the account, attached to nothing. */
async function address(world: World): Promise<string> {
  const before = new Set(world.addresses().map(({ ip }) => ip));
  await world.call("floating/add", { region: "toronto" });
  return world.addresses().find(({ ip }) => !before.has(ip))?.ip ?? "";
}

test("the address that came with a VM goes with it", async (t) => {
  const world = await lunaWorld(t);
  const vm = await up(world.core(), VM, "web", WEB);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  t.is(world.addresses().length, 1);
  world.emulators.clearRequests();
  await world.core().delete(VM, vm.id, vm.outputs);
  t.deepEqual(world.addresses(), []);
  t.deepEqual(world.writes(), ["vm/stop", "vm/delete"]);
});

for (const powerState of ["running", "stopped"] as const) {
  for (const listShowsStatus of [true, false]) {
    test(`a ${powerState} VM with a given address leaves it on the account, ${listShowsStatus ? "with" : "without"} os_status in lists`, async (t) => {
      const world = await lunaWorld(t, { listShowsStatus });
      const ip = await address(world);
      const vm = await up(world.core(), VM, "web", { ...WEB, floatingIp: ip, powerState });
      t.is(vm.outputs.ip, ip);
      t.is(vm.outputs.assignedIp, undefined);
      t.deepEqual(world.addresses(), [{ ip, vm: keyOf(vm) }]);
      await world.core().delete(VM, vm.id, vm.outputs);
      t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
    });
  }
}

test("many VMs with given addresses, read by lists, leave every one of them on the account", async (t) => {
  const world = await lunaWorld(t);
  const core = world.core();
  const made: Kept[] = [];
  for (const name of ["a", "b", "c", "d"]) {
    made.push(await up(core, VM, name, { ...WEB, name, floatingIp: await address(world) }));
  }
  const process = world.core();
  await Promise.all(made.map(({ id, outputs }) => process.delete(VM, id, outputs)));
  t.deepEqual(world.vms(), []);
  t.deepEqual(
    world.addresses().map(({ vm }) => vm),
    ["", "", "", ""],
  );
});

test("an address given later is added in place; on delete it stays and the first one goes", async (t) => {
  const world = await lunaWorld(t);
  const vm = await up(world.core(), VM, "web", WEB);
  const ip = await address(world);
  const both = await up(world.core(), VM, "web", { ...WEB, floatingIp: ip }, vm);
  t.is(both.id, vm.id);
  t.deepEqual(
    world.addresses().map(({ vm }) => vm),
    [keyOf(vm), keyOf(vm)],
  );
  t.deepEqual((await refresh(world.core(), VM, both)).inputs, both.inputs);
  await world.core().delete(VM, both.id, both.outputs);
  t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
});

test("another given address takes the place of the old one, which stays on the account", async (t) => {
  const world = await lunaWorld(t);
  const [one, two] = [await address(world), await address(world)];
  const vm = await up(world.core(), VM, "web", { ...WEB, floatingIp: one });
  world.emulators.clearRequests();
  const moved = await up(world.core(), VM, "web", { ...WEB, floatingIp: two }, vm);
  t.deepEqual(world.addresses(), [
    { ip: one, vm: "" },
    { ip: two, vm: keyOf(vm) },
  ]);
  t.deepEqual(world.writes(), ["vm/floatingip-add", "vm/floatingip-delete"]);
  t.is(moved.outputs.ip, two);
});

test("an address that is no longer managed is left where it is, and still kept on delete", async (t) => {
  const world = await lunaWorld(t);
  const ip = await address(world);
  const vm = await up(world.core(), VM, "web", { ...WEB, floatingIp: ip });
  world.emulators.clearRequests();
  const without = await up(world.core(), VM, "web", WEB, vm);
  t.deepEqual(world.writes(), []);
  await world.core().delete(VM, without.id, without.outputs);
  t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
});

test("a given address that was taken away is seen and given back", async (t) => {
  const world = await lunaWorld(t);
  const ip = await address(world);
  const news = { ...WEB, floatingIp: ip };
  const vm = await up(world.core(), VM, "web", news);
  world.act("lose-address", keyOf(vm));
  const seen = await refresh(world.core(), VM, vm);
  t.not(seen.inputs.floatingIp, ip);
  const mended = await up(world.core(), VM, "web", news, seen);
  t.deepEqual(world.addresses(), [{ ip, vm: keyOf(vm) }]);
  t.deepEqual((await refresh(world.core(), VM, mended)).inputs, mended.inputs);
});

test("an address that does not come with the VM is asked for again, and goes with the VM", async (t) => {
  const world = await lunaWorld(t, { addressFails: true });
  const vm = await up(world.core(), VM, "web", WEB);
  t.is(world.count("vm/floatingip-add"), 1);
  t.is(vm.outputs.ip, world.addresses()[0]?.ip);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  await world.core().delete(VM, vm.id, vm.outputs);
  t.deepEqual(world.addresses(), []);
});

test("a given address that does not come with the VM is asked for again, and is kept on delete", async (t) => {
  const world = await lunaWorld(t, { addressFails: true });
  const ip = await address(world);
  const vm = await up(world.core(), VM, "web", { ...WEB, floatingIp: ip });
  t.is(vm.outputs.ip, ip);
  await world.core().delete(VM, vm.id, vm.outputs);
  t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
});

test("the address of a VM whose create was interrupted is still known to be the one that came with it", async (t) => {
  const world = await lunaWorld(t, { durations: { address: 40 } });
  const news = { ...WEB, timeouts: { create: "30s" } };
  const { error, kept } = await halfUp(world.core(), VM, "web", news);
  t.regex(error.message, /waiting for it to have an address/);
  await world.clock.sleep(60_000);
  const seen: Kept = await refresh(world.core(), VM, kept);
  const vm = await up(world.core(), VM, "web", { ...news, timeouts: { create: "10m" } }, seen);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  await world.core().delete(VM, vm.id, vm.outputs);
  t.deepEqual(world.addresses(), []);
});

test("an adopted or imported VM keeps all its addresses on the account, as nobody knows how it came by them", async (t) => {
  const world = await lunaWorld(t);
  const theirs = await up(world.core(), VM, "web", WEB);
  const mine = await up(world.core(), VM, "mine", { ...WEB, adopt: theirs.id });
  await world.core().delete(VM, mine.id, mine.outputs);
  t.is(world.addresses().length, 1);
  t.is(world.addresses()[0]?.vm, "");
});

test("a delete that is interrupted after an address was detached can be run again", async (t) => {
  const world = await lunaWorld(t);
  const ip = await address(world);
  const vm = await up(world.core(), VM, "web", { ...WEB, floatingIp: ip });
  world.emulators.addFault({ operation: "vm/delete", fault: { error: "another task is in progress" } });
  await t.throwsAsync(world.core().delete(VM, vm.id, vm.outputs), { message: /another task is in progress/ });
  t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
  await world.core().delete(VM, vm.id, vm.outputs);
  t.deepEqual(world.addresses(), [{ ip, vm: "" }]);
  t.deepEqual(world.vms(), []);
});
