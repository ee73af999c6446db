import type {
  AccessControlGroup,
  AccessControlGroupRule,
  InitScript,
  LoginKey,
  NetworkAcl,
  NetworkAclRule,
  NetworkInterface,
  PublicIp,
  RouteTable,
  Storage,
  StoragePhase,
  Subnet,
  Vpc,
} from "./model.ts";
import type { Fields, Wire } from "./wire.ts";
import type { NaverWorld } from "./world.ts";

/** Korean time, with an offset that has no colon (docs/api/naver.md §5.2). */
export function dateOf(milliseconds: number): string {
  return new Date(milliseconds + 9 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+0900");
}

/** A coded value. The name is localized and never to be compared (docs/api/naver.md §2.1). */
export function coded(world: NaverWorld, code: string, what: string): Fields {
  const korean: Readonly<Record<string, string>> = { state: "상태", operation: "작업", type: "종류" };
  if (code === "") return { code: "", codeName: "" };
  return { code, codeName: world.switches.language === "ko" ? `${code} ${korean[what] ?? ""}` : `${code} ${what}` };
}

export function vpcView(world: NaverWorld, one: Vpc): Fields {
  return {
    ...{ vpcNo: one.id, vpcName: one.name, ipv4CidrBlock: one.cidr, vpcStatus: coded(world, one.status, "state") },
    ...{ regionCode: one.region, createDate: dateOf(one.createdAt) },
  };
}

export function subnetView(world: NaverWorld, one: Subnet): Fields {
  return {
    ...{ subnetNo: one.id, vpcNo: one.vpcNo, zoneCode: one.zone, subnetName: one.name, subnet: one.cidr },
    ...{ subnetStatus: coded(world, one.status, "state"), createDate: dateOf(one.createdAt) },
    ...{ subnetType: coded(world, one.type, "type"), usageType: coded(world, one.usage, "type") },
    networkAclNo: one.networkAclNo,
  };
}

export function networkAclView(world: NaverWorld, one: NetworkAcl): Fields {
  return {
    ...{ networkAclNo: one.id, networkAclName: one.name, vpcNo: one.vpcNo },
    ...{ networkAclStatus: coded(world, one.status, "state"), networkAclDescription: one.description },
    ...{ createDate: dateOf(one.createdAt), isDefault: one.isDefault },
  };
}

export function networkAclRuleView(world: NaverWorld, one: NetworkAclRule): Fields {
  return {
    ...{ networkAclNo: one.aclNo, priority: one.priority, protocolType: protocol(world, one.protocol) },
    ...{ portRange: one.portRange, ruleAction: coded(world, one.action, "type"), ipBlock: one.ipBlock },
    ...{ denyAllowGroupNo: "", networkAclRuleType: coded(world, one.direction, "type") },
    networkAclRuleDescription: one.description,
  };
}

export function routeTableView(world: NaverWorld, one: RouteTable): Fields {
  return {
    ...{ routeTableNo: one.id, routeTableName: one.name, vpcNo: one.vpcNo, regionCode: one.region },
    ...{ supportedSubnetType: coded(world, one.subnetType, "type"), isDefault: true },
    ...{ routeTableStatus: coded(world, one.status, "state"), routeTableDescription: "" },
  };
}

export function groupView(world: NaverWorld, one: AccessControlGroup): Fields {
  return {
    ...{ accessControlGroupNo: one.id, accessControlGroupName: one.name, isDefault: one.isDefault },
    ...{ vpcNo: one.vpcNo, accessControlGroupStatus: coded(world, one.status, "state") },
    accessControlGroupDescription: one.description,
  };
}

export function groupRuleView(world: NaverWorld, one: AccessControlGroupRule): Fields {
  return {
    ...{ accessControlGroupNo: one.acgNo, protocolType: protocol(world, one.protocol), ipBlock: one.ipBlock },
    ...{ accessControlGroupSequence: one.sourceAcgNo, portRange: one.portRange },
    ...{ accessControlGroupRuleType: coded(world, one.direction, "type") },
    accessControlGroupRuleDescription: one.description,
  };
}

const protocolNumbers: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, ICMP: 1 };

function protocol(world: NaverWorld, code: string): Fields {
  return { ...coded(world, code, "type"), number: protocolNumbers[code] ?? Number(code) };
}

export function interfaceView(world: NaverWorld, one: NetworkInterface): Fields {
  return {
    ...{ networkInterfaceNo: one.id, networkInterfaceName: one.name, subnetNo: one.subnetNo },
    ...{ deleteOnTermination: one.deleteOnTermination, isDefault: one.isDefault, deviceName: one.deviceName },
    ...{ networkInterfaceStatus: coded(world, one.status, "state") },
    instanceType: coded(world, one.serverNo === "" ? "" : "VSVR", "type"),
    ...{ instanceNo: one.serverNo, ip: one.ip, macAddress: macOf(one.id), enableFlowLog: false },
    ...{ accessControlGroupNoList: one.acgNos, networkInterfaceDescription: one.description, secondaryIpList: [] },
  };
}

