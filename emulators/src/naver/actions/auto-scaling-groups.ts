import type { AutoScalingGroup } from "../auto-scaling-model.ts";
import { autoScalingGroupView } from "../auto-scaling-views.ts";
import type { NaverCloudState } from "../cloud-state.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { letGo, terminate } from "../machine.ts";
import { type Actions, Call, reads, writes } from "./action.ts";
import { groupsOf } from "./interfaces.ts";
import { scalingName } from "./launch-configurations.ts";
import { detail, displayed, search } from "./list.ts";
import { createServers } from "./server-create.ts";

/** Auto scaling groups, which make servers and delete them (docs/api/naver.md §4.22). */

const LIST = "autoScalingGroupList";

export const autoScalingGroupActions: Actions = {
  ...reads("vautoscaling", {
    getAutoScalingGroupList: (call) =>
      search(call, LIST, call.cloudState.scalingGroups, autoScalingGroupView, {
        ...{ autoScalingGroupNoList: "autoScalingGroupNo", autoScalingGroupNameList: "autoScalingGroupName" },
      }),
    getAutoScalingGroupDetail: (call) =>
      detail(call, LIST, call.cloudState.scalingGroups, autoScalingGroupView, "autoScalingGroupNo"),
  }),
  ...writes("vautoscaling", {
    createAutoScalingGroup: create,
    updateAutoScalingGroup: update,
    setDesiredCapacity: (call) => {
      const group = theGroup(call);
      const { minSize, maxSize } = group;
      const desiredCapacity = call.count("desiredCapacity", minSize, maxSize) ?? call.missing("desiredCapacity");
      call.cloudState.scalingGroups.patch(group.id, { desiredCapacity });
      scale(call.cloudState, group.id);
      return answered(call, group.id);
    },
    deleteAutoScalingGroup: remove,
  }),
};

const theGroup = (call: Call): AutoScalingGroup => call.named(call.cloudState.scalingGroups, "autoScalingGroupNo");
const answered = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.scalingGroups, autoScalingGroupView, id);

type Settings = Pick<
  AutoScalingGroup,
  "minSize" | "maxSize" | "desiredCapacity" | "coolDown" | "checkType" | "gracePeriod" | "serverNamePrefix"
>;

/** Sizes from 0 to 30; without a desired capacity it is the smallest one (docs/api/naver.md §4.22). */
export function sizesOf(call: Call): Pick<AutoScalingGroup, "minSize" | "maxSize" | "desiredCapacity"> {
  const minSize = call.count("minSize", 0, 30) ?? call.missing("minSize");
  const maxSize = call.count("maxSize", minSize, 30) ?? call.missing("maxSize");
  return { minSize, maxSize, desiredCapacity: call.count("desiredCapacity", minSize, maxSize) ?? minSize };
}

function settings(call: Call, was?: AutoScalingGroup): Settings {
  const kept = call.switches.omittedSettings === "kept" ? was : undefined;
  const prefix = call.get("serverNamePrefix");
  if (prefix !== "" && !/^[a-z][a-z0-9-]{1,5}[a-z0-9]$/.test(prefix)) call.invalid("serverNamePrefix");
  const seconds = (name: string, usual: number) => call.count(name, 0, 2_147_483_647) ?? usual;
  return {
    ...sizesOf(call),
    coolDown: seconds("defaultCoolDown", kept?.coolDown ?? 300),
    checkType: call.word("healthCheckTypeCode", ["SVR", "LOADB"], kept?.checkType ?? "SVR"),
    gracePeriod: seconds("healthCheckGracePeriod", kept?.gracePeriod ?? 300),
    serverNamePrefix: prefix || (kept?.serverNamePrefix ?? "s"),
  };
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const subnet = call.named(cloudState.subnets, "subnetNo");
  if (subnet.vpcNo !== vpc.id || subnet.usage !== "GEN") call.invalid("subnetNo");
  const targetGroupNos = call.list("targetGroupNoList").map((id) => {
    const group = call.owned(cloudState.targetGroups, id, "targetGroupNo", known.noTargetGroup);
    return group.vpcNo === vpc.id ? group.id : call.invalid("targetGroupNoList");
  });
  const group: AutoScalingGroup = {
    ...{ id: cloudState.number("autoScalingGroup"), account: call.account, region: call.region, ...settings(call) },
    name: call.unique(cloudState.scalingGroups, scalingName(call, "autoScalingGroupName", "asg"), true),
    launchConfigurationNo: call.named(cloudState.launchConfigurations, "launchConfigurationNo").id,
    ...{ vpcNo: vpc.id, subnetNo: subnet.id, acgNos: groupsOf(call, call, vpc.id), targetGroupNos, serverNos: [] },
    createdAt: cloudState.timeline.now,
  };
  cloudState.scalingGroups.put(group);
  scale(cloudState, group.id);
  return answered(call, group.id);
}

