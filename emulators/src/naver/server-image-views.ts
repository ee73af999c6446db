import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import { type Image, images } from "./seeds.ts";
import { imageOf } from "./server-image-lookup.ts";
import type { OwnImage } from "./server-image-model.ts";
import { coded, dateOf } from "./views.ts";

const gib = 1024 ** 3;
const publicSince = Date.UTC(2024, 0, 15, 3);
const statusNames = { INIT: "creating", CREAT: "created", CREFL: "createFailed" } as const;

/** NAVER's images and the account's own (docs/api/naver.md §4.10, §4.12). */
export function imageView(cloudState: NaverCloudState, one: Image): Fields {
  const own = cloudState.ownImages.find(one.no);
  const status = own?.status ?? "CREAT";
  return {
    ...{ serverImageNo: one.no, serverImageName: one.name, serverImageDescription: one.description },
    ...{ serverImageProductCode: one.productCode, serverImageType: coded(cloudState, own ? "SELF" : "NCP", "type") },
    ...{
      hypervisorType: coded(cloudState, one.hypervisor, "type"),
      cpuArchitectureType: coded(cloudState, "X86_64", "type"),
    },
    ...{ osCategoryType: coded(cloudState, one.osCategory, "type"), osType: coded(cloudState, one.osType, "type") },
    ...{ serverImageStatus: coded(cloudState, status, "state"), serverImageStatusName: statusNames[status] },
    serverImageOperation: coded(cloudState, "NULL", "operation"),
    serverImageLifeCyclePhase: coded(cloudState, one.phase, "state"),
    blockStorageMappingList: [diskOf(cloudState, one, own)],
    ...{ shareStatus: coded(cloudState, "PRIVATE", "state"), sharedLoginIdList: [] },
    ...{ createDate: dateOf(own?.createdAt ?? publicSince), platformCategoryCode: one.platform },
  };
}

/** The root disk; 0 and false stand for values it does not have. */
function diskOf(cloudState: NaverCloudState, { disk, hypervisor }: Image, own: OwnImage | undefined): Fields {
  return {
    ...{ order: 0, blockStorageSize: disk * gib, blockStorageName: "" },
    ...{ blockStorageSnapshotInstanceNo: Number(own?.snapshotNo ?? 0), blockStorageSnapshotName: "" },
    ...{
      isEncryptedVolume: false,
      blockStorageVolumeType: coded(cloudState, hypervisor === "KVM" ? "CB1" : "SSD", "type"),
    },
    ...{ iops: 0, throughput: 0 },
  };
}

export function memberImageView(cloudState: NaverCloudState, one: OwnImage): Fields {
  const source = images.find(({ no }) => no === one.sourceNo);
  return {
    ...{ memberServerImageInstanceNo: one.id, memberServerImageName: one.name },
    ...{ memberServerImageDescription: one.description, originalServerInstanceNo: one.serverNo },
    originalServerImageProductCode: source?.productCode ?? "",
    memberServerImageInstanceStatus: coded(cloudState, one.status, "state"),
    memberServerImageInstanceOperation: coded(cloudState, "NULL", "operation"),
    ...{ memberServerImageInstanceStatusName: statusNames[one.status], createDate: dateOf(one.createdAt) },
    ...{ memberServerImageBlockStorageTotalRows: 1, memberServerImageBlockStorageTotalSize: one.disk * gib },
    ...{ shareStatus: coded(cloudState, "PRIVATE", "state"), sharedLoginIdList: [] },
  };
}

/** The images that getServerImageList has: whether member images are among them is unknown (docs/api/naver.md §4.10). */
export function listedImages(cloudState: NaverCloudState, own: readonly OwnImage[]): Image[] {
  const listed = own.filter(({ isMember }) => !isMember || cloudState.switches.memberImagesListed === "both");
  return [...images, ...listed.flatMap(({ id }) => imageOf(cloudState, id) ?? [])];
}
