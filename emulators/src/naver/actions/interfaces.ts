import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { setUp } from "../machine.ts";
import type { NetworkInterface, Server, Subnet } from "../model.ts";
import { interfaceView } from "../views.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { pluggable } from "./busy.ts";
import { detail, displayed, search } from "./list.ts";

const LIST = "networkInterfaceList";
/** Maximum number of groups of an interface (docs/api/naver.md §3.1). */
const groupLimit = 3;

export const interfaceActions: Actions = {
  ...reads("vserver", {
    getNetworkInterfaceList: (call) =>
      search(call, LIST, call.cloudState.interfaces, interfaceView, {
        ...{ networkInterfaceNoList: "networkInterfaceNo", networkInterfaceName: "networkInterfaceName", ip: "ip" },
        ...{ networkInterfaceStatusCode: "networkInterfaceStatus.code", subnetNo: "subnetNo" },
        ...{ instanceNo: "instanceNo", isDefault: "isDefault", deviceName: "deviceName" },
      }),
    getNetworkInterfaceDetail: (call) =>
      detail(call, LIST, call.cloudState.interfaces, interfaceView, "networkInterfaceNo"),
  }),
  ...writes("vserver", {
    createNetworkInterface: create,
    deleteNetworkInterface,
    attachNetworkInterface,
    detachNetworkInterface,
    addNetworkInterfaceAccessControlGroup: addGroups,
    removeNetworkInterfaceAccessControlGroup: removeGroups,
    assignSecondaryIps,
    unassignSecondaryIps,
  }),
};

const theInterface = (call: Call): NetworkInterface => call.named(call.cloudState.interfaces, "networkInterfaceNo");
const answered = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.interfaces, interfaceView, id);

/** The groups requested for a new interface: one to three, from its VPC. */
export function groupsOf(call: Call, parameters: Parameters, vpcNo: string): string[] {
  const wanted = parameters.items("accessControlGroupNoList");
  if (wanted.length > groupLimit) parameters.invalid("accessControlGroupNoList");
  return wanted.map((id) => {
    const group = call.owned(call.cloudState.groups, id, "accessControlGroupNo", known.noGroup);
    if (group.vpcNo !== vpcNo) throw new ServiceError(known.noGroup, `the group ${id} is of another VPC`);
    return group.id;
  });
}

type NewInterface = Omit<NetworkInterface, "id" | "account" | "region" | "vpcNo" | "subnetNo">;

/** Adds an interface, with a generated name or address if none is given. */
export function addInterface(call: Call, subnet: Subnet, wanted: NewInterface): NetworkInterface {
  const { cloudState, account, region } = call;
  const ip = wanted.ip || cloudState.freeAddress(subnet);
  if (!ip) throw new ServiceError(cloudState.switches.codes.invalid, "the subnet has no free address");
  return cloudState.interfaces.put({
    ...{
      id: cloudState.number("networkInterface"),
      account,
      region,
      ...wanted,
      name: wanted.name || call.fabricated("nic-"),
    },
    ...{ ip, vpcNo: subnet.vpcNo, subnetNo: subnet.id },
  });
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const subnet = call.named(cloudState.subnets, "subnetNo");
  if (subnet.vpcNo !== vpc.id) call.invalid("subnetNo");
  const acgNos = groupsOf(call, call, vpc.id);
  const ip = call.get("ip");
  if (ip !== "" && !cloudState.addressIsFree(subnet, ip)) call.invalid("ip");
  const name = call.unique(
    cloudState.interfaces,
    call.name("networkInterfaceName", () => call.fabricated("nic-")),
  );
  const description = call.description("networkInterfaceDescription");
  const serverNo = call.get("serverInstanceNo");
  const server =
    serverNo === "" ? undefined : withPlace(call, call.owned(cloudState.servers, serverNo, "server"), subnet);
  const one = addInterface(call, subnet, {
    ...{ name, description, status: "NOTUSED", serverNo: "", deviceName: "", isDefault: false },
    ...{ deleteOnTermination: false, ip, acgNos, secondaryIps: [] },
  });
  const secondaryIps = newSecondaryIps(call, one);
  cloudState.interfaces.patch(one.id, { secondaryIps });
  if (server) attach(call, one, server);
  return answered(call, one.id);
}

/** Maximum number of secondary addresses of an interface (docs/api/naver.md §4.7). */
const secondaryLimit = 5;

/** Free addresses of the interface's subnet: those listed. A count of them is not supported. */
function newSecondaryIps(call: Call, one: NetworkInterface): string[] {
  const { cloudState } = call;
  const subnet = call.owned(cloudState.subnets, one.subnetNo, "subnetNo");
  const listed = call.list("secondaryIpList");
  if (listed.some((ip) => !cloudState.addressIsFree(subnet, ip))) call.invalid("secondaryIpList");
  if (one.secondaryIps.length + listed.length > secondaryLimit) call.invalid("secondaryIpList");
  return listed;
}

