import { parseBlock } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { AccessControlGroup, AccessControlGroupRule, Direction } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { groupRuleView, groupView } from "../views.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { detail, displayed, listed, search, wholeList } from "./list.ts";
import { isPortRange } from "./ports.ts";

export const groupActions: Actions = {
  ...reads("vserver", {
    getAccessControlGroupList: (call) =>
      search(call, "accessControlGroupList", call.cloudState.groups, groupView, {
        ...{ accessControlGroupNoList: "accessControlGroupNo", accessControlGroupName: "accessControlGroupName" },
        ...{ accessControlGroupStatusCode: "accessControlGroupStatus.code", vpcNo: "vpcNo" },
      }),
    getAccessControlGroupDetail: (call) =>
      detail(call, "accessControlGroupList", call.cloudState.groups, groupView, "accessControlGroupNo"),
    getAccessControlGroupRuleList: listRules,
  }),
  ...writes("vserver", {
    createAccessControlGroup: createGroup,
    deleteAccessControlGroup: deleteGroup,
    addAccessControlGroupInboundRule: (call) => addRules(call, "INBND"),
    addAccessControlGroupOutboundRule: (call) => addRules(call, "OTBND"),
    removeAccessControlGroupInboundRule: (call) => removeRules(call, "INBND"),
    removeAccessControlGroupOutboundRule: (call) => removeRules(call, "OTBND"),
  }),
};

function createGroup(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const name = call.unique(
    cloudState.groups,
    call.name("accessControlGroupName", () => call.fabricated("a")),
  );
  const group = cloudState.groups.put({
    ...{ id: cloudState.number("accessControlGroup"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("accessControlGroupDescription"), status: "INIT", isDefault: false },
  });
  comes(cloudState, "accessControlGroup", group.id, cloudState.switches.durations.accessControlGroupCreate);
  return listed(call, "accessControlGroupList", [group], groupView);
}

/** The group, which must be in the VPC that the call names; all writes require both (docs/api/naver.md §4.6). */
function theGroup(call: Call): AccessControlGroup {
  const vpcNo = call.text("vpcNo");
  const group = call.named(call.cloudState.groups, "accessControlGroupNo", known.noGroup);
  if (group.vpcNo !== vpcNo) throw new ServiceError(known.noGroup, "the group is of another VPC");
  return group;
}

/** A client that polls for the end would not know TERMTING (docs/api/naver.md §4.6). */
function deleteGroup(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations, deletedGroupShows } = cloudState.switches;
  const { id, isDefault } = theGroup(call);
  if (isDefault) throw new ServiceError(codes.defaultObject, "a default group cannot be deleted");
  if (cloudState.interfaces.where((one) => one.acgNos.includes(id)).length > 0) {
    throw new ServiceError(codes.inUse, "the group is used by a network interface");
  }
  remove(cloudState, "accessControlGroup", id, durations.accessControlGroupDelete, deletedGroupShows);
  return displayed(call, "accessControlGroupList", cloudState.groups, groupView, id);
}

function listRules(call: Call): Fields {
  const { cloudState } = call;
  const group = call.named(cloudState.groups, "accessControlGroupNo", known.noGroup);
  const rules = cloudState.groupRules.where((rule) => rule.acgNo === group.id);
  return wholeList(call, "accessControlGroupRuleList", rules, groupRuleView, {
    accessControlGroupRuleTypeCode: "accessControlGroupRuleType.code",
  });
}

type RuleValues = Omit<AccessControlGroupRule, "id" | "account">;

function valuesOf(call: Call, parameters: Parameters, group: AccessControlGroup, direction: Direction): RuleValues {
  const protocol = protocolOf(parameters);
  const ipBlock = parameters.get("ipBlock");
  const sourceAcgNo = parameters.get("accessControlGroupSequence");
  if ((ipBlock === "") === (sourceAcgNo === "")) {
    if (ipBlock === "") parameters.missing("ipBlock");
    parameters.invalid("accessControlGroupSequence");
  }
  if (ipBlock !== "" && !parseBlock(ipBlock)) parameters.invalid("ipBlock");
  if (sourceAcgNo !== "") checkSource(call, group, sourceAcgNo);
  const hasPorts = protocol === "TCP" || protocol === "UDP";
  const portRange = hasPorts ? parameters.text("portRange") : "";
  if (hasPorts && !isPortRange(portRange)) parameters.invalid("portRange");
  const description = parameters.description("accessControlGroupRuleDescription");
  return { acgNo: group.id, direction, protocol, ipBlock, sourceAcgNo, portRange, description };
}

function protocolOf(parameters: Parameters): string {
  const given = parameters.text("protocolTypeCode");
  if (["TCP", "UDP", "ICMP"].includes(given)) return given;
  return String(parameters.count("protocolTypeCode", 1, 254));
}

/** Despite its name, the sequence is the number of the other group (docs/api/naver.md §4.6). */
function checkSource(call: Call, group: AccessControlGroup, sourceAcgNo: string): void {
  const source = call.owned(call.cloudState.groups, sourceAcgNo, "group", known.noGroup);
  if (source.vpcNo !== group.vpcNo) throw new ServiceError(known.noGroup, "the source group is of another VPC");
}

const identity = (rule: RuleValues): string =>
  [rule.direction, rule.protocol, rule.ipBlock, rule.sourceAcgNo, rule.portRange].join(" ");

/** The requested rules, if the group can be changed at all: one change at a time (docs/api/naver.md §5.4). */
function askedRules(call: Call, direction: Direction): { group: AccessControlGroup; rules: RuleValues[] } {
  const group = theGroup(call);
  const objects = call.objects("accessControlGroupRuleList");
  if (objects.length === 0) call.missing("accessControlGroupRuleList");
  const rules = objects.map((one) => valuesOf(call, one, group, direction));
  if (group.status !== "RUN") throw new ServiceError(known.groupBusy, "the group's settings are being changed");
  return { group, rules };
}

function addRules(call: Call, direction: Direction): Fields {
  const { cloudState } = call;
  const { group, rules } = askedRules(call, direction);
  const there = cloudState.groupRules.where((rule) => rule.acgNo === group.id);
  const all = [...there, ...rules].map(identity);
  if (new Set(all).size < all.length) call.invalid("accessControlGroupRuleList");
  for (const rule of rules)
    cloudState.groupRules.put({ id: cloudState.number("rule"), account: call.account, ...rule });
  return changed(call, group, direction);
}

function removeRules(call: Call, direction: Direction): Fields {
  const { cloudState } = call;
  const { group, rules } = askedRules(call, direction);
  const there = cloudState.groupRules.where((rule) => rule.acgNo === group.id);
  const found = rules.map((rule) => {
    const one = there.find((row) => identity(row) === identity(rule));
    if (!one) throw new ServiceError(cloudState.switches.codes.notFound, `there is no such rule: ${identity(rule)}`);
    return one;
  });
  for (const { id } of found) cloudState.groupRules.delete(id);
  return changed(call, group, direction);
}

function changed(call: Call, { id }: AccessControlGroup, direction: Direction): Fields {
  const { cloudState } = call;
  passes(cloudState, "accessControlGroup", id, cloudState.switches.durations.accessControlGroupChange);
  const rules = cloudState.groupRules.where((rule) => rule.acgNo === id && rule.direction === direction);
  return listed(call, "accessControlGroupRuleList", rules, groupRuleView);
}
