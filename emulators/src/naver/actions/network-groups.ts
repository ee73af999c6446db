import { parseAddress } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { DenyAllowGroup } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { denyAllowGroupView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, search } from "./list.ts";

const LIST = "networkAclDenyAllowGroupList";
/** Maximum number of addresses of a group (docs/api/naver.md §4.5). */
const addressLimit = 100;

export const denyAllowGroupActions: Actions = {
  ...reads("vpc", {
    getNetworkAclDenyAllowGroupList: (call) =>
      search(call, LIST, call.cloudState.denyAllowGroups, denyAllowGroupView, {
        networkAclDenyAllowGroupNoList: "networkAclDenyAllowGroupNo",
        networkAclDenyAllowGroupName: "networkAclDenyAllowGroupName",
        networkAclDenyAllowGroupStatusCode: "networkAclDenyAllowGroupStatus.code",
        ...{ vpcNo: "vpcNo", isApplied: "isApplied" },
      }),
    getNetworkAclDenyAllowGroupDetail: (call) =>
      detail(call, LIST, call.cloudState.denyAllowGroups, denyAllowGroupView, "networkAclDenyAllowGroupNo"),
  }),
  ...writes("vpc", {
    createNetworkAclDenyAllowGroup,
    setNetworkAclDenyAllowGroupDescription: (call) => {
      const { id } = theGroup(call);
      const description = call.description("networkAclDenyAllowGroupDescription");
      call.cloudState.denyAllowGroups.patch(id, { description });
      return shown(call, id);
    },
    setNetworkAclDenyAllowGroupIpList,
    deleteNetworkAclDenyAllowGroup,
  }),
};

const shown = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.denyAllowGroups, denyAllowGroupView, id);
const theGroup = (call: Call): DenyAllowGroup =>
  call.named(call.cloudState.denyAllowGroups, "networkAclDenyAllowGroupNo");

function createNetworkAclDenyAllowGroup(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const name = call.unique(
    cloudState.denyAllowGroups,
    call.name("networkAclDenyAllowGroupName", () => call.fabricated("d")),
  );
  const { id } = cloudState.denyAllowGroups.put({
    ...{ id: cloudState.number("denyAllowGroup"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("networkAclDenyAllowGroupDescription"), status: "INIT", ipList: [] },
    createdAt: cloudState.timeline.now,
  });
  comes(cloudState, "denyAllowGroup", id, cloudState.switches.durations.denyAllowGroupCreate);
  return shown(call, id);
}

/** The list is replaced as a whole (docs/api/naver.md §4.5). */
function setNetworkAclDenyAllowGroupIpList(call: Call): Fields {
  const { cloudState } = call;
  const { id, status } = theGroup(call);
  const ipList = call.items("ipList");
  if (ipList.length > addressLimit || ipList.some((ip) => parseAddress(ip) === undefined)) call.invalid("ipList");
  if (status !== "RUN") throw new ServiceError(call.switches.codes.wrongState, "the group is being changed");
  cloudState.denyAllowGroups.patch(id, { ipList });
  passes(cloudState, "denyAllowGroup", id, cloudState.switches.durations.denyAllowGroupChange);
  return shown(call, id);
}

function deleteNetworkAclDenyAllowGroup(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations } = cloudState.switches;
  const { id } = theGroup(call);
  if (cloudState.aclRules.where((rule) => rule.denyAllowGroupNo === id).length > 0) {
    throw new ServiceError(codes.inUse, "the group is used by a rule of a network ACL");
  }
  remove(cloudState, "denyAllowGroup", id, durations.denyAllowGroupDelete);
  return shown(call, id);
}
