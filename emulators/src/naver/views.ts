import type { NaverCloudState } from "./cloud-state.ts";
import { type EncodedTree, type Fields, isList } from "./encoding.ts";
import type {
  AccessControlGroup,
  AccessControlGroupRule,
  DenyAllowGroup,
  InitScript,
  LoginKey,
  NatGateway,
  NetworkAcl,
  NetworkAclRule,
  NetworkInterface,
  PlacementGroup,
  PublicIp,
  Route,
  RouteTable,
  Storage,
  StoragePhase,
  Subnet,
  Vpc,
} from "./model.ts";

/** Korean time, with an offset without a colon (docs/api/naver.md §5.2). */
export function dateOf(milliseconds: number): string {
  return new Date(milliseconds + 9 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+0900");
}

/** A coded value. The name is localized and must never be compared (docs/api/naver.md §2.1). */
export function coded(cloudState: NaverCloudState, code: string, what: string): Fields {
  const korean: Readonly<Record<string, string>> = { state: "상태", operation: "작업", type: "종류" };
  if (code === "") return { code: "", codeName: "" };
  return {
    code,
    codeName: cloudState.switches.language === "ko" ? `${code} ${korean[what] ?? ""}` : `${code} ${what}`,
  };
}

export function vpcView(cloudState: NaverCloudState, one: Vpc): Fields {
  return {
    ...{ vpcNo: one.id, vpcName: one.name, ipv4CidrBlock: one.cidr, vpcStatus: coded(cloudState, one.status, "state") },
    ...{ regionCode: one.region, createDate: dateOf(one.createdAt) },
  };
}

export function subnetView(cloudState: NaverCloudState, one: Subnet): Fields {
  return {
    ...{ subnetNo: one.id, vpcNo: one.vpcNo, zoneCode: one.zone, subnetName: one.name, subnet: one.cidr },
    ...{ subnetStatus: coded(cloudState, one.status, "state"), createDate: dateOf(one.createdAt) },
    ...{ subnetType: coded(cloudState, one.type, "type"), usageType: coded(cloudState, one.usage, "type") },
    networkAclNo: one.networkAclNo,
  };
}

export function networkAclView(cloudState: NaverCloudState, one: NetworkAcl): Fields {
  return {
    ...{ networkAclNo: one.id, networkAclName: one.name, vpcNo: one.vpcNo },
    ...{ networkAclStatus: coded(cloudState, one.status, "state"), networkAclDescription: one.description },
    ...{ createDate: dateOf(one.createdAt), isDefault: one.isDefault },
  };
}

export function networkAclRuleView(cloudState: NaverCloudState, one: NetworkAclRule): Fields {
  return {
    ...{ networkAclNo: one.aclNo, priority: one.priority, createDate: dateOf(one.createdAt) },
    protocolType: coded(cloudState, one.protocol, "type"),
    ...{ portRange: one.portRange, ruleAction: coded(cloudState, one.action, "type"), ipBlock: one.ipBlock },
    ...{ denyAllowGroupNo: one.denyAllowGroupNo, networkAclRuleType: coded(cloudState, one.direction, "type") },
    networkAclRuleDescription: one.description,
  };
}

export function denyAllowGroupView(cloudState: NaverCloudState, one: DenyAllowGroup): Fields {
  return {
    ...{ networkAclDenyAllowGroupNo: one.id, networkAclDenyAllowGroupName: one.name, vpcNo: one.vpcNo },
    ...{ networkAclDenyAllowGroupStatus: coded(cloudState, one.status, "state"), ipList: one.ipList },
    ...{ networkAclDenyAllowGroupDescription: one.description, createDate: dateOf(one.createdAt) },
    isApplied: cloudState.aclRules.where((rule) => rule.denyAllowGroupNo === one.id).length > 0,
  };
}

export function routeTableView(cloudState: NaverCloudState, one: RouteTable): Fields {
  return {
    ...{ routeTableNo: one.id, routeTableName: one.name, vpcNo: one.vpcNo, regionCode: one.region },
    ...{ supportedSubnetType: coded(cloudState, one.subnetType, "type"), isDefault: one.isDefault },
    ...{ routeTableStatus: coded(cloudState, one.status, "state"), routeTableDescription: one.description },
  };
}

export function routeView(cloudState: NaverCloudState, one: Omit<Route, "id" | "account">): Fields {
  return {
    ...{ destinationCidrBlock: one.destination, targetName: one.targetName, routeTableNo: one.tableNo },
    ...{ targetType: coded(cloudState, one.targetType, "type"), targetNo: one.targetNo },
    isDefault: one.targetType === "LOCAL",
  };
}

export function natGatewayView(cloudState: NaverCloudState, one: NatGateway): Fields {
  const publicIp = cloudState.publicIps.find(one.publicIpNo);
  return {
    ...{ vpcNo: one.vpcNo, vpcName: cloudState.vpcs.find(one.vpcNo)?.name ?? "" },
    ...{ natGatewayInstanceNo: one.id, natGatewayName: one.name, publicIp: publicIp?.ip ?? "" },
    natGatewayInstanceStatus: coded(cloudState, one.status, "state"),
    natGatewayInstanceStatusName: one.status === "RUN" ? "running" : "changing",
    natGatewayInstanceOperation: coded(cloudState, "NULL", "operation"),
    ...{ createDate: dateOf(one.createdAt), natGatewayDescription: one.description, zoneCode: one.zone },
    natGatewayType: coded(cloudState, publicIp ? "PUBLIC" : "PRIVATE", "type"),
    ...{ subnetNo: one.subnetNo, subnetName: cloudState.subnets.find(one.subnetNo)?.name ?? "" },
    ...{ publicIpInstanceNo: publicIp?.id ?? "", privateIp: one.privateIp },
  };
}

export function groupView(cloudState: NaverCloudState, one: AccessControlGroup): Fields {
  return {
    ...{ accessControlGroupNo: one.id, accessControlGroupName: one.name, isDefault: one.isDefault },
    ...{ vpcNo: one.vpcNo, accessControlGroupStatus: coded(cloudState, one.status, "state") },
    accessControlGroupDescription: one.description,
  };
}

export function groupRuleView(cloudState: NaverCloudState, one: AccessControlGroupRule): Fields {
  return {
    ...{ accessControlGroupNo: one.acgNo, protocolType: protocol(cloudState, one.protocol), ipBlock: one.ipBlock },
    ...{ accessControlGroupSequence: one.sourceAcgNo, portRange: one.portRange },
    ...{ accessControlGroupRuleType: coded(cloudState, one.direction, "type") },
    accessControlGroupRuleDescription: one.description,
  };
}

const protocolNumbers: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, ICMP: 1 };

