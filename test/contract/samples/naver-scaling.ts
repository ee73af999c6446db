import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call } from "./naver-call.ts";

const IMAGE = "23214590";

/** Launch configurations `old` and `new` in a region. */
async function configurations(account: EmulatedAccount, region: string): Promise<void> {
  for (const [launchConfigurationName, serverSpecCode] of [
    ["old", "c2-g3"],
    ["new", "s2-g3"],
  ] as const) {
    const parameters = { launchConfigurationName, serverImageNo: IMAGE, serverSpecCode };
    await call(account, "vautoscaling/createLaunchConfiguration", parameters, region);
  }
}

/** Groups without servers in a region. */
async function groups(account: EmulatedAccount, region: string): Promise<void> {
  await configurations(account, region);
  const vpcNo = idOf(account, "vpc", { name: "demo-vpc", region });
  const parameters = {
    ...{ vpcNo, subnetNo: idOf(account, "subnet", { name: "demo-public", region }) },
    accessControlGroupNoList: [idOf(account, "accessControlGroup", { vpcNo })],
    launchConfigurationNo: idOf(account, "launchConfiguration", { name: "old", region }),
    ...{ minSize: 0, maxSize: 0 },
  };
  for (const autoScalingGroupName of ["web", "back"]) {
    await call(account, "vautoscaling/createAutoScalingGroup", { ...parameters, autoScalingGroupName }, region);
  }
}

