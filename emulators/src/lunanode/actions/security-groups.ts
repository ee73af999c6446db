import type { LunaNodeCloudState } from "../cloud-state.ts";
import { inUse, LunaNodeError, notFound } from "../errors.ts";
import type { Rule, SecurityGroup } from "../model.ts";
import { type EncodedTree, indexed } from "../php.ts";
import { type Actions, type Call, read, write } from "./action.ts";

export const securityGroupActions: Actions = {
  "securitygroup/list": read([], listGroups),
  "securitygroup/create": write(["region", "name"], createGroup),
  "securitygroup/rename": write(["region", "group_id", "name"], renameGroup),
  "securitygroup/delete": write(["region", "group_id"], deleteGroup),
  "securitygroup/rule-list": read(["region", "group_id"], listRules),
  "securitygroup/rule-insert": write(
    ["region", "group_id", "direction", "type", "protocol", "remote_type", "remote_value"],
    insertRule,
  ),
  "securitygroup/rule-delete": write(["region", "group_id", "rule_id"], deleteRule),
};

/** The list names the ID `securitygroup_id`, create names it `group_id` (docs/api/lunanode.md §4.5). */
function listGroups({ cloudState, account }: Call): Record<string, EncodedTree> {
  const rows = cloudState.groups.where((group) => group.account === account);
  return { securitygroups: rows.map(({ id, name, region }) => ({ securitygroup_id: id, name, region })) };
}

function createGroup(call: Call): Record<string, EncodedTree> {
  return { group_id: call.cloudState.addGroup(call.account, call.region(""), call.text("name")).id };
}

function renameGroup(call: Call): Record<string, EncodedTree> {
  call.cloudState.groups.patch(own(call).id, { name: call.text("name") });
  return {};
}

function deleteGroup(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const group = own(call);
  const used = cloudState.vms.all().some((vm) => vm.groupIds.includes(group.id) && vm.phase !== "deleted");
  if (used || group.name === "default") throw inUse("security group", cloudState.switches);
  for (const rule of rulesOf(cloudState, group.id)) cloudState.rules.delete(rule.id);
  cloudState.groups.delete(group.id);
  return {};
}

function listRules(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  return indexed(rulesOf(cloudState, own(call).id).map((rule) => ruleRow(cloudState, rule)));
}

function ruleRow(cloudState: LunaNodeCloudState, rule: Rule): EncodedTree {
  const { id, direction, family, protocol, label } = rule;
  const named = rule.remoteType === "group" && cloudState.switches.remoteGroupAs === "name";
  const remote = named ? (cloudState.groups.find(rule.remote)?.name ?? rule.remote) : rule.remote;
  return { id, direction, ethertype: family, protocol, port_range: portRange(cloudState, rule), remote, label };
}

function portRange(cloudState: LunaNodeCloudState, { portMin, portMax }: Rule): string {
  const spelling = cloudState.switches.portRange;
  if (portMin === "") return "*";
  if (portMin === portMax && spelling !== "full") return portMin;
  return `${portMin}${spelling === "colon" ? ":" : "-"}${portMax}`;
}

/** The input values are unknown; the likely ones are accepted, ignoring case (docs/api/lunanode.md §4.6). */
function insertRule(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const group = own(call);
  const id = cloudState.ids.uuid();
  const protocol = call.text("protocol").toLowerCase();
  const ports = protocol === "tcp" || protocol === "udp" ? portsOf(call) : { portMin: "", portMax: "" };
  cloudState.rules.put({
    ...{ id, account, groupId: group.id },
    direction: word(call, "direction", { ingress: "ingress", egress: "egress" }),
    family: word(call, "type", { ipv4: "IPv4", ipv6: "IPv6" }),
    protocol: protocol === "any" ? "*" : protocol,
    ...ports,
    ...remoteOf(call, group),
    label: call.get("label") ?? "",
  });
  return call.undocumented({ rule_id: id });
}

function word<T extends string>(call: Call, name: string, words: Readonly<Record<string, T>>): T {
  const given = call.text(name).toLowerCase();
  const found = Object.hasOwn(words, given) ? words[given] : undefined;
  if (!found) throw new LunaNodeError(`invalid ${name}`);
  return found;
}

function portsOf(call: Call): Pick<Rule, "portMin" | "portMax"> {
  const portMin = call.get("port_min") ?? "";
  const portMax = call.get("port_max") ?? portMin;
  const valid = [portMin, portMax].every((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65535);
  if (portMin !== "" && (!valid || Number(portMin) > Number(portMax))) throw new LunaNodeError("invalid port range");
  return { portMin, portMax };
}

function remoteOf(call: Call, group: SecurityGroup): Pick<Rule, "remoteType" | "remote"> {
  const { cloudState, account } = call;
  const remoteType = word(call, "remote_type", { cidr: "cidr", group: "group", securitygroup: "group" });
  const value = call.text("remote_value");
  if (remoteType === "group") {
    return {
      remoteType,
      remote: cloudState.ownIn(cloudState.groups, "security group", value, account, group.region).id,
    };
  }
  if (value !== "*" && !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(value)) throw new LunaNodeError("invalid remote_value");
  return { remoteType, remote: value === "0.0.0.0/0" || value === "::/0" ? "*" : value };
}

function deleteRule(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const group = own(call);
  const rule = cloudState.own(cloudState.rules, "rule", call.text("rule_id"), account);
  if (rule.groupId !== group.id) throw notFound("rule", cloudState.switches);
  cloudState.rules.delete(rule.id);
  return {};
}

function own(call: Call): SecurityGroup {
  const { cloudState, account } = call;
  return cloudState.ownIn(cloudState.groups, "security group", call.text("group_id"), account, call.region(""));
}

function rulesOf(cloudState: LunaNodeCloudState, groupId: string): Rule[] {
  return cloudState.rules.where((rule) => rule.groupId === groupId);
}
