import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import type { Server, ServerOperation, ServerStatus } from "./model.ts";
import { type Spec, specs } from "./seeds.ts";
import { imageOf } from "./server-image-lookup.ts";
import { coded, dateOf } from "./views.ts";

/**
 * serverInstanceStatusName while an operation is in progress; otherwise it follows from the status (docs/api/naver.md
 * §3.3).
 */
const doing: Readonly<Record<Exclude<ServerOperation, "NULL">, string>> = {
  CREAT: "creating",
  START: "booting",
  SHTDN: "shutting down",
  RESTA: "rebooting",
  CHNG: "changingSpec",
  SETUP: "setting up",
  TERMT: "terminating",
  MIGRA: "migrating",
  COPY: "copying",
  HREST: "hard rebooting",
  HSHTD: "hard shutting down",
};

const resting: Readonly<Record<ServerStatus, string>> = {
  INIT: "init",
  CREAT: "creating",
  RUN: "running",
  NSTOP: "stopped",
  TERMT: "terminated",
  FSTOP: "stopped by failure",
  SD_FL: "shutdown failed",
  RS_FL: "restart failed",
  ST_FL: "start failed",
};

function statusName({ switches }: NaverCloudState, { status, operation }: Server): string {
  if (operation !== "NULL") return wordFor(doing, operation);
  return status === "NSTOP" ? switches.stoppedName : wordFor(resting, status);
}

/** An unknown word that was set out of band is shown as it is. */
function wordFor(words: Readonly<Record<string, string>>, word: string): string {
  return words[word] ?? word;
}

export function specOf(server: Server): Spec | undefined {
  return specs.find((spec) => spec.code === server.specCode);
}

/** A ServerInstance. In INIT it has neither network nor interfaces (docs/api/naver.md §3.1). */
export function serverView(cloudState: NaverCloudState, server: Server): Fields {
  const image = imageOf(cloudState, server.imageNo);
  const spec = specOf(server);
  const placed = server.status !== "INIT";
  const ip = cloudState.publicIps.where((one) => one.serverNo === server.id)[0];
  return {
    ...{ serverInstanceNo: server.id, serverName: server.name, serverDescription: server.description },
    ...{ cpuCount: spec?.cpus ?? 0, memorySize: (spec?.memory ?? 0) * 1024 ** 3 },
    ...{ platformType: coded(cloudState, image?.platform ?? "", "type"), loginKeyName: server.loginKeyName },
    ...{ publicIpInstanceNo: ip?.id ?? "", publicIp: ip?.ip ?? "" },
    serverInstanceStatus: coded(cloudState, wordFor(cloudState.switches.words, server.status), "state"),
    serverInstanceOperation: coded(cloudState, server.operation, "operation"),
    ...{ serverInstanceStatusName: statusName(cloudState, server), createDate: dateOf(server.createdAt) },
    ...{ uptime: dateOf(server.startedAt), serverImageProductCode: image?.productCode ?? "" },
    ...{ serverProductCode: spec?.productCode ?? "", isProtectServerTermination: server.isProtected },
    ...{ zoneCode: server.zone, regionCode: server.region },
    ...{ vpcNo: placed ? server.vpcNo : "", subnetNo: placed ? server.subnetNo : "" },
    networkInterfaceNoList: placed ? cloudState.interfacesOf(server.id).map((one) => one.id) : [],
    ...{ initScriptNo: server.initScriptNo, serverInstanceType: coded(cloudState, spec?.type ?? "", "type") },
    baseBlockStorageDiskType: coded(cloudState, "NET", "type"),
    baseBlockStorageDiskDetailType: coded(cloudState, spec?.diskDetail ?? "", "type"),
    ...{
      placementGroupNo: server.placementGroupNo,
      placementGroupName: cloudState.placementGroups.find(server.placementGroupNo)?.name ?? "",
      memberServerImageInstanceNo: server.memberImageNo,
      blockDevicePartitionList: [],
    },
    ...{ hypervisorType: coded(cloudState, spec?.hypervisor ?? "", "type"), serverImageNo: server.imageNo },
    ...{ serverSpecCode: server.specCode, eventList: [] },
    ...{ fabricClusterPoolNo: "", fabricClusterPoolName: "", fabricClusterMode: "", fabricClusterNo: "" },
    ...{ fabricClusterName: "", isPreInstallGpuDriver: false },
  };
}