function assignSecondaryIps(call: Call): Fields {
  const one = theInterface(call);
  const added = newSecondaryIps(call, one);
  if (added.length === 0) call.missing("secondaryIpList");
  call.cloudState.interfaces.patch(one.id, { secondaryIps: [...one.secondaryIps, ...added] });
  return answered(call, one.id);
}

function unassignSecondaryIps(call: Call): Fields {
  const one = theInterface(call);
  const gone = call.items("secondaryIpList");
  if (gone.some((ip) => !one.secondaryIps.includes(ip))) call.invalid("secondaryIpList");
  call.cloudState.interfaces.patch(one.id, { secondaryIps: one.secondaryIps.filter((ip) => !gone.includes(ip)) });
  return answered(call, one.id);
}

/** A server of the same VPC and zone with a free interface slot. */
function withPlace(call: Call, server: Server, subnet: Subnet): Server {
  if (server.vpcNo !== subnet.vpcNo || server.zone !== subnet.zone) call.invalid("serverInstanceNo");
  if (call.cloudState.freeDevice(server.id) === "") call.invalid("serverInstanceNo");
  return pluggable(server);
}

function attach(call: Call, one: NetworkInterface, server: Server): void {
  const { interfaceAttach } = call.switches.durations;
  const deviceName = call.cloudState.freeDevice(server.id);
  call.cloudState.interfaces.patch(one.id, { status: "SET", serverNo: server.id, deviceName });
  setUp(call.cloudState, server.id, interfaceAttach);
  const used = { type: "status", kind: "networkInterface", id: one.id, to: "USED" } as const;
  call.cloudState.timeline.after(interfaceAttach, used);
}

function deleteNetworkInterface(call: Call): Fields {
  const one = theInterface(call);
  if (one.serverNo !== "") throw new ServiceError(call.switches.codes.inUse, "the interface is attached to a server");
  const reply = answered(call, one.id);
  call.cloudState.timeline.cancel((event) => event.id === one.id);
  call.cloudState.interfaces.delete(one.id);
  return reply;
}

/** Attaching and detaching take an interface, a server and a subnet (docs/api/naver.md §4.7). */
function threesome(call: Call): { one: NetworkInterface; server: Server; subnet: Subnet } {
  const server = call.named(call.cloudState.servers, "serverInstanceNo");
  const one = theInterface(call);
  const subnet = call.named(call.cloudState.subnets, "subnetNo");
  if (one.subnetNo !== subnet.id) call.invalid("subnetNo");
  return { one, server, subnet };
}

function attachNetworkInterface(call: Call): Fields {
  const { one, server, subnet } = threesome(call);
  if (one.serverNo !== "") throw new ServiceError(call.switches.codes.inUse, "the interface is attached to a server");
  attach(call, one, withPlace(call, server, subnet));
  return answered(call, one.id);
}

function detachNetworkInterface(call: Call): Fields {
  const { one, server } = threesome(call);
  if (one.serverNo !== server.id) call.invalid("networkInterfaceNo");
  if (one.isDefault) throw new ServiceError(call.switches.codes.inUse, "the default interface cannot be detached");
  if (one.status !== "USED") throw new ServiceError(known.serverBusy, "the interface is being changed");
  const { interfaceDetach } = call.switches.durations;
  call.cloudState.interfaces.patch(one.id, { status: "UNSET" });
  setUp(call.cloudState, server.id, interfaceDetach);
  call.cloudState.timeline.after(interfaceDetach, { type: "unplugged", id: one.id });
  return answered(call, one.id);
}

function addGroups(call: Call): Fields {
  const one = theInterface(call);
  const wanted = groupsOf(call, call, one.vpcNo);
  if (new Set([...one.acgNos, ...wanted]).size > groupLimit) call.invalid("accessControlGroupNoList");
  return regroup(call, one, wanted, []);
}

/**
 * At least one of the interface's current groups must remain; an addition in progress does not count (docs/api/naver.md
 * §4.7).
 */
function removeGroups(call: Call): Fields {
  const one = theInterface(call);
  const wanted = call.items("accessControlGroupNoList");
  for (const id of wanted) {
    if (!one.acgNos.includes(id)) throw new ServiceError(known.noGroup, `the interface has no such group: ${id}`);
  }
  if (one.acgNos.every((id) => wanted.includes(id))) {
    throw new ServiceError(known.lastGroup, "at least one group has to stay on the interface");
  }
  return regroup(call, one, [], wanted);
}

function regroup(call: Call, { id }: NetworkInterface, add: readonly string[], drop: readonly string[]): Fields {
  call.cloudState.interfaces.patch(id, { status: "SET" });
  call.cloudState.timeline.after(call.switches.durations.interfaceGroups, { type: "groups", id, add, drop });
  return answered(call, id);
}
