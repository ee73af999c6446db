import test from "ava";
import {
  codeOf,
  items,
  only,
  otherClient,
  plainServer,
  runningServer,
  type Sent,
  start,
  stoppedServer,
  xenServer,
} from "./testing.ts";

test("a new server is INIT without a network, then created, booted, running, set up and idle", async (t) => {
  const { emulators, client } = await start(t);
  const row = await client.first("createServerInstances", plainServer(emulators));
  const id = String(row.serverInstanceNo);
  t.regex(id, /^\d+$/);
  t.deepEqual([row.vpcNo, row.subnetNo, row.networkInterfaceNoList, row.publicIp], ["", "", [], ""]);
  t.is(row.uptime, row.createDate);
  t.regex(String(row.createDate), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0900$/);
  t.deepEqual([row.serverInstanceStatusName, row.serverImageNo, row.serverSpecCode], ["init", "104630229", "s2-g3"]);
  const seen: [number, string][] = [
    [0, "INIT/NULL"],
    [2, "INIT/NULL"],
    [1, "CREAT/CREAT"],
    [14, "CREAT/CREAT"],
    [1, "CREAT/START"],
    [9, "CREAT/START"],
    [1, "RUN/SETUP"],
    [4, "RUN/SETUP"],
    [1, "RUN/NULL"],
  ];
  for (const [seconds, state] of seen) {
    emulators.advance(seconds);
    t.is(await client.state(id), state);
  }
});

test("a running server has its network, sizes in bytes and coded values", async (t) => {
  const { emulators, client } = await start(t);
  const requested = plainServer(emulators);
  const id = await runningServer(emulators, client);
  const row = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  t.deepEqual(
    [row.vpcNo, row.subnetNo, row.zoneCode, row.regionCode],
    [requested.vpcNo, requested.subnetNo, "KR-1", "KR"],
  );
  t.deepEqual([row.cpuCount, row.memorySize], [2, 8_589_934_592]);
  t.deepEqual(row.hypervisorType, { code: "KVM", codeName: "KVM type" });
  t.deepEqual([row.loginKeyName, row.isProtectServerTermination, row.initScriptNo], ["demo-key", false, ""]);
  const [nic] = items(row.networkInterfaceNoList);
  const displayed = await client.first("getNetworkInterfaceDetail", { networkInterfaceNo: String(nic) });
  t.deepEqual([displayed.ip, displayed.deviceName, displayed.instanceNo], ["10.0.1.6", "eth0", id]);
  t.deepEqual(
    [displayed.isDefault, displayed.deleteOnTermination, codeOf(displayed.networkInterfaceStatus)],
    [true, true, "USED"],
  );
});

test("the root disk is optimizing for a while once the server runs", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("createServerInstances", plainServer(emulators));
  const names = [];
  for (const seconds of [0, 28, 3, 1]) {
    emulators.advance(seconds);
    names.push((await client.first("getBlockStorageInstanceList")).blockStorageInstanceStatusName);
  }
  t.deepEqual(names, ["initialized", "optimizing", "optimizing", "attached"]);
  const disk = await client.first("getBlockStorageInstanceList");
  t.deepEqual(
    [codeOf(disk.blockStorageType), disk.blockStorageSize, disk.deviceName],
    ["BASIC", 10 * 2 ** 30, "/dev/xvda"],
  );
});

