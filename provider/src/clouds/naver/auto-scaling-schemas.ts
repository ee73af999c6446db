import { z } from "zod";
import { at, bool, integer, list, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { code, kindOf, numbers, wholeOf } from "./schemas.ts";

/** Answers about auto scaling (§4.21 to §4.23). */

const SERVICE = "vautoscaling";

export const launchConfigurationRow = record({
  launchConfigurationNo: text,
  launchConfigurationName: optionalText,
  serverImageNo: optionalText,
  serverImageProductCode: optionalText,
  serverSpecCode: optionalText,
  serverProductCode: optionalText,
  loginKeyName: optionalText,
  initScriptNo: optionalText,
  isEncryptedVolume: optional(bool),
  createDate: optionalText,
});
export type LaunchConfigurationRow = z.output<typeof launchConfigurationRow>;
export const LAUNCH_CONFIGURATION = kindOf(
  SERVICE,
  "launchConfiguration",
  launchConfigurationRow,
  (row) => row.launchConfigurationNo,
);

const member = record({ serverInstanceNo: optionalText, healthStatus: code, lifecycleState: code });
export const autoScalingGroupRow = record({
  autoScalingGroupNo: text,
  autoScalingGroupName: optionalText,
  launchConfigurationNo: optionalText,
  vpcNo: optionalText,
  subnetNo: optionalText,
  serverNamePrefix: optionalText,
  minSize: optional(integer),
  maxSize: optional(integer),
  desiredCapacity: optional(integer),
  defaultCoolDown: optional(integer),
  healthCheckType: code,
  healthCheckGracePeriod: optional(integer),
  autoScalingGroupStatus: code,
  targetGroupNoList: numbers("targetGroupNo"),
  accessControlGroupNoList: numbers("accessControlGroupNo"),
  inAutoScalingGroupServerInstanceList: list(member, { in: "inAutoScalingGroupServerInstance" }),
  createDate: optionalText,
});
export type AutoScalingGroupRow = z.output<typeof autoScalingGroupRow>;
export const AUTO_SCALING_GROUP = kindOf(
  SERVICE,
  "autoScalingGroup",
  autoScalingGroupRow,
  (row) => row.autoScalingGroupNo,
);

export const policyRow = record({
  autoScalingGroupNo: text,
  policyNo: text,
  policyName: optionalText,
  adjustmentType: code,
  scalingAdjustment: optional(integer),
  minAdjustmentStep: optional(integer),
  coolDown: optional(integer),
});
export type PolicyRow = z.output<typeof policyRow>;
export const policyList = wholeOf({ thing: "scalingPolicy", row: policyRow });

export const scheduleRow = record({
  autoScalingGroupNo: text,
  scheduledActionNo: text,
  scheduledActionName: optionalText,
  minSize: optional(integer),
  maxSize: optional(integer),
  desiredCapacity: optional(integer),
  startTime: optionalText,
  endTime: optionalText,
  recurrence: optionalText,
  timeZone: optionalText,
});
export type ScheduleRow = z.output<typeof scheduleRow>;
export const SCHEDULE = {
  ...kindOf(SERVICE, "scheduledUpdateGroupAction", scheduleRow, (row) => row.scheduledActionNo),
  listCall: "getScheduledActionList",
};

/** The key of the named object in the answer to a put. */
export const putResult = <Row>(
  thing: string,
  row: z.ZodType<Row>,
  isOwn: (row: Row) => boolean,
  keyOf: (row: Row) => string,
) =>
  z
    .custom<Tree | undefined>(() => true)
    .transform((answer): unknown => at(answer, `${thing}List`))
    .pipe(list(row, { in: thing }))
    .transform((rows, context): string => {
      const own = rows.find(isOwn);
      if (own !== undefined) {
        return keyOf(own);
      }
      context.addIssue({ code: "custom", message: `expected the ${thing} that was sent, found none` });
      return z.NEVER;
    });
