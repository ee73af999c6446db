import test from "ava";
import { codeOf, only, plainServer, runningServer, start, stoppedServer, stored, type TestClient } from "./testing.ts";

type CloudState = Awaited<ReturnType<typeof start>>;

async function newGroup({ client, emulators }: CloudState): Promise<string> {
  const created = await client.first("createAccessControlGroup", { vpcNo: String(plainServer(emulators).vpcNo) });
  return String(created.accessControlGroupNo);
}

async function newInterface({ client, emulators }: CloudState, set: Readonly<Record<string, string>> = {}) {
  const {
    vpcNo = "",
    subnetNo = "",
    "networkInterfaceList.1.accessControlGroupNoList.1": group = "",
  } = plainServer(emulators);
  const requested = { vpcNo, subnetNo, "accessControlGroupNoList.1": group, ...set };
  const created = await client.first("createNetworkInterface", requested);
  return { networkInterfaceNo: String(created.networkInterfaceNo), subnetNo, group };
}

async function nic(client: TestClient, networkInterfaceNo: string) {
  const row = await client.first("getNetworkInterfaceDetail", { networkInterfaceNo });
  return {
    ...{ status: codeOf(row.networkInterfaceStatus), groups: row.accessControlGroupNoList },
    ...{ server: row.instanceNo, device: row.deviceName },
  };
}

test("an interface is attached and detached with SET and UNSET, while the server is in SETUP", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const id = await runningServer(emulators, client);
  const { networkInterfaceNo, subnetNo } = await newInterface(cloudState, { ip: "10.0.1.50" });
  t.like(await nic(client, networkInterfaceNo), { status: "NOTUSED", server: "", device: "" });
  const names = { serverInstanceNo: id, networkInterfaceNo, subnetNo };
  await client.ok("attachNetworkInterface", names);
  t.is((await nic(client, networkInterfaceNo)).status, "SET");
  t.is(await client.state(id), "RUN/SETUP");
  t.is(await client.code("stopServerInstances", only(id)), "1100031");
  emulators.advance(4);
  t.like(await nic(client, networkInterfaceNo), { status: "USED", server: id, device: "eth1" });
  t.is(await client.state(id), "RUN/SETUP");
  emulators.advance(5);
  t.is(await client.state(id), "RUN/NULL");
  t.is(await client.code("deleteNetworkInterface", { networkInterfaceNo }), "1000903");
  t.is(await client.code("attachNetworkInterface", names), "1000903");
  await client.ok("detachNetworkInterface", names);
  t.is((await nic(client, networkInterfaceNo)).status, "UNSET");
  emulators.advance(4);
  t.like(await nic(client, networkInterfaceNo), { status: "NOTUSED", server: "", device: "" });
  await client.ok("deleteNetworkInterface", { networkInterfaceNo });
  t.deepEqual(await client.list("getNetworkInterfaceDetail", { networkInterfaceNo }), []);
});

test("the default interface cannot be detached, and a server has at most three", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const id = await runningServer(emulators, client);
  const eth0 = stored(emulators, "networkInterface", "serverNo", id);
  const names = { serverInstanceNo: id, networkInterfaceNo: eth0.id, subnetNo: String(eth0.subnetNo) };
  t.is(await client.code("detachNetworkInterface", names), "1000903");
  for (const device of ["eth1", "eth2"]) {
    const { networkInterfaceNo } = await newInterface(cloudState, { serverInstanceNo: id });
    emulators.advance(10);
    t.is((await nic(client, networkInterfaceNo)).device, device);
  }
  const { networkInterfaceNo } = await newInterface(cloudState);
  t.is(await client.code("attachNetworkInterface", { ...names, networkInterfaceNo }), "1000902");
});

test("an interface created before the server becomes eth0, and outlives it", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const { networkInterfaceNo } = await newInterface(cloudState);
  const id = await stoppedServer(emulators, client, {
    "networkInterfaceList.1.networkInterfaceNo": networkInterfaceNo,
  });
  t.like(await nic(client, networkInterfaceNo), { status: "USED", server: id, device: "eth0" });
  await client.ok("terminateServerInstances", only(id));
  emulators.advance(10);
  t.like(await nic(client, networkInterfaceNo), { status: "NOTUSED", server: "", device: "" });
});