const launchConfiguration: Samples = async (account) => {
  await abroad(account);
  for (const initScriptName of ["web", "back"]) {
    const script = { initScriptName, initScriptContent: "#!/bin/sh\n", osTypeCode: "LNX" };
    await call(account, "vserver/createInitScript", script);
  }
  const other = { plan: "s4-g3", image: "104630229" };
  return {
    kind: "launchConfiguration",
    program: { name: "web", plan: "s2-g3", image: "ubuntu-22.04-base" },
    sends: { createLaunchConfiguration: "launchConfigurationName serverImageNo serverSpecCode" },
    destroys: { deleteLaunchConfiguration: "launchConfigurationNo" },
    inputs: {
      name: { value: "fred", sends: { createLaunchConfiguration: "launchConfigurationName" } },
      region: {
        value: "JPN",
        sends: { createLaunchConfiguration: "regionCode" },
        destroys: { deleteLaunchConfiguration: "regionCode" },
      },
      plan: { value: "s4-g3", sends: { createLaunchConfiguration: "serverSpecCode" } },
      image: { value: "ubuntu-24.04-base", sends: { createLaunchConfiguration: "serverImageNo" } },
      loginKey: { value: "demo-key", sends: { createLaunchConfiguration: "loginKeyName" } },
      initScript: { value: "web", sends: { createLaunchConfiguration: "initScriptNo" } },
      encryptedVolume: { value: true, sends: { createLaunchConfiguration: "isEncryptedVolume" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A launch configuration does not move between regions.", see: "§4.21" },
      plan: { set: { specCode: other.plan }, shows: "s4-g3", reported: true },
      image: { set: { imageNo: other.image }, shows: "ubuntu-24.04-base", reported: true },
      loginKey: { program: "demo-key", set: { loginKeyName: "theirs" }, shows: "theirs", reported: true },
      initScript: {
        program: "web",
        set: { initScriptNo: idOf(account, "initScript", { name: "back" }) },
        shows: "back",
        reported: true,
      },
      encryptedVolume: { program: false, set: { isEncryptedVolume: true }, shows: "true", reported: true },
    },
  };
};

const UPDATE = {
  updateAutoScalingGroup:
    "autoScalingGroupNo defaultCoolDown desiredCapacity healthCheckGracePeriod healthCheckTypeCode launchConfigurationNo maxSize minSize",
};
const NAMED = { updateAutoScalingGroup: `${UPDATE.updateAutoScalingGroup} serverNamePrefix` };

const autoScalingGroup: Samples = async (account) => {
  await abroad(account);
  await configurations(account, "KR");
  await configurations(account, "JPN");
  const vpcNo = idOf(account, "vpc", { name: "demo-vpc", region: "KR" });
  for (const name of ["office", "lobby"]) {
    await call(account, "vserver/createAccessControlGroup", { vpcNo, accessControlGroupName: name });
    const group = { targetGroupProtocolTypeCode: "HTTP", healthCheckProtocolTypeCode: "HTTP", vpcNo };
    await call(account, "vloadbalancer/createTargetGroup", { targetGroupName: name, ...group });
  }
  await account.clock.sleep(60_000);
  const setting = (value: unknown, to: unknown, parameter: string) => ({
    value,
    sends: { createAutoScalingGroup: parameter },
    change: { to, sends: UPDATE },
  });
  const lobby = (kind: string) => idOf(account, kind, { name: "lobby" });
  return {
    kind: "autoScalingGroup",
    program: { name: "web", launchConfiguration: "old", subnet: "demo-public", minSize: 1, maxSize: 3 },
    sends: {
      createAutoScalingGroup:
        "accessControlGroupNoList.1 autoScalingGroupName launchConfigurationNo maxSize minSize subnetNo vpcNo",
    },
    destroys: {
      updateAutoScalingGroup: "autoScalingGroupNo desiredCapacity maxSize minSize",
      deleteAutoScalingGroup: "autoScalingGroupNo",
    },
    inputs: {
      name: { value: "fred", sends: { createAutoScalingGroup: "autoScalingGroupName" } },
      region: {
        value: "JPN",
        sends: {
          createAutoScalingGroup: "accessControlGroupNoList.1 launchConfigurationNo regionCode subnetNo vpcNo",
        },
        destroys: { updateAutoScalingGroup: "regionCode", deleteAutoScalingGroup: "regionCode" },
      },
      launchConfiguration: setting("new", "old", "launchConfigurationNo"),
      subnet: { value: "demo-public-2", sends: { createAutoScalingGroup: "subnetNo" } },
      accessControlGroups: { value: ["office"], sends: { createAutoScalingGroup: "accessControlGroupNoList.1" } },
      targetGroups: { value: ["office"], sends: { createAutoScalingGroup: "targetGroupNoList.1" } },
      serverNamePrefix: {
        value: "shop",
        sends: { createAutoScalingGroup: "serverNamePrefix" },
        change: { to: "mall", sends: NAMED },
      },
      minSize: setting(0, 2, "minSize"),
      maxSize: setting(2, 4, "maxSize"),
      desiredCapacity: setting(2, 3, "desiredCapacity"),
      defaultCooldown: setting(60, 90, "defaultCoolDown"),
      healthCheckType: setting("LOADB", "SVR", "healthCheckTypeCode"),
      healthCheckGracePeriod: setting(60, 90, "healthCheckGracePeriod"),
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A group does not move between regions.", see: "§4.22" },
      launchConfiguration: {
        set: { launchConfigurationNo: idOf(account, "launchConfiguration", { name: "new", region: "KR" }) },
        shows: "new",
      },
      subnet: {
        set: { subnetNo: idOf(account, "subnet", { name: "demo-public-2" }) },
        shows: "demo-public-2",
        reported: true,
      },
      accessControlGroups: {
        program: ["office"],
        set: { acgNos: [lobby("accessControlGroup")] },
        shows: "lobby",
        reported: true,
      },
      targetGroups: {
        program: ["office"],
        set: { targetGroupNos: [lobby("targetGroup")] },
        shows: "lobby",
        reported: true,
      },
      serverNamePrefix: { program: "shop", set: { serverNamePrefix: "mall" }, shows: "mall" },
      minSize: { set: { minSize: 0 }, shows: 0 },
      maxSize: { set: { maxSize: 5 }, shows: 5 },
      desiredCapacity: { program: 1, set: { desiredCapacity: 2 }, shows: 2 },
      defaultCooldown: { program: 300, set: { coolDown: 60 }, shows: 60 },
      healthCheckType: { program: "SVR", set: { checkType: "LOADB" }, shows: "LOADB" },
      healthCheckGracePeriod: { program: 300, set: { gracePeriod: 60 }, shows: 60 },
    },
  };
};

const scalingPolicy: Samples = async (account) => {
  await abroad(account);
  await groups(account, "KR");
  await groups(account, "JPN");
  const put = "adjustmentTypeCode autoScalingGroupNo coolDown policyNo scalingAdjustment";
  const change = { putScalingPolicy: put };
  const percentage = { adjustmentType: "PRCNT" };
  return {
    kind: "scalingPolicy",
    parent: { kind: "autoScalingGroup", input: "autoScalingGroup" },
    program: { name: "grow", autoScalingGroup: "web", adjustmentType: "CHANG", scalingAdjustment: 1 },
    sends: { putScalingPolicy: "adjustmentTypeCode autoScalingGroupNo policyName scalingAdjustment" },
    destroys: { deleteScalingPolicy: "autoScalingGroupNo policyNo" },
    inputs: {
      name: { value: "fred", sends: { putScalingPolicy: "policyName" } },
      region: {
        value: "JPN",
        sends: { putScalingPolicy: "autoScalingGroupNo regionCode" },
        destroys: { deleteScalingPolicy: "autoScalingGroupNo regionCode" },
      },
      autoScalingGroup: {
        value: "back",
        sends: { putScalingPolicy: "autoScalingGroupNo" },
        destroys: { deleteScalingPolicy: "autoScalingGroupNo" },
      },
      adjustmentType: {
        value: "EXACT",
        sends: { putScalingPolicy: "adjustmentTypeCode" },
        change: { to: "CHANG", sends: change },
      },
      scalingAdjustment: {
        value: -2,
        sends: { putScalingPolicy: "scalingAdjustment" },
        change: { to: 3, sends: change },
      },
      minAdjustmentStep: {
        value: 2,
        beside: percentage,
        sends: { putScalingPolicy: "minAdjustmentStep" },
        change: { to: 3, sends: { putScalingPolicy: `${put} minAdjustmentStep` } },
      },
      cooldown: { value: 60, sends: { putScalingPolicy: "coolDown" }, change: { to: 90, sends: change } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A policy does not move between regions.", see: "§4.23" },
      autoScalingGroup: { cannot: "The group is part of the ID.", see: "§4.23" },
      adjustmentType: { set: { adjustmentType: "EXACT" }, shows: "EXACT" },
      scalingAdjustment: { set: { scalingAdjustment: 5 }, shows: 5 },
      minAdjustmentStep: { program: 2, beside: percentage, set: { minAdjustmentStep: 3 }, shows: 3 },
      cooldown: { program: 300, set: { coolDown: 60 }, shows: 60 },
    },
  };
};

const scalingSchedule: Samples = async (account) => {
  await abroad(account);
  await groups(account, "KR");
  await groups(account, "JPN");
  const put = "autoScalingGroupNo desiredCapacity maxSize minSize recurrence scheduledActionNo timeZone";
  const change = { putScheduledUpdateGroupAction: put };
  const also = (parameter: string) => ({ putScheduledUpdateGroupAction: `${put} ${parameter}` });
  const sent = (parameter: string) => ({ putScheduledUpdateGroupAction: parameter });
  return {
    kind: "scalingSchedule",
    parent: { kind: "autoScalingGroup", input: "autoScalingGroup" },
    program: { name: "morning", autoScalingGroup: "web", minSize: 1, maxSize: 3, recurrence: "0 9 * * *" },
    sends: sent("autoScalingGroupNo maxSize minSize recurrence scheduledActionName"),
    destroys: { deleteScheduledAction: "autoScalingGroupNo scheduledActionNo" },
    inputs: {
      name: { value: "fred", sends: sent("scheduledActionName") },
      region: {
        value: "JPN",
        sends: sent("autoScalingGroupNo regionCode"),
        destroys: { deleteScheduledAction: "autoScalingGroupNo regionCode" },
      },
      autoScalingGroup: {
        value: "back",
        sends: sent("autoScalingGroupNo"),
        destroys: { deleteScheduledAction: "autoScalingGroupNo" },
      },
      minSize: { value: 0, sends: sent("minSize"), change: { to: 1, sends: change } },
      maxSize: { value: 2, sends: sent("maxSize"), change: { to: 4, sends: change } },
      desiredCapacity: { value: 2, sends: sent("desiredCapacity"), change: { to: 3, sends: change } },
      startTime: {
        value: "2037-01-31T09:00:00+09:00",
        sends: sent("startTime"),
        change: { to: "2037-02-01T00:00:00Z", sends: also("startTime") },
      },
      endTime: {
        value: "2037-12-31T09:00:00+0900",
        sends: sent("endTime"),
        change: { to: "2037-12-30T09:00:00+09:00", sends: also("endTime") },
      },
      recurrence: { value: "0 8 * * 1-5", sends: sent("recurrence"), change: { to: "0 7 * * *", sends: change } },
      timeZone: { value: "UTC", sends: sent("timeZone"), change: { to: "KST", sends: change } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A schedule does not move between regions.", see: "§4.23" },
      autoScalingGroup: { cannot: "The group is part of the ID.", see: "§4.23" },
      minSize: { set: { minSize: 0 }, shows: 0 },
      maxSize: { set: { maxSize: 5 }, shows: 5 },
      desiredCapacity: { program: 1, set: { desiredCapacity: 2 }, shows: 2 },
      startTime: {
        program: "2037-01-31T09:00:00+09:00",
        set: { startTime: "2037-02-01T09:00:00+0900" },
        shows: "2037-02-01T09:00:00+0900",
      },
      endTime: {
        program: "2037-12-31T09:00:00+09:00",
        set: { endTime: "2037-12-30T09:00:00+0900" },
        shows: "2037-12-30T09:00:00+0900",
      },
      recurrence: { set: { recurrence: "0 6 * * *" }, shows: "0 6 * * *" },
      timeZone: { program: "KST", set: { timeZone: "UTC" }, shows: "UTC" },
    },
  };
};

export const naverScaling: Readonly<Record<string, Samples>> = {
  "naver:LaunchConfiguration": launchConfiguration,
  "naver:AutoScalingGroup": autoScalingGroup,
  "naver:ScalingPolicy": scalingPolicy,
  "naver:ScalingSchedule": scalingSchedule,
};
