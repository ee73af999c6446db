import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { REGION_FIELD } from "./fields.ts";
import { done, type GroupRow, groupCreated, groupRow, type RuleRow, ruleRow } from "./schemas.ts";
import {
  displayed,
  inWordsOf,
  managed,
  mayShow,
  parametersOf,
  type Rule,
  ruleSchema,
  sameRules,
  showsAs,
  wanted,
  wrong,
} from "./security-group-rule.ts";
import { groupMembers } from "./vm-views.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: GroupRow; rules: readonly RuleRow[] }>();

export const securityGroup = define({
  token: "lunanode:SecurityGroup",
  noun: "security group",
  description: "A LunaNode security group with its rules, for `securityGroups` of a VM.",
  see: "https://www.lunanode.com/api/securitygroup",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    region: optional(z.string().min(1), {
      ...REGION_FIELD,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    rules: required(z.array(ruleSchema), {
      description:
        "All ingress rules of the group; other rules are removed. Egress rules are managed only if the list has one, because a new group allows all outgoing traffic.",
      change: "update",
      same: sameRules,
      merge: "set",
      normalize: wanted,
      // It is not known whether LunaNode takes anything else than a number.
      listedIn: [
        {
          catalog: "securityGroups",
          idsIn: (rules) => rules.flatMap(({ group = "" }) => (/^\d+$/.test(group) ? group : [])),
        },
      ],
      read: {
        from: {
          rules: (rows, previous) => inWordsOf(managed(rows, previous), previous ?? []),
        },
        drift: "repair",
      },
    }),
  },
  outputs: {
    groupId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the group.",
      from: { row: (row) => row.securitygroup_id },
    }),
  },
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/91"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      allScopes: true,
      list: async (api) => {
        const groups = await api.list("securitygroup/list", {}, "securitygroups", groupRow);
        return groups.map((row) => [row.securitygroup_id, row, row.region] as const);
      },
    },
    rules: {
      one: async (api, { scope, key }) => ({
        rules: await api.rows("securitygroup/rule-list", { region: scope, group_id: key }, ruleRow),
      }),
    },
  },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  validate: ({ rules = [] }) =>
    rules.flatMap((rule, index) => {
      const reason = wrong(rule);
      return reason === undefined ? [] : [{ property: `rules[${index}]`, reason }];
    }),
  create: async ({ api, desired }) => {
    const { group_id } = await api.call(
      "securitygroup/create",
      "create",
      { region: desired.region, name: desired.name },
      groupCreated,
    );
    return group_id;
  },
  steps: [
    {
      label: "be renamed",
      fields: ["name"],
      run: ({ api, key, scope, desired }) =>
        api.call("securitygroup/rename", "idempotent", { region: scope, group_id: key, name: desired.name }, done),
    },
    {
      label: "have its rules",
      fields: ["rules"],
      // LunaNode may show groups by name, so a changed group may not be visible. A change of the program is also a reason.
      due: ({ observedInput, previous, desired }) =>
        !sameRules(observedInput("rules") ?? [], desired.rules) ||
        !sameRules(previous?.inputs.rules ?? desired.rules, desired.rules),
      run: (context) =>
        context.exclusive(`rules ${context.key}`, async () => {
          const { api, key, scope, desired } = context;
          const group = { region: scope, group_id: key };
          const rules = [...new Map(desired.rules.map((rule) => [wanted(rule), rule])).values()];
          const names = new Map<string, string | undefined>();
          for (const group of rules.flatMap((rule) => rule.group ?? [])) {
            names.set(group, (await context.entry("securityGroups", group))?.name);
          }
          const shows = (row: RuleRow, rule: Rule): boolean => {
            const name = names.get(rule.group ?? "");
            return (
              displayed(row) === wanted(rule) || (name === undefined ? mayShow(row, rule) : showsAs(row, rule, name))
            );
          };
          await changeMembers({
            present: managed(context.observed.rules ?? [], rules),
            wanted: rules,
            fits: shows,
            oneACall: true,
            add: async (missing) => {
              for (const rule of missing) {
                await api.call("securitygroup/rule-insert", "write", { ...group, ...parametersOf(rule) }, done);
              }
            },
            remove: ([row]) =>
              api.call("securitygroup/rule-delete", "idempotent", { ...group, rule_id: row?.id }, done),
          });
        }),
    },
  ],
  // A VM that has just been deleted may hold its groups for a while.
  passingRefusal: {
    waitingFor: "for its VMs to release it",
    isPassing: (error) => error instanceof CloudError && error.kind === "conflict",
    holders: ({ api, key, scope, observed }) => groupMembers(api, { scope, key }, observed.row?.name ?? key),
  },
  remove: ({ api, key, scope }) =>
    api.call("securitygroup/delete", "idempotent", { region: scope, group_id: key }, done),
});
