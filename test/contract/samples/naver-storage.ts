import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call, servers } from "./naver-call.ts";

const CREATE = "blockStorageName blockStorageSize blockStorageVolumeTypeCode zoneCode";
const XEN = { plan: "s2-g2-s50", image: "rocky-8.10-base" };

const blockStorage: Samples = async (account) => {
  // Storage of a running server cannot grow (§4.9).
  const stopped = { powerState: "stopped" };
  const [first, second, xen] = await servers(account, { web: stopped, back: stopped, old: XEN });
  const disk = { blockStorageSize: 10, blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-1" };
  await call(account, "vserver/createBlockStorageInstance", { blockStorageName: "source", ...disk });
  await account.clock.sleep(60_000);
  for (const blockStorageSnapshotName of ["before", "after"]) {
    await call(account, "vserver/createBlockStorageSnapshotInstance", {
      originalBlockStorageInstanceNo: idOf(account, "storage", { name: "source" }),
      blockStorageSnapshotName,
    });
  }
  await account.clock.sleep(60_000);
  const attach = { attachBlockStorageInstance: "blockStorageInstanceNo serverInstanceNo" };
  const detach = { detachBlockStorageInstances: "blockStorageInstanceNoList.1" };
  return {
    kind: "storage",
    program: { name: "data", volumeType: "CB1", size: 20, zone: "KR-1" },
    sends: { createBlockStorageInstance: CREATE },
    destroys: { deleteBlockStorageInstances: "blockStorageInstanceNoList.1" },
    inputs: {
      name: { value: "fred", sends: { createBlockStorageInstance: "blockStorageName" } },
      region: {
        value: "JPN",
        together: { zone: "JPN-1" },
        sends: { createBlockStorageInstance: "regionCode zoneCode" },
        destroys: { deleteBlockStorageInstances: "regionCode" },
      },
      volumeType: [
        { value: "FB2", sends: { createBlockStorageInstance: "blockStorageVolumeTypeCode" } },
        {
          value: "HDD",
          together: { zone: undefined, server: xen },
          sends: {
            createBlockStorageInstance:
              "blockStorageDiskDetailTypeCode blockStorageVolumeTypeCode serverInstanceNo zoneCode",
          },
          destroys: detach,
        },
      ],
      size: {
        value: 30,
        sends: { createBlockStorageInstance: "blockStorageSize" },
        change: { to: 40, sends: { changeBlockStorageInstance: "blockStorageInstanceNo blockStorageSize" } },
      },
      zone: { value: "KR-2", sends: { createBlockStorageInstance: "zoneCode" } },
      server: {
        value: first,
        sends: attach,
        destroys: detach,
        change: { to: second, sends: { ...detach, ...attach } },
      },
      snapshot: { value: "before", sends: { createBlockStorageInstance: "blockStorageSnapshotInstanceNo" } },
      returnProtection: {
        value: false,
        sends: { createBlockStorageInstance: "isReturnProtection" },
        change: { to: true, sends: { setBlockStorageReturnProtection: "blockStorageInstanceNo isReturnProtection" } },
      },
      description: { value: "ours", sends: { createBlockStorageInstance: "blockStorageDescription" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "Storage does not move between regions.", see: "§4.9" },
      volumeType: { set: { volumeType: "FB1" }, shows: "FB1", reported: true },
      size: { set: { size: 10 }, shows: 10 },
      zone: { set: { zone: "KR-2" }, shows: "KR-2", reported: true },
      server: { program: first, set: { serverNo: "", phase: "detached" }, shows: "" },
      snapshot: {
        program: "before",
        set: { snapshotNo: idOf(account, "snapshot", { name: "after" }) },
        shows: "after",
        reported: true,
      },
      returnProtection: { program: false, set: { isProtected: true }, shows: true },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

const blockStorageSnapshot: Samples = async (account) => {
  const disk = { blockStorageSize: 10, blockStorageVolumeTypeCode: "CB1" };
  for (const [name, region] of [
    ["data", "KR"],
    ["other", "KR"],
    ["data", "JPN"],
  ] as const) {
    const where = { blockStorageName: name, zoneCode: `${region}-1` };
    await call(account, "vserver/createBlockStorageInstance", { ...disk, ...where }, region);
  }
  await account.clock.sleep(60_000);
  const originalBlockStorageInstanceNo = idOf(account, "storage", { name: "data", region: "KR" });
  await call(account, "vserver/createBlockStorageSnapshotInstance", { originalBlockStorageInstanceNo });
  await account.clock.sleep(60_000);
  return {
    kind: "snapshot",
    program: { name: "before", blockStorage: "data" },
    sends: { createBlockStorageSnapshotInstance: "blockStorageSnapshotName originalBlockStorageInstanceNo" },
    destroys: { deleteBlockStorageSnapshotInstances: "blockStorageSnapshotInstanceNoList.1" },
    inputs: {
      name: { value: "Fred_1", sends: { createBlockStorageSnapshotInstance: "blockStorageSnapshotName" } },
      region: {
        value: "JPN",
        sends: { createBlockStorageSnapshotInstance: "originalBlockStorageInstanceNo regionCode" },
        destroys: { deleteBlockStorageSnapshotInstances: "regionCode" },
      },
      blockStorage: { value: "other", sends: { createBlockStorageSnapshotInstance: "originalBlockStorageInstanceNo" } },
      snapshotType: { value: "INCREMENTAL", sends: { createBlockStorageSnapshotInstance: "snapshotTypeCode" } },
      description: { value: "ours", sends: { createBlockStorageSnapshotInstance: "blockStorageSnapshotDescription" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A snapshot does not move between regions.", see: "§4.10" },
      blockStorage: {
        set: { originalNo: idOf(account, "storage", { name: "other" }) },
        shows: "other",
        reported: true,
      },
      snapshotType: { program: "FULL", set: { type: "INCREMENTAL" }, shows: "INCREMENTAL", reported: true },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

const serverImage: Samples = async (account) => {
  const [web, back, old] = await servers(account, { web: {}, back: {}, old: XEN });
  const rootOf = (id = "") => idOf(account, "storage", { serverNo: id.split("/").at(-1) ?? "", type: "BASIC" });
  await call(account, "vserver/createBlockStorageSnapshotInstance", {
    originalBlockStorageInstanceNo: rootOf(back),
    blockStorageSnapshotName: "root",
  });
  await abroad(account);
  const [there] = await servers(account, { there: { region: "JPN" } });
  await account.clock.sleep(60_000);
  const create = "blockStorageList.1.order serverImageName serverInstanceNo";
  const destroy = { deleteServerImage: "serverImageNoList.1" };
  return {
    kind: "serverImage",
    program: { name: "golden", server: web },
    sends: { createServerImage: create },
    destroys: destroy,
    inputs: {
      name: { value: "fred", sends: { createServerImage: "serverImageName" } },
      region: {
        value: "JPN",
        together: { server: there },
        sends: { createServerImage: "regionCode serverInstanceNo" },
        destroys: { deleteServerImage: "regionCode" },
      },
      server: [
        { value: back, sends: { createServerImage: "serverInstanceNo" } },
        {
          value: old,
          sends: {
            createServerImage: create,
            createMemberServerImageInstance: "memberServerImageName serverInstanceNo",
          },
          destroys: { ...destroy, deleteMemberServerImageInstances: "memberServerImageInstanceNoList.1" },
        },
      ],
      snapshot: [
        { value: "root", sends: { createServerImage: "blockStorageList.1.snapshotInstanceNo" } },
        {
          value: "root",
          together: { server: undefined },
          sends: {
            createServerImage: create,
            createServerImageFromSnapshot:
              "blockStorageList.1.order blockStorageList.1.snapshotInstanceNo serverImageName",
          },
        },
      ],
      description: [
        { value: "ours", sends: { createServerImage: "serverImageDescription" } },
        {
          value: "ours",
          beside: { server: old },
          sends: { createMemberServerImageInstance: "memberServerImageDescription" },
        },
      ],
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "An image does not move between regions.", see: "§4.10" },
      server: { cannot: "A server image does not show its server.", see: "§4.10" },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

export const storageSamples: Readonly<Record<string, Samples>> = {
  "naver:BlockStorage": blockStorage,
  "naver:BlockStorageSnapshot": blockStorageSnapshot,
  "naver:ServerImage": serverImage,
};
