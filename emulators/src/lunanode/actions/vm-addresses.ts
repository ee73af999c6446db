import { uuidFor } from "../../core/ids.ts";
import { inUse, LunaNodeError, notFound } from "../errors.ts";
import type { FloatingIp, Vm } from "../model.ts";
import type { EncodedTree } from "../php.ts";
import { defaultNetwork } from "../seeds.ts";
import { privateAddresses } from "../vm-view.ts";
import { type Actions, type Call, read, write } from "./action.ts";

const theVm = (call: Call): Vm => call.cloudState.vm(call.text("vm_id"), call.account);

/** Addresses and groups of a VM. The real replies of ip-add and floatingip-add are unknown; these are made up. */
export const vmAddressActions: Actions = {
  "vm/iplist": read(["vm_id"], listAddresses),
  "vm/ip-add": write(["vm_id"], addPrivate),
  "vm/ip-delete": write(["vm_id", "ip"], deletePrivate),
  "vm/floatingip-add": write(["vm_id"], attach),
  "vm/floatingip-delete": write(["vm_id"], detach),
  "vm/securitygroup-add": write(["vm_id", "group_id"], addGroup),
  "vm/securitygroup-remove": write(["vm_id", "group_id"], removeGroup),
};

/** One row for each private address, keyed by it; the fields are those that a typed client of 2022 reads. */
function listAddresses(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const network = cloudState.networks.find(vm.networkId);
  const attached = cloudState.addressesOf(vm.id);
  const rows = privateAddresses(vm).map((ip, n) => [
    ip,
    {
      ...{ floating: attached[n]?.id ?? "", network: uuidFor(`network ${vm.networkId}`), network_id: vm.networkId },
      ...{ port: uuidFor(`port ${vm.id} ${ip}`), subnet: network?.subnet ?? defaultNetwork.subnet },
    },
  ]);
  return { ips: Object.fromEntries(rows) };
}

function addPrivate(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const network = cloudState.networks.find(vm.networkId);
  const ip = call.get("ip") ?? cloudState.privateAddress(network);
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) throw notFound("IP address", cloudState.switches);
  const taken = cloudState.vms.where((other) => other.networkId === vm.networkId);
  if (taken.some((other) => other.privateIp === ip || other.extraPrivateIps.includes(ip))) {
    throw inUse("IP address", cloudState.switches);
  }
  cloudState.vms.patch(vm.id, { extraPrivateIps: [...vm.extraPrivateIps, ip] });
  return call.undocumented({ ip });
}

function deletePrivate(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const ip = call.text("ip");
  if (!vm.extraPrivateIps.includes(ip)) throw notFound("IP address", cloudState.switches);
  cloudState.vms.patch(vm.id, { extraPrivateIps: vm.extraPrivateIps.filter((one) => one !== ip) });
  return {};
}

/** Attaches the given address, or a new one if none is given; it appears a little later. */
function attach(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const vm = theVm(call);
  if (vm.privateIp === "") throw new LunaNodeError("the VM has no private IP address yet");
  const ip = call.get("ip") === undefined ? takeNew(call, vm) : free(call, vm, call.get("ip") ?? "");
  cloudState.timeline.after(cloudState.switches.durations.address, { type: "attach-address", id: vm.id, ip: ip.id });
  return call.undocumented({ ip: cloudState.own(cloudState.floatingIps, "floating IP", ip.id, account).id });
}

function takeNew(call: Call, vm: Vm): FloatingIp {
  call.cloudState.needCredit();
  return call.cloudState.addFloatingIp(call.account, vm.region, "");
}

function free(call: Call, vm: Vm, id: string): FloatingIp {
  const { cloudState, account } = call;
  const ip = cloudState.ownIn(cloudState.floatingIps, "floating IP", id, account, vm.region);
  const underWay = cloudState.timeline.awaits((event) => event.type === "attach-address" && event.ip === ip.id);
  if (ip.vmId !== "" || underWay) throw inUse("floating IP", cloudState.switches);
  return ip;
}

/**
 * Without `keep=yes` the account loses the address (docs/api/lunanode.md §2.1, §4.3). Default `ip`: the primary
 * address.
 */
function detach(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const attached = cloudState.addressesOf(vm.id);
  const wanted = call.get("ip");
  const ip = wanted === undefined ? attached[0] : attached.find((one) => one.id === wanted);
  if (!ip) throw notFound("floating IP", cloudState.switches);
  if (call.flag("keep")) cloudState.changeFloatingIp(ip.id, { vmId: "" });
  else cloudState.floatingIps.delete(ip.id);
  return {};
}

function addGroup(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const vm = theVm(call);
  const group = cloudState.ownIn(cloudState.groups, "security group", call.text("group_id"), account, vm.region);
  if (!vm.groupIds.includes(group.id)) cloudState.vms.patch(vm.id, { groupIds: [...vm.groupIds, group.id] });
  return {};
}

function removeGroup(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const id = call.text("group_id");
  if (!vm.groupIds.includes(id)) throw notFound("security group", cloudState.switches);
  cloudState.vms.patch(vm.id, { groupIds: vm.groupIds.filter((one) => one !== id) });
  return {};
}
