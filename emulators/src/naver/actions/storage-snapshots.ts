import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { StorageSnapshot } from "../storage-model.ts";
import { snapshotView } from "../storage-views.ts";
import { comes } from "../transitions.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, listed, search } from "./list.ts";

const LIST = "blockStorageSnapshotInstanceList";

export const storageSnapshotActions: Actions = {
  ...reads("vserver", {
    getBlockStorageSnapshotInstanceList: (call) =>
      search(call, LIST, call.cloudState.snapshots, snapshotView, {
        blockStorageSnapshotInstanceNoList: "blockStorageSnapshotInstanceNo",
        originalBlockStorageInstanceNoList: "originalBlockStorageInstanceNo",
        hypervisorTypeCodeList: "hypervisorType.code",
        blockStorageSnapshotInstanceStatusCode: "blockStorageSnapshotInstanceStatus.code",
        blockStorageSnapshotName: "blockStorageSnapshotName",
      }),
    getBlockStorageSnapshotInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.snapshots, snapshotView, "blockStorageSnapshotInstanceNo"),
  }),
  ...writes("vserver", {
    createBlockStorageSnapshotInstance: create,
    deleteBlockStorageSnapshotInstances: remove,
  }),
};

/** At most seven incremental snapshots follow a full one (docs/api/naver.md §4.10). */
const CHAIN = 7;

function create(call: Call): Fields {
  const { cloudState, account, region, switches } = call;
  const original = call.named(cloudState.storages, "originalBlockStorageInstanceNo");
  if (!["attached", "detached"].includes(original.phase)) {
    throw new ServiceError(switches.codes.inUse, `the block storage ${original.id} does not allow this`);
  }
  const type = call.word("snapshotTypeCode", ["FULL", "INCREMENTAL"], "FULL");
  const base = cloudState.snapshots
    .where(({ originalNo, status }) => originalNo === original.id && status === "CREAT")
    .at(-1);
  if (type === "INCREMENTAL" && (base === undefined || base.depth >= CHAIN)) call.invalid("snapshotTypeCode");
  const isIncremental = type === "INCREMENTAL" && base !== undefined;
  const snapshot = cloudState.snapshots.put({
    ...{
      id: cloudState.number("snapshot"),
      account,
      region,
      description: call.description("blockStorageSnapshotDescription"),
    },
    ...{ name: nameOf(call), status: "INIT", originalNo: original.id, size: original.size, type },
    ...{ baseNo: isIncremental ? base.id : "", depth: isIncremental ? base.depth + 1 : 0 },
    ...{ hypervisor: original.hypervisor, volumeType: original.volumeType, isBootable: original.type === "BASIC" },
    ...{ isEncrypted: original.isEncrypted, createdAt: cloudState.timeline.now },
  });
  comes(cloudState, "snapshot", snapshot.id, switches.durations.snapshotCreate, "CREAT");
  return displayed(call, LIST, cloudState.snapshots, snapshotView, snapshot.id);
}

/** 3 to 30 letters, digits, `-` and `_` (docs/api/naver.md §4.10). */
function nameOf(call: Call): string {
  const given = call.get("blockStorageSnapshotName");
  if (given === "") return call.fabricated("n");
  return /^[A-Za-z][A-Za-z0-9_-]{1,28}[A-Za-z0-9]$/.test(given) ? given : call.invalid("blockStorageSnapshotName");
}

/** One that others add to cannot be deleted (assumed). */
function remove(call: Call): Fields {
  const { cloudState, switches } = call;
  const wanted = call
    .items("blockStorageSnapshotInstanceNoList")
    .map((id) => call.owned(cloudState.snapshots, id, "snapshot"));
  for (const { id, status } of wanted) {
    if (status === "INIT" || cloudState.snapshots.where((one) => one.baseNo === id).length > 0) {
      throw new ServiceError(switches.codes.inUse, `the snapshot ${id} is in use`);
    }
  }
  const reply = listed(call, LIST, wanted, snapshotView);
  for (const { id } of wanted) goes(call, id);
  return reply;
}

function goes({ cloudState, switches }: Call, id: StorageSnapshot["id"]): void {
  if (cloudState.timeline.awaits((event) => event.type === "gone" && event.id === id)) return;
  cloudState.timeline.after(switches.durations.snapshotDelete, { type: "gone", kind: "snapshot", id });
}
