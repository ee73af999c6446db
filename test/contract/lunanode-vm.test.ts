import test from "ava";
import { differences, halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { GROUP, KEY, lunaNodeFixture, VM, WEB } from "../support/lunanode-fixture.ts";

test("a VM with key, group and password is created, read, changed and deleted, and nothing is left", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const key = await up(cloudProvider, KEY, "k", { publicKey: "ssh-ed25519 AAAA me" });
  const group = await up(cloudProvider, GROUP, "g", {
    rules: [{ direction: "ingress", protocol: "tcp", portMin: 22 }],
  });
  const vm = await up(cloudProvider, VM, "web", { ...WEB, sshKeys: [key.id], securityGroups: [keyOf(group)] });
  t.like(fixture.vms()[0], {
    hostname: "web",
    planId: "87",
    phase: "online",
    keyIds: [key.id],
    groupIds: [keyOf(group)],
  });
  t.like(vm.outputs, { status: "Online", planId: "87", vcpus: 1, memoryMb: 2048, diskGb: 20, ip: "198.18.0.10" });
  await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
  await fixture.cloudProvider().delete(GROUP, group.id, group.outputs);
  await fixture.cloudProvider().delete(KEY, key.id, key.outputs);
  t.deepEqual([fixture.vms(), fixture.addresses()], [[], []]);
  t.is(fixture.emulators.objects("lunanode").filter(({ kind }) => kind === "sshKey").length, 0);
});

test("a generated password is kept from creation on", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  t.is(vm.outputs.username, "ubuntu");
  t.regex(String(vm.outputs.password), /^[0-9a-f]{12}$/);
});

for (const [title, switches, inputs] of [
  ["as documented", {}, {}],
  ["without os_status in lists", { listShowsStatus: false }, {}],
  ["with empty fields for missing addresses", { missingAddress: "empty" }, {}],
  ["with long plan names", { planNames: "long" }, {}],
  ["with bare replies", { createReplies: "bare" }, {}],
  ["with names of groups", { groupsAs: "names" }, { securityGroups: ["default"] }],
  ["with ids of groups", { groupsAs: "ids" }, { securityGroups: ["default"] }],
  ["without a default content type", { contentType: "text/html" }, {}],
  ["if power calls conflict when there is nothing to do", { repeatedPower: "conflict" }, { powerState: "running" }],
  ["with plain conflicts and deletions that linger in lists", { conflictError: "plain", deletedLingers: "listed" }, {}],
  ["with deletions that linger everywhere", { deletedLingers: "shown" }, { powerState: "stopped" }],
  ["with deletions that linger in lists without a status", { deletedLingers: "listed", listShowsStatus: false }, {}],
] as const) {
  test(`${title}: created, refreshed three times without a change, and deleted`, async (t) => {
    const fixture = await lunaNodeFixture(t, switches);
    const news = { ...WEB, ...inputs };
    const vm = await up(fixture.cloudProvider(), VM, "web", news);
    let state: StoredState = vm;
    for (const round of [1, 2, 3]) {
      state = await refresh(fixture.cloudProvider(), VM, state);
      t.deepEqual(state.inputs, vm.inputs, `inputs, round ${round}`);
      t.deepEqual(state.outputs, vm.outputs, `outputs, round ${round}`);
    }
    t.deepEqual(await differences(fixture.cloudProvider(), VM, state, news), []);
    fixture.emulators.clearRequests();
    await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
    t.is(fixture.vms().filter(({ phase }) => phase !== "deleted").length, 0);
    t.deepEqual(fixture.addresses(), []);
    t.deepEqual(
      fixture.writes(),
      news === WEB || state.outputs.status !== "Offline" ? ["vm/stop", "vm/delete"] : ["vm/delete"],
    );
    t.deepEqual(fixture.warnings(), []);
    t.is(await fixture.cloudProvider().read(VM, vm.id, vm.outputs), undefined);
  });
}

test("regions come from the cloud's list: an unknown region is a preview error with the nearest match", async (t) => {
  const fixture = await lunaNodeFixture(t, { regionMenu: "france" });
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, region: "France" });
  t.regex(vm.id, /^france\//);
  t.deepEqual((await refresh(fixture.cloudProvider(), VM, vm)).inputs, vm.inputs);
  await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", { ...WEB, region: "roubaix" }), {
    message: /region: "roubaix" is not a LunaNode region.*Did you mean /,
  });
});

