import { z } from "zod";
import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { InRegion, Naver } from "./account.ts";
import { AUTO_SCALING_GROUP, type PolicyRow, policyList, policyRow, putResult } from "./auto-scaling-schemas.ts";
import { childId, childKey, childrenView, partsOf } from "./children.ts";
import { HELD, REGION_FIELD, ref, reported, scopeOf } from "./ids.ts";
import { among, settingsOf, unlessUsed } from "./load-balancer-rules.ts";
import { GROUP_FIELD, SCALING_NAME, scalingNameText, scalingNameType, secondsType } from "./scaling-names.ts";
import { done } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<PolicyRow> }>();

const ADJUSTMENTS = ["CHANG", "EXACT", "PRCNT"] as const;

/** A policy is named in its group. */
const markOf = (group: string | undefined, name: string | undefined): string => `${name} of group ${group}`;

type PutContext = Pick<BaseOperationContext<Naver, object, object>, "api" | "scope">;
interface Policy {
  autoScalingGroupNo: string;
  policyNo?: string;
  policyName?: string | undefined;
  adjustmentTypeCode: string | undefined;
  scalingAdjustment: number | undefined;
  minAdjustmentStep: number | undefined;
  coolDown: number | undefined;
}

/** One call creates and changes: a number or a name that the group has changes that policy (§4.23). */
const put = ({ api, scope }: PutContext, safety: "create" | "idempotent", { ...policy }: Policy): Promise<string> =>
  api.call(
    "vautoscaling/putScalingPolicy",
    safety,
    scope,
    policy,
    putResult(
      "scalingPolicy",
      policyRow,
      (row) =>
        policy.policyNo === undefined ? row.policyName === policy.policyName : row.policyNo === policy.policyNo,
      (row) => childKey(row.autoScalingGroupNo, row.policyNo),
    ),
  );

export const scalingPolicy = define({
  token: "naver:ScalingPolicy",
  noun: "scaling policy",
  description:
    "A rule that changes the number of servers of an auto scaling group when it is executed, as by an event rule.",
  see: "https://api.ncloud-docs.com/docs/en/common-vapidatatype-scalingpolicy",
  inputs: {
    name: optional(scalingNameType, {
      description: scalingNameText("policyName"),
      change: "replace",
      read: reported((row) => row.policyName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    autoScalingGroup: required(ref, {
      ...GROUP_FIELD,
      read: reported((row) => row.autoScalingGroupNo),
    }),
    adjustmentType: required(z.enum(ADJUSTMENTS), {
      description:
        "Meaning of `scalingAdjustment` (`adjustmentTypeCode`): `CHANG` adds or removes servers, `EXACT` is their number, `PRCNT` is a percentage to add or remove.",
      change: "update",
      read: { from: { row: (row) => among(ADJUSTMENTS, row.adjustmentType) }, drift: "repair" },
    }),
    scalingAdjustment: required(z.int().min(-2_147_483_648).max(2_147_483_647), {
      description: "The adjustment; negative to remove servers.",
      change: "update",
      read: { from: { row: (row) => row.scalingAdjustment }, drift: "repair" },
    }),
    minAdjustmentStep: optional(z.int().min(1).max(2_147_483_647), {
      description: "Smallest number of servers that a percentage adds or removes. Only for `PRCNT`.",
      change: "update",
      read: { from: { row: (row) => row.minAdjustmentStep }, drift: "repair" },
    }),
    cooldown: optional(secondsType, {
      description: "Seconds after it in which nothing is scaled (`coolDown`), 300 if absent.",
      change: "update",
      read: { from: { row: (row) => row.coolDown }, drift: "repair" },
    }),
  },
  outputs: {
    policyNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the policy.",
      from: { row: (row) => row.policyNo },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: childId("auto scaling group", "KR/23401:3301"),
  name: SCALING_NAME,
  views: {
    row: childrenView({
      parents: AUTO_SCALING_GROUP,
      of: (api, region, autoScalingGroupNo) =>
        api.call("vautoscaling/getAutoScalingPolicyList", "read", region, { autoScalingGroupNo }, policyList),
      parts: (row: PolicyRow) => [row.autoScalingGroupNo, row.policyNo],
    }),
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row }) => (row?.policyName === undefined ? undefined : markOf(row.autoScalingGroupNo, row.policyName)),
  searchKey: ({ autoScalingGroup, name }) => markOf(autoScalingGroup, name),
  validate: ({ adjustmentType, minAdjustmentStep }) =>
    unlessUsed("minAdjustmentStep", minAdjustmentStep, adjustmentType === "PRCNT", `with ${adjustmentType}`),
  create: (context) => {
    const { desired } = context;
    return put(context, "create", {
      autoScalingGroupNo: desired.autoScalingGroup,
      policyName: desired.name,
      adjustmentTypeCode: desired.adjustmentType,
      scalingAdjustment: desired.scalingAdjustment,
      minAdjustmentStep: desired.minAdjustmentStep,
      coolDown: desired.cooldown,
    });
  },
  steps: [
    {
      label: "have its settings",
      fields: ["adjustmentType", "scalingAdjustment", "minAdjustmentStep", "cooldown"],
      run: async (context) => {
        const { key, desired: to, observed } = context;
        const { row } = observed;
        const setting = settingsOf(context);
        const { parent, child } = partsOf(key);
        const type = setting("adjustmentType", to.adjustmentType, among(ADJUSTMENTS, row?.adjustmentType));
        const step = setting("minAdjustmentStep", to.minAdjustmentStep, row?.minAdjustmentStep);
        await put(context, "idempotent", {
          ...{ autoScalingGroupNo: parent, policyNo: child, adjustmentTypeCode: type },
          scalingAdjustment: setting("scalingAdjustment", to.scalingAdjustment, row?.scalingAdjustment),
          minAdjustmentStep: type === "PRCNT" ? step : undefined,
          coolDown: setting("cooldown", to.cooldown, row?.coolDown),
        });
      },
    },
  ],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) => {
    const { parent: autoScalingGroupNo, child: policyNo } = partsOf(key);
    return api.call("vautoscaling/deleteScalingPolicy", "idempotent", scope, { autoScalingGroupNo, policyNo }, done);
  },
});
