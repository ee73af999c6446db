import test from "ava";
import { differences, halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { type NaverFixture, naverFixture, SERVER, WEB } from "../support/naver-fixture.ts";

const STARTED = { powerState: "running" };

/** Every input that a server can have, in an account with the objects it refers to. */
async function everything(fixture: NaverFixture) {
  await fixture.call("vserver/createInitScript", {
    initScriptName: "setup",
    initScriptContent: "#!/bin/sh\ntrue\n",
    osTypeCode: "LNX",
  });
  await group(fixture, "acg-a");
  return {
    ...WEB,
    region: "KR",
    accessControlGroups: ["acg-a", "demo-vpc-default-acg"],
    publicIp: true,
    loginKey: "demo-key",
    initScript: "setup",
    protectServerTermination: true,
    description: "web server",
    feeSystemType: "FXSUM",
    powerState: "running",
  };
}

/** A new access control group in the demo VPC; returns its number. */
async function group(fixture: NaverFixture, name: string): Promise<string> {
  await fixture.call("vserver/createAccessControlGroup", {
    vpcNo: fixture.idOf("vpc", "demo-vpc"),
    accessControlGroupName: name,
  });
  await fixture.clock.sleep(10_000);
  return fixture.idOf("accessControlGroup", name);
}

for (const format of ["json", "xml"] as const) {
  test(`in ${format}: a server with every input is created, read without differences, and deleted`, async (t) => {
    const fixture = await naverFixture(t, {}, { format });
    const news = await everything(fixture);
    fixture.emulators.clearRequests();
    const server = await up(fixture.core(), SERVER, "web", news);
    t.like(fixture.servers()[0], {
      name: "web",
      status: "RUN",
      specCode: "s2-g3",
      imageNo: "23214590",
      loginKeyName: "demo-key",
      initScriptNo: fixture.idOf("initScript", "setup"),
      isProtected: true,
      feeSystem: "FXSUM",
      description: "web server",
    });
    t.deepEqual(
      fixture.groups(keyOf(server)).toSorted(),
      [fixture.idOf("accessControlGroup", "acg-a"), fixture.idOf("accessControlGroup", "demo-vpc-default-acg")].sort(),
    );
    t.deepEqual(fixture.writes(), ["createServerInstances", "createPublicIpInstance"]);
    t.like(server.outputs, {
      ip: "198.19.64.10",
      privateIp: "10.0.1.6",
      status: "RUN",
      serverInstanceNo: keyOf(server),
      zone: "KR-1",
      vcpus: 2,
      memoryMb: 8192,
      vpcNo: fixture.idOf("vpc", "demo-vpc"),
    });
    t.is(server.outputs.ownPublicIpInstanceNo, server.outputs.publicIpInstanceNo);
    t.is(server.id, `KR/${keyOf(server)}`);
    const seen = await refresh(fixture.core(), SERVER, server);
    t.deepEqual(seen.inputs, server.inputs);
    t.deepEqual(seen.outputs, server.outputs);
    t.deepEqual(await differences(fixture.core(), SERVER, seen, news), []);
    const open = await up(fixture.core(), SERVER, "web", { ...news, protectServerTermination: false }, seen);
    fixture.emulators.clearRequests();
    await fixture.core().delete(SERVER, open.id, open.outputs);
    t.deepEqual([fixture.servers(), fixture.addresses()], [[], []]);
    t.deepEqual(fixture.writes(), [
      "stopServerInstances",
      "disassociatePublicIpFromServerInstance",
      "terminateServerInstances",
      "deletePublicIpInstance",
    ]);
    t.deepEqual(fixture.warnings(), []);
    t.is(await fixture.core().read(SERVER, open.id, open.outputs), undefined);
  });
}

for (const [title, switches] of [
  ["ids as numbers and large numbers as floats", { idsAs: "number", largeNumbersAs: "float" }],
  ["absent fields where there is nothing", { missingAs: "absent" }],
  ["Korean names", { language: "ko", stoppedName: "정지" }],
  ["exact name filters", { nameFilter: "exact" }],
  ["unique names", { uniqueNames: true }],
  ["an error where a detail is missing", { missingDetail: "error" }],
  ["errors for malformed ids", { malformedId: "error" }],
  ["repeated power calls that do nothing", { repeatedPower: "ok" }],
  ["odd content types", { contentTypes: { json: "text/plain", xml: "text/html" } }],
] as const) {
  test(`with ${title}: created, refreshed three times without a change, stopped, and deleted`, async (t) => {
    const fixture = await naverFixture(t, switches);
    const server = await up(fixture.core(), SERVER, "web", { ...WEB, publicIp: true, ...STARTED });
    let state: StoredState = server;
    for (const round of [1, 2, 3]) {
      state = await refresh(fixture.core(), SERVER, state);
      t.deepEqual(state.inputs, server.inputs, `inputs, round ${round}`);
      t.deepEqual(state.outputs, server.outputs, `outputs, round ${round}`);
    }
    state = await up(fixture.core(), SERVER, "web", { ...WEB, publicIp: true, powerState: "stopped" }, state);
    t.is(fixture.servers()[0]?.status, "NSTOP");
    await fixture.core().delete(SERVER, state.id, state.outputs);
    t.deepEqual([fixture.servers(), fixture.addresses()], [[], []]);
    t.is(await fixture.core().read(SERVER, state.id, state.outputs), undefined);
    t.deepEqual(fixture.warnings(), []);
  });
}

for (const [pageBase, defaultPageSize, maxPageSize] of [
  [0, 2, null],
  [1, 2, null],
  [0, 3, 3],
  [1, 3, 3],
] as const) {
  test(`lists in pages of ${defaultPageSize}, numbered from ${pageBase}, are read completely`, async (t) => {
    const fixture = await naverFixture(t);
    const cloudProvider = fixture.core();
    const created: StoredState[] = [];
    for (const name of ["aaa", "bbb", "ccc", "ddd", "eee"]) {
      created.push(await up(cloudProvider, SERVER, name, { ...WEB, name }));
    }
    fixture.set({ pageBase, defaultPageSize, maxPageSize });
    const process = fixture.core();
    const seen = await Promise.all(created.map((each) => process.read(SERVER, each.id, each.outputs)));
    t.deepEqual(
      seen.map((each) => each?.inputs.name),
      ["aaa", "bbb", "ccc", "ddd", "eee"],
    );
    const [last] = fixture.servers().slice(-1);
    fixture.emulators.change({ cloud: "naver", kind: "server", id: String(last?.id), delete: true });
    t.is(await fixture.core().read(SERVER, `KR/${last?.id}`, created.at(-1)?.outputs ?? {}), undefined);
  });
}

test("a server is renamed in place, and a name that was changed in the console is restored", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  const renamed = await up(fixture.core(), SERVER, "web", { ...WEB, name: "fred" }, server);
  t.is(renamed.id, server.id);
  t.is(fixture.servers()[0]?.name, "fred");
  fixture.changeOutOfBand("server", keyOf(server), { name: "joe" });
  const seen = await refresh(fixture.core(), SERVER, renamed);
  t.is(seen.inputs.name, "joe");
  await up(fixture.core(), SERVER, "web", { ...WEB, name: "fred" }, seen);
  t.is(fixture.servers()[0]?.name, "fred");
});

