import test from "ava";
import { halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { lunaNodeFixture, VM, WEB } from "../support/lunanode-fixture.ts";

type Fixture = Awaited<ReturnType<typeof lunaNodeFixture>>;

/** A new, unattached address in the account. */
async function address(fixture: Fixture): Promise<string> {
  const before = new Set(fixture.addresses().map(({ ip }) => ip));
  await fixture.call("floating/add", { region: "toronto" });
  return fixture.addresses().find(({ ip }) => !before.has(ip))?.ip ?? "";
}

test("the address created with a VM is deleted with it", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  t.is(fixture.addresses().length, 1);
  fixture.emulators.clearRequests();
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  t.deepEqual(fixture.addresses(), []);
  t.deepEqual(fixture.writes(), ["vm/stop", "vm/delete"]);
});

for (const powerState of ["running", "stopped"] as const) {
  for (const listShowsStatus of [true, false]) {
    test(`a ${powerState} VM with a given address leaves it in the account, ${listShowsStatus ? "with" : "without"} os_status in lists`, async (t) => {
      const fixture = await lunaNodeFixture(t, { listShowsStatus });
      const ip = await address(fixture);
      const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: ip, powerState });
      t.is(vm.outputs.ip, ip);
      t.is(vm.outputs.assignedIp, undefined);
      t.deepEqual(fixture.addresses(), [{ ip, vm: keyOf(vm) }]);
      await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
      t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
    });
  }
}

test("many VMs with given addresses, read through lists, leave every one of them in the account", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const created: StoredState[] = [];
  for (const name of ["a", "b", "c", "d"]) {
    created.push(await up(cloudProvider, VM, name, { ...WEB, name, floatingIp: await address(fixture) }));
  }
  const process = fixture.cloudProvider();
  await Promise.all(created.map(({ id, outputs }) => process.delete(VM, id, outputs)));
  t.deepEqual(fixture.vms(), []);
  t.deepEqual(
    fixture.addresses().map(({ vm }) => vm),
    ["", "", "", ""],
  );
});

test("an address added to the program later is attached in place; on delete it stays and the first one is deleted", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  const ip = await address(fixture);
  const both = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: ip }, vm);
  t.is(both.id, vm.id);
  t.deepEqual(
    fixture.addresses().map(({ vm }) => vm),
    [keyOf(vm), keyOf(vm)],
  );
  t.deepEqual((await refresh(fixture.cloudProvider(), VM, both)).inputs, both.inputs);
  await fixture.cloudProvider().delete(VM, both.id, both.outputs);
  t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
});

test("another given address replaces the old one, which stays in the account", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const [one, two] = [await address(fixture), await address(fixture)];
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: one });
  fixture.emulators.clearRequests();
  const moved = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: two }, vm);
  t.deepEqual(fixture.addresses(), [
    { ip: one, vm: "" },
    { ip: two, vm: keyOf(vm) },
  ]);
  t.deepEqual(fixture.writes(), ["vm/floatingip-add", "vm/floatingip-delete"]);
  t.is(moved.outputs.ip, two);
});

test("an address that is no longer managed is left where it is, and still kept on delete", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const ip = await address(fixture);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: ip });
  fixture.emulators.clearRequests();
  const without = await up(fixture.cloudProvider(), VM, "web", WEB, vm);
  t.deepEqual(fixture.writes(), []);
  await fixture.cloudProvider().delete(VM, without.id, without.outputs);
  t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
});

test("detachment of a given address is detected, and it is attached again", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const ip = await address(fixture);
  const news = { ...WEB, floatingIp: ip };
  const vm = await up(fixture.cloudProvider(), VM, "web", news);
  fixture.act("lose-address", keyOf(vm));
  const seen = await refresh(fixture.cloudProvider(), VM, vm);
  t.not(seen.inputs.floatingIp, ip);
  const mended = await up(fixture.cloudProvider(), VM, "web", news, seen);
  t.deepEqual(fixture.addresses(), [{ ip, vm: keyOf(vm) }]);
  t.deepEqual((await refresh(fixture.cloudProvider(), VM, mended)).inputs, mended.inputs);
});

test("an address that is not created with the VM is requested again, and deleted with the VM", async (t) => {
  const fixture = await lunaNodeFixture(t, { addressFails: true });
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(fixture.count("vm/floatingip-add"), 1);
  t.is(vm.outputs.ip, fixture.addresses()[0]?.ip);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  t.deepEqual(fixture.addresses(), []);
});

test("a given address that is not attached at creation is requested again, and kept on delete", async (t) => {
  const fixture = await lunaNodeFixture(t, { addressFails: true });
  const ip = await address(fixture);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: ip });
  t.is(vm.outputs.ip, ip);
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
});

test("the address of a VM whose create was interrupted is still known to have been created with it", async (t) => {
  const fixture = await lunaNodeFixture(t, { durations: { address: 40 } });
  const news = { ...WEB, timeouts: { create: "30s" } };
  const { error, storedState } = await halfUp(fixture.cloudProvider(), VM, "web", news);
  t.regex(error.message, /waiting for it to have an address/);
  await fixture.clock.sleep(60_000);
  const seen: StoredState = await refresh(fixture.cloudProvider(), VM, storedState);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...news, timeouts: { create: "10m" } }, seen);
  t.is(vm.outputs.assignedIp, vm.outputs.ip);
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  t.deepEqual(fixture.addresses(), []);
});

test("an adopted or imported VM keeps all its addresses in the account, because their origin is unknown", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const theirs = await up(fixture.cloudProvider(), VM, "web", WEB);
  const mine = await up(fixture.cloudProvider(), VM, "mine", { ...WEB, adopt: theirs.id });
  await fixture.cloudProvider().delete(VM, mine.id, mine.outputs);
  t.is(fixture.addresses().length, 1);
  t.is(fixture.addresses()[0]?.vm, "");
});

test("a delete that is interrupted after an address was detached can be repeated", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const ip = await address(fixture);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, floatingIp: ip });
  fixture.emulators.addFault({ operation: "vm/delete", fault: { error: "another task is in progress" } });
  await t.throwsAsync(fixture.cloudProvider().delete(VM, vm.id, vm.outputs), {
    message: /another task is in progress/,
  });
  t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  t.deepEqual(fixture.addresses(), [{ ip, vm: "" }]);
  t.deepEqual(fixture.vms(), []);
});
