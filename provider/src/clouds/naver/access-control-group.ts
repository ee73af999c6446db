import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import {
  inWordsOf,
  normalize,
  parametersOf,
  type Rule,
  removalParametersOf,
  ruleOf,
  ruleSchema,
  sameRules,
  wrong,
} from "./access-control-rule.ts";
import type { InRegion, Naver } from "./account.ts";
import {
  HELD,
  NAME,
  nameText,
  nameType,
  networkState,
  REGION_FIELD,
  ref,
  reported,
  scopeOf,
  staysWithVpc,
  textOf,
  viewOf,
} from "./ids.ts";
import { tidied } from "./network-rule-text.ts";
import { changeSet } from "./network-sets.ts";
import { created, done, GROUP, type GroupRow, type RuleRow, ruleList } from "./schemas.ts";
import { ask } from "./server-actions.ts";

type Views = { row: InRegion<GroupRow>; rules: readonly RuleRow[] };
const { required, optional, output, define } = resourceKit<Naver, Views>();

const CODES = { Inbound: "INBND", Outbound: "OTBND" } as const;
type Direction = keyof typeof CODES;

const rulesOf = (rows: readonly RuleRow[], direction: Direction): Rule[] =>
  rows.filter(({ accessControlGroupRuleType }) => accessControlGroupRuleType === CODES[direction]).map(ruleOf);

type GroupContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "change" | "exclusive"
>;

/** While rules are being set, the status is SET and no other change is accepted (1007009). */
const setRules = (context: GroupContext, direction: Direction, rules: readonly Rule[]): Promise<void> =>
  changeSet(context, {
    of: `access control group ${context.key}`,
    noun: "rules",
    present: context.observed.rules && rulesOf(context.observed.rules, direction),
    wanted: rules.map(tidied),
    normalize,
    send: (verb, changed) =>
      ask(context, `${verb}AccessControlGroup${direction}Rule`, {
        vpcNo: context.observed.row?.vpcNo,
        accessControlGroupNo: context.key,
        accessControlGroupRuleList: changed.map(verb === "add" ? parametersOf : removalParametersOf),
      }),
    shown: ({ rules: rows }) => rows && rulesOf(rows, direction),
  });

const rulesField = (direction: Direction, of: string) =>
  optional(z.array(ruleSchema), {
    description: `All rules for traffic ${of}; other rules are removed. Unmanaged if absent; an empty list allows nothing.`,
    change: "update",
    same: sameRules,
    merge: "set",
    normalize,
    listedIn: [
      { catalog: "accessControlGroups", idsIn: (rules) => rules.flatMap((rule) => rule.accessControlGroup ?? []) },
    ],
    read: {
      from: { rules: (rows, previous) => inWordsOf(rulesOf(rows, direction), previous ?? []) },
      drift: "repair",
    },
  });

export const accessControlGroup = define({
  token: "naver:AccessControlGroup",
  noun: "access control group",
  description: "An access control group (ACG) of a VPC and its rules, for `accessControlGroups` of a server.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("accessControlGroupName"),
      change: "replace",
      read: reported((row) => row.accessControlGroupName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    vpc: required(ref, {
      description: "VPC of the group, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported((row) => row.vpcNo),
    }),
    description: optional(textOf(1000), {
      description: "Description (`accessControlGroupDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.accessControlGroupDescription),
    }),
    inbound: rulesField("Inbound", "to the servers"),
    outbound: rulesField("Outbound", "from the servers"),
  },
  outputs: {
    accessControlGroupNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the group.",
      from: { row: (row) => row.accessControlGroupNo },
    }),
    isDefault: output(z.boolean(), {
      dependsOn: [],
      description: "Whether it is the VPC's default group, which is created and deleted with the VPC.",
      from: { row: (row) => row.isDefault },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: {
    row: viewOf(GROUP),
    rules: {
      one: async (api, { scope, key }) => {
        const parameters = { accessControlGroupNo: key };
        return { rules: await api.call("vserver/getAccessControlGroupRuleList", "read", scope, parameters, ruleList) };
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.accessControlGroupName,
  validate: (desired) =>
    (["inbound", "outbound"] as const).flatMap((direction) =>
      (desired[direction] ?? []).flatMap((rule, index) => {
        const reason = wrong(rule);
        return reason === undefined ? [] : [{ property: `${direction}[${index}]`, reason }];
      }),
    ),
  create: ({ api, scope, desired }) =>
    api.call(
      "vserver/createAccessControlGroup",
      "create",
      scope,
      {
        vpcNo: desired.vpc,
        accessControlGroupName: desired.name,
        accessControlGroupDescription: desired.description,
      },
      created(GROUP),
    ),
  state: (observed) => networkState(observed.row?.accessControlGroupStatus),
  statusText: (observed) => observed.row?.accessControlGroupStatus,
  steps: [
    {
      label: "have its inbound rules",
      fields: ["inbound"],
      run: (context) => setRules(context, "Inbound", context.desired.inbound ?? []),
    },
    {
      label: "have its outbound rules",
      fields: ["outbound"],
      run: (context) => setRules(context, "Outbound", context.desired.outbound ?? []),
    },
  ],
  passingRefusal: HELD,
  remove: async (context) => {
    if (staysWithVpc(context, "group")) {
      return "released";
    }
    const parameters = { vpcNo: context.observed.row?.vpcNo, accessControlGroupNo: context.key };
    await context.api.call("vserver/deleteAccessControlGroup", "idempotent", context.scope, parameters, done);
    return undefined;
  },
});