function update(call: Call): Fields {
  const { cloudState } = call;
  const group = theGroup(call);
  const wanted = call.get("launchConfigurationNo");
  const launchConfigurationNo =
    wanted === ""
      ? group.launchConfigurationNo
      : call.owned(cloudState.launchConfigurations, wanted, "launchConfigurationNo").id;
  cloudState.scalingGroups.patch(group.id, { ...settings(call, group), launchConfigurationNo });
  scale(cloudState, group.id);
  return answered(call, group.id);
}

/** Refused while it has servers (docs/api/naver.md §4.22). */
function remove(call: Call): Fields {
  const { cloudState } = call;
  const { id, serverNos } = theGroup(call);
  if (serverNos.length > 0) {
    throw new ServiceError(known.scalingInUse, "the auto scaling group still has servers, or is being scaled");
  }
  const reply = answered(call, id);
  letGo(cloudState, "autoScalingGroup", id);
  cloudState.scalingGroups.delete(id);
  return reply;
}

/** Makes missing servers, and terminates the oldest of surplus ones. */
function scale(cloudState: NaverCloudState, groupNo: string): void {
  const group = cloudState.scalingGroups.find(groupNo);
  if (!group) return;
  const staying = group.serverNos
    .flatMap((id) => cloudState.servers.find(id) ?? [])
    .filter(({ operation }) => operation !== "TERMT");
  const surplus = Math.max(0, staying.length - group.desiredCapacity);
  for (const server of staying.slice(0, surplus)) terminate(cloudState, server);
  for (let n = staying.length; n < group.desiredCapacity; n += 1) {
    const serverNo = makeServer(cloudState, group);
    const { serverNos = [] } = cloudState.scalingGroups.find(groupNo) ?? {};
    if (serverNo !== undefined) cloudState.scalingGroups.patch(groupNo, { serverNos: [...serverNos, serverNo] });
  }
}

/** A server as its launch configuration says; undefined if there is no room for it. */
function makeServer(cloudState: NaverCloudState, group: AutoScalingGroup): string | undefined {
  const configuration = cloudState.launchConfigurations.find(group.launchConfigurationNo);
  const sent = {
    ...{ regionCode: group.region, vpcNo: group.vpcNo, subnetNo: group.subnetNo },
    ...{ serverImageNo: configuration?.imageNo ?? "", serverSpecCode: configuration?.specCode ?? "" },
    ...{ loginKeyName: configuration?.loginKeyName ?? "", initScriptNo: configuration?.initScriptNo ?? "" },
    serverName: `${group.serverNamePrefix.slice(0, 7)}-${cloudState.ids.hex(9)}`,
    "networkInterfaceList.1.networkInterfaceOrder": "0",
    ...Object.fromEntries(
      group.acgNos.map((id, index) => [`networkInterfaceList.1.accessControlGroupNoList.${index + 1}`, id]),
    ),
  };
  const before = new Set(cloudState.servers.all().map(({ id }) => id));
  try {
    createServers(new Call(cloudState, group.account, new Map(Object.entries(sent))));
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
  return cloudState.servers.where(({ id }) => !before.has(id))[0]?.id;
}