function protocol(cloudState: NaverCloudState, code: string): Fields {
  return { ...coded(cloudState, code, "type"), number: protocolNumbers[code] ?? Number(code) };
}

export function interfaceView(cloudState: NaverCloudState, one: NetworkInterface): Fields {
  return {
    ...{ networkInterfaceNo: one.id, networkInterfaceName: one.name, subnetNo: one.subnetNo },
    ...{ deleteOnTermination: one.deleteOnTermination, isDefault: one.isDefault, deviceName: one.deviceName },
    ...{ networkInterfaceStatus: coded(cloudState, one.status, "state") },
    instanceType: coded(cloudState, one.serverNo === "" ? "" : "VSVR", "type"),
    ...{ instanceNo: one.serverNo, ip: one.ip, macAddress: macOf(one.id), enableFlowLog: false },
    ...{
      accessControlGroupNoList: one.acgNos,
      networkInterfaceDescription: one.description,
      secondaryIpList: one.secondaryIps,
    },
  };
}

export function placementGroupView(cloudState: NaverCloudState, one: PlacementGroup): Fields {
  const placementGroupType = coded(cloudState, one.type, "type");
  return { placementGroupNo: one.id, placementGroupName: one.name, placementGroupType };
}

/** From the locally administered range. */
function macOf(id: string): string {
  const digits = Number(id).toString(16).padStart(8, "0");
  return `f2:20:${digits.replace(/..(?=.)/g, "$&:")}`;
}

/** A client that polls the status name must see `attached` until it is `detached` (docs/api/naver.md §3.4). */
const storageShows: Readonly<Record<StoragePhase, { code: string; name: StoragePhase }>> = {
  initialized: { code: "INIT", name: "initialized" },
  creating: { code: "INIT", name: "creating" },
  optimizing: { code: "ATTAC", name: "optimizing" },
  attaching: { code: "CREAT", name: "attaching" },
  attached: { code: "ATTAC", name: "attached" },
  detaching: { code: "ATTAC", name: "attached" },
  detached: { code: "CREAT", name: "detached" },
};

