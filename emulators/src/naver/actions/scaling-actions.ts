import type { AutoScalingGroup, ScalingPolicy, ScalingSchedule } from "../auto-scaling-model.ts";
import { scalingPolicyView, scalingScheduleView } from "../auto-scaling-views.ts";
import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { sizesOf } from "./auto-scaling-groups.ts";
import { scalingName } from "./launch-configurations.ts";
import { listed, searchRows, wholeList } from "./list.ts";

/** Scaling policies and schedules; a put with a known number or name changes that one (docs/api/naver.md §4.23). */

const POLICIES = "scalingPolicyList";
const SCHEDULES = "scheduledUpdateGroupActionList";

export const scalingActions: Actions = {
  ...reads("vautoscaling", {
    getAutoScalingPolicyList: (call) =>
      wholeList(call, POLICIES, policiesOf(call, theGroup(call)), scalingPolicyView, { policyNoList: "policyNo" }),
    getScheduledActionList: (call) =>
      searchRows(call, SCHEDULES, schedulesOf(call, theGroup(call)), scalingScheduleView, {
        ...{ scheduledActionNoList: "scheduledActionNo", scheduledActionNameList: "scheduledActionName" },
      }),
  }),
  ...writes("vautoscaling", {
    putScalingPolicy: putPolicy,
    deleteScalingPolicy: (call) => {
      const own = named(call, policiesOf(call, theGroup(call)), "policyNo");
      call.cloudState.scalingPolicies.delete(own.id);
      return listed(call, POLICIES, [own], scalingPolicyView);
    },
    putScheduledUpdateGroupAction: putSchedule,
    deleteScheduledAction: (call) => {
      const own = named(call, schedulesOf(call, theGroup(call)), "scheduledActionNo");
      call.cloudState.scalingSchedules.delete(own.id);
      return listed(call, SCHEDULES, [own], scalingScheduleView);
    },
  }),
};

const theGroup = (call: Call): AutoScalingGroup => call.named(call.cloudState.scalingGroups, "autoScalingGroupNo");
const policiesOf = (call: Call, { id }: AutoScalingGroup): ScalingPolicy[] =>
  call.cloudState.scalingPolicies.where(({ groupNo }) => groupNo === id);
const schedulesOf = (call: Call, { id }: AutoScalingGroup): ScalingSchedule[] =>
  call.cloudState.scalingSchedules.where(({ groupNo }) => groupNo === id);

function named<Row extends { readonly id: string }>(call: Call, rows: readonly Row[], parameter: string): Row {
  const own = rows.find(({ id }) => id === call.text(parameter));
  if (!own) throw new ServiceError(call.switches.codes.notFound, `there is no such ${parameter}`);
  return own;
}

/** The object that a put changes: by its number, else by its name; undefined for a new one. */
function existing<Row extends { readonly id: string; readonly name: string }>(
  call: Call,
  rows: readonly Row[],
  [number, name]: readonly [string, string],
): Row | undefined {
  if (call.get(number) !== "") return named(call, rows, number);
  return rows.find((row) => row.name === call.text(name));
}

function putPolicy(call: Call): Fields {
  const { cloudState } = call;
  const group = theGroup(call);
  const old = existing(call, policiesOf(call, group), ["policyNo", "policyName"]);
  const adjustmentType = call.word("adjustmentTypeCode", ["CHANG", "PRCNT", "EXACT"]);
  const adjustment = call.text("scalingAdjustment");
  const step = call.count("minAdjustmentStep", 1, 2_147_483_647);
  if (!/^-?\d{1,10}$/.test(adjustment)) call.invalid("scalingAdjustment");
  if (step !== undefined && adjustmentType !== "PRCNT") call.invalid("minAdjustmentStep");
  const policy = cloudState.scalingPolicies.put({
    ...{ id: old?.id ?? cloudState.number("scalingPolicy"), account: call.account, region: call.region },
    ...{ groupNo: group.id, name: old?.name ?? scalingName(call, "policyName", "p"), adjustmentType },
    ...{ scalingAdjustment: Number(adjustment), minAdjustmentStep: step ?? 0 },
    coolDown: call.count("coolDown", 0, 2_147_483_647) ?? 300,
  });
  return listed(call, POLICIES, [policy], scalingPolicyView);
}

/** Either a start or a recurrence; an end belongs to a recurrence. */
function putSchedule(call: Call): Fields {
  const { cloudState } = call;
  const group = theGroup(call);
  const old = existing(call, schedulesOf(call, group), ["scheduledActionNo", "scheduledActionName"]);
  const [startTime, endTime, recurrence] = ["startTime", "endTime", "recurrence"].map((name) => call.get(name));
  if (!startTime && !recurrence) call.missing("startTime");
  for (const [name, time] of Object.entries({ startTime, endTime })) {
    if (time && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/.test(time)) call.invalid(name);
  }
  const schedule = cloudState.scalingSchedules.put({
    ...{ id: old?.id ?? cloudState.number("scalingSchedule"), account: call.account, region: call.region },
    ...{ groupNo: group.id, name: old?.name ?? scalingName(call, "scheduledActionName", "s"), ...sizesOf(call) },
    ...{ startTime: startTime ?? "", endTime: endTime ?? "", recurrence: recurrence ?? "" },
    timeZone: call.word("timeZone", ["KST", "UTC"], "KST"),
  });
  return listed(call, SCHEDULES, [schedule], scalingScheduleView);
}