test("if only a stopped server can be renamed, the error says how, and with powerState stopped it succeeds", async (t) => {
  const fixture = await naverFixture(t, { renameNeedsStop: true });
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, ...STARTED });
  const { error, storedState } = await halfUp(
    fixture.core(),
    SERVER,
    "web",
    { ...WEB, ...STARTED, name: "fred" },
    server,
  );
  t.regex(error.message, /changeServerInstanceName: .*1100902.*powerState: "stopped"/s);
  t.is(storedState.outputs.name, "web");
  t.is(fixture.servers()[0]?.status, "RUN");
  await up(fixture.core(), SERVER, "web", { ...WEB, name: "fred", powerState: "stopped" }, storedState);
  t.like(fixture.servers()[0], { name: "fred", status: "NSTOP" });
});

for (const status of ["RUN", "NSTOP"] as const) {
  test(`a server that is ${status} gets a larger and a smaller plan in place, and returns to ${status}`, async (t) => {
    const fixture = await naverFixture(t);
    let server: StoredState = await up(fixture.core(), SERVER, "web", WEB);
    if (status === "NSTOP") {
      server = await up(fixture.core(), SERVER, "web", { ...WEB, powerState: "stopped" }, server);
      server = await up(fixture.core(), SERVER, "web", WEB, server);
    }
    for (const plan of ["s4-g3", "vCPU 8EA, Memory 32GB, SSD", "2"]) {
      fixture.emulators.clearRequests();
      server = await up(fixture.core(), SERVER, "web", { ...WEB, plan }, server);
      t.is(fixture.servers()[0]?.status, status);
      t.deepEqual(
        fixture.writes(),
        status === "RUN"
          ? ["stopServerInstances", "changeServerInstanceSpec", "startServerInstances"]
          : ["changeServerInstanceSpec"],
      );
      t.deepEqual((await refresh(fixture.core(), SERVER, server)).inputs, server.inputs);
    }
    t.is(fixture.servers()[0]?.specCode, "s2-g3");
    t.is(server.outputs.memoryMb, 8192);
  });
}

