import test from "ava";
import { differences, halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { INSTANCE, KEY, ovhFixture, WEB } from "../support/ovh-fixture.ts";

test("an instance with every input is created, read, and deleted with nothing left", async (t) => {
  const fixture = await ovhFixture(t);
  await fixture.network("back", "GRA11", "10.1.0");
  await fixture.call("POST /cloud/project/{serviceName}/instance/group", {
    ...{ name: "apart", region: "GRA11", type: "anti-affinity" },
  });
  const cloudProvider = fixture.cloudProvider();
  const key = await up(cloudProvider, KEY, "k", { name: "me", publicKey: "ssh-ed25519 AAAA me" });
  const news = {
    ...WEB,
    sshKeys: [key.id],
    userData: "#!/bin/sh\necho hello",
    networks: ["Ext-Net", "back"],
    fixedIps: { back: "10.1.0.20" },
    powerState: "running",
    monthlyBilling: true,
    group: "apart",
    autobackup: { cron: "0 2 * * *", rotation: 3 },
  };
  const vm = await up(cloudProvider, INSTANCE, "web", news);
  t.is(vm.id, `${fixture.project}/GRA11/${keyOf(vm)}`);
  const [row] = fixture.instances();
  t.like(row, {
    ...{ name: "web", region: "GRA11", phase: "active", userData: "#!/bin/sh\necho hello", billing: "monthly" },
    sshKeyId: key.outputs.keyId,
  });
  t.is(row?.groupId, fixture.objects("group")[0]?.id);
  t.like(fixture.objects("backupSchedule"), [{ instanceId: keyOf(vm), cron: "0 2 * * *", rotation: 3 }]);
  t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.20", "Ext-Net"]);
  t.like(vm.outputs, { status: "ACTIVE", privateIp: "10.1.0.20", instanceId: keyOf(vm), planId: row?.flavorId });
  t.regex(String(vm.outputs.ip), /^\d+\.\d+\.\d+\.\d+$/);
  t.is([vm.outputs.ipv6].flat().length, 1);
  t.is(fixture.warnings().filter((text) => /charged by the month from now on/.test(text)).length, 1);
  let state: StoredState = vm;
  for (const round of [1, 2]) {
    state = await refresh(fixture.cloudProvider(), INSTANCE, state);
    t.deepEqual(state.inputs, vm.inputs, `inputs, round ${round}`);
    t.deepEqual(state.outputs, vm.outputs, `outputs, round ${round}`);
  }
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, state, news), []);
  await fixture.cloudProvider().delete(INSTANCE, vm.id, vm.outputs);
  await fixture.cloudProvider().delete(KEY, key.id, key.outputs);
  t.deepEqual([fixture.instances(), fixture.objects("sshKey"), fixture.objects("backupSchedule")], [[], [], []]);
  t.is(await fixture.cloudProvider().read(INSTANCE, vm.id, vm.outputs), undefined);
});