test("power states: stopped, shelved, running again, stopped from shelved; each is waited for", async (t) => {
  const fixture = await lunaNodeFixture(t);
  let vm: StoredState = await up(fixture.cloudProvider(), VM, "web", { ...WEB, powerState: "stopped" });
  t.is(fixture.vms()[0]?.phase, "offline");
  for (const [powerState, phase] of [
    ["shelved", "shelved"],
    ["running", "online"],
    ["shelved", "shelved"],
    ["stopped", "offline"],
    ["running", "online"],
  ] as const) {
    vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, powerState }, vm);
    t.is(fixture.vms()[0]?.phase, phase);
    t.is(vm.outputs.powerState, powerState);
    const seen = await refresh(fixture.cloudProvider(), VM, vm);
    t.deepEqual(seen.inputs, vm.inputs, powerState);
    t.deepEqual(seen.outputs, vm.outputs, powerState);
  }
  t.is(fixture.count("vm/create"), 1);
});

test("a VM that was shelved elsewhere is detected, and runs again", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, powerState: "running" });
  await fixture.call("vm/shelve", { vm_id: keyOf(vm) });
  await fixture.clock.sleep(120_000);
  const shelved = await refresh(fixture.cloudProvider(), VM, vm);
  t.is(shelved.inputs.powerState, "shelved");
  await up(fixture.cloudProvider(), VM, "web", { ...WEB, powerState: "running" }, shelved);
  t.is(fixture.vms()[0]?.phase, "online");
});

test("a VM is resized in place, running or stopped, and ends in its previous power state", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  const bigger = await up(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.4" }, vm);
  t.like(fixture.vms()[0], { planId: "88", phase: "online" });
  t.like(bigger.outputs, { plan: "m.4", planId: "88", diskGb: 35, status: "Online" });
  const off = await up(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.4", powerState: "stopped" }, bigger);
  const left = await up(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.4" }, off);
  await up(
    fixture.cloudProvider(),
    VM,
    "web",
    { ...WEB, plan: "89" },
    await refresh(fixture.cloudProvider(), VM, left),
  );
  t.like(fixture.vms()[0], { planId: "89", phase: "offline" });
  t.is(fixture.count("vm/create"), 1);
});

test("with long plan names, a short one is accepted, changed in place, and shows no drift", async (t) => {
  const fixture = await lunaNodeFixture(t, { planNames: "long" });
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  const bigger = await up(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.4" }, vm);
  t.is(fixture.vms()[0]?.planId, "88");
  t.is(fixture.count("vm/resize"), 1);
  t.deepEqual((await refresh(fixture.cloudProvider(), VM, bigger)).inputs, bigger.inputs);
});

test("a resize that LunaNode accepts and does not perform is an error that says why, and the state keeps the actual plan", async (t) => {
  const fixture = await lunaNodeFixture(t, { resizeIgnored: true });
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  const { error, storedState } = await halfUp(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.4" }, vm);
  t.regex(
    error.message,
    /accepted the call for the VM to be resized but did not carry it out.*still has plan "m\.2".*Set plan back/s,
  );
  t.is(storedState.outputs.plan, "m.2");
  t.deepEqual(await differences(fixture.cloudProvider(), VM, storedState, { ...WEB, plan: "m.4" }), ["plan update"]);
  t.deepEqual(await differences(fixture.cloudProvider(), VM, storedState, WEB), []);
});

test("a plan with a smaller disk is refused in the preview, with the alternatives, before LunaNode is asked", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  fixture.emulators.clearRequests();
  await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", { ...WEB, plan: "m.1" }, vm), {
    message: /cannot shrink a disk: the VM has 20 GB, plan "m\.1" has 15 GB\. Choose a plan with at least 20 GB/,
  });
  t.deepEqual(fixture.writes(), []);
  // The state has nothing about an adopted VM, but the observation has.
  const adopted = halfUp(fixture.cloudProvider(), VM, "again", { ...WEB, plan: "m.1", adopt: vm.id, name: "web" });
  t.regex((await adopted).error.message, /the VM has 20 GB, plan "m\.1" has 15 GB/);
  t.deepEqual(fixture.writes(), []);
});

test("an unknown key, and two boot sources, are preview errors", async (t) => {
  const fixture = await lunaNodeFixture(t);
  for (const [wrong, message] of [
    [{ sshKeys: ["nobody"] }, /sshKeys: "nobody" is not a LunaNode SSH key.*There are none/],
    [{ bootVolume: "5" }, /set exactly one of image and bootVolume/],
  ] as const) {
    await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", { ...WEB, ...wrong }), { message });
  }
  t.is(fixture.count("vm/create"), 0);
});

test("an image that is no longer offered does not stop the VMs that were created from it", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  for (const image of fixture.emulators.objects("lunanode").filter(({ kind }) => kind === "image")) {
    if (String(image.name).startsWith("Ubuntu 24.04")) {
      fixture.changeOutOfBand("image", image.id, { name: "Ubuntu 26.04 64-bit (template)" });
    }
  }
  const renamed = await up(
    fixture.cloudProvider(),
    VM,
    "web",
    { ...WEB, name: "fred" },
    await refresh(fixture.cloudProvider(), VM, vm),
  );
  t.is(fixture.vms()[0]?.hostname, "fred");
  t.is(renamed.id, vm.id);
});