test("a new plan and a new power state take a single stop", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, ...STARTED });
  fixture.emulators.clearRequests();
  const off = await up(fixture.core(), SERVER, "web", { ...WEB, plan: "s4-g3", powerState: "stopped" }, server);
  t.deepEqual(fixture.writes(), ["stopServerInstances", "changeServerInstanceSpec"]);
  fixture.emulators.clearRequests();
  await up(fixture.core(), SERVER, "web", { ...WEB, powerState: "running" }, off);
  t.deepEqual(fixture.writes(), ["changeServerInstanceSpec", "startServerInstances"]);
  t.like(fixture.servers()[0], { specCode: "s2-g3", status: "RUN" });
});

test("a rejected resize leaves the server running, and the actual plan in the state", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  fixture.emulators.addFault({
    cloud: "naver",
    operation: "changeServerInstanceSpec",
    fault: { error: "1100904 there is no capacity for s4-g3" },
  });
  const { error, storedState } = await halfUp(fixture.core(), SERVER, "web", { ...WEB, plan: "s4-g3" }, server);
  t.regex(error.message, /no capacity for s4-g3 \(code 1100904, HTTP 400\).*choose another plan or zone/);
  t.like(fixture.servers()[0], { specCode: "s2-g3", status: "RUN" });
  t.is(storedState.outputs.plan, "s2-g3");
  t.deepEqual(await differences(fixture.core(), SERVER, storedState, { ...WEB, plan: "s4-g3" }), ["plan update"]);
  t.deepEqual(await differences(fixture.core(), SERVER, storedState, WEB), []);
});

test("a plan for another hypervisor is refused in the preview, or before the server is stopped if the image's name does not show the hypervisor", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  await t.throwsAsync(up(fixture.core(), SERVER, "web", { ...WEB, plan: "s2-g2-s50" }, server), {
    message: /plan: image "ubuntu-22\.04-base" is for KVM, but plan "s2-g2-s50" is for XEN; choose both/,
  });
  const rocky = { ...WEB, name: "other", image: "rocky-8.10-base" };
  const other = await up(fixture.core(), SERVER, "other", rocky);
  const { error } = await halfUp(fixture.core(), SERVER, "other", { ...rocky, plan: "s2-g2-s50" }, other);
  t.regex(error.message, /runs on KVM, but plan s2-g2-s50 is for XEN.*Choose a plan for KVM/s);
  t.is(fixture.servers()[0]?.status, "RUN");
  t.is(fixture.count("stopServerInstances"), 0);
});