/**
 * Sizes are in bytes here and in GB in requests (docs/api/naver.md §4.9). The classic platform's rows have other names.
 */
export function storageView(cloudState: NaverCloudState, one: Storage): Fields {
  const { code, name } = storageShows[one.phase];
  const last = cloudState.switches.detachedStorageShows === "last" ? one.lastServerNo : "";
  return {
    ...{ blockStorageInstanceNo: one.id, serverInstanceNo: one.serverNo || last },
    ...{ blockStorageType: coded(cloudState, one.type, "type"), blockStorageName: one.name },
    ...{ blockStorageSize: one.size * 1024 ** 3, deviceName: storageDevice(cloudState, one) },
    ...{ blockStorageProductCode: "SPBSTBSTAD000006", blockStorageInstanceStatus: coded(cloudState, code, "state") },
    blockStorageInstanceOperation: coded(cloudState, one.operation, "operation"),
    ...{ blockStorageInstanceStatusName: name, createDate: dateOf(one.createdAt) },
    ...{ blockStorageDescription: one.description, isEncryptedVolume: one.isEncrypted },
    blockStorageDiskType: coded(cloudState, "NET", "type"),
    ...{ blockStorageDiskDetailType: coded(cloudState, one.diskDetail, "type"), maxIopsThroughput: 4000 },
    ...{ zoneCode: one.zone, regionCode: one.region, isReturnProtection: one.isProtected },
    ...{ blockStorageVolumeType: coded(cloudState, one.volumeType, "type"), iops: 4000, throughput: 125 },
    // A number, unlike other IDs (docs/api/naver.md §5.2); 0 for none.
    blockStorageSnapshotInstanceNo: Number(one.snapshotNo),
    hypervisorType: coded(cloudState, one.hypervisor, "type"),
  };
}

function storageDevice(cloudState: NaverCloudState, one: Storage): string {
  const place = cloudState.storages
    .where((other) => other.serverNo === one.serverNo)
    .findIndex(({ id }) => id === one.id);
  return one.serverNo === "" ? "" : `/dev/xvd${"abcdefghijklmnopqrstuvwxyz".charAt(place)}`;
}

export function publicIpView(cloudState: NaverCloudState, one: PublicIp): Fields {
  const server = cloudState.servers.find(one.serverNo);
  const [eth0] = server ? cloudState.interfacesOf(server.id) : [];
  return {
    ...{ publicIpInstanceNo: one.id, publicIp: one.ip, publicIpDescription: one.description },
    ...{ createDate: dateOf(one.createdAt), lastModifyDate: dateOf(one.changedAt) },
    publicIpInstanceStatusName: publicIpName(cloudState, one),
    publicIpInstanceStatus: coded(cloudState, one.status, "state"),
    publicIpInstanceOperation: coded(cloudState, one.operation, "operation"),
    ...{ serverInstanceNo: one.serverNo, serverName: server?.name ?? "", privateIp: eth0?.ip ?? "" },
  };
}

function publicIpName({ switches }: NaverCloudState, { status, serverNo }: PublicIp): string {
  if (switches.language === "ko") return status === "RUN" ? (serverNo ? "사용중" : "생성됨") : "변경중";
  return status === "RUN" ? (serverNo ? "used" : "created") : "changing";
}

export function keyView(_: NaverCloudState, one: LoginKey): Fields {
  const { name, fingerprint, publicKey } = one;
  return { keyName: name, fingerprint, publicKey, createDate: dateOf(one.createdAt) };
}

export function scriptView(cloudState: NaverCloudState, one: InitScript): Fields {
  return {
    ...{ initScriptNo: one.id, initScriptName: one.name, createDate: dateOf(one.createdAt) },
    ...{ initScriptDescription: one.description, initScriptContent: one.content },
    osType: coded(cloudState, one.osType, "type"),
  };
}

/** The member of a reply at `a.b`; undefined if there is none. */
export function at(fields: Fields, path: string): EncodedTree | undefined {
  let value: EncodedTree | undefined = fields;
  for (const name of path.split(".")) {
    value = typeof value === "object" && !isList(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
