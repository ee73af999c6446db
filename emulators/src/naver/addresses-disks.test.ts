import test from "ava";
import { codeOf, only, plainServer, runningServer, start, stoppedServer, stored, xenServer } from "./testing.ts";

type CloudState = Awaited<ReturnType<typeof start>>;

async function address({ client }: CloudState, publicIpInstanceNo: string) {
  const row = await client.first("getPublicIpInstanceDetail", { publicIpInstanceNo });
  return [codeOf(row.publicIpInstanceStatus), codeOf(row.publicIpInstanceOperation), row.serverInstanceNo];
}

test("a public IP is created, associated, disassociated and deleted, each after a while", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const id = await runningServer(emulators, client);
  const created = await client.first("createPublicIpInstance", { publicIpDescription: "mine" });
  const publicIpInstanceNo = String(created.publicIpInstanceNo);
  t.is(created.publicIpDescription, "mine");
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["INIT", "NULL", ""]);
  emulators.advance(2);
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["RUN", "NULL", ""]);
  const both = { publicIpInstanceNo, serverInstanceNo: id };
  await client.ok("associatePublicIpWithServerInstance", both);
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["SET", "USE", ""]);
  t.is(await client.code("deletePublicIpInstance", { publicIpInstanceNo }), "1003016");
  emulators.advance(4);
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["RUN", "NULL", id]);
  const server = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  t.deepEqual([server.publicIpInstanceNo, server.publicIp], [publicIpInstanceNo, created.publicIp]);
  t.is(await client.code("deletePublicIpInstance", { publicIpInstanceNo }), "1000903");
  t.is(await client.code("associatePublicIpWithServerInstance", both), "1000903");
  await client.ok("disassociatePublicIpFromServerInstance", { publicIpInstanceNo });
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["SET", "DISUS", id]);
  emulators.advance(4);
  t.deepEqual(await address(cloudState, publicIpInstanceNo), ["RUN", "NULL", ""]);
  t.is(await client.code("disassociatePublicIpFromServerInstance", { publicIpInstanceNo }), "1000902");
  await client.ok("deletePublicIpInstance", { publicIpInstanceNo });
  t.is((await address(cloudState, publicIpInstanceNo))[0], "TERMTING");
  emulators.advance(2);
  t.deepEqual(await client.list("getPublicIpInstanceDetail", { publicIpInstanceNo }), []);
});

test("a public IP can be created for a server, and is freed when the server is deleted", async (t) => {
  const { emulators, client } = await start(t);
  const id = await stoppedServer(emulators, client);
  t.is((await client.list("getPublicIpTargetServerInstanceList")).length, 1);
  await client.ok("createPublicIpInstance", { serverInstanceNo: id });
  t.is((await client.list("getPublicIpTargetServerInstanceList")).length, 0);
  t.is(await client.code("createPublicIpInstance", { serverInstanceNo: id }), "1000903");
  emulators.advance(6);
  const used = await client.list("getPublicIpInstanceList", { isAssociated: "true" });
  t.is(used[0]?.privateIp, "10.0.1.6");
  await client.ok("terminateServerInstances", only(id));
  emulators.advance(10);
  t.deepEqual(await client.list("getPublicIpInstanceList", { isAssociated: "true" }), []);
  t.is((await client.list("getPublicIpInstanceList", { isAssociated: "false" })).length, 1);
});

test("a public IP requested with the server appears shortly after it runs", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client, { associateWithPublicIp: "true" });
  t.regex(String((await client.first("getServerInstanceDetail", { serverInstanceNo: id })).publicIp), /^198\.19\./);
});

test("a public IP requires a public subnet and an idle server", async (t) => {
  const { emulators, client } = await start(t);
  const { id: subnetNo } = stored(emulators, "subnet", "name", "demo-private");
  const requested = plainServer(emulators, { subnetNo, associateWithPublicIp: "true" });
  t.is(await client.code("createServerInstances", requested), "1003901");
  const inside = await runningServer(emulators, client, { subnetNo });
  t.is(await client.code("createPublicIpInstance", { serverInstanceNo: inside }), "1003901");
  const id = await runningServer(emulators, client);
  await client.ok("stopServerInstances", only(id));
  t.is(await client.code("createPublicIpInstance", { serverInstanceNo: id }), "1003016");
  t.deepEqual(await client.list("getPublicIpInstanceList"), []);
});

test("a XEN disk is attached at creation and deleted before the server; the server is in SETUP after it", async (t) => {
  const { emulators, client } = await start(t);
  const { serverInstanceNo } = await client.first("createServerInstances", xenServer(emulators));
  const id = String(serverInstanceNo);
  emulators.advance(40);
  const created = await client.first("createBlockStorageInstance", { serverInstanceNo: id, blockStorageSize: "20" });
  emulators.advance(10);
  const disks = { serverInstanceNo: id, "blockStorageTypeCodeList.1": "SVRBS" };
  const [disk, ...others] = await client.list("getBlockStorageInstanceList", disks);
  t.deepEqual(others, []);
  t.deepEqual(
    [disk?.blockStorageSize, disk?.deviceName, disk?.blockStorageInstanceStatusName],
    [...[20 * 2 ** 30, "/dev/xvdb", "attached"]],
  );
  const no = { "blockStorageInstanceNoList.1": String(created.blockStorageInstanceNo) };
  await client.ok("detachBlockStorageInstances", no);
  const displayed = async () => (await client.first("getBlockStorageInstanceList", no)).blockStorageInstanceStatusName;
  t.is(await displayed(), "attached");
  t.is(await client.code("detachBlockStorageInstances", no), "1000903");
  emulators.advance(5);
  t.is(await displayed(), "detached");
  t.is(await client.state(id), "RUN/SETUP");
  emulators.advance(5);
  t.is(await client.state(id), "RUN/NULL");
  await client.ok("deleteBlockStorageInstances", no);
  emulators.advance(3);
  t.deepEqual(await client.list("getBlockStorageInstanceList", no), []);
});

test("a KVM disk is created in a zone and attached afterwards", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  const requested = { blockStorageSize: "10", blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-1" };
  t.is(await client.code("createBlockStorageInstance", { ...requested, serverInstanceNo: id }), "1000902");
  t.is(await client.code("createBlockStorageInstance", { ...requested, zoneCode: "" }), "900");
  t.is(await client.code("createBlockStorageInstance", { ...requested, blockStorageSize: "15" }), "1000902");
  const { blockStorageInstanceNo } = await client.first("createBlockStorageInstance", requested);
  emulators.advance(5);
  const both = { serverInstanceNo: id, blockStorageInstanceNo: String(blockStorageInstanceNo) };
  t.is(codeOf((await client.first("attachBlockStorageInstance", both)).blockStorageInstanceStatus), "CREAT");
  emulators.advance(5);
  const [disk] = await client.list("getBlockStorageInstanceDetail", both);
  t.is(codeOf(disk?.blockStorageInstanceStatus), "ATTAC");
});

test("the root disk is neither detached nor deleted", async (t) => {
  const { emulators, client } = await start(t);
  await runningServer(emulators, client);
  const { blockStorageInstanceNo } = await client.first("getBlockStorageInstanceList");
  const no = { "blockStorageInstanceNoList.1": String(blockStorageInstanceNo) };
  t.is(await client.code("detachBlockStorageInstances", no), "1000903");
  t.is(await client.code("deleteBlockStorageInstances", no), "1000903");
});