const passages: [string, "running" | "stopped", string, number, string][] = [
  ["stop", "running", "RUN/SHTDN", 10, "NSTOP/NULL"],
  ["reboot", "running", "RUN/RESTA", 12, "RUN/NULL"],
  ["start", "stopped", "NSTOP/START", 10, "RUN/NULL"],
];
for (const [verb, before, during, seconds, after] of passages) {
  test(`${verb} of a ${before} server passes through ${during} to ${after}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await (before === "running" ? runningServer : stoppedServer)(emulators, client);
    const [row] = await client.list(`${verb}ServerInstances`, only(id));
    t.is(`${codeOf(row?.serverInstanceStatus)}/${codeOf(row?.serverInstanceOperation)}`, during);
    emulators.advance(seconds - 1);
    t.is(await client.state(id), during);
    emulators.advance(1);
    t.is(await client.state(id), after);
  });
}

test("a change of spec requires a stopped server, takes a while and leaves it stopped", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  const change: Sent = { serverInstanceNo: id, serverSpecCode: "s4-g3" };
  t.is(await client.code("changeServerInstanceSpec", change), "1100902");
  await client.ok("stopServerInstances", only(id));
  emulators.advance(10);
  await client.ok("changeServerInstanceSpec", change);
  t.is(await client.state(id), "NSTOP/CHNG");
  t.is((await client.first("getServerInstanceDetail", { serverInstanceNo: id })).serverSpecCode, "s2-g3");
  emulators.advance(15);
  const row = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  t.deepEqual([row.serverSpecCode, row.cpuCount, await client.state(id)], ["s4-g3", 4, "NSTOP/NULL"]);
  await client.ok("changeServerInstanceSpec", { serverInstanceNo: id, serverSpecCode: "s2-g3" });
  emulators.advance(15);
  t.is((await client.first("getServerInstanceDetail", { serverInstanceNo: id })).cpuCount, 2);
});

const otherKinds: [string, Sent, Sent, string][] = [
  ["another kind of spec", {}, { serverSpecCode: "c2-g3" }, "1100903"],
  ["another generation", {}, { serverSpecCode: "s2-g2-s50" }, "1100903"],
  ["an unknown spec", {}, { serverSpecCode: "s3-g3" }, "1401"],
  ["no spec", {}, {}, "900"],
  ["a spec and a product", {}, { serverSpecCode: "s4-g3", serverProductCode: "x" }, "1000902"],
  [
    "another kind of disk",
    { serverImageNo: "16187001", serverSpecCode: "s2-g2-s50" },
    { serverSpecCode: "s4-g2-h50" },
    "1100903",
  ],
];
for (const [what, server, change, code] of otherKinds) {
  test(`a server does not change to ${what}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await stoppedServer(emulators, client, server);
    t.is(await client.code("changeServerInstanceSpec", { serverInstanceNo: id, ...change }), code);
    t.is(await client.state(id), "NSTOP/NULL");
  });
}

test("a XEN server created from product codes also shows image and spec numbers, and changes by product code", async (t) => {
  const { emulators, client } = await start(t);
  const codes = {
    ...{ serverImageNo: "", serverSpecCode: "", serverImageProductCode: "SW.VSVR.OS.LNX64.ROCKY.0810.B050" },
    serverProductCode: "SVR.VSVR.STAND.C002.M008.NET.HDD.B050.G002",
  };
  const id = await stoppedServer(emulators, client, codes);
  const row = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  t.deepEqual([row.serverImageNo, row.serverSpecCode, codeOf(row.hypervisorType)], ["16187001", "s2-g2-h50", "XEN"]);
  t.deepEqual(
    [row.serverImageProductCode, row.serverProductCode],
    [codes.serverImageProductCode, codes.serverProductCode],
  );
  const serverProductCode = "SVR.VSVR.STAND.C004.M016.NET.HDD.B050.G002";
  await client.ok("changeServerInstanceSpec", { serverInstanceNo: id, serverProductCode });
  emulators.advance(15);
  t.is((await client.first("getServerInstanceDetail", { serverInstanceNo: id })).serverSpecCode, "s4-g2-h50");
});

test("a server is renamed and protected in place", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  const renamed = await client.first("changeServerInstanceName", { serverInstanceNo: id, serverName: "fred" });
  t.is(renamed.serverName, "fred");
  const set = { serverInstanceNo: id, isProtectServerTermination: "true" };
  t.true((await client.first("setProtectServerTermination", set)).isProtectServerTermination);
  const python = { serverInstanceNo: id, isProtectServerTermination: "False" };
  t.false((await client.first("setProtectServerTermination", python)).isProtectServerTermination);
  t.is(await client.code("changeServerInstanceName", { serverInstanceNo: id, serverName: "Fred" }), "1000902");
  t.is(await client.code("changeServerInstanceName", { serverInstanceNo: id }), "900");
  t.is(await client.code("setProtectServerTermination", { serverInstanceNo: id }), "900");
});