for (const [title, switches] of [
  ["as documented", {}],
  [
    "with BUILDING for BUILD, SHELVED for SHELVED_OFFLOADED and STOPPED for SHUTOFF",
    { words: { build: "BUILDING", shelved: "SHELVED", shutoff: "STOPPED" } },
  ],
  ["without the newer fields", { newerFields: false }],
  ["with empty answers", { voidBody: "empty" }],
  ["with the older errors", { errorStyle: "legacy" }],
  ["with networks shown by their own ids", { networkIdShown: "pn" }],
  ["with networks taken by either id", { creationNetworkId: "either", interfaceNetworkId: "either" }],
  ["with networks taken by their own ids only", { interfaceNetworkId: "own" }],
  ["with networks taken by their ids in the region only", { creationNetworkId: "region" }],
  ["with networks refused by 404", { interfaceNetworkId: "own", unknownReference: "404" }],
  ["with ids of networks in public addresses", { publicNetworkIdShown: "openstack" }],
  ["with no ids of networks in public addresses", { publicNetworkIdShown: "empty" }],
  ["with deletions that linger", { deletedLingers: true }],
  ["with deletions that may be repeated", { deleteAgain: "ok" }],
  ["with 400 for what is busy", { busyStatus: "400" }],
  ["with power calls that may be repeated", { repeatedPower: "ok" }],
  ["with lists that lag", { durations: { listLag: 30 } }],
  ["with single reads that lag", { durations: { readLag: 30 } }],
  ["with addresses that come late", { durations: { address: 20 } }],
  ["with a timestamp window of a second", { timestampWindow: 1 }],
] as const) {
  test(`${title}: created, changed, refreshed without a change, and deleted`, async (t) => {
    const fixture = await ovhFixture(t, switches);
    await fixture.network("back", "GRA11", "10.1.0");
    const first = { ...WEB, networks: ["back"], powerState: "stopped" };
    const vm = await up(fixture.cloudProvider(), INSTANCE, "web", first);
    t.deepEqual(fixture.ports(keyOf(vm)), ["10.1.0.10"]);
    t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).outputs, vm.outputs);
    const second = { ...WEB, networks: ["Ext-Net", "back"], powerState: "shelved", plan: "b3-16", name: "fred" };
    const changed = await up(fixture.cloudProvider(), INSTANCE, "web", second, vm);
    t.like(fixture.instances()[0], { name: "fred", phase: "shelved" });
    t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.10", "Ext-Net"]);
    const seen = await refresh(fixture.cloudProvider(), INSTANCE, changed);
    t.deepEqual(seen.inputs, changed.inputs);
    t.deepEqual(seen.outputs, changed.outputs);
    t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, seen, second), []);
    await fixture.cloudProvider().delete(INSTANCE, vm.id, changed.outputs);
    t.deepEqual(fixture.instances(), []);
    t.deepEqual(fixture.warnings(), []);
    t.is(await fixture.cloudProvider().read(INSTANCE, vm.id, changed.outputs), undefined);
    t.is(fixture.count("DELETE /cloud/project/{serviceName}/instance/{instanceId}"), 1);
  });
}

for (const creationNetworkId of ["own", "either", "region"] as const) {
  test(`public and private networks from the start, if ${creationNetworkId} IDs are accepted: nothing is bought twice`, async (t) => {
    const fixture = await ovhFixture(t, { creationNetworkId });
    await fixture.network("back", "GRA11", "10.1.0");
    const vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, networks: ["Ext-Net", "back"] });
    t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.10", "Ext-Net"]);
    t.is(fixture.instances().length, 1);
    t.is(fixture.count("POST /cloud/project/{serviceName}/instance"), creationNetworkId === "region" ? 2 : 1);
  });
}

test("without networks an instance is in the public one, and what somebody attaches is left alone", async (t) => {
  const fixture = await ovhFixture(t, { interfaceNetworkId: "either" });
  const back = await fixture.network("back", "GRA11", "10.1.0");
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  t.deepEqual(fixture.ports(keyOf(vm)), ["Ext-Net"]);
  await fixture.call("POST /cloud/project/{serviceName}/instance/{instanceId}/interface", {
    ...{ instanceId: keyOf(vm), networkId: back },
  });
  await fixture.clock.sleep(10_000);
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual(seen.inputs, vm.inputs);
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, name: "fred" }, seen);
  t.is(fixture.ports(keyOf(vm)).length, 2);
});

test("power states: stopped, shelved, running, shelved, stopped, running; each is waited for", async (t) => {
  const fixture = await ovhFixture(t);
  let vm: StoredState = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, powerState: "stopped" });
  t.is(fixture.instances()[0]?.phase, "shutoff");
  for (const [powerState, phase] of [
    ["shelved", "shelved"],
    ["running", "active"],
    ["shelved", "shelved"],
    ["stopped", "shutoff"],
    ["running", "active"],
  ] as const) {
    vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, powerState }, vm);
    t.is(fixture.instances()[0]?.phase, phase);
    t.is(vm.outputs.powerState, powerState);
    t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs, powerState);
  }
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance"), 1);
});

