import test from "ava";
import { codeOf, items, runningServer, type Sent, start } from "./testing.ts";

/* Refusals of block storage, snapshots and NAS volumes that the provider never causes, because it checks the same before. */

const KVM = { zoneCode: "KR-1", blockStorageVolumeTypeCode: "CB1", blockStorageSize: "20" };
const NFS = { volumeAllotmentProtocolTypeCode: "NFS", volumeSize: "500", volumeName: "share" };

type Started = Awaited<ReturnType<typeof start>>;

async function disk({ client, emulators }: Started, sent: Sent = {}): Promise<string> {
  const { blockStorageInstanceNo } = await client.first("createBlockStorageInstance", { ...KVM, ...sent });
  emulators.advance(30);
  return String(blockStorageInstanceNo);
}

async function snapshot({ client, emulators }: Started, original: string, snapshotTypeCode: string): Promise<string> {
  const sent = { originalBlockStorageInstanceNo: original, snapshotTypeCode };
  const row = await client.first("createBlockStorageSnapshotInstance", sent);
  emulators.advance(30);
  return String(row.blockStorageSnapshotInstanceNo);
}

async function volume({ client, emulators }: Started, sent: Sent = {}): Promise<string> {
  const { nasVolumeInstanceNo } = await client.first("createNasVolumeInstance", { ...NFS, ...sent });
  emulators.advance(30);
  return String(nasVolumeInstanceNo);
}

test("sizes, types and names that NAVER does not have are refused, and nothing is created or changed", async (t) => {
  const started = await start(t);
  const { client } = started;
  const blockStorageInstanceNo = await disk(started);
  const nasVolumeInstanceNo = await volume(started, { volumeSize: "700" });
  const codes = async (action: string, sent: Sent, wrong: readonly Sent[]) => {
    for (const each of wrong) t.is(await client.code(action, { ...sent, ...each }), "1000902", JSON.stringify(each));
  };
  await codes("createBlockStorageInstance", KVM, [
    ...["15", "0", "16390"].map((blockStorageSize) => ({ blockStorageSize })),
    ...[{ blockStorageVolumeTypeCode: "SSD" }, { blockStorageName: "A" }],
  ]);
  await codes("changeBlockStorageInstance", { blockStorageInstanceNo }, [
    ...["10", "25", "16390"].map((blockStorageSize) => ({ blockStorageSize })),
  ]);
  // The older call is not for KVM.
  await codes("changeBlockStorageVolumeSize", { blockStorageInstanceNo, blockStorageSize: "30" }, [{}]);
  await codes("createBlockStorageSnapshotInstance", { originalBlockStorageInstanceNo: blockStorageInstanceNo }, [
    ...["1st", "ab", "with space"].map((blockStorageSnapshotName) => ({ blockStorageSnapshotName })),
    // There is no full one that it could add to.
    { snapshotTypeCode: "INCREMENTAL" },
  ]);
  await codes("createNasVolumeInstance", NFS, [
    ...["400", "550", "20100"].map((volumeSize) => ({ volumeSize })),
    ...["ab", "with-dash", "a".repeat(21)].map((volumeName) => ({ volumeName })),
    ...[{ volumeAllotmentProtocolTypeCode: "SMB" }, { zoneCode: "KR-9" }],
  ]);
  await codes("changeNasVolumeSize", { nasVolumeInstanceNo }, [{ volumeSize: "600" }, { volumeSize: "750" }]);
  t.is((await client.list("getBlockStorageInstanceList")).length, 1);
  t.is((await client.list("getNasVolumeInstanceList")).length, 1);
  t.deepEqual(await client.list("getBlockStorageSnapshotInstanceList"), []);
});

test("seven incremental snapshots follow a full one, and only the last of a chain can be deleted", async (t) => {
  const started = await start(t);
  const { client, emulators } = started;
  const original = await disk(started);
  const chain = [await snapshot(started, original, "FULL")];
  for (let count = 0; count < 7; count += 1) chain.push(await snapshot(started, original, "INCREMENTAL"));
  const more = { originalBlockStorageInstanceNo: original, snapshotTypeCode: "INCREMENTAL" };
  t.is(await client.code("createBlockStorageSnapshotInstance", more), "1000902");
  const remove = (no: string | undefined) =>
    client.code("deleteBlockStorageSnapshotInstances", { "blockStorageSnapshotInstanceNoList.1": no ?? "" });
  t.is(await remove(chain[0]), "1000903");
  t.is(await remove(chain[6]), "1000903");
  t.is(await remove(chain[7]), "0");
  emulators.advance(30);
  t.is(await remove(chain[6]), "0");
});

