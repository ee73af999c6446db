import type { AutoScalingGroup, LaunchConfiguration, ScalingPolicy, ScalingSchedule } from "./auto-scaling-model.ts";
import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import { images, specs } from "./seeds.ts";
import { coded, dateOf } from "./views.ts";

/** How auto scaling appears in replies (docs/api/naver.md §4.21 to §4.23). */

/** The documents of the government cloud lack the fields of the newer servers. */
export function launchConfigurationView(cloudState: NaverCloudState, one: LaunchConfiguration): Fields {
  const image = images.find(({ no }) => no === one.imageNo);
  const spec = specs.find(({ code }) => code === one.specCode);
  const newer = {
    ...{ serverImageNo: one.imageNo, osInformation: image?.description ?? "", serverSpecNo: String(spec?.no ?? "") },
    ...{ serverSpecCode: one.specCode, serverSpecDescription: `vCPU ${spec?.cpus}EA, Memory ${spec?.memory}GB` },
  };
  return {
    ...{ regionCode: one.region, launchConfigurationNo: one.id, launchConfigurationName: one.name },
    ...{ serverImageProductCode: image?.productCode ?? "", memberServerImageInstanceNo: "" },
    ...{ serverProductCode: spec?.productCode ?? "", loginKeyName: one.loginKeyName },
    ...{ createDate: dateOf(one.createdAt), launchConfigurationStatus: coded(cloudState, "RUN", "state") },
    ...{ initScriptNo: one.initScriptNo, isEncryptedVolume: one.isEncryptedVolume },
    ...(cloudState.switches.launchConfigurationShows === "spec" ? newer : {}),
  };
}

export function autoScalingGroupView(cloudState: NaverCloudState, one: AutoScalingGroup): Fields {
  return {
    ...{ vpcNo: one.vpcNo, subnetNo: one.subnetNo, serverNamePrefix: one.serverNamePrefix },
    ...{ autoScalingGroupNo: one.id, autoScalingGroupName: one.name },
    ...{ launchConfigurationNo: one.launchConfigurationNo, minSize: one.minSize, maxSize: one.maxSize },
    ...{ desiredCapacity: one.desiredCapacity, defaultCoolDown: one.coolDown },
    ...{ healthCheckGracePeriod: one.gracePeriod, healthCheckType: coded(cloudState, one.checkType, "type") },
    ...{ createDate: dateOf(one.createdAt), autoScalingGroupStatus: coded(cloudState, "RUN", "state") },
    targetGroupNoList: one.targetGroupNos,
    inAutoScalingGroupServerInstanceList: one.serverNos.map((serverInstanceNo) => ({
      ...{ serverInstanceNo, healthStatus: coded(cloudState, "HLTHY", "state") },
      lifecycleState: coded(cloudState, lifecycleOf(cloudState, serverInstanceNo), "state"),
    })),
    ...{ accessControlGroupNoList: one.acgNos, suspendedProcessList: [] },
  };
}

function lifecycleOf(cloudState: NaverCloudState, serverNo: string): string {
  const { status, operation } = cloudState.servers.find(serverNo) ?? {};
  if (operation === "TERMT") return "TMNNG";
  return status === "RUN" ? "INSVC" : "PNDNG";
}

export function scalingPolicyView(cloudState: NaverCloudState, one: ScalingPolicy): Fields {
  return {
    ...{ autoScalingGroupNo: one.groupNo, policyNo: one.id, policyName: one.name },
    ...{ adjustmentType: coded(cloudState, one.adjustmentType, "type"), scalingAdjustment: one.scalingAdjustment },
    ...(one.minAdjustmentStep === 0 ? {} : { minAdjustmentStep: one.minAdjustmentStep }),
    coolDown: one.coolDown,
  };
}

export function scalingScheduleView(_cloudState: NaverCloudState, one: ScalingSchedule): Fields {
  return {
    ...{ autoScalingGroupNo: one.groupNo, scheduledActionNo: one.id, scheduledActionName: one.name },
    ...{ minSize: one.minSize, maxSize: one.maxSize, desiredCapacity: one.desiredCapacity },
    ...{ startTime: one.startTime, endTime: one.endTime, recurrence: one.recurrence, timeZone: one.timeZone },
  };
}