test("an interface that was being attached to a deleted server is free", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const id = await runningServer(emulators, client);
  const requested = { blockStorageSize: "10", blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-1" };
  const { blockStorageInstanceNo } = await client.first("createBlockStorageInstance", requested);
  emulators.advance(5);
  const disk = { blockStorageInstanceNo: String(blockStorageInstanceNo) };
  await client.ok("attachBlockStorageInstance", { ...disk, serverInstanceNo: id });
  const { networkInterfaceNo } = await newInterface(cloudState, { serverInstanceNo: id });
  emulators.change({ cloud: "naver", kind: "server", id, delete: true });
  emulators.advance(60);
  t.like(await nic(client, networkInterfaceNo), { status: "NOTUSED", server: "", device: "" });
  const [left] = await client.list("getBlockStorageInstanceDetail", disk);
  t.deepEqual([left?.blockStorageInstanceStatusName, left?.serverInstanceNo], ["detached", ""]);
});

test("groups of an interface change after a while; until then the old ones count", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const { networkInterfaceNo, group } = await newInterface(cloudState);
  const [a, b, c] = [await newGroup(cloudState), await newGroup(cloudState), await newGroup(cloudState)];
  const change = (add: boolean, ...groups: string[]) => {
    const list = groups.map((one, n) => [`accessControlGroupNoList.${n + 1}`, one]);
    const verb = add ? "add" : "remove";
    const requested = { networkInterfaceNo, ...Object.fromEntries(list) };
    return client.code(`${verb}NetworkInterfaceAccessControlGroup`, requested);
  };
  t.is(await change(false, group), "1002035");
  t.is(await change(true, a), "0");
  t.deepEqual(await nic(client, networkInterfaceNo), { status: "SET", groups: [group], server: "", device: "" });
  t.is(await change(false, group), "1002035");
  emulators.advance(4);
  t.deepEqual((await nic(client, networkInterfaceNo)).groups, [group, a]);
  t.is(await change(false, group), "0");
  emulators.advance(4);
  t.like(await nic(client, networkInterfaceNo), { status: "NOTUSED" });
  t.deepEqual((await nic(client, networkInterfaceNo)).groups, [a]);
  t.is(await change(true, b, c, group), "1000902");
  t.is(await change(false, b), "1007000");
  t.is(await change(true, "1"), "1007000");
  t.is(await change(true), "900");
});

test("two changes of groups in progress both count, and SET lasts until the second", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const { networkInterfaceNo, group } = await newInterface(cloudState);
  const [a, b] = [await newGroup(cloudState), await newGroup(cloudState)];
  await client.ok("addNetworkInterfaceAccessControlGroup", { networkInterfaceNo, "accessControlGroupNoList.1": a });
  emulators.advance(2);
  await client.ok("addNetworkInterfaceAccessControlGroup", { networkInterfaceNo, "accessControlGroupNoList.1": b });
  emulators.advance(2);
  t.like(await nic(client, networkInterfaceNo), { status: "SET" });
  emulators.advance(2);
  const after = await nic(client, networkInterfaceNo);
  t.deepEqual([after.status, after.groups], ["NOTUSED", [group, a, b]]);
});

test("createNetworkInterface requires one to three groups and a free address", async (t) => {
  const { emulators, client } = await start(t);
  const { vpcNo = "", subnetNo = "" } = plainServer(emulators);
  t.is(await client.code("createNetworkInterface", { vpcNo, subnetNo }), "900");
  const { "networkInterfaceList.1.accessControlGroupNoList.1": group = "" } = plainServer(emulators);
  const requested = { vpcNo, subnetNo, "accessControlGroupNoList.1": group };
  t.is(await client.code("createNetworkInterface", { ...requested, ip: "10.0.1.2" }), "1000902");
  t.is(await client.code("createNetworkInterface", { ...requested, subnetNo: "1" }), "1000901");
  t.is(await client.code("createNetworkInterface", { ...requested, serverInstanceNo: "1" }), "1000901");
  t.deepEqual(await client.list("getNetworkInterfaceList"), []);
});
