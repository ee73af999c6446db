import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import { setUp } from "../machine.ts";
import type { Server, Storage } from "../model.ts";
import { specOf } from "../server-view.ts";
import type { StorageSnapshot } from "../storage-model.ts";
import { storageView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { pluggable } from "./busy.ts";
import { detail, displayed, listed, search } from "./list.ts";

const LIST = "blockStorageInstanceList";

export const storageActions: Actions = {
  ...reads("vserver", {
    getBlockStorageInstanceList: (call) =>
      search(call, LIST, call.cloudState.storages, storageView, {
        ...{ blockStorageInstanceNoList: "blockStorageInstanceNo", serverInstanceNo: "serverInstanceNo" },
        ...{ blockStorageName: "blockStorageName", blockStorageTypeCodeList: "blockStorageType.code" },
        ...{ blockStorageInstanceStatusCode: "blockStorageInstanceStatus.code", zoneCode: "zoneCode" },
        ...{ hypervisorTypeCodeList: "hypervisorType.code", blockStorageVolumeTypeCodeList: volumeType },
        blockStorageDiskDetailTypeCode: "blockStorageDiskDetailType.code",
      }),
    getBlockStorageInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.storages, storageView, "blockStorageInstanceNo"),
  }),
  ...writes("vserver", {
    createBlockStorageInstance: create,
    attachBlockStorageInstance: attach,
    detachBlockStorageInstances: detach,
    deleteBlockStorageInstances: remove,
  }),
};

const volumeType = "blockStorageVolumeType.code";

/**
 * XEN: requires a server and is attached at once. KVM: created in a zone and attached afterwards (docs/api/naver.md
 * §4.9).
 */
function create(call: Call): Fields {
  const { cloudState, account, region } = call;
  const serverNo = call.get("serverInstanceNo");
  const server = serverNo === "" ? undefined : pluggable(call.owned(cloudState.servers, serverNo, "server"));
  const hypervisor = server ? "XEN" : "KVM";
  if (server && hypervisorOf(server) === "KVM") call.invalid("serverInstanceNo");
  const snapshotNo = call.get("blockStorageSnapshotInstanceNo");
  const snapshot = snapshotNo === "" ? undefined : call.owned(cloudState.snapshots, snapshotNo, "snapshot");
  if (snapshot && (snapshot.hypervisor !== hypervisor || snapshot.status === "INIT")) {
    call.invalid("blockStorageSnapshotInstanceNo");
  }
  const size = sizeOf(call, hypervisor, snapshot);
  const diskDetail = call.word("blockStorageDiskDetailTypeCode", ["SSD", "HDD"], "SSD");
  const types = server ? ["SSD", "HDD"] : ["CB1", "FB1", "CB2", "FB2"];
  const volumeType = call.word("blockStorageVolumeTypeCode", types, server ? diskDetail : undefined);
  const storage = cloudState.storages.put({
    ...{ id: cloudState.number("storage"), account, region, description: call.description("blockStorageDescription") },
    ...{ name: call.name("blockStorageName", () => call.fabricated("b")), type: "SVRBS", phase: "creating" },
    ...{
      serverNo: server?.id ?? "",
      lastServerNo: "",
      zone: server?.zone ?? call.text("zoneCode"),
      size,
      volumeType,
      diskDetail,
    },
    ...{ hypervisor, operation: "NULL", snapshotNo, isProtected: call.flag("isReturnProtection") },
    ...{ isEncrypted: snapshot?.isEncrypted ?? false, createdAt: cloudState.timeline.now },
  });
  const { storageCreate } = cloudState.switches.durations;
  cloudState.timeline.after(storageCreate, { type: "storage", id: storage.id, to: server ? "attached" : "detached" });
  if (server) setUp(cloudState, server.id, storageCreate);
  return listed(call, LIST, [storage], storageView);
}

/** GB, in steps of ten. From a snapshot: XEN takes its size, KVM at least as much (docs/api/naver.md §4.9). */
function sizeOf(call: Call, hypervisor: "XEN" | "KVM", snapshot: StorageSnapshot | undefined): number {
  const most = hypervisor === "XEN" ? 2000 : 16_380;
  const size = call.count("blockStorageSize", 10, most) ?? call.missing("blockStorageSize");
  if (size % 10 !== 0 || (hypervisor === "KVM" && size < (snapshot?.size ?? 0))) call.invalid("blockStorageSize");
  return hypervisor === "XEN" ? (snapshot?.size ?? size) : size;
}

function hypervisorOf(server: Server): "XEN" | "KVM" | undefined {
  return specOf(server)?.hypervisor;
}

function refuse(call: Call, { id, phase }: Storage): never {
  throw new ServiceError(call.switches.codes.inUse, `the block storage ${id} does not allow this: ${phase}`);
}

function attach(call: Call): Fields {
  const { cloudState } = call;
  const server = pluggable(call.named(cloudState.servers, "serverInstanceNo"));
  const storage = call.named(cloudState.storages, "blockStorageInstanceNo");
  if (storage.phase !== "detached") refuse(call, storage);
  if (storage.zone !== server.zone || storage.hypervisor !== hypervisorOf(server)) call.invalid("serverInstanceNo");
  const { storageAttach } = cloudState.switches.durations;
  cloudState.storages.patch(storage.id, { phase: "attaching", serverNo: server.id });
  cloudState.timeline.after(storageAttach, { type: "storage", id: storage.id, to: "attached" });
  setUp(cloudState, server.id, storageAttach);
  return displayed(call, LIST, cloudState.storages, storageView, storage.id);
}

function theStorages(call: Call): Storage[] {
  return call
    .items("blockStorageInstanceNoList")
    .map((id) => call.owned(call.cloudState.storages, id, "block storage"));
}

/** The server shows SETUP until some seconds after the disk is detached (docs/api/naver.md §5.4). */
function detach(call: Call): Fields {
  const { cloudState } = call;
  const storages = theStorages(call);
  for (const storage of storages) {
    if (storage.type === "BASIC" || storage.phase !== "attached") refuse(call, storage);
    pluggable(call.owned(cloudState.servers, storage.serverNo, "server"));
  }
  const { storageDetach } = cloudState.switches.durations;
  for (const { id, serverNo } of storages) {
    cloudState.storages.patch(id, { phase: "detaching" });
    cloudState.timeline.after(storageDetach, { type: "storage", id, to: "detached" });
    setUp(cloudState, serverNo, storageDetach);
  }
  return listed(call, LIST, theStorages(call), storageView);
}

/** Attached disks can be returned too (docs/api/naver.md §4.9: ATTAC until deleted). */
function remove(call: Call): Fields {
  const { cloudState } = call;
  const storages = theStorages(call);
  for (const storage of storages) {
    if (storage.type === "BASIC" || !["attached", "detached"].includes(storage.phase)) refuse(call, storage);
    if (storage.isProtected) throw new ServiceError(call.switches.codes.protected, "the block storage is protected");
  }
  const reply = listed(call, LIST, storages, storageView);
  const { storageDelete } = cloudState.switches.durations;
  for (const { id, serverNo } of storages) {
    cloudState.timeline.cancel((event) => event.id === id);
    cloudState.timeline.after(storageDelete, { type: "gone", kind: "storage", id });
    if (serverNo !== "") setUp(cloudState, serverNo, storageDelete);
  }
  return reply;
}