test("power drift is detected and repaired, even of a suspended instance; without powerState it is left alone", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, powerState: "running" };
  let vm: StoredState = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  for (const action of ["power-off", "suspend"]) {
    fixture.act(action, keyOf(vm));
    const off = await refresh(fixture.cloudProvider(), INSTANCE, vm);
    t.is(off.inputs.powerState, "stopped", action);
    t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, off, news), ["powerState update"]);
    vm = await up(fixture.cloudProvider(), INSTANCE, "web", news, off);
    t.is(fixture.instances()[0]?.phase, "active", action);
  }
  const other = await up(fixture.cloudProvider(), INSTANCE, "web2", { ...WEB, name: "web2" });
  fixture.act("power-off", keyOf(other));
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, other)).inputs, other.inputs);
});

test("a power call whose first answer was lost is not a failure if the second is rejected", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const operation = "POST /cloud/project/{serviceName}/instance/{instanceId}/stop";
  fixture.emulators.addFault({ cloud: "ovh", operation, when: "after", fault: { cut: "connection" } });
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, powerState: "stopped" }, vm);
  t.is(fixture.instances()[0]?.phase, "shutoff");
  t.is(fixture.count(operation), 2);
});

test("a name that was changed in the panel is reported and restored", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  fixture.changeOutOfBand("instance", keyOf(vm), { name: "joe" });
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.is(seen.inputs.name, "joe");
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB, seen);
  t.is(fixture.instances()[0]?.name, "web");
  t.deepEqual(
    fixture.writes().filter((name) => name.startsWith("PUT")),
    ["PUT /instance/{instanceId}"],
  );
});

test("an instance is resized in place, running, stopped or shelved, and keeps its power state", async (t) => {
  const fixture = await ovhFixture(t);
  let vm: StoredState = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const flavor = () => fixture.objects("flavor").find(({ id }) => id === fixture.instances()[0]?.flavorId)?.name;
  vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, plan: "b3-16" }, vm);
  t.deepEqual([flavor(), fixture.instances()[0]?.phase, vm.outputs.status], ["b3-16", "active", "ACTIVE"]);
  fixture.act("power-off", keyOf(vm));
  vm = await up(
    fixture.cloudProvider(),
    INSTANCE,
    "web",
    { ...WEB, plan: "b3-32" },
    await refresh(fixture.cloudProvider(), INSTANCE, vm),
  );
  t.deepEqual([flavor(), fixture.instances()[0]?.phase], ["b3-32", "shutoff"]);
  const shelved = { ...WEB, plan: "b3-32", powerState: "shelved" };
  vm = await up(fixture.cloudProvider(), INSTANCE, "web", shelved, vm);
  const smaller = up(fixture.cloudProvider(), INSTANCE, "web", { ...shelved, plan: "win-b3-8" }, vm);
  await t.throwsAsync(smaller, { message: /shrink a disk/ });
  t.is(fixture.instances()[0]?.phase, "shelved");
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance"), 1);
});

test("a shelved instance is shelved again after a resize, and after one that fails", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, powerState: "shelved" };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  const big = await up(fixture.cloudProvider(), INSTANCE, "web", { ...news, plan: "b3-16" }, vm);
  t.is(fixture.instances()[0]?.phase, "shelved");
  fixture.set({ resizeOutcome: "ignored" });
  await halfUp(fixture.cloudProvider(), INSTANCE, "web", { ...news, plan: "b3-32" }, big);
  t.is(fixture.instances()[0]?.phase, "shelved");
});