for (const operation of ["stopServerInstances", "changeServerInstanceSpec", "startServerInstances"]) {
  for (const when of ["before", "after"] as const) {
    test(`the answer to ${operation} is lost ${when} its effect: it is sent once, and the server shows the outcome`, async (t) => {
      const fixture = await naverFixture(t);
      const server = await up(fixture.core(), SERVER, "web", WEB);
      fixture.emulators.addFault({ cloud: "naver", operation, when, fault: { cut: "connection" } });
      const change = { ...WEB, plan: "s4-g3" };
      if (when === "after") {
        await up(fixture.core(), SERVER, "web", change, server);
        t.like(fixture.servers()[0], { specCode: "s4-g3", status: "RUN" });
        t.is(fixture.count(operation), 1);
      } else {
        const { storedState } = await halfUp(fixture.core(), SERVER, "web", change, server);
        await up(
          fixture.core(),
          SERVER,
          "web",
          { ...change, ...STARTED },
          await refresh(fixture.core(), SERVER, storedState),
        );
        t.like(fixture.servers()[0], { specCode: "s4-g3", status: "RUN" });
      }
    });
  }
}

test("a plan that was changed in the console is shown in the user's kind of spelling and restored", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  fixture.changeOutOfBand("server", keyOf(server), { specCode: "s4-g3" });
  const seen = await refresh(fixture.core(), SERVER, server);
  t.is(seen.inputs.plan, "s4-g3");
  await up(fixture.core(), SERVER, "web", WEB, seen);
  t.is(fixture.servers()[0]?.specCode, "s2-g3");
});

test("power drift is detected and repaired; without powerState it is left alone", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, ...STARTED });
  fixture.act("power-off", keyOf(server));
  const off = await refresh(fixture.core(), SERVER, server);
  t.is(off.inputs.powerState, "stopped");
  t.deepEqual(await differences(fixture.core(), SERVER, off, { ...WEB, ...STARTED }), ["powerState update"]);
  await up(fixture.core(), SERVER, "web", { ...WEB, ...STARTED }, off);
  t.is(fixture.servers()[0]?.status, "RUN");

  const other = await up(fixture.core(), SERVER, "web2", { ...WEB, name: "web2" });
  fixture.act("power-off", keyOf(other));
  t.deepEqual((await refresh(fixture.core(), SERVER, other)).inputs, other.inputs);
});

test("a server can be created stopped", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, powerState: "stopped" });
  t.is(fixture.servers()[0]?.status, "NSTOP");
  t.is(server.outputs.status, "NSTOP");
});

test("access control groups change in place: always between one and three; the order is ignored", async (t) => {
  const fixture = await naverFixture(t);
  const numbers: string[] = [];
  for (const name of ["acg-a", "acg-b", "acg-c", "acg-d", "acg-e", "acg-f"]) {
    numbers.push(await group(fixture, name));
  }
  const idsOf = (...names: string[]) => names.map((name) => fixture.idOf("accessControlGroup", name)).sort();
  let server: StoredState = await up(fixture.core(), SERVER, "web", WEB);
  t.deepEqual(fixture.groups(keyOf(server)), idsOf("demo-vpc-default-acg"));
  for (const names of [["acg-a", "acg-b", "acg-c"], ["acg-d", "acg-e", "acg-f"], ["acg-f"], ["acg-a"]]) {
    server = await up(fixture.core(), SERVER, "web", { ...WEB, accessControlGroups: names }, server);
    t.deepEqual(fixture.groups(keyOf(server)).toSorted(), idsOf(...names));
    const seen = await refresh(fixture.core(), SERVER, server);
    t.deepEqual(seen.inputs, server.inputs);
  }
  const both = await up(fixture.core(), SERVER, "web", { ...WEB, accessControlGroups: ["acg-a", "acg-b"] }, server);
  t.deepEqual(
    await differences(fixture.core(), SERVER, both, { ...WEB, accessControlGroups: ["acg-b", `KR/${numbers[0]}`] }),
    ["accessControlGroups recorded"],
  );
  const nic = fixture.objects("networkInterface").find(({ serverNo }) => serverNo === keyOf(server));
  fixture.changeOutOfBand("networkInterface", nic?.id, { acgNos: idsOf("acg-e") });
  const drifted = await refresh(fixture.core(), SERVER, both);
  t.deepEqual(drifted.inputs.accessControlGroups, ["acg-e"]);
  await up(fixture.core(), SERVER, "web", { ...WEB, accessControlGroups: ["acg-a", "acg-b"] }, drifted);
  t.deepEqual(fixture.groups(keyOf(server)).toSorted(), idsOf("acg-a", "acg-b"));
});

