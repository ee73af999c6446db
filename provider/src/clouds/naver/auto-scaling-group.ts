import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { PassingRefusal } from "../../engine/definition/task.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { CHECK_TYPES, inputs, outputs, prefixIn, serversIn, type Views } from "./auto-scaling-group-fields.ts";
import { AUTO_SCALING_GROUP } from "./auto-scaling-schemas.ts";
import { scopeOf, viewOf } from "./ids.ts";
import { among, settingsOf } from "./load-balancer-rules.ts";
import { SCALING_NAME, sizeFailures, within } from "./scaling-names.ts";
import { created, done } from "./schemas.ts";

const { define } = resourceKit<Naver, Views>();

/** As many servers as desired, each of them in service. */
const isComplete = ({ row }: Observed<Views>): boolean => {
  const servers = row?.inAutoScalingGroupServerInstanceList ?? [];
  return servers.length === row?.desiredCapacity && servers.every(({ lifecycleState }) => lifecycleState === "INSVC");
};

const inService = ({ row }: Observed<Views>): string => {
  const servers = row?.inAutoScalingGroupServerInstanceList ?? [];
  const running = servers.filter(({ lifecycleState }) => lifecycleState === "INSVC").length;
  return `${running} of ${row?.desiredCapacity ?? "?"} servers in service`;
};

/** A group that has servers or is being scaled is not deleted (1250700, §4.22). */
const SCALING: PassingRefusal<unknown> = {
  waitingFor: "for its scaling to end",
  isPassing: (error) => error instanceof CloudError && error.code === "1250700",
};

export const autoScalingGroup = define({
  token: "naver:AutoScalingGroup",
  noun: "auto scaling group",
  description:
    "A group of servers that NAVER Cloud makes and deletes by itself. These servers are charged, and go with the group.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vautoscaling",
  inputs,
  outputs,
  timeouts: { create: 3600, update: 3600, delete: 3600 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/23401"),
  name: SCALING_NAME,
  views: { row: viewOf(AUTO_SCALING_GROUP) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.autoScalingGroupName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validate: sizeFailures,
  create: async ({ api, scope, desired, entry }) => {
    const vpcNo = (await entry("subnets", desired.subnet))?.facts?.vpcNo;
    if (vpcNo === undefined) {
      throw new RefusedError(
        `NAVER Cloud's list of subnets in ${scope} does not show the VPC of ${desired.subnet}. Nothing was created. Choose a subnet of a VPC.`,
      );
    }
    return api.call(
      "vautoscaling/createAutoScalingGroup",
      "create",
      scope,
      {
        autoScalingGroupName: desired.name,
        launchConfigurationNo: desired.launchConfiguration,
        vpcNo,
        subnetNo: desired.subnet,
        accessControlGroupNoList: desired.accessControlGroups ?? [(await entry("defaultGroups", vpcNo))?.facts?.no],
        targetGroupNoList: desired.targetGroups,
        serverNamePrefix: desired.serverNamePrefix,
        minSize: desired.minSize,
        maxSize: desired.maxSize,
        desiredCapacity: desired.desiredCapacity,
        defaultCoolDown: desired.defaultCooldown,
        healthCheckTypeCode: desired.healthCheckType,
        healthCheckGracePeriod: desired.healthCheckGracePeriod,
      },
      created(AUTO_SCALING_GROUP),
    );
  },
  statusText: (observed) => inService(observed),
  steps: [
    {
      label: "have its settings",
      fields: [
        ...(["launchConfiguration", "serverNamePrefix", "minSize", "maxSize", "desiredCapacity"] as const),
        ...(["defaultCooldown", "healthCheckType", "healthCheckGracePeriod"] as const),
      ],
      run: (context) => {
        const { api, scope, key, desired: to, observed } = context;
        const { row } = observed;
        const setting = settingsOf(context);
        const minSize = setting("minSize", to.minSize, row?.minSize) ?? 0;
        const maxSize = setting("maxSize", to.maxSize, row?.maxSize) ?? minSize;
        // Without it the capacity would become the smallest size (§4.22).
        const capacity = setting("desiredCapacity", to.desiredCapacity, row?.desiredCapacity) ?? minSize;
        const type = setting("healthCheckType", to.healthCheckType, among(CHECK_TYPES, row?.healthCheckType));
        const parameters = {
          autoScalingGroupNo: key,
          launchConfigurationNo: setting("launchConfiguration", to.launchConfiguration, row?.launchConfigurationNo),
          serverNamePrefix: setting("serverNamePrefix", to.serverNamePrefix, prefixIn(row)),
          minSize,
          maxSize,
          desiredCapacity: within(capacity, minSize, maxSize),
          defaultCoolDown: setting("defaultCooldown", to.defaultCooldown, row?.defaultCoolDown),
          healthCheckTypeCode: type,
          healthCheckGracePeriod: setting(
            "healthCheckGracePeriod",
            to.healthCheckGracePeriod,
            row?.healthCheckGracePeriod,
          ),
        };
        return api.call("vautoscaling/updateAutoScalingGroup", "idempotent", scope, parameters, done);
      },
    },
    {
      // Only waits: servers are made and deleted for minutes after the sizes have changed.
      label: "have its servers in service",
      fields: [],
      due: ({ creating, hasChanged, observed }) =>
        (creating || (["minSize", "maxSize", "desiredCapacity"] as const).some((size) => hasChanged(size))) &&
        !isComplete(observed),
      run: ({ waitUntil }) => waitUntil("to have its servers in service", isComplete),
    },
  ],
  passingRefusal: SCALING,
  remove: async (context) => {
    const { api, scope, key, observed } = context;
    const { row } = observed;
    if (serversIn(row).length > 0 || row?.maxSize !== 0) {
      const sizes = { autoScalingGroupNo: key, minSize: 0, maxSize: 0, desiredCapacity: 0 };
      await context.change(
        "to have no servers any more",
        () => api.call("vautoscaling/updateAutoScalingGroup", "idempotent", scope, sizes, done),
        (now) => now.row?.maxSize === 0 && serversIn(now.row).length === 0,
      );
    }
    await api.call("vautoscaling/deleteAutoScalingGroup", "idempotent", scope, { autoScalingGroupNo: key }, done);
  },
});