test("a plan that was changed in the panel is shown in the user's kind of spelling and restored", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const other = fixture.objects("flavor").find(({ name, region }) => name === "c3-4" && region === "GRA11");
  fixture.changeOutOfBand("instance", keyOf(vm), { flavorId: other?.id });
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.is(seen.inputs.plan, "c3-4");
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB, seen);
  t.is(fixture.instances()[0]?.flavorId, vm.outputs.planId);
});

test("a resize that OVHcloud accepts and does not perform is an error, and the state keeps the actual plan", async (t) => {
  const fixture = await ovhFixture(t, { resizeOutcome: "ignored" });
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const { error, storedState } = await halfUp(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, plan: "b3-16" }, vm);
  t.regex(error.message, /accepted the call for the instance to be resized but did not carry it out.*Set plan back/);
  t.is(storedState.outputs.plan, "b3-8");
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, storedState, WEB), []);
});

for (const when of ["after", "before"] as const) {
  test(`a resize or reinstallation whose answer is lost ${when} its effect is recognized in the instance, and sent once`, async (t) => {
    const fixture = await ovhFixture(t);
    const at = "POST /cloud/project/{serviceName}/instance/{instanceId}";
    let vm: StoredState = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, onImageChange: "reinstall" });
    for (const [call, change] of [
      ["resize", { plan: "b3-16" }],
      ["reinstall", { plan: "b3-16", image: "Debian 12" }],
    ] as const) {
      const news = { ...WEB, onImageChange: "reinstall", ...change };
      fixture.emulators.addFault({ cloud: "ovh", operation: `${at}/${call}`, when, fault: { cut: "connection" } });
      if (when === "before") {
        const { error, storedState } = await halfUp(fixture.cloudProvider(), INSTANCE, "web", news, vm);
        t.regex(error.message, new RegExp(`/${call}: .*closed the connection`));
        t.is(fixture.count(`${at}/${call}`), 1);
        vm = storedState;
      }
      vm = await up(fixture.cloudProvider(), INSTANCE, "web", news, vm);
      t.is(fixture.count(`${at}/${call}`), when === "before" ? 2 : 1, call);
      t.deepEqual(
        await differences(
          fixture.cloudProvider(),
          INSTANCE,
          await refresh(fixture.cloudProvider(), INSTANCE, vm),
          news,
        ),
        [],
      );
    }
  });
}

test("a resize that ends in ERROR is reported, and nothing is replaced", async (t) => {
  const fixture = await ovhFixture(t, { resizeOutcome: "error" });
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const { error, storedState } = await halfUp(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, plan: "b3-16" }, vm);
  t.regex(error.message, /into an error state \(ERROR\) when it was asked to be resized/);
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, storedState, WEB), []);
});

test("a plan with a smaller disk is refused before OVHcloud is asked, because OVHcloud would do it", async (t) => {
  const fixture = await ovhFixture(t, { smallerDisk: "allow" });
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, plan: "b3-16" });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB, vm), {
    message: /shrink a disk: the instance has 100 GB, plan "b3-8" has 50 GB/,
  });
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance/{instanceId}/resize"), 0);
});

test("a plan of another family is rejected by OVHcloud, and reported with the alternatives", async (t) => {
  const fixture = await ovhFixture(t);
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, plan: "win-b3-8" }), {
    message: /cannot be used with flavor win-b3-8.*Choose a plan and an image that match/,
  });
  t.deepEqual(fixture.instances(), []);
});

test("another image creates another instance, unless the program requests reinstallation", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const debian = { ...WEB, image: "Debian 12" };
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, vm, debian), ["image replace"]);
  const news = { ...debian, onImageChange: "reinstall" };
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, vm, news), ["image update", "onImageChange update"]);
  const again = await up(fixture.cloudProvider(), INSTANCE, "web", news, vm);
  t.is(again.id, vm.id);
  t.not(again.outputs.imageId, vm.outputs.imageId);
  t.like(fixture.instances()[0], { imageId: again.outputs.imageId, phase: "active" });
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, again)).inputs, again.inputs);
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall"), 1);
});

