import { inUse, LunaNodeError } from "../errors.ts";
import type { FloatingIp } from "../model.ts";
import { type EncodedTree, isoSeconds } from "../php.ts";
import { reverseName } from "../vm-view.ts";
import { type Actions, type Call, read, write } from "./action.ts";

/** Floating IPs, virtual networks and reverse DNS. */
export const networkActions: Actions = {
  "floating/list": read([], listFloating),
  "floating/add": write(["region"], addFloating),
  "floating/delete": write(["region", "ip"], deleteFloating),
  "network/list": read([], listNetworks),
  "network/create": write(["region", "name", "subnet", "dns"], createNetwork),
  "network/delete": write(["region", "net_id"], deleteNetwork),
  "dns/list": read([], listReverse),
  "dns/set": write(["ip", "hostname"], setReverse),
};

function listFloating({ cloudState, account }: Call): Record<string, EncodedTree> {
  const rows = cloudState.floatingIps.where((ip) => ip.account === account);
  return {
    ips: rows.map((ip) => ({
      ...{ id: ip.number, ip: ip.id, attached_id: ip.vmId, attached_type: ip.vmId === "" ? "unattached" : "vm" },
      ...{ hostname: reverseName(ip.id, ip.reverse), attached_name: cloudState.vms.find(ip.vmId)?.hostname ?? "" },
      ...{ region: ip.region, reverse: ip.reverse, time_updated: isoSeconds(ip.updatedAt) },
    })),
  };
}

function addFloating(call: Call): Record<string, EncodedTree> {
  const region = call.region("");
  call.cloudState.needCredit();
  return call.undocumented({ ip: call.cloudState.addFloatingIp(call.account, region, "").id });
}

function deleteFloating(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const ip = cloudState.ownIn(cloudState.floatingIps, "floating IP", call.text("ip"), account, call.region(""));
  if (ip.vmId !== "" && cloudState.switches.deleteAttachedAddress === "refuse")
    throw inUse("floating IP", cloudState.switches);
  cloudState.floatingIps.delete(ip.id);
  return {};
}

/** Rows have no region (docs/api/lunanode.md §4.4). */
function listNetworks(call: Call): Record<string, EncodedTree> {
  const rows = call.cloudState.networks.where(call.mine);
  return { networks: rows.map(({ id, name, subnet }) => ({ net_id: id, name, subnet })) };
}

function createNetwork(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const region = call.region("");
  const subnet = call.text("subnet");
  if (!/^\d{1,3}(\.\d{1,3}){3}\/([89]|[12]\d|30)$/.test(subnet)) throw new LunaNodeError("invalid subnet");
  const id = cloudState.number("network", 1001);
  cloudState.networks.put({ id, account, region, name: call.text("name"), subnet, dns: call.text("dns") });
  return call.undocumented({ net_id: id });
}

function deleteNetwork(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const network = cloudState.ownIn(cloudState.networks, "network", call.text("net_id"), account, call.region(""));
  const used = cloudState.vms.all().some((vm) => vm.networkId === network.id && vm.phase !== "deleted");
  if (used) throw inUse("network", cloudState.switches);
  cloudState.networks.delete(network.id);
  return {};
}

/** Reverse DNS of the addresses of the account's VMs (docs/api/lunanode.md §2.5). */
function listReverse(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const rows: FloatingIp[] = cloudState.floatingIps.where((ip) => ip.account === call.account && ip.vmId !== "");
  return {
    dns: rows.map((ip) => ({
      ...{ vm_name: cloudState.vms.find(ip.vmId)?.hostname ?? "", vm_id: ip.vmId },
      ...{ ip: ip.id, hostname: reverseName(ip.id, ip.reverse) },
    })),
  };
}

/** `.` restores the default name. */
function setReverse(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const ip = cloudState.own(cloudState.floatingIps, "IP address", call.text("ip"), account);
  const hostname = call.text("hostname");
  cloudState.changeFloatingIp(ip.id, { reverse: hostname === "." ? "" : hostname });
  return {};
}