/** From the range for local use. */
function macOf(id: string): string {
  const digits = Number(id).toString(16).padStart(8, "0");
  return `f2:20:${digits.replace(/..(?=.)/g, "$&:")}`;
}

/** Who polls by status name must see `attached` until it is `detached` (docs/api/naver.md §3.4). */
const storageShows: Readonly<Record<StoragePhase, { code: string; name: StoragePhase }>> = {
  initialized: { code: "INIT", name: "initialized" },
  creating: { code: "INIT", name: "creating" },
  optimizing: { code: "ATTAC", name: "optimizing" },
  attaching: { code: "CREAT", name: "attaching" },
  attached: { code: "ATTAC", name: "attached" },
  detaching: { code: "ATTAC", name: "attached" },
  detached: { code: "CREAT", name: "detached" },
};

/** Sizes are bytes here, and GB in requests (docs/api/naver.md §4.9). */
export function storageView(world: NaverWorld, one: Storage): Fields {
  const { code, name } = storageShows[one.phase];
  const server = world.servers.find(one.serverNo);
  return {
    ...{ blockStorageInstanceNo: one.id, serverInstanceNo: one.serverNo, serverName: server?.name ?? "" },
    ...{ blockStorageType: coded(world, one.type, "type"), blockStorageName: one.name },
    ...{ blockStorageSize: one.size * 1024 ** 3, deviceName: storageDevice(world, one) },
    ...{ blockStorageProductCode: "SPBSTBSTAD000006", blockStorageInstanceStatus: coded(world, code, "state") },
    ...{ blockStorageInstanceOperation: coded(world, "NULL", "operation"), blockStorageInstanceStatusName: name },
    ...{ createDate: dateOf(one.createdAt), blockStorageInstanceDescription: one.description },
    ...{ blockStorageDiskType: coded(world, "NET", "type"), isEncryptedVolume: false },
    ...{ blockStorageDiskDetailType: coded(world, one.diskDetail, "type"), maxIopsThroughput: 4000 },
    ...{ zoneCode: one.zone, regionCode: one.region, isReturnProtection: false },
    ...{ blockStorageVolumeType: coded(world, one.volumeType, "type") },
    hypervisorType: coded(world, one.hypervisor, "type"),
  };
}

function storageDevice(world: NaverWorld, one: Storage): string {
  const place = world.storages.where((other) => other.serverNo === one.serverNo).findIndex(({ id }) => id === one.id);
  return one.serverNo === "" ? "" : `/dev/xvd${"abcdefghijklmnopqrstuvwxyz".charAt(place)}`;
}

export function publicIpView(world: NaverWorld, one: PublicIp): Fields {
  const server = world.servers.find(one.serverNo);
  const [eth0] = server ? world.interfacesOf(server.id) : [];
  return {
    ...{ publicIpInstanceNo: one.id, publicIp: one.ip, publicIpDescription: one.description },
    ...{ createDate: dateOf(one.createdAt), lastModifyDate: dateOf(one.changedAt) },
    publicIpInstanceStatusName: publicIpName(world, one),
    publicIpInstanceStatus: coded(world, one.status, "state"),
    publicIpInstanceOperation: coded(world, one.operation, "operation"),
    ...{ serverInstanceNo: one.serverNo, serverName: server?.name ?? "", privateIp: eth0?.ip ?? "" },
  };
}

function publicIpName({ switches }: NaverWorld, { status, serverNo }: PublicIp): string {
  if (switches.language === "ko") return status === "RUN" ? (serverNo ? "사용중" : "생성됨") : "변경중";
  return status === "RUN" ? (serverNo ? "used" : "created") : "changing";
}

export function keyView(_: NaverWorld, one: LoginKey): Fields {
  const { name, fingerprint, publicKey } = one;
  return { keyName: name, fingerprint, publicKey, createDate: dateOf(one.createdAt) };
}

export function scriptView(world: NaverWorld, one: InitScript): Fields {
  return {
    ...{ initScriptNo: one.id, initScriptName: one.name, createDate: dateOf(one.createdAt) },
    ...{ initScriptDescription: one.description, initScriptContent: one.content },
    osType: coded(world, one.osType, "type"),
  };
}

/** The member of a reply at `a.b`; undefined where there is none. */
export function at(fields: Fields, path: string): Wire | undefined {
  let value: Wire | undefined = fields;
  for (const name of path.split(".")) {
    value = typeof value === "object" && !Array.isArray(value) ? new Map(Object.entries(value)).get(name) : undefined;
  }
  return value;
}