test("an image that somebody else has installed is reported and never reinstalled, even if the program allows it", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, onImageChange: "reinstall" };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  const debian = fixture.objects("image").find(({ name, region }) => name === "Debian 12" && region === "GRA11");
  fixture.changeOutOfBand("instance", keyOf(vm), { imageId: debian?.id });
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual(seen.inputs, vm.inputs);
  t.true(
    fixture
      .warnings()
      .some((text) => /image is "Debian 12" in the cloud and "Ubuntu 24\.04" in the program/.test(text)),
  );
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...news, name: "fred" }, seen);
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall"), 0);
  t.is(fixture.instances()[0]?.imageId, debian?.id);
});

test("a snapshot of the project can be used like any other image", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  await fixture.call("POST /cloud/project/{serviceName}/instance/{instanceId}/snapshot", {
    ...{ instanceId: keyOf(vm), snapshotName: "golden" },
  });
  await fixture.clock.sleep(120_000);
  const copy = await up(fixture.cloudProvider(), INSTANCE, "copy", { ...WEB, name: "copy", image: "golden" });
  t.is(copy.outputs.imageId, fixture.objects("image").find(({ name }) => name === "golden")?.id);
});

test("networks and fixed addresses are changed in place; floating addresses do not count as networks", async (t) => {
  const fixture = await ovhFixture(t);
  await fixture.network("back", "GRA11", "10.1.0");
  await fixture.network("side", "GRA11", "10.2.0");
  const attach = async (news: object, old: StoredState) =>
    up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, ...news }, old);
  let vm: StoredState = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, networks: ["back"] });
  const { id } = vm;
  vm = await attach({ networks: ["side", "back"], fixedIps: { side: "10.2.0.77" } }, vm);
  t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.10", "10.2.0.77"]);
  vm = await attach({ networks: ["side", "back"], fixedIps: { side: "10.2.0.78", back: "10.1.0.10" } }, vm);
  t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.10", "10.2.0.78"]);
  vm = await attach({ networks: ["Ext-Net"] }, vm);
  t.deepEqual(fixture.ports(keyOf(vm)), ["Ext-Net"]);
  t.is(vm.outputs.privateIp, "");
  vm = await attach({ networks: ["back"] }, vm);
  t.deepEqual(fixture.ports(keyOf(vm)), ["10.1.0.10"]);
  t.is(vm.outputs.ip, "");
  t.is(vm.id, id);
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs);
});

test("what somebody attaches to or detaches from managed networks is detected and repaired", async (t) => {
  const fixture = await ovhFixture(t, { interfaceNetworkId: "either" });
  await fixture.network("back", "GRA11", "10.1.0");
  const side = await fixture.network("side", "GRA11", "10.2.0");
  const news = { ...WEB, networks: ["back", "Ext-Net"], fixedIps: { back: "10.1.0.50" } };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  const at = "/cloud/project/{serviceName}/instance/{instanceId}/interface" as const;
  await fixture.call(`POST ${at}`, { instanceId: keyOf(vm), networkId: side });
  for (const port of fixture.objects("interface").filter(({ ips }) => [ips].flat().includes("10.1.0.50"))) {
    await fixture.call(`DELETE ${at}/{interfaceId}`, { instanceId: keyOf(vm), interfaceId: String(port.id) });
  }
  await fixture.clock.sleep(10_000);
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual([seen.inputs.networks].flat().toSorted(), ["Ext-Net", "side"]);
  t.deepEqual(seen.inputs.fixedIps, {});
  await up(fixture.cloudProvider(), INSTANCE, "web", news, seen);
  t.deepEqual(fixture.ports(keyOf(vm)).sort(), ["10.1.0.50", "Ext-Net"]);
});