test("storage from a snapshot is at least as large, and a snapshot is used and deleted only once it is there", async (t) => {
  const started = await start(t);
  const { client } = started;
  const original = await disk(started, { blockStorageSize: "40" });
  const blockStorageSnapshotInstanceNo = await snapshot(started, original, "FULL");
  const from = { ...KVM, blockStorageSnapshotInstanceNo };
  t.is(await client.code("createBlockStorageInstance", { ...from, blockStorageSize: "30" }), "1000902");
  t.is(await client.code("createBlockStorageInstance", { ...from, blockStorageSize: "50" }), "0");
  const sent = { originalBlockStorageInstanceNo: original };
  const young = await client.first("createBlockStorageSnapshotInstance", sent);
  const no = String(young.blockStorageSnapshotInstanceNo);
  t.is(codeOf(young.blockStorageSnapshotInstanceStatus), "INIT");
  const early = { ...KVM, blockStorageSize: "50", blockStorageSnapshotInstanceNo: no };
  t.is(await client.code("createBlockStorageInstance", early), "1000902");
  t.is(
    await client.code("deleteBlockStorageSnapshotInstances", { "blockStorageSnapshotInstanceNoList.1": no }),
    "1000903",
  );
});

test("the first CIFS volume of an account needs a user, which later ones share; servers are for NFS", async (t) => {
  const started = await start(t);
  const { client, emulators } = started;
  const cifs = { ...NFS, volumeAllotmentProtocolTypeCode: "CIFS" };
  t.is(await client.code("createNasVolumeInstance", cifs), "900");
  const user = { cifsUserName: "anna", cifsUserPassword: "Secret-pass1" };
  const nasVolumeInstanceNo = await volume(started, { ...cifs, ...user });
  t.is(await client.code("createNasVolumeInstance", { ...cifs, volumeName: "second" }), "0");
  const serverInstanceNo = await runningServer(emulators, client);
  const rule = { "accessControlRuleList.1.serverInstanceNo": serverInstanceNo };
  t.is(await client.code("addNasVolumeAccessControl", { nasVolumeInstanceNo, ...rule }), "1000902");
});

test("servers of a NAS volume are added, limited and replaced, but not while its size changes", async (t) => {
  const started = await start(t);
  const { client, emulators } = started;
  const server = await runningServer(emulators, client);
  const nasVolumeInstanceNo = await volume(started);
  const rule = { nasVolumeInstanceNo, "accessControlRuleList.1.serverInstanceNo": server };
  const access = async () => {
    const rows = await client.list("getNasVolumeAccessControlRuleList", { nasVolumeInstanceNo });
    return rows.map(({ serverInstanceNo, writeAccess }) => [serverInstanceNo, writeAccess]);
  };
  await client.ok("addNasVolumeAccessControl", rule);
  t.deepEqual(await access(), [[server, true]]);
  await client.ok("addNasVolumeAccessControl", { ...rule, "accessControlRuleList.1.writeAccess": "false" });
  t.deepEqual(await access(), [[server, false]]);
  await client.ok("setNasVolumeAccessControl", { nasVolumeInstanceNo });
  t.deepEqual(await access(), []);
  await client.ok("changeNasVolumeSize", { nasVolumeInstanceNo, volumeSize: "600" });
  t.is(await client.code("addNasVolumeAccessControl", rule), "1000903");
  emulators.advance(30);
  t.is(await client.code("addNasVolumeAccessControl", rule), "0");
  const row = await client.first("getNasVolumeInstanceDetail", { nasVolumeInstanceNo });
  t.deepEqual([row.volumeSize, items(row.nasVolumeServerInstanceNoList)], [600 * 1024 ** 3, [server]]);
});