test("a public IP is added and removed in place; one that was detached in the console is attached again, not bought again", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  t.is(server.outputs.ip, "");
  const reachable = await up(fixture.core(), SERVER, "web", { ...WEB, publicIp: true }, server);
  const [address] = fixture.addresses();
  t.is(address?.server, keyOf(server));
  t.is(reachable.outputs.publicIpInstanceNo, address?.no);
  fixture.act("lose-address", keyOf(server));
  const lost = await refresh(fixture.core(), SERVER, reachable);
  t.is(lost.inputs.publicIp, false);
  t.is(lost.outputs.ip, "");
  const again = await up(fixture.core(), SERVER, "web", { ...WEB, publicIp: true }, lost);
  t.deepEqual(fixture.addresses(), [address]);
  t.is(again.outputs.ip, reachable.outputs.ip);
  t.is(fixture.count("createPublicIpInstance"), 1);
  const hidden = await up(fixture.core(), SERVER, "web", { ...WEB, publicIp: false }, again);
  await fixture.clock.sleep(10_000);
  t.deepEqual(fixture.addresses(), []);
  t.is(hidden.outputs.ip, "");
});

test("the answer to the creation of a public IP is lost: there is exactly one, and it is deleted with the server", async (t) => {
  for (const when of ["before", "after"] as const) {
    const fixture = await naverFixture(t);
    fixture.emulators.addFault({
      cloud: "naver",
      operation: "createPublicIpInstance",
      when,
      fault: { cut: "connection" },
    });
    const news = { ...WEB, publicIp: true };
    const created: StoredState =
      when === "after"
        ? await up(fixture.core(), SERVER, "web", news)
        : await halfUp(fixture.core(), SERVER, "web", news).then(({ storedState }) =>
            up(fixture.core(), SERVER, "web", news, storedState),
          );
    t.is(fixture.addresses().length, 1, when);
    await fixture.core().delete(SERVER, created.id, created.outputs);
    t.deepEqual(fixture.addresses(), [], when);
  }
});

test("an address that was not created with the server is detached from it and stays in the account", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  await fixture.call("vserver/createPublicIpInstance", { serverInstanceNo: keyOf(server) });
  await fixture.clock.sleep(30_000);
  t.is(fixture.addresses()[0]?.server, keyOf(server));
  await fixture.core().delete(SERVER, server.id, server.outputs);
  t.deepEqual(
    fixture.addresses().map(({ server: holder }) => holder),
    [""],
  );
});

test("a public IP in a private subnet, and an image for another hypervisor, are refused before anything is bought", async (t) => {
  const fixture = await naverFixture(t);
  for (const [news, message] of [
    [
      { ...WEB, subnet: "demo-private", publicIp: true },
      /publicIp needs a PUBLIC subnet.*PRIVATE.*Nothing was created/,
    ],
    [
      { ...WEB, plan: "s2-g2-s50" },
      /image: "ubuntu-22\.04-base" is for KVM, but plan "s2-g2-s50" is for XEN; choose both for the same hypervisor/,
    ],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), SERVER, "web", news), { message });
  }
  t.is(fixture.count("createServerInstances"), 0);
});

