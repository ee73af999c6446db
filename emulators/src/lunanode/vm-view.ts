import type { Vm } from "./model.ts";
import { escapeHtml, type Wire } from "./php.ts";
import { vmStatuses } from "./vm-states.ts";
import type { LunaNodeWorld } from "./world.ts";

/** A row of vm/list, and `extra` of vm/info (docs/api/lunanode.md §2.1.1). */
export function vmRow(world: LunaNodeWorld, vm: Vm): Record<string, Wire> {
  const plan = world.planOf(vm);
  const [primary] = world.addressesOf(vm.id);
  return {
    vm_id: vm.id,
    name: vm.hostname,
    plan_id: vm.planId,
    hostname: vm.hostname,
    ...address(world, "primaryip", primary?.id ?? ""),
    ...address(world, "privateip", vm.privateIp),
    ram: String(plan?.ram ?? 0),
    vcpu: String(plan?.vcpu ?? 0),
    storage: String(plan?.storage ?? 0),
    bandwidth: String(plan?.bandwidth ?? 0),
    region: vm.region,
    ...(world.switches.listShowsStatus ? { os_status: vmStatuses[vm.phase].raw } : {}),
  };
}

/** `info` of vm/info. */
export function vmInfo(world: LunaNodeWorld, vm: Vm): Record<string, Wire> {
  const { raw, color, task } = vmStatuses[vm.phase];
  const word = world.switches.words[vm.phase];
  const [primary, ...additional] = world.addressesOf(vm.id);
  const groups = vm.groupIds.map((id) =>
    world.switches.groupsAs === "names" ? (world.groups.find(id)?.name ?? id) : id,
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
    addresses: vmAddresses(world, vm),
    ...address(world, "ip", primary?.id ?? ""),
    ...address(world, "privateip", vm.privateIp),
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
function vmAddresses(world: LunaNodeWorld, vm: Vm): Wire[] {
  const inner = privateAddresses(vm);
  const outer = world.addressesOf(vm.id);
  return [
    ...inner.map((addr) => ({ addr, version: "4", external: "" })),
    ...outer.map((ip) => ({ addr: ip.id, version: "4", external: "1", reverse: reverseName(ip.id, ip.reverse) })),
  ];
}

export function privateAddresses({ privateIp, extraPrivateIps }: Vm): string[] {
  return [privateIp, ...extraPrivateIps].filter((address) => address !== "");
}

/** The name that an address resolves to: the one set, or the default. */
export function reverseName(ip: string, set: string): string {
  return set || `${ip.split(".").reverse().join(".")}.rdns.lunanode.com.`;
}

function address(world: LunaNodeWorld, field: string, value: string): Record<string, string> {
  return value === "" && world.switches.missingAddress === "absent" ? {} : { [field]: value };
}
