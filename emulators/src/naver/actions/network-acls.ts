import { parseBlock } from "../addresses.ts";
import { known, ServiceError } from "../errors.ts";
import type { Direction, NetworkAcl, NetworkAclRule } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { networkAclRuleView, networkAclView } from "../views.ts";
import type { Fields } from "../wire.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { detail, listed, search, searchRows, shown } from "./list.ts";
import { isPortRange } from "./ports.ts";

export const networkAclActions: Actions = {
  ...reads("vpc", {
    getNetworkAclList: (call) =>
      search(call, "networkAclList", call.world.acls, networkAclView, {
        ...{ networkAclNoList: "networkAclNo", networkAclName: "networkAclName", vpcNo: "vpcNo" },
        networkAclStatusCode: "networkAclStatus.code",
      }),
    getNetworkAclDetail: (call) => detail(call, "networkAclList", call.world.acls, networkAclView, "networkAclNo"),
    getNetworkAclRuleList: listRules,
  }),
  ...writes("vpc", {
    createNetworkAcl,
    setNetworkAclDescription: (call) => {
      const acl = call.named(call.world.acls, "networkAclNo");
      call.world.acls.patch(acl.id, { description: call.description("networkAclDescription") });
      return shownAcl(call, acl.id);
    },
    deleteNetworkAcl,
    addNetworkAclInboundRule: (call) => addRules(call, "INBND"),
    addNetworkAclOutboundRule: (call) => addRules(call, "OTBND"),
    removeNetworkAclInboundRule: (call) => removeRules(call, "INBND"),
    removeNetworkAclOutboundRule: (call) => removeRules(call, "OTBND"),
  }),
};

const shownAcl = (call: Call, id: string): Fields => shown(call, "networkAclList", call.world.acls, networkAclView, id);

function createNetworkAcl(call: Call): Fields {
  const { world } = call;
  const vpc = call.named(world.vpcs, "vpcNo");
  const name = call.unique(
    world.acls,
    call.name("networkAclName", () => call.madeUp("n")),
  );
  const { id } = world.acls.put({
    ...{ id: world.number("networkAcl"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("networkAclDescription"), status: "INIT", isDefault: false },
    createdAt: world.timeline.now,
  });
  comes(world, "networkAcl", id, world.switches.durations.networkAclCreate);
  return shownAcl(call, id);
}

function deleteNetworkAcl(call: Call): Fields {
  const { world } = call;
  const { codes, durations } = world.switches;
  const acl = call.named(world.acls, "networkAclNo");
  if (acl.isDefault) throw new ServiceError(codes.defaultObject, "a default network ACL cannot be deleted");
  if (world.subnets.where((subnet) => subnet.networkAclNo === acl.id).length > 0) {
    throw new ServiceError(codes.inUse, "the network ACL is used by a subnet");
  }
  remove(world, "networkAcl", acl.id, durations.networkAclDelete);
  return shownAcl(call, acl.id);
}

/** A network ACL that is not there is one that cannot be accessed (docs/api/naver.md §2.6). */
function theAcl(call: Call): NetworkAcl {
  return call.named(call.world.acls, "networkAclNo", known.aclInaccessible);
}

function listRules(call: Call): Fields {
  const acl = theAcl(call);
  const rules = call.world.aclRules.where((rule) => rule.aclNo === acl.id);
  return searchRows(call, "networkAclRuleList", rules, networkAclRuleView, {
    networkAclRuleTypeCode: "networkAclRuleType.code",
  });
}

type RuleValues = Omit<NetworkAclRule, "id" | "account">;

function valuesOf(parameters: Parameters, aclNo: string, direction: Direction): RuleValues {
  const priority = parameters.count("priority", 1, 199) ?? parameters.missing("priority");
  const protocol = parameters.word("protocolTypeCode", ["TCP", "UDP", "ICMP"]);
  const ipBlock = parameters.text("ipBlock");
  const portRange = protocol === "ICMP" ? "" : parameters.text("portRange");
  if (!parseBlock(ipBlock)) parameters.invalid("ipBlock");
  if (portRange !== "" && !isPortRange(portRange)) parameters.invalid("portRange");
  const action = parameters.word("ruleActionCode", ["ALLOW", "DROP"]);
  const description = parameters.description("networkAclRuleDescription");
  return { aclNo, direction, priority, protocol, action, ipBlock, portRange, description };
}

function askedRules(call: Call, direction: Direction): { acl: NetworkAcl; rules: RuleValues[] } {
  const acl = theAcl(call);
  const objects = call.objects("networkAclRuleList");
  if (objects.length === 0) call.missing("networkAclRuleList");
  const rules = objects.map((one) => valuesOf(one, acl.id, direction));
  if (acl.status !== "RUN") throw new ServiceError(known.aclRulesBusy, "the rules are being changed");
  return { acl, rules };
}

function addRules(call: Call, direction: Direction): Fields {
  const { world } = call;
  const { acl, rules } = askedRules(call, direction);
  const there = world.aclRules.where((rule) => rule.aclNo === acl.id && rule.direction === direction);
  const priorities = [...there, ...rules].map((rule) => rule.priority);
  if (new Set(priorities).size < priorities.length) call.invalid("networkAclRuleList.priority");
  for (const rule of rules) world.aclRules.put({ id: world.number("rule"), account: call.account, ...rule });
  return changed(call, acl, direction);
}

/** Rules have no id: all values but the description say which (docs/api/naver.md §4.5). */
function removeRules(call: Call, direction: Direction): Fields {
  const { world } = call;
  const { acl, rules } = askedRules(call, direction);
  const identity = (rule: RuleValues): string =>
    [rule.direction, rule.priority, rule.protocol, rule.action, rule.ipBlock, rule.portRange].join(" ");
  const found = rules.map((rule) => {
    const one = world.aclRules.where((row) => row.aclNo === acl.id && identity(row) === identity(rule))[0];
    if (!one) throw new ServiceError(world.switches.codes.notFound, `there is no such rule: ${identity(rule)}`);
    return one;
  });
  for (const { id } of found) world.aclRules.delete(id);
  return changed(call, acl, direction);
}

function changed(call: Call, { id }: NetworkAcl, direction: Direction): Fields {
  const { world } = call;
  passes(world, "networkAcl", id, world.switches.durations.networkAclChange);
  const rules = world.aclRules.where((rule) => rule.aclNo === id && rule.direction === direction);
  return listed(call, "networkAclRuleList", rules, networkAclRuleView);
}
