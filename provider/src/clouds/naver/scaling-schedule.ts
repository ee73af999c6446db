import { z } from "zod";
import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { AUTO_SCALING_GROUP, putResult, SCHEDULE, type ScheduleRow, scheduleRow } from "./auto-scaling-schemas.ts";
import { childId, childKey, childrenView, partsOf } from "./children.ts";
import { HELD, REGION_FIELD, ref, reported, scopeOf } from "./ids.ts";
import { among, settingsOf } from "./load-balancer-rules.ts";
import type { Parameters } from "./parameters.ts";
import {
  GROUP_FIELD,
  SCALING_NAME,
  scalingNameText,
  scalingNameType,
  sizeFailures,
  sizeType,
  within,
} from "./scaling-names.ts";
import { done } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<ScheduleRow> }>();

const ZONES = ["KST", "UTC"] as const;

const timeType = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)$/, 'must be a time such as "2027-01-31T09:00:00+09:00"');
const sameTime = (a: string, b: string): boolean => moment(a) === moment(b);
/** NAVER Cloud's spelling: an offset without a colon. */
const timeOf = (text: string | undefined): string | undefined =>
  text
    ?.replace(/Z$/, "+0000")
    .replace(/(\d\d):(\d\d)$/, (whole, hours: string, minutes: string) =>
      /[+-]\d\d:\d\d$/.test(text) ? `${hours}${minutes}` : whole,
    );

/** A schedule is named in its group. */
const markOf = (group: string | undefined, name: string | undefined): string => `${name} of group ${group}`;

type PutContext = Pick<BaseOperationContext<Naver, object, object>, "api" | "scope">;

/** One call creates and changes: a number or a name that the group has changes that schedule (§4.23). */
const put = (
  { api, scope }: PutContext,
  safety: "create" | "idempotent",
  own: { scheduledActionNo: string } | { scheduledActionName: string | undefined },
  parameters: Parameters,
): Promise<string> =>
  api.call(
    "vautoscaling/putScheduledUpdateGroupAction",
    safety,
    scope,
    { ...own, ...parameters },
    putResult(
      "scheduledUpdateGroupAction",
      scheduleRow,
      (row) =>
        "scheduledActionNo" in own
          ? row.scheduledActionNo === own.scheduledActionNo
          : row.scheduledActionName === own.scheduledActionName,
      (row) => childKey(row.autoScalingGroupNo, row.scheduledActionNo),
    ),
  );

export const scalingSchedule = define({
  token: "naver:ScalingSchedule",
  noun: "scaling schedule",
  description: "A time, or recurring times, at which the sizes of an auto scaling group change.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vautoscaling-autoscalinggroup-putscheduledupdategroupaction",
  inputs: {
    name: optional(scalingNameType, {
      description: scalingNameText("scheduledActionName"),
      change: "replace",
      read: reported((row) => row.scheduledActionName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    autoScalingGroup: required(ref, {
      ...GROUP_FIELD,
      read: reported((row) => row.autoScalingGroupNo),
    }),
    minSize: required(sizeType, {
      description: "Smallest number of servers from then on, 0 to 30.",
      change: "update",
      read: { from: { row: (row) => row.minSize }, drift: "repair" },
    }),
    maxSize: required(sizeType, {
      description: "Largest number of servers from then on, 0 to 30.",
      change: "update",
      read: { from: { row: (row) => row.maxSize }, drift: "repair" },
    }),
    desiredCapacity: optional(sizeType, {
      description: "Number of servers then, from `minSize` (the default) to `maxSize`.",
      change: "update",
      read: { from: { row: (row) => row.desiredCapacity }, drift: "repair" },
    }),
    startTime: optional(timeType, {
      description: 'First time, such as `"2027-01-31T09:00:00+09:00"`, in the future. Required without `recurrence`.',
      change: "update",
      same: sameTime,
      read: { from: { row: (row) => row.startTime }, drift: "repair" },
    }),
    endTime: optional(timeType, {
      description: "Time after which it does not recur.",
      change: "update",
      same: sameTime,
      read: { from: { row: (row) => row.endTime }, drift: "repair" },
    }),
    recurrence: optional(z.string().min(1), {
      description: 'When it recurs, as in a crontab: `"0 9 * * 1-5"`.',
      change: "update",
      read: { from: { row: (row) => row.recurrence }, drift: "repair" },
    }),
    timeZone: optional(z.enum(ZONES), {
      description: "Time zone of `recurrence`: `KST` (the default) or `UTC`.",
      change: "update",
      read: { from: { row: (row) => among(ZONES, row.timeZone) }, drift: "repair" },
    }),
  },
  outputs: {
    scheduledActionNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the schedule.",
      from: { row: (row) => row.scheduledActionNo },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: childId("auto scaling group", "KR/23401:5501"),
  name: SCALING_NAME,
  views: {
    row: childrenView({
      parents: AUTO_SCALING_GROUP,
      of: (api, region, autoScalingGroupNo) => api.list(SCHEDULE, region, { autoScalingGroupNo }),
      parts: (row: ScheduleRow) => [row.autoScalingGroupNo, row.scheduledActionNo],
    }),
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row }) =>
    row?.scheduledActionName === undefined ? undefined : markOf(row.autoScalingGroupNo, row.scheduledActionName),
  searchKey: ({ autoScalingGroup, name }) => markOf(autoScalingGroup, name),
  validate: (desired, isSet) => [
    ...sizeFailures(desired),
    ...(isSet("startTime") || isSet("recurrence")
      ? []
      : [{ property: "startTime", reason: "is missing: set startTime, recurrence or both" }]),
  ],
  create: (context) => {
    const { desired } = context;
    return put(
      context,
      "create",
      { scheduledActionName: desired.name },
      {
        autoScalingGroupNo: desired.autoScalingGroup,
        minSize: desired.minSize,
        maxSize: desired.maxSize,
        desiredCapacity: desired.desiredCapacity,
        startTime: timeOf(desired.startTime),
        endTime: timeOf(desired.endTime),
        recurrence: desired.recurrence,
        timeZone: desired.timeZone,
      },
    );
  },
  steps: [
    {
      label: "have its sizes and times",
      fields: [
        ...(["minSize", "maxSize", "desiredCapacity", "startTime", "endTime"] as const),
        ...(["recurrence", "timeZone"] as const),
      ],
      run: async (context) => {
        const { key, desired: to, observed } = context;
        const { row } = observed;
        const setting = settingsOf(context);
        const { parent, child } = partsOf(key);
        const minSize = setting("minSize", to.minSize, row?.minSize) ?? 0;
        const maxSize = setting("maxSize", to.maxSize, row?.maxSize) ?? minSize;
        const capacity = setting("desiredCapacity", to.desiredCapacity, row?.desiredCapacity) ?? minSize;
        await put(
          context,
          "idempotent",
          { scheduledActionNo: child },
          {
            autoScalingGroupNo: parent,
            minSize,
            maxSize,
            desiredCapacity: within(capacity, minSize, maxSize),
            startTime: timeOf(setting("startTime", to.startTime, row?.startTime)),
            endTime: timeOf(setting("endTime", to.endTime, row?.endTime)),
            recurrence: setting("recurrence", to.recurrence, row?.recurrence),
            timeZone: setting("timeZone", to.timeZone, among(ZONES, row?.timeZone)),
          },
        );
      },
    },
  ],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) => {
    const { parent: autoScalingGroupNo, child: scheduledActionNo } = partsOf(key);
    const parameters = { autoScalingGroupNo, scheduledActionNo };
    return api.call("vautoscaling/deleteScheduledAction", "idempotent", scope, parameters, done);
  },
});