test("images and plans by number, name and product code; of two images with the same name, the plan determines which", async (t) => {
  const fixture = await naverFixture(t);
  for (const [name, image, plan, imageNo, specCode] of [
    ["ddd", "rocky-8.10-base", "s4-g3", "25495367", "s4-g3"],
    ["eee", "rocky-8.10-base", "s2-g2-s50", "16187001", "s2-g2-s50"],
    ["aaa", "rocky-8.10-base (KVM)", "5", "25495367", "s4-g3"],
    ["bbb", "16187001", "s2-g2-s50", "16187001", "s2-g2-s50"],
    ["ccc", "SW.VSVR.OS.LNX64.ROCKY.0810.B050", "SVR.VSVR.STAND.C002.M008.NET.HDD.B050.G002", "16187001", "s2-g2-h50"],
  ] as const) {
    const server = await up(fixture.core(), SERVER, name, { ...WEB, name, image, plan });
    t.like(
      fixture.servers().find((row) => row.name === name),
      { imageNo, specCode },
    );
    t.deepEqual((await refresh(fixture.core(), SERVER, server)).inputs, server.inputs);
  }
});

test("a misspelled plan, image, subnet, group, key or script is a preview error with the nearest", async (t) => {
  const fixture = await naverFixture(t);
  for (const [wrong, message] of [
    [{ plan: "s2-g4" }, /plan: "s2-g4" is not a NAVER Cloud server spec in KR.*Did you mean "s\d-g3"/],
    [{ image: "ubuntu-22.4-base" }, /image: .*Did you mean "ubuntu-22\.04-base"/],
    [{ subnet: "demo-publik" }, /subnet: .*Did you mean "demo-public"/],
    [{ accessControlGroups: ["default"] }, /accessControlGroups: .*Did you mean "demo-vpc-default-acg"/],
    [{ loginKey: "demo" }, /loginKey: .*Did you mean "demo-key"/],
    [{ initScript: "setup" }, /initScript: .*There are none/],
    [{ region: "KRR" }, /region: .*Did you mean "KR"/],
    [{ name: "Web" }, /name: .*3 to 30 characters/],
    [
      { fixedIp: "10.0.2.20" },
      /fixedIp: 10\.0\.2\.20 cannot be an address in subnet "demo-public" .*: choose one from 10\.0\.1\.6 to/,
    ],
    [{ fixedIp: "10.0.1.5" }, /fixedIp: 10\.0\.1\.5 cannot be/],
    [{ placementGroup: "KR/1" }, /placementGroup: "KR\/1" is not a NAVER Cloud placement group in KR\. There are none/],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), SERVER, "web", { ...WEB, ...wrong }), { message });
  }
  t.is(fixture.count("createServerInstances"), 0);
});

test("a server that the program or somebody else protects is not deleted, and nothing happens to it; an unprotected one is deleted", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, protectServerTermination: true });
  fixture.emulators.clearRequests();
  await t.throwsAsync(fixture.core().delete(SERVER, server.id, server.outputs), {
    message: /protected against termination.*Set protectServerTermination: false/,
  });
  t.deepEqual(fixture.writes(), []);
  fixture.changeOutOfBand("server", keyOf(server), { isProtected: false });
  const drifted = await refresh(fixture.core(), SERVER, server);
  t.is(drifted.inputs.protectServerTermination, false);
  const mended = await up(fixture.core(), SERVER, "web", { ...WEB, protectServerTermination: true }, drifted);
  t.is(fixture.servers()[0]?.isProtected, true);
  const open = await up(fixture.core(), SERVER, "web", { ...WEB, protectServerTermination: false }, mended);
  fixture.changeOutOfBand("server", keyOf(open), { isProtected: true });
  fixture.emulators.clearRequests();
  await t.throwsAsync(fixture.core().delete(SERVER, open.id, open.outputs), {
    message: /protected against termination, so nothing was deleted/,
  });
  t.deepEqual(fixture.writes(), []);
  fixture.changeOutOfBand("server", keyOf(open), { isProtected: false });
  await fixture.core().delete(SERVER, open.id, open.outputs);
  t.deepEqual(fixture.servers(), []);
});

