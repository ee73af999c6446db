import { parseBlock } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { Direction, NetworkAcl, NetworkAclRule } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { networkAclRuleView, networkAclView } from "../views.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { detail, displayed, listed, search, wholeList } from "./list.ts";
import { isPortRange } from "./ports.ts";

export const networkAclActions: Actions = {
  ...reads("vpc", {
    getNetworkAclList: (call) =>
      search(call, "networkAclList", call.cloudState.acls, networkAclView, {
        ...{ networkAclNoList: "networkAclNo", networkAclName: "networkAclName", vpcNo: "vpcNo" },
        networkAclStatusCode: "networkAclStatus.code",
      }),
    getNetworkAclDetail: (call) => detail(call, "networkAclList", call.cloudState.acls, networkAclView, "networkAclNo"),
    getNetworkAclRuleList: listRules,
  }),
  ...writes("vpc", {
    createNetworkAcl,
    setNetworkAclDescription: (call) => {
      const acl = call.named(call.cloudState.acls, "networkAclNo");
      call.cloudState.acls.patch(acl.id, { description: call.description("networkAclDescription") });
      return shownAcl(call, acl.id);
    },
    deleteNetworkAcl,
    addNetworkAclInboundRule: (call) => addRules(call, "INBND"),
    addNetworkAclOutboundRule: (call) => addRules(call, "OTBND"),
    removeNetworkAclInboundRule: (call) => removeRules(call, "INBND"),
    removeNetworkAclOutboundRule: (call) => removeRules(call, "OTBND"),
  }),
};

const shownAcl = (call: Call, id: string): Fields =>
  displayed(call, "networkAclList", call.cloudState.acls, networkAclView, id);

function createNetworkAcl(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const name = call.unique(
    cloudState.acls,
    call.name("networkAclName", () => call.fabricated("n")),
  );
  const { id } = cloudState.acls.put({
    ...{ id: cloudState.number("networkAcl"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("networkAclDescription"), status: "INIT", isDefault: false },
    createdAt: cloudState.timeline.now,
  });
  comes(cloudState, "networkAcl", id, cloudState.switches.durations.networkAclCreate);
  return shownAcl(call, id);
}

function deleteNetworkAcl(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations } = cloudState.switches;
  const acl = call.named(cloudState.acls, "networkAclNo");
  if (acl.isDefault) throw new ServiceError(codes.defaultObject, "a default network ACL cannot be deleted");
  if (cloudState.subnets.where((subnet) => subnet.networkAclNo === acl.id).length > 0) {
    throw new ServiceError(codes.inUse, "the network ACL is used by a subnet");
  }
  remove(cloudState, "networkAcl", acl.id, durations.networkAclDelete);
  return shownAcl(call, acl.id);
}

/** A network ACL that does not exist is reported as inaccessible (docs/api/naver.md §2.6). */
function theAcl(call: Call): NetworkAcl {
  return call.named(call.cloudState.acls, "networkAclNo", known.aclInaccessible);
}

function listRules(call: Call): Fields {
  const acl = theAcl(call);
  const rules = call.cloudState.aclRules.where((rule) => rule.aclNo === acl.id);
  return wholeList(call, "networkAclRuleList", rules, networkAclRuleView, {
    networkAclRuleTypeCode: "networkAclRuleType.code",
  });
}

type RuleValues = Omit<NetworkAclRule, "id" | "account" | "createdAt">;

/** The other side of a rule is an address range or a group of addresses of the same VPC; an empty text is neither. */
function groupOf(call: Call, parameters: Parameters, acl: NetworkAcl, ipBlock: string): string {
  const id = parameters.get("denyAllowGroupNo");
  if (id === "") return ipBlock === "" ? parameters.missing("ipBlock") : "";
  if (ipBlock !== "") parameters.invalid("denyAllowGroupNo");
  const group = call.owned(call.cloudState.denyAllowGroups, id, "denyAllowGroupNo");
  return group.vpcNo === acl.vpcNo ? id : parameters.invalid("denyAllowGroupNo");
}

function valuesOf(call: Call, parameters: Parameters, acl: NetworkAcl, direction: Direction): RuleValues {
  const priority = parameters.count("priority", 1, 199) ?? parameters.missing("priority");
  const protocol = parameters.word("protocolTypeCode", ["TCP", "UDP", "ICMP"]);
  const ipBlock = parameters.get("ipBlock");
  const denyAllowGroupNo = groupOf(call, parameters, acl, ipBlock);
  const portRange = protocol === "ICMP" ? "" : parameters.text("portRange");
  if (ipBlock !== "" && !parseBlock(ipBlock)) parameters.invalid("ipBlock");
  if (portRange !== "" && !isPortRange(portRange)) parameters.invalid("portRange");
  const action = parameters.word("ruleActionCode", ["ALLOW", "DROP"]);
  const description = parameters.description("networkAclRuleDescription");
  const other = { ipBlock, denyAllowGroupNo };
  return { aclNo: acl.id, direction, priority, protocol, action, ...other, portRange, description };
}

function askedRules(call: Call, direction: Direction): { acl: NetworkAcl; rules: RuleValues[] } {
  const acl = theAcl(call);
  const objects = call.objects("networkAclRuleList");
  if (objects.length === 0) call.missing("networkAclRuleList");
  const rules = objects.map((one) => valuesOf(call, one, acl, direction));
  if (acl.status !== "RUN") throw new ServiceError(known.aclRulesBusy, "the rules are being changed");
  return { acl, rules };
}

function addRules(call: Call, direction: Direction): Fields {
  const { cloudState } = call;
  const { acl, rules } = askedRules(call, direction);
  const there = cloudState.aclRules.where((rule) => rule.aclNo === acl.id && rule.direction === direction);
  const priorities = [...there, ...rules].map((rule) => rule.priority);
  if (call.switches.samePriority === "refused" && new Set(priorities).size < priorities.length)
    call.invalid("networkAclRuleList.priority");
  const made = { account: call.account, createdAt: cloudState.timeline.now };
  for (const rule of rules) cloudState.aclRules.put({ id: cloudState.number("rule"), ...made, ...rule });
  return changed(call, acl, direction);
}

/** Rules have no ID: they are identified by all values except the description (docs/api/naver.md §4.5). */
function removeRules(call: Call, direction: Direction): Fields {
  const { cloudState } = call;
  const { acl, rules } = askedRules(call, direction);
  const identity = (rule: RuleValues): string =>
    [
      rule.direction,
      rule.priority,
      rule.protocol,
      rule.action,
      rule.ipBlock,
      rule.denyAllowGroupNo,
      rule.portRange,
    ].join(" ");
  const found = rules.map((rule) => {
    const one = cloudState.aclRules.where((row) => row.aclNo === acl.id && identity(row) === identity(rule))[0];
    if (!one) throw new ServiceError(cloudState.switches.codes.notFound, `there is no such rule: ${identity(rule)}`);
    return one;
  });
  for (const { id } of found) cloudState.aclRules.delete(id);
  return changed(call, acl, direction);
}

function changed(call: Call, { id }: NetworkAcl, direction: Direction): Fields {
  const { cloudState } = call;
  passes(cloudState, "networkAcl", id, cloudState.switches.durations.networkAclChange);
  const rules = cloudState.aclRules.where((rule) => rule.aclNo === id && rule.direction === direction);
  return listed(call, "networkAclRuleList", rules, networkAclRuleView);
}