test("a network whose last address was lost is still attached", async (t) => {
  const fixture = await ovhFixture(t);
  await fixture.network("back", "GRA11", "10.1.0");
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, networks: ["back"] });
  fixture.act("lose-address", keyOf(vm));
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs);
});

test("fixedIps must name networks of the instance", async (t) => {
  const fixture = await ovhFixture(t);
  for (const wrong of [{ fixedIps: { back: "10.1.0.5" } }, { networks: ["Ext-Net"], fixedIps: { back: "10.1.0.5" } }]) {
    await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, ...wrong }), {
      message: /fixedIps\.back: networks does not have "back"/,
    });
  }
});

test("monthly billing is enabled in place with a warning, and cannot be reverted", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, monthlyBilling: false });
  t.deepEqual(fixture.warnings(), []);
  const monthly = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, monthlyBilling: true }, vm);
  t.is(fixture.instances()[0]?.billing === "hourly", false);
  t.regex(fixture.warnings().join(), /charged by the month from now on.*cannot switch back/);
  const { error, storedState } = await halfUp(
    fixture.cloudProvider(),
    INSTANCE,
    "web",
    { ...WEB, monthlyBilling: false },
    monthly,
  );
  t.regex(error.message, /cannot switch back to hourly billing\. Set monthlyBilling to true again/);
  t.is(storedState.outputs.monthlyBilling, true);
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, storedState, { ...WEB, monthlyBilling: true }), []);
  const dropped = await up(fixture.cloudProvider(), INSTANCE, "web", WEB, storedState);
  t.is(dropped.outputs.monthlyBilling, undefined);
});

test("monthly billing that somebody else has enabled is reported, and other changes succeed", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, monthlyBilling: false };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  await fixture.call("POST /cloud/project/{serviceName}/instance/{instanceId}/activeMonthlyBilling", {
    instanceId: keyOf(vm),
  });
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual(seen.inputs, vm.inputs);
  t.regex(fixture.warnings().join(), /monthlyBilling is true in the cloud and false in the program/);
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...news, name: "fred" }, seen);
  t.is(fixture.instances()[0]?.name, "fred");
});

test("keys and user data are used once: a change is recorded, calls nothing and says so", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  fixture.emulators.clearRequests();
  const news = { ...WEB, userData: "#!/bin/sh" };
  const later = await up(fixture.cloudProvider(), INSTANCE, "web", news, vm);
  t.deepEqual(fixture.writes(), []);
  t.is(later.outputs.userData, "#!/bin/sh");
  t.is(fixture.warnings().filter((text) => /userData is used only when/.test(text)).length, 1);
});

test("a region with several zones: the chosen zone is used, and another zone means another instance", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, region: "EU-WEST-PAR", availabilityZone: "eu-west-par-b" };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  t.is(fixture.instances()[0]?.availabilityZone, "eu-west-par-b");
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs);
  const other = { ...news, availabilityZone: "eu-west-par-c" };
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, vm, other), ["availabilityZone replace"]);
});

test("another region means another instance, with the IDs of that region", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, vm, { ...WEB, region: "SBG5" }), ["region replace"]);
  const there = await up(fixture.cloudProvider(), INSTANCE, "there", { ...WEB, region: "sbg5" });
  t.regex(there.id, /\/SBG5\//);
  t.not(there.outputs.planId, vm.outputs.planId);
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, there)).inputs, there.inputs);
});

