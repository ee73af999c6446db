import type { NaverCloudState } from "../cloud-state.ts";
import type { Fields } from "../encoding.ts";
import { type Image, images, type Region, type Spec, specs } from "../seeds.ts";
import { imageOf } from "../server-image-lookup.ts";
import { imageView, listedImages } from "../server-image-views.ts";
import { coded } from "../views.ts";
import { type Actions, type Call, reads } from "./action.ts";
import { detailOf, listed, searchRows, wholeList } from "./list.ts";

const gib = 1024 ** 3;

/** The catalogs (docs/api/naver.md §4.12). */
export const catalogActions: Actions = reads("vserver", {
  getRegionList: (call) => listed(call, "regionList", call.cloudState.regions, regionView),
  getZoneList: (call) => listed(call, "zoneList", zones(call), zoneView),
  getHypervisorTypeList: (call) => listed(call, "hypervisorTypeList", ["XEN", "KVM"], typeView),
  getServerImageList: (call) =>
    searchRows(call, "serverImageList", imagesOf(call), imageView, {
      ...{ serverImageNoList: "serverImageNo", serverImageName: "serverImageName", osTypeCodeList: "osType.code" },
      ...{ hypervisorTypeCodeList: "hypervisorType.code", hypervisorCodeList: "hypervisorType.code" },
      ...{ serverImageTypeCodeList: "serverImageType.code", platformCategoryCodeList: "osCategoryType.code" },
      serverImageStatusCode: "serverImageStatus.code",
    }),
  getServerImageDetail: (call) => {
    const image = imagesOf(call).find((one) => one.no === call.get("serverImageNo"));
    return detailOf(call, "serverImageList", image, imageView, "serverImageNo");
  },
  getServerSpecList: listSpecs,
  getServerSpecDetail: (call) => {
    const spec = specs.find((one) => one.code === call.text("serverSpecCode"));
    return detailOf(call, "serverSpecList", spec, specView, "serverSpecCode");
  },
  getServerImageProductList: (call) =>
    wholeList(call, "productList", images.filter(isProduct), imageProductView, {
      ...{ productCode: "productCode", platformTypeCodeList: "platformType.code" },
    }),
  getServerProductList: listProducts,
});

const imagesOf = (call: Call): Image[] => listedImages(call.cloudState, call.mine(call.cloudState.ownImages));

/** Products are XEN only (docs/api/naver.md §4.12). */
const isProduct = ({ productCode, phase }: Image): boolean => productCode !== "" && phase !== "RETIRED";

function regionView(_: NaverCloudState, { code, name }: Region): Fields {
  return { regionCode: code, regionName: name };
}

interface Zone {
  readonly code: string;
  readonly region: string;
}

function zones({ cloudState, region }: Call): Zone[] {
  return cloudState.regions
    .filter(({ code }) => code === region)
    .flatMap((one) => one.zones.map((code) => ({ code, region })));
}

function zoneView(_: NaverCloudState, { code, region }: Zone): Fields {
  return { zoneName: code, zoneCode: code, regionCode: region, zoneDescription: `${code} zone` };
}

function typeView(cloudState: NaverCloudState, code: string): Fields {
  return coded(cloudState, code, "type");
}

/** Specs that are compatible with an image, if one is given. */
function listSpecs(call: Call): Fields {
  const imageNo = call.get("serverImageNo");
  const image = imageOf(call.cloudState, imageNo);
  const fitting = specs.filter((one) => imageNo === "" || one.hypervisor === image?.hypervisor);
  const zone = call.get("zoneCode");
  if (zone !== "" && !zones(call).some(({ code }) => code === zone)) call.invalid("zoneCode");
  return wholeList(call, "serverSpecList", fitting, specView, {
    ...{ serverSpecCodeList: "serverSpecCode", hypervisorCodeList: "hypervisorType.code" },
    ...{ hypervisorTypeCodeList: "hypervisorType.code", generationCodeList: "generationCode" },
  });
}

function specDescription({ cpus, memory, diskDetail }: Spec): string {
  return `vCPU ${cpus}EA, Memory ${memory}GB, ${diskDetail}`;
}

function specView(cloudState: NaverCloudState, one: Spec): Fields {
  return {
    ...{ serverSpecCode: one.code, generationCode: one.generation, cpuCount: one.cpus, memorySize: one.memory * gib },
    ...{
      hypervisorType: coded(cloudState, one.hypervisor, "type"),
      cpuArchitectureType: coded(cloudState, "X86_64", "type"),
    },
    ...{ blockStorageMaxCount: 20, blockStorageMaxIops: 8000, blockStorageMaxThroughput: 950 },
    ...{ networkPerformance: 1_000_000_000, networkInterfaceMaxCount: 3, gpuCount: 0 },
    ...{ serverProductCode: one.productCode, serverSpecDescription: specDescription(one), serverSpecNo: one.no },
  };
}

function imageProductView(cloudState: NaverCloudState, one: Image): Fields {
  return {
    ...{ productCode: one.productCode, productName: one.name, productType: coded(cloudState, one.osCategory, "type") },
    ...{ productDescription: one.description, infraResourceType: coded(cloudState, "SW", "type") },
    ...{ platformType: coded(cloudState, one.platform, "type"), osInformation: one.description },
    ...{ cpuCount: 0, memorySize: 0, osMemorySize: 0, diskType: coded(cloudState, "", "type") },
    ...{ baseBlockStorageSize: one.disk * gib, dbKindCode: "", addBlockStorageSize: 0, generationCode: "" },
    infraResourceDetailType: coded(cloudState, "", "type"),
  };
}

/** The image product determines the server products. */
function listProducts(call: Call): Fields {
  const code = call.text("serverImageProductCode");
  const image = images.find((one) => one.productCode === code);
  const products = specs.filter((one) => one.hypervisor === image?.hypervisor);
  return wholeList(call, "productList", products, productView, {
    ...{ productCode: "productCode", generationCode: "generationCode" },
  });
}

function productView(cloudState: NaverCloudState, one: Spec): Fields {
  return {
    ...{ productCode: one.productCode, productName: one.code, productType: coded(cloudState, one.type, "type") },
    ...{ productDescription: specDescription(one), infraResourceType: coded(cloudState, "VSVR", "type") },
    ...{ cpuCount: one.cpus, memorySize: one.memory * gib, baseBlockStorageSize: 50 * gib },
    ...{ diskType: coded(cloudState, "NET", "type"), generationCode: one.generation },
    ...{ infraResourceDetailType: coded(cloudState, "", "type"), platformType: coded(cloudState, "", "type") },
    ...{ osInformation: "", dbKindCode: "", addBlockStorageSize: 0, osMemorySize: 0 },
  };
}