for (const groupsAs of ["ids", "names"] as const) {
  test(`with ${groupsAs} of groups in vm/info: groups are attached and detached in place, and drift is repaired, in any order`, async (t) => {
    const fixture = await lunaNodeFixture(t, { groupsAs });
    const cloudProvider = fixture.cloudProvider();
    const rules = [{ direction: "ingress", protocol: "icmp" }];
    const [a, b] = [
      await up(cloudProvider, GROUP, "a", { name: "a", rules }),
      await up(cloudProvider, GROUP, "b", { name: "b", rules }),
    ];
    const vm = await up(cloudProvider, VM, "web", { ...WEB, securityGroups: ["default", "a"] });
    const ids = () => [fixture.vms()[0]?.groupIds].flat().toSorted();
    const idOf = (name: string) =>
      fixture.emulators
        .objects("lunanode")
        .find((object) => object.kind === "securityGroup" && object.name === name && object.region === "toronto")?.id;
    t.deepEqual(ids(), [idOf("default"), keyOf(a)].sort());

    fixture.emulators.clearRequests();
    const other = await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: ["b", "default"] }, vm);
    t.deepEqual(ids(), [idOf("default"), keyOf(b)].sort());
    t.deepEqual(fixture.writes(), ["vm/securitygroup-add", "vm/securitygroup-remove"]);
    t.deepEqual(
      await differences(fixture.cloudProvider(), VM, other, { ...WEB, securityGroups: ["default", "b"] }),
      [],
    );

    fixture.changeOutOfBand("vm", keyOf(vm), { groupIds: [keyOf(a)] });
    const seen = await refresh(fixture.cloudProvider(), VM, other);
    t.deepEqual(seen.inputs.securityGroups, ["a"]);
    const mended = await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: ["b", "default"] }, seen);
    t.deepEqual(ids(), [idOf("default"), keyOf(b)].sort());
    t.deepEqual((await refresh(fixture.cloudProvider(), VM, mended)).inputs, mended.inputs);
    await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: [] }, mended);
    t.deepEqual(ids(), []);
  });
}

test("drift that disappears by itself is no longer reported, even if the cloud shows groups by name", async (t) => {
  const fixture = await lunaNodeFixture(t, { groupsAs: "names" });
  const rules = [{ direction: "ingress", protocol: "icmp" }];
  const [a, b] = [
    await up(fixture.cloudProvider(), GROUP, "a", { name: "a", rules }),
    await up(fixture.cloudProvider(), GROUP, "b", { name: "b", rules }),
  ];
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: [keyOf(a)] });
  fixture.changeOutOfBand("vm", keyOf(vm), { groupIds: [keyOf(b)] });
  const away = await refresh(fixture.cloudProvider(), VM, vm);
  t.deepEqual(away.inputs.securityGroups, [keyOf(b)]);
  fixture.changeOutOfBand("vm", keyOf(vm), { groupIds: [keyOf(a)] });
  const back = await refresh(fixture.cloudProvider(), VM, away);
  t.deepEqual(back.inputs, vm.inputs);
});

test("another image, region or network is a replacement, which deletes first if the name is kept", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const vm = await up(cloudProvider, VM, "web", WEB);
  const diff = async (news: Record<string, unknown>) => {
    const { inputs } = await cloudProvider.check(VM, {
      olds: vm.inputs,
      news,
      urn: "urn:pulumi:test::project::lunanode:Vm::web",
    });
    const { replaces, deleteBeforeReplace } = await cloudProvider.diff(VM, {
      id: vm.id,
      olds: vm.outputs,
      news: inputs,
    });
    return { replaces, deleteBeforeReplace };
  };
  t.deepEqual(await diff({ ...WEB, image: "Debian 12 64-bit" }), { replaces: ["image"], deleteBeforeReplace: true });
  t.deepEqual(await diff({ ...WEB, region: "montreal" }), { replaces: ["region"], deleteBeforeReplace: true });
  t.deepEqual(await diff({ ...WEB, name: "other", image: "Debian 12 64-bit" }), {
    replaces: ["image"],
    deleteBeforeReplace: false,
  });
  // deleteBeforeReplace only matters for a replacement, which only replaceOnChanges would cause here.
  t.deepEqual(await diff({ ...WEB, image: "Ubuntu 24.04 64-bit (template)" }), {
    replaces: [],
    deleteBeforeReplace: true,
  });
});

