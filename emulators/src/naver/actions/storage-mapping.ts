import type { Server, Storage } from "../model.ts";
import type { Image, Spec } from "../seeds.ts";
import type { Call, Parameters } from "./action.ts";

/** The storage of a new server: its root disk, which has order 0, and on KVM others (docs/api/naver.md §3.1). */
type NewStorage = Omit<Storage, "id" | "account" | "region" | "serverNo" | "zone" | "createdAt">;

const KVM_TYPES = ["CB1", "FB1", "CB2", "FB2"] as const;

/** What is to be created with a server; checks everything before anything is created. */
export function storagesOf(call: Call, name: string, image: Image, spec: Spec): NewStorage[] {
  const mapping = call.objects("blockStorageMappingList");
  if (mapping.length > 0 && spec.hypervisor !== "KVM") call.invalid("blockStorageMappingList");
  const orders = mapping.map((one) => one.count("order", 0, 20) ?? one.missing("order"));
  if (new Set(orders).size < orders.length) call.invalid("blockStorageMappingList");
  const root: NewStorage = {
    ...{ name, description: "", type: "BASIC", phase: "initialized", size: image.disk, lastServerNo: "" },
    ...{ volumeType: spec.hypervisor === "KVM" ? "CB1" : spec.diskDetail, diskDetail: spec.diskDetail },
    ...{ hypervisor: spec.hypervisor, operation: "NULL", snapshotNo: "", isProtected: false },
    isEncrypted: call.flag("isEncryptedBaseBlockStorageVolume"),
  };
  const base = mapping.find((_, index) => orders[index] === 0);
  const more = mapping.filter((one, index) => orders[index] !== 0 && !one.flag("noBlockStorage"));
  return [
    base === undefined ? root : mapped(call, root, base),
    ...more.map((one) => mapped(call, asAdditional(call, root), one)),
  ];
}

const asAdditional = (call: Call, root: NewStorage): NewStorage => ({
  ...{ ...root, type: "SVRBS", size: 0, isEncrypted: false },
  name: call.fabricated("b"),
});

function mapped(call: Call, storage: NewStorage, one: Parameters): NewStorage {
  const snapshotNo = one.get("snapshotInstanceNo");
  const snapshot = snapshotNo === "" ? undefined : call.owned(call.cloudState.snapshots, snapshotNo, "snapshot");
  if (snapshot !== undefined && snapshot.hypervisor !== "KVM") one.invalid("snapshotInstanceNo");
  const least = Math.max(storage.size, snapshot?.size ?? 0);
  const size = one.count("blockStorageSize", Math.max(least, 10), 16_380) ?? (least || one.missing("blockStorageSize"));
  const volumeType = one.word("blockStorageVolumeTypeCode", KVM_TYPES, "CB1");
  return { ...storage, name: one.name("blockStorageName", () => storage.name), size, volumeType, snapshotNo };
}

/** Adds them to a server that is being built. */
export function addStorages(call: Call, server: Server, storages: readonly NewStorage[]): void {
  const { cloudState, account, region } = call;
  for (const storage of storages) {
    cloudState.storages.put({
      ...{ id: cloudState.number("storage"), account, region, ...storage },
      ...{ serverNo: server.id, zone: server.zone, createdAt: cloudState.timeline.now },
    });
  }
}
