import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import type { NasVolume } from "./nas-model.ts";
import { coded, dateOf } from "./views.ts";

const gib = 1024 ** 3;
const statusNames = { INIT: "creating", CREAT: "created", TERMT: "terminated" } as const;

/** docs/api/naver.md §4.20 */
export function nasView(cloudState: NaverCloudState, one: NasVolume): Fields {
  const { id, name, status, size } = one;
  return {
    ...{ nasVolumeInstanceNo: id, nasVolumeInstanceStatus: coded(cloudState, status, "state") },
    ...{ nasVolumeInstanceOperation: coded(cloudState, one.operation, "operation") },
    ...{ nasVolumeInstanceStatusName: one.operation === "CHNG" ? "changing" : statusNames[status] },
    ...{ createDate: dateOf(one.createdAt), nasVolumeDescription: one.description, volumeName: name },
    mountInformation: one.protocol === "NFS" ? `10.250.0.7:/${name}` : `\\\\10.250.0.8\\${name}`,
    volumeAllotmentProtocolType: coded(cloudState, one.protocol, "type"),
    ...{ volumeTotalSize: size * gib, volumeSize: size * gib, snapshotVolumeConfigurationRatio: 0 },
    ...{ snapshotVolumeConfigPeriodType: coded(cloudState, "", "type"), snapshotVolumeConfigTime: 0 },
    ...{ snapshotVolumeConfigDayOfWeekType: coded(cloudState, "", "type"), snapshotVolumeSize: 0 },
    ...{ isSnapshotConfiguration: false, isEventConfiguration: false, regionCode: one.region, zoneCode: one.zone },
    ...{ initScriptNo: "", nasVolumeServerInstanceNoList: one.serverNos, isEncryptedVolume: one.isEncrypted },
    ...{ nasVolumeInstanceCustomIpList: [], isReturnProtection: one.isProtected },
  };
}