test("termination shows NSTOP and TERMT, then nothing; disk and interface are deleted with it", async (t) => {
  const { emulators, client } = await start(t);
  const id = await stoppedServer(emulators, client);
  await client.ok("terminateServerInstances", only(id));
  t.is(await client.state(id), "NSTOP/TERMT");
  emulators.advance(9);
  t.is(await client.state(id), "NSTOP/TERMT");
  emulators.advance(1);
  const gone = await client.ok("getServerInstanceDetail", { serverInstanceNo: id });
  t.deepEqual([gone.totalRows, gone.serverInstanceList, gone.returnCode], [0, [], "0"]);
  for (const list of ["getServerInstanceList", "getBlockStorageInstanceList", "getNetworkInterfaceList"]) {
    t.deepEqual(await client.list(list), [], list);
  }
});

test("a running, protected or multi-disk server is not terminated", async (t) => {
  const { emulators, client } = await start(t);
  const row = await client.first("createServerInstances", xenServer(emulators));
  const id = String(row.serverInstanceNo);
  t.is(await client.code("terminateServerInstances", only(id)), "1100902");
  emulators.advance(10);
  t.is(await client.code("terminateServerInstances", only(id)), "1100031");
  emulators.advance(30);
  t.is(await client.code("terminateServerInstances", only(id)), "1100902");
  await client.ok("createBlockStorageInstance", { serverInstanceNo: id, blockStorageSize: "20" });
  emulators.advance(10);
  await client.ok("stopServerInstances", only(id));
  emulators.advance(10);
  await client.ok("setProtectServerTermination", { serverInstanceNo: id, isProtectServerTermination: "true" });
  t.is(await client.code("terminateServerInstances", only(id)), "1100901");
  await client.ok("setProtectServerTermination", { serverInstanceNo: id, isProtectServerTermination: "false" });
  t.is(await client.code("terminateServerInstances", only(id)), "10501");
  t.is(await client.state(id), "NSTOP/NULL");
});

test("a server with an operation in progress rejects another", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  await client.ok("stopServerInstances", only(id));
  for (const call of ["startServerInstances", "stopServerInstances", "terminateServerInstances"]) {
    t.is(await client.code(call, only(id)), "1100031", call);
  }
  const spec = { serverInstanceNo: id, serverSpecCode: "s4-g3" };
  t.is(await client.code("changeServerInstanceSpec", spec), "1100031");
});

test("power calls affect all servers or none", async (t) => {
  const { emulators, client } = await start(t);
  const [a, b] = [await runningServer(emulators, client), await stoppedServer(emulators, client)];
  const both = { "serverInstanceNoList.1": a, "serverInstanceNoList.7": b };
  t.is(await client.code("stopServerInstances", both), "1100902");
  t.is(await client.state(a), "RUN/NULL");
  t.is(await client.code("stopServerInstances", { ...both, "serverInstanceNoList.7": "1" }), "1000901");
  t.is(await client.state(a), "RUN/NULL");
  t.is(await client.code("stopServerInstances"), "900");
});

test("objects of one account or region do not exist for another", async (t) => {
  const { emulators, client } = await start(t);
  const other = otherClient(emulators);
  const id = await runningServer(emulators, client);
  t.deepEqual(await other.list("getServerInstanceList"), []);
  t.deepEqual(await other.list("getServerInstanceDetail", { serverInstanceNo: id }), []);
  t.is(await other.code("stopServerInstances", only(id)), "1000901");
  t.is(await other.code("createServerInstances", plainServer(emulators)), "1000901");
  t.deepEqual(await client.list("getServerInstanceDetail", { serverInstanceNo: id, regionCode: "JPN" }), []);
  t.is(await client.code("stopServerInstances", { ...only(id), regionCode: "JPN" }), "1000901");
  t.is(await client.state(id), "RUN/NULL");
});

test("a server whose build never ends, or that a failure stopped", async (t) => {
  const { emulators, client } = await start(t, { buildOutcome: "never" });
  const endless = await runningServer(emulators, client);
  emulators.advance(86_400);
  t.is(await client.state(endless), "CREAT/CREAT");
  emulators.setSwitches("naver", { buildOutcome: "fail" });
  const failed = await runningServer(emulators, client);
  t.is(await client.state(failed), "FSTOP/NULL");
  await client.ok("terminateServerInstances", only(failed));
  emulators.advance(10);
  t.is(await client.state(failed), undefined);
});