test("additional storage is detached before the server is terminated, and stays in the account", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  await fixture.call("vserver/createBlockStorageInstance", {
    zoneCode: "KR-1",
    blockStorageSize: 20,
    blockStorageVolumeTypeCode: "CB1",
  });
  await fixture.clock.sleep(30_000);
  const disk = fixture.objects("storage").find(({ type }) => type === "SVRBS");
  await fixture.call("vserver/attachBlockStorageInstance", {
    serverInstanceNo: keyOf(server),
    blockStorageInstanceNo: String(disk?.id),
  });
  await fixture.clock.sleep(60_000);
  await fixture.core().delete(SERVER, server.id, server.outputs);
  t.deepEqual(fixture.servers(), []);
  t.like(fixture.objects("storage"), [{ id: disk?.id, phase: "detached" }]);
  t.regex(fixture.warnings().join(), new RegExp(`storage ${disk?.id} was detached.*is charged`));
});

test("a deletion waits for a change in progress", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  fixture.act("setup", keyOf(server));
  await fixture.core().delete(SERVER, server.id, server.outputs);
  t.deepEqual(fixture.servers(), []);
});

test("changed initial inputs call nothing and warn; drift of what cannot be changed is reported", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", { ...WEB, description: "one" });
  fixture.emulators.clearRequests();
  await up(fixture.core(), SERVER, "web", { ...WEB, description: "two" }, server);
  t.deepEqual(fixture.writes(), []);
  t.regex(fixture.warnings().join(), /description is used only when a server is created.*replaceOnChanges/);
  for (const [key, set, displayed] of [
    ["image", { imageNo: "25495367" }, /image is "rocky-8\.10-base \(KVM\)" in the cloud/],
    ["subnet", { subnetNo: fixture.idOf("subnet", "demo-public-2") }, /subnet is "demo-public-2" in the cloud/],
    ["description", { description: "three" }, /description is "three" in the cloud and "one"/],
  ] as const) {
    fixture.reported.length = 0;
    fixture.changeOutOfBand("server", keyOf(server), set);
    const seen = await refresh(fixture.core(), SERVER, server);
    t.deepEqual(seen.inputs[key], server.inputs[key]);
    t.regex(fixture.warnings().join(), displayed);
  }
});

test("an existing server is imported by its ID, with or without the region, and is then managed without a change", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  for (const id of [server.id, keyOf(server)]) {
    const seen = await fixture.core().read(SERVER, id, {});
    t.is(seen?.id, server.id);
    t.like(seen?.inputs, { ...WEB, region: "KR", powerState: "running", loginKey: "demo-key", publicIp: false });
    fixture.emulators.clearRequests();
    const managed = await up(fixture.core(), SERVER, "web", WEB, seen);
    t.deepEqual(managed.diff?.replaces, []);
    t.deepEqual(fixture.writes(), []);
    t.deepEqual(await differences(fixture.core(), SERVER, managed, WEB), []);
  }
});

test("adopt adopts a server; if its image differs, it is refused and nothing is changed", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  fixture.emulators.clearRequests();
  const wrong = { ...WEB, image: "ubuntu-24.04-base", adopt: server.id };
  await t.throwsAsync(up(fixture.core(), SERVER, "mine", wrong), {
    message: /cannot be adopted.*image is .*, the program says "ubuntu-24\.04-base"/,
  });
  t.deepEqual(fixture.writes(), []);
  const mine = await up(fixture.core(), SERVER, "mine", { ...WEB, name: "mine", adopt: server.id });
  t.is(mine.id, server.id);
  t.deepEqual(fixture.writes(), ["changeServerInstanceName"]);
});

for (const failedStatus of ["FSTOP", "ST_FL"] as const) {
  test(`a build that ends in ${failedStatus} is replaced, deleting first; one server is left in the end`, async (t) => {
    const fixture = await naverFixture(t, { buildOutcome: "fail", failedStatus });
    const { error, storedState } = await halfUp(fixture.core(), SERVER, "web", WEB);
    t.regex(error.message, new RegExp(`NAVER Cloud server KR/\\d+ could not be built: ${failedStatus}`));
    const seen = await refresh(fixture.core(), SERVER, storedState);
    fixture.set({ buildOutcome: "run" });
    const cloudProvider = fixture.core();
    const { inputs } = await cloudProvider.check(SERVER, {
      olds: storedState.inputs,
      news: WEB,
      urn: "urn:pulumi:test::project::naver:Server::web",
    });
    const diff = await cloudProvider.diff(SERVER, { id: storedState.id, olds: seen.outputs, news: inputs });
    t.like(diff, { replaces: ["failure"], deleteBeforeReplace: true });
    await cloudProvider.delete(SERVER, storedState.id, seen.outputs);
    await up(cloudProvider, SERVER, "web", WEB);
    t.is(fixture.servers().length, 1);
    t.is(fixture.servers()[0]?.status, "RUN");
  });
}