test("an existing VM is imported by its ID, with or without the region, and is then managed without a change", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, region: "montreal" });
  for (const id of [vm.id, keyOf(vm)]) {
    const seen = await fixture.cloudProvider().read(VM, id, {});
    t.is(seen?.id, vm.id);
    t.like(seen?.inputs, { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit (template)", powerState: "running" });
    t.is(seen?.inputs.floatingIp, undefined);
    const news = { ...WEB, region: "montreal", powerState: "running", securityGroups: ["default"] };
    const cloudProvider = fixture.cloudProvider();
    const after = seen ?? t.fail();
    if (after === undefined) {
      continue;
    }
    fixture.emulators.clearRequests();
    const managed = await up(cloudProvider, VM, "web", news, after);
    t.deepEqual(managed.diff?.replaces, []);
    t.deepEqual(fixture.writes(), []);
    t.deepEqual(await differences(fixture.cloudProvider(), VM, managed, news), []);
  }
});

test("adopt adopts a VM; if its image differs, it is refused and nothing is changed", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  fixture.emulators.clearRequests();
  await t.throwsAsync(up(fixture.cloudProvider(), VM, "mine", { ...WEB, image: "Debian 12 64-bit", adopt: vm.id }), {
    message: /cannot be adopted.*image is .*, the program says "Debian 12 64-bit"/,
  });
  t.deepEqual(fixture.writes(), []);
  const mine = await up(fixture.cloudProvider(), VM, "mine", { ...WEB, name: "mine", adopt: vm.id });
  t.is(mine.id, vm.id);
  t.deepEqual(fixture.writes(), ["vm/rename"]);
});

test("with explicit names, a replacement that deletes first is not stopped by the old VM remaining in the list", async (t) => {
  for (const deletedLingers of ["listed", "shown"] as const) {
    for (const listShowsStatus of [true, false]) {
      const fixture = await lunaNodeFixture(t, { deletedLingers, listShowsStatus });
      const cloudProvider = fixture.cloudProvider();
      const vm = await up(cloudProvider, VM, "web", WEB);
      await cloudProvider.delete(VM, vm.id, vm.outputs);
      const fresh = await up(cloudProvider, VM, "web", { ...WEB, image: "Debian 12 64-bit" });
      t.not(fresh.id, vm.id);
      // The next run has deleted nothing itself.
      await fixture.cloudProvider().delete(VM, fresh.id, fresh.outputs);
      const next = await up(fixture.cloudProvider(), VM, "web", WEB);
      t.not(next.id, fresh.id);
      // One that is there refuses another one in any case.
      await t.throwsAsync(up(fixture.cloudProvider(), VM, "web", WEB), { message: /named "web" already exists/ });
    }
  }
});

test("a VM of another account is not updated", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const vm = await up(fixture.cloudProvider(), VM, "web", WEB);
  const { endpoint, accounts } = fixture.emulators.clouds.lunanode;
  const other = fixture.cloudProvider({ lunanode: { ...accounts[1], endpoint } });
  await t.throwsAsync(up(other, VM, "web", { ...WEB, name: "x" }, vm), {
    message: /was not found.*created with account.*kept in the state/,
  });
  t.is(fixture.vms()[0]?.hostname, "web");
});

test("a reimaged VM keeps its ID and its addresses, and is stopped again if it was stopped before", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const before = { ...WEB, onImageChange: "reimage", powerState: "stopped" };
  const vm = await up(fixture.cloudProvider(), VM, "web", before);
  const after = await up(fixture.cloudProvider(), VM, "web", { ...before, image: "Debian 12 64-bit" }, vm);
  t.deepEqual([after.id, after.outputs.ip], [vm.id, vm.outputs.ip]);
  t.is(after.outputs.imageName, "Debian 12 64-bit (template)");
  t.is(fixture.vms()[0]?.phase, "offline");
  // An image that was installed elsewhere is only reported.
  fixture.changeOutOfBand("vm", keyOf(vm), { imageName: "Ubuntu 24.04 64-bit (template)" });
  fixture.emulators.clearRequests();
  const renamed = { ...before, image: "Debian 12 64-bit", name: "fred" };
  await up(fixture.cloudProvider(), VM, "web", renamed, await refresh(fixture.cloudProvider(), VM, after));
  t.deepEqual(fixture.writes(), ["vm/rename"]);
});
