import type { LaunchConfiguration } from "../auto-scaling-model.ts";
import { launchConfigurationView } from "../auto-scaling-views.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, search } from "./list.ts";
import { imageAndSpec, loginKeyOf } from "./server-create.ts";

const LIST = "launchConfigurationList";

export const launchConfigurationActions: Actions = {
  ...reads("vautoscaling", {
    getLaunchConfigurationList: (call) =>
      search(call, LIST, call.cloudState.launchConfigurations, launchConfigurationView, {
        ...{ launchConfigurationNoList: "launchConfigurationNo" },
        ...{ launchConfigurationNameList: "launchConfigurationName" },
      }),
    getLaunchConfigurationDetail: (call) =>
      detail(call, LIST, call.cloudState.launchConfigurations, launchConfigurationView, "launchConfigurationNo"),
  }),
  ...writes("vautoscaling", { createLaunchConfiguration: create, deleteLaunchConfiguration: remove }),
};

const answered = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.launchConfigurations, launchConfigurationView, id);

/** 1 to 255 lower-case letters, digits and hyphens; generated if absent (docs/api/naver.md §4.21). */
export function scalingName(call: Call, parameter: string, letter: string): string {
  const given = call.get(parameter);
  if (given === "") return call.fabricated(letter);
  return /^[a-z]([a-z0-9-]{0,253}[a-z0-9])?$/.test(given) ? given : call.invalid(parameter);
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const { image, spec } = imageAndSpec(call);
  const script = call.get("initScriptNo");
  const configuration: LaunchConfiguration = {
    ...{ id: cloudState.number("launchConfiguration"), account: call.account, region: call.region },
    name: call.unique(cloudState.launchConfigurations, scalingName(call, "launchConfigurationName", "lc"), true),
    ...{ imageNo: image.no, specCode: spec.code, loginKeyName: loginKeyOf(call) },
    initScriptNo: script === "" ? "" : call.owned(cloudState.scripts, script, "initScriptNo").id,
    ...{ isEncryptedVolume: call.flag("isEncryptedVolume"), createdAt: cloudState.timeline.now },
  };
  cloudState.launchConfigurations.put(configuration);
  return answered(call, configuration.id);
}

function remove(call: Call): Fields {
  const { cloudState } = call;
  const { id } = call.named(cloudState.launchConfigurations, "launchConfigurationNo");
  if (cloudState.scalingGroups.where((group) => group.launchConfigurationNo === id).length > 0) {
    throw new ServiceError(known.scalingInUse, "the launch configuration is used by an auto scaling group");
  }
  const reply = answered(call, id);
  cloudState.launchConfigurations.delete(id);
  return reply;
}