test("a server that never builds is a deadline error with its ID; the next up continues to wait for it", async (t) => {
  const fixture = await naverFixture(t, { buildOutcome: "never" });
  const news = { ...WEB, timeouts: { create: "2m" } };
  const { error, storedState } = await halfUp(fixture.core(), SERVER, "web", news);
  t.regex(error.message, /is still "CREAT, CREAT" after 2m, waiting for it to be ready/);
  fixture.act("power-on", keyOf(storedState));
  const server = await up(fixture.core(), SERVER, "web", news, storedState);
  t.is(server.id, storedState.id);
  t.is(fixture.count("createServerInstances"), 1);
});

for (const when of ["before", "after"] as const) {
  test(`the answer to create is lost ${when} its effect: no server is bought twice`, async (t) => {
    const fixture = await naverFixture(t);
    fixture.emulators.addFault({
      cloud: "naver",
      operation: "createServerInstances",
      when,
      fault: { error: "gateway 500 Endpoint Error" },
    });
    if (when === "after") {
      const server = await up(fixture.core(), SERVER, "web", WEB);
      t.is(server.id, `KR/${fixture.servers()[0]?.id}`);
      t.regex(fixture.warnings().join(), /response to createServerInstances was lost/);
    } else {
      await t.throwsAsync(up(fixture.core(), SERVER, "web", WEB), { message: /Run pulumi up again/ });
      await up(fixture.core(), SERVER, "web", WEB);
    }
    t.is(fixture.servers().length, 1);
  });
}

test("a server deleted in the console is detected, and nothing else is taken for a deletion", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  for (const fault of [
    { error: "gateway 300 Not Found Exception" },
    { error: "1000 try again later" },
    { html: true, status: 404 },
    { body: '{"error":{"errorCode":"900","message":"Unexpected Error"}}', status: 200 },
    { body: "{}", status: 200 },
    { body: '{"getServerInstanceDetailResponse": {"totalRows": 0, "serverInstanceList": []}}', status: 200 },
  ]) {
    fixture.emulators.addFault({ cloud: "naver", operation: "getServerInstance*", times: 0, fault });
    await t.throwsAsync(refresh(fixture.core(), SERVER, server), undefined, JSON.stringify(fault));
    fixture.emulators.clearFaults();
  }
  fixture.emulators.change({ cloud: "naver", kind: "server", id: keyOf(server), delete: true });
  t.is(await fixture.core().read(SERVER, server.id, server.outputs), undefined);
  await t.throwsAsync(up(fixture.core(), SERVER, "web", { ...WEB, name: "fred" }, server), {
    message: /was deleted outside of Pulumi/,
  });
  await fixture.core().delete(SERVER, server.id, server.outputs);
});

test("a server of another account is neither updated nor taken for deleted", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  const foreign = { message: /was not found.*created with account.*kept in the state/ };
  await t.throwsAsync(refresh(fixture.other(), SERVER, server), foreign);
  await t.throwsAsync(fixture.other().delete(SERVER, server.id, server.outputs), foreign);
  await t.throwsAsync(up(fixture.other(), SERVER, "web", { ...WEB, name: "fred" }, server), foreign);
  t.is(fixture.servers().length, 1);
});

test("a name that already exists is refused with the line to paste", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  await t.throwsAsync(up(fixture.core(), SERVER, "other", WEB), {
    message: new RegExp(`named "web" already exists: ${server.id}.*adopt: "${server.id}"`),
  });
  t.is(fixture.count("createServerInstances"), 1);
});