test("a misspelled region, plan, image, key, group or network is a preview error that lists the nearest", async (t) => {
  const fixture = await ovhFixture(t);
  for (const [wrong, message] of [
    [{ region: "GRA7" }, /region: "GRA7" is not an OVHcloud region.*"GRA11"/],
    [{ region: "WAW1" }, /region: "WAW1" is not an OVHcloud region/],
    [{ plan: "b3-9" }, /plan: "b3-9" is not an OVHcloud flavor in .*GRA11.*"b3-8"/],
    [{ image: "Ubuntu 24" }, /image: .*Did you mean "Ubuntu 24\.04"/],
    [{ sshKeys: ["nobody"] }, /sshKeys: "nobody" is not an OVHcloud SSH key.*There are none/],
    [{ sshKeys: ["a", "b"] }, /sshKeys: .*may have only one key/],
    [{ networks: ["Ext"] }, /networks: "Ext" is not an OVHcloud network.*"Ext-Net"/],
    [{ networks: [] }, /networks: .*needs at least one network/],
    [{ networks: ["Ext-Net", "Ext-Net"] }, /networks: .*has a network twice/],
    [{ group: "g" }, /group: "g" is not an OVHcloud instance group/],
    [{ bootVolume: "5" }, /set exactly one of image and bootVolume/],
    [{ project: "mine" }, /project: .*32 hexadecimal digits/],
  ] as const) {
    await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, ...wrong }), { message });
  }
  t.deepEqual(fixture.instances(), []);
});

test("a region that is down, or whose service for instances is, takes no new instance; existing ones are not affected", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  for (const [down, why] of [
    ["GRA11", 'its status as "DOWN"'],
    ["GRA11 instance", 'the status of its service "instance" as "DOWN"'],
  ] as const) {
    fixture.set({ downServices: [down] });
    await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "new", { ...WEB, name: "new" }), {
      message: new RegExp(
        `region: "GRA11" is closed to new instances: OVHcloud reports ${why}\\. Choose another region`,
      ),
    });
    t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, vm, { ...WEB, name: "db" }), ["name update"]);
    t.truthy((await refresh(fixture.cloudProvider(), INSTANCE, vm)).id);
  }
  // Credentials that may not read the region's state say nothing about it.
  fixture.set({ downServices: [] });
  const body = '{"class":"Client::Forbidden","message":"This call has not been granted"}';
  const operation = "GET /cloud/project/{serviceName}/region/{regionName}";
  fixture.emulators.addFault({ cloud: "ovh", operation, times: 0, fault: { status: 403, body } });
  await up(fixture.cloudProvider(), INSTANCE, "new", { ...WEB, name: "new" });
});

test("a build that fails permanently is deleted and recreated by the next up", async (t) => {
  const fixture = await ovhFixture(t, { buildOutcome: "error" });
  const { error, storedState } = await halfUp(fixture.cloudProvider(), INSTANCE, "web", WEB);
  t.regex(error.message, /OVHcloud instance .* could not be built: ERROR/);
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, storedState, WEB), ["failure replace"]);
  fixture.set({ buildOutcome: "active" });
  await fixture.cloudProvider().delete(INSTANCE, storedState.id, storedState.outputs);
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  t.is(fixture.instances().length, 1);
});

test("an instance that was deleted out of band is gone only by both proofs", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const one = "GET /cloud/project/{serviceName}/instance/{instanceId}";
  const notFound = { status: 404, body: '{"class":"Client::NotFound","message":"This service does not exist"}' };
  fixture.emulators.addFault({ cloud: "ovh", operation: one, times: 0, fault: notFound });
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs, "the list has it");
  const list = "GET /cloud/project/{serviceName}/instance";
  fixture.emulators.addFault({ cloud: "ovh", operation: list, times: 0, fault: notFound });
  await t.throwsAsync(refresh(fixture.cloudProvider(), INSTANCE, vm), {
    message: /This service does not exist.*Check project, and that the account of these credentials may use it/,
  });
  fixture.emulators.clearFaults();
  fixture.emulators.change({ cloud: "ovh", kind: "instance", id: keyOf(vm), delete: true });
  t.is(await fixture.cloudProvider().read(INSTANCE, vm.id, vm.outputs), undefined);
});

