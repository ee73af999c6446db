import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import type { StorageSnapshot } from "./storage-model.ts";
import { coded, dateOf } from "./views.ts";

const gib = 1024 ** 3;

/** docs/api/naver.md §4.10 */
export function snapshotView(cloudState: NaverCloudState, one: StorageSnapshot): Fields {
  return {
    ...{ blockStorageSnapshotInstanceNo: one.id, blockStorageSnapshotName: one.name },
    ...{ blockStorageSnapshotVolumeSize: one.size * gib, originalBlockStorageInstanceNo: one.originalNo },
    blockStorageSnapshotInstanceStatus: coded(cloudState, one.status, "state"),
    blockStorageSnapshotInstanceOperation: coded(cloudState, "NULL", "operation"),
    blockStorageSnapshotInstanceStatusName: one.status === "INIT" ? "creating" : "created",
    ...{ createDate: dateOf(one.createdAt), isEncryptedOriginalBlockStorageVolume: one.isEncrypted },
    blockStorageSnapshotDescription: one.description,
    ...{ snapshotType: coded(cloudState, one.type, "type"), baseSnapshotInstanceNo: one.baseNo },
    ...{ snapshotChainDepth: one.depth, hypervisorType: coded(cloudState, one.hypervisor, "type") },
    ...{ isBootable: one.isBootable, blockStorageVolumeType: coded(cloudState, one.volumeType, "type") },
  };
}
