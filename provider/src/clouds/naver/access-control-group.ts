import { z } from "zod";
import { type Live, type Op, resourceKit, scopedId } from "../../engine/definition.ts";
import {
  distinct,
  inWordsOf,
  meaning,
  parametersOf,
  type Rule,
  ruleOf,
  ruleSchema,
  sameRules,
  tidied,
  wrong,
} from "./access-control-rule.ts";
import type { InRegion, Naver } from "./account.ts";
import {
  NAME,
  nameText,
  nameType,
  networkState,
  REGION_FIELD,
  ref,
  removeOnceFree,
  scopeOf,
  textOf,
  viewOf,
} from "./objects.ts";
import { created, done, GROUP, type GroupRow, type RuleRow, ruleList } from "./wire.ts";

type Views = { row: InRegion<GroupRow>; rules: readonly RuleRow[] };
const { required, optional, output, define } = resourceKit<Naver, Views>();

const CODES = { Inbound: "INBND", Outbound: "OTBND" } as const;
type Direction = keyof typeof CODES;

const rulesOf = (rows: readonly RuleRow[], direction: Direction): Rule[] =>
  rows.filter(({ accessControlGroupRuleType }) => accessControlGroupRuleType === CODES[direction]).map(ruleOf);

/** Rules are set while the status is SET, and no others meanwhile (1007009). */
const isIdle = ({ row }: Live<Views>): boolean => row?.accessControlGroupStatus === "RUN";

type GroupOp = Pick<Op<Naver, Views, object, object>, "api" | "scope" | "key" | "live" | "until" | "exclusive">;

/** Adds what is missing before it removes what is too much, so that a reworded rule leaves no gap. */
const setRules = (op: GroupOp, direction: Direction, rules: readonly Rule[]): Promise<void> =>
  op.exclusive(`access control group ${op.key}`, async () => {
    const wanted = distinct(rules).map(tidied);
    const present = rulesOf(op.live.rules ?? [], direction);
    const lacks = (all: readonly Rule[], rule: Rule) => !all.some((other) => meaning(other) === meaning(rule));
    const change = async (verb: "add" | "remove", changed: readonly Rule[]) => {
      if (changed.length > 0) {
        const parameters = {
          vpcNo: op.live.row?.vpcNo,
          accessControlGroupNo: op.key,
          accessControlGroupRuleList: changed.map(parametersOf),
        };
        const action = `vserver/${verb}AccessControlGroup${direction}Rule`;
        await op.api.call(action, "write", op.scope, parameters, done);
        await op.until(`to ${verb} rules`, isIdle);
      }
    };
    await change(
      "add",
      wanted.filter((rule) => lacks(present, rule)),
    );
    await change(
      "remove",
      present.filter((rule) => lacks(wanted, rule)),
    );
  });

const rulesField = (direction: Direction, of: string) =>
  optional(z.array(ruleSchema), {
    description: `All rules for traffic ${of}; others are removed. Left alone if absent; an empty list allows nothing. Changed in place.`,
    change: "update",
    same: sameRules,
    merge: "set",
    meaning,
    read: {
      from: { rules: (rows, prior) => inWordsOf(rulesOf(rows, direction), prior ?? []) },
      drift: "repair",
    },
  });

export const accessControlGroup = define({
  token: "naver:AccessControlGroup",
  noun: "access control group",
  description: "An access control group (ACG) of a VPC with its rules, for `accessControlGroups` of a server.",
  inputs: {
    name: optional(nameType, {
      description: nameText("accessControlGroupName", "A change makes another group."),
      change: "replace",
      read: { from: { row: (row) => row.accessControlGroupName }, drift: "report" },
    }),
    region: optional(ref, { ...REGION_FIELD, read: { from: { row: (row) => row.regionCode }, drift: "report" } }),
    vpc: required(ref, {
      description: "VPC, by name or number (`vpcNo`). A change makes another group.",
      change: "replace",
      catalogue: "vpcs",
      read: { from: { row: (row) => row.vpcNo }, drift: "report" },
    }),
    description: optional(textOf(1000), {
      description:
        "Description (`accessControlGroupDescription`), at most 1000 bytes. Used at creation only: no call changes it.",
      change: "initial",
      read: { from: { row: (row) => row.accessControlGroupDescription }, drift: "report" },
    }),
    inbound: rulesField("Inbound", "to the servers"),
    outbound: rulesField("Outbound", "from the servers"),
  },
  outputs: {
    accessControlGroupNo: output(z.string(), {
      follows: [],
      always: true,
      description: "Number of the group.",
      from: { row: (row) => row.accessControlGroupNo },
    }),
    isDefault: output(z.boolean(), {
      follows: [],
      description: "Whether it is the group that came with the VPC, and goes with it.",
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
  gone: "both",
  settle: 30,
  nameOf: (live) => live.row?.accessControlGroupName,
  validate: (want) =>
    (["inbound", "outbound"] as const).flatMap((direction) =>
      (want[direction] ?? []).flatMap((rule, index) => {
        const reason = wrong(rule);
        return reason === undefined ? [] : [{ property: `${direction}.${index}`, reason }];
      }),
    ),
  create: ({ api, scope, want }) =>
    api.call(
      "vserver/createAccessControlGroup",
      "create",
      scope,
      {
        vpcNo: want.vpc,
        accessControlGroupName: want.name,
        accessControlGroupDescription: want.description,
      },
      created(GROUP),
    ),
  state: (live) => networkState(live.row?.accessControlGroupStatus),
  words: (live) => live.row?.accessControlGroupStatus,
  steps: [
    {
      does: "have its inbound rules",
      fields: ["inbound"],
      run: (op) => setRules(op, "Inbound", op.want.inbound ?? []),
    },
    {
      does: "have its outbound rules",
      fields: ["outbound"],
      run: (op) => setRules(op, "Outbound", op.want.outbound ?? []),
    },
  ],
  remove: async (op) => {
    if (op.live.row?.isDefault === true) {
      op.warn("the group came with its VPC and goes with it, so it was left as it is.");
      return "released";
    }
    const parameters = { vpcNo: op.live.row?.vpcNo, accessControlGroupNo: op.key };
    await removeOnceFree(op, () =>
      op.api.call("vserver/deleteAccessControlGroup", "idempotent", op.scope, parameters, done),
    );
    return undefined;
  },
});
