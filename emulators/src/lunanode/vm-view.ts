import type { LunaNodeCloudState } from "./cloud-state.ts";
import type { Vm } from "./model.ts";
import { type EncodedTree, escapeHtml } from "./php.ts";
import { vmStatuses } from "./vm-states.ts";

/** A row of vm/list, and `extra` of vm/info (docs/api/lunanode.md §2.1.1). */
export function vmRow(cloudState: LunaNodeCloudState, vm: Vm): Record<string, EncodedTree> {
  const plan = cloudState.planOf(vm);
  const [primary] = cloudState.addressesOf(vm.id);
  return {
    vm_id: vm.id,
    name: vm.hostname,
    plan_id: vm.planId,
    hostname: vm.hostname,
    ...address(cloudState, "primaryip", primary?.id ?? ""),
    ...address(cloudState, "privateip", vm.privateIp),
    ram: String(plan?.ram ?? 0),
    vcpu: String(plan?.vcpu ?? 0),
    storage: String(plan?.storage ?? 0),
    bandwidth: String(plan?.bandwidth ?? 0),
    region: vm.region,
    ...(cloudState.switches.listShowsStatus ? { os_status: vmStatuses[vm.phase].raw } : {}),
  };
}

/** `info` of vm/info. */
export function vmInfo(cloudState: LunaNodeCloudState, vm: Vm): Record<string, EncodedTree> {
  const { raw, color, task } = vmStatuses[vm.phase];
  const word = cloudState.switches.words[vm.phase];
  const [primary, ...additional] = cloudState.addressesOf(vm.id);
  const groups = vm.groupIds.map((id) =>
    cloudState.switches.groupsAs === "names" ? (cloudState.groups.find(id)?.name ?? id) : id,
  );
  const hasAddress = vm.privateIp !== "";
  return {
    hostname: vm.hostname,
    status: escapeHtml(`<font color="${color}"><b>${word}</b></font>`),
    status_nohtml: word,
    status_raw: raw,
    status_color: color,
    task_state: task,
    image: vm.imageName,
    os: vm.imageName,
    addresses: vmAddresses(cloudState, vm),
    ...address(cloudState, "ip", primary?.id ?? ""),
    ...address(cloudState, "privateip", vm.privateIp),
    additionalip: additional.map((ip) => ip.id),
    additionalprivateip: vm.extraPrivateIps,
    ipv6: [],
    securitygroups: groups,
    security_groups: groups,
    ...(hasAddress && vm.loginDetails !== "" ? { login_details: vm.loginDetails } : {}),
    ...(hasAddress ? { bandwidthUsedGB: "0.00" } : {}),
    ...(vm.fromIso ? { diskswap: vm.diskSwapped ? "yes" : "no" } : {}),
  };
}

/** `addresses` of vm/info: private ones first; `external` is "1" or "". */
function vmAddresses(cloudState: LunaNodeCloudState, vm: Vm): EncodedTree[] {
  const inner = privateAddresses(vm);
  const outer = cloudState.addressesOf(vm.id);
  return [
    ...inner.map((addr) => ({ addr, version: "4", external: "" })),
    ...outer.map((ip) => ({ addr: ip.id, version: "4", external: "1", reverse: reverseName(ip.id, ip.reverse) })),
  ];
}

export function privateAddresses({ privateIp, extraPrivateIps }: Vm): string[] {
  return [privateIp, ...extraPrivateIps].filter((address) => address !== "");
}

/** The name that an address resolves to: the one that was set, or the default. */
export function reverseName(ip: string, set: string): string {
  return set || `${ip.split(".").reverse().join(".")}.rdns.lunanode.com.`;
}

function address(cloudState: LunaNodeCloudState, field: string, value: string): Record<string, string> {
  return value === "" && cloudState.switches.missingAddress === "absent" ? {} : { [field]: value };
}