test("a create whose answer is lost is found by its name and not sent again; if it is not found, nothing more is bought", async (t) => {
  const fixture = await ovhFixture(t);
  const operation = "POST /cloud/project/{serviceName}/instance";
  fixture.emulators.addFault({ cloud: "ovh", operation, when: "after", fault: { cut: "connection" } });
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  t.is(keyOf(vm), String(fixture.instances()[0]?.id));
  fixture.emulators.addFault({ cloud: "ovh", operation, when: "before", fault: { html: true } });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web2", { ...WEB, name: "web2" }), {
    message: /It is not known whether the instance was created/,
  });
  t.is(fixture.count(operation), 2);
  t.is(fixture.instances().length, 1);
});

test("a delete whose answer is lost is completed", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const operation = "DELETE /cloud/project/{serviceName}/instance/{instanceId}";
  fixture.emulators.addFault({ cloud: "ovh", operation, when: "after", fault: { cut: "connection" } });
  await fixture.cloudProvider().delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(fixture.instances(), []);
  t.is(fixture.count(operation), 2);
});

test("an instance that is already being deleted is waited for without another call", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  await fixture.call("DELETE /cloud/project/{serviceName}/instance/{instanceId}", { instanceId: keyOf(vm) });
  fixture.emulators.clearRequests();
  await fixture.cloudProvider().delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(fixture.writes(), []);
});

test("a locked instance is neither changed nor deleted, and the error says why", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  fixture.changeOutOfBand("instance", keyOf(vm), { locked: true });
  const message = /is locked.*Unlock it in OVHcloud's panel/;
  await t.throwsAsync(fixture.cloudProvider().delete(INSTANCE, vm.id, vm.outputs), { message });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, name: "fred" }, vm), { message });
  t.is(fixture.instances().length, 1);
});

test("a fixed address that is still held by an instance just deleted is waited for", async (t) => {
  const fixture = await ovhFixture(t);
  await fixture.network("back", "GRA11", "10.1.0");
  const news = { ...WEB, networks: ["back"], fixedIps: { back: "10.1.0.50" } };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  const cloudProvider = fixture.cloudProvider();
  await cloudProvider.delete(INSTANCE, vm.id, vm.outputs);
  const again = await up(cloudProvider, INSTANCE, "web", news);
  t.is(again.outputs.privateIp, "10.1.0.50");
});

test("an instance is adopted by any form of its ID, imported the same way, and left alone if it differs", async (t) => {
  const fixture = await ovhFixture(t);
  const created = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  for (const id of [created.id, keyOf(created), `GRA11/${keyOf(created)}`]) {
    const adopted = await up(fixture.cloudProvider(), INSTANCE, "again", { ...WEB, adopt: id });
    t.is(adopted.id, created.id);
    const imported = await fixture.cloudProvider().read(INSTANCE, id, {});
    t.is(imported?.id, created.id);
    t.like(imported?.inputs, { ...WEB, powerState: "running", monthlyBilling: false, networks: ["Ext-Net"] });
  }
  await t.throwsAsync(
    up(fixture.cloudProvider(), INSTANCE, "again", { ...WEB, image: "Debian 12", adopt: created.id }),
    {
      message: /cannot be adopted.*image is/,
    },
  );
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), { message: /adopt: ".*GRA11\// });
  t.is(fixture.count("POST /cloud/project/{serviceName}/instance"), 1);
});

test("fifty instances are refreshed with one list", async (t) => {
  const fixture = await ovhFixture(t, { durations: { build: 5 } });
  const cloudProvider = fixture.cloudProvider();
  const names = Array.from({ length: 50 }, (_, index) => `web${index}`);
  const created = await Promise.all(names.map((name) => up(cloudProvider, INSTANCE, name, { ...WEB, name })));
  fixture.emulators.clearRequests();
  const next = fixture.cloudProvider();
  await Promise.all(created.map((vm) => refresh(next, INSTANCE, vm)));
  t.deepEqual(
    fixture.emulators.requests("ovh").map(({ operation }) => operation),
    ["GET /auth/time", "GET /cloud/project/{serviceName}/instance"],
  );
});
