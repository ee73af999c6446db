import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import type { Ovh } from "./account.ts";
import {
  among,
  BALANCING,
  balancerOfListener,
  inTurn,
  partState,
  picker,
  regional,
  STATUS_OUTPUT,
} from "./load-balancer-parts.ts";
import { type L7PolicyRow, type L7RuleRow, l7PolicyRow, l7RuleList, l7RuleRow } from "./load-balancer-schemas.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, placeIn, scopeOf } from "./scope.ts";

interface Views {
  row: Placed<L7PolicyRow>;
  rules: readonly L7RuleRow[];
}

const { required, optional, output, define } = resourceKit<Ovh, Views>();

const policies = regional("/loadbalancing/l7Policy", "l7PolicyId", l7PolicyRow);
const RULES = `${BALANCING}/l7Policy/{l7PolicyId}/l7Rule` as const;

const ACTIONS = ["redirectPrefix", "redirectToPool", "redirectToURL", "reject"] as const;
const CODES = [301, 302, 303, 307, 308] as const;
const RULE_TYPES = [
  "cookie",
  "fileType",
  "header",
  "hostName",
  "path",
  "sslConnHasCert",
  "sslDNField",
  "sslVerifyResult",
] as const;
const COMPARISONS = ["contains", "endsWith", "equalTo", "regex", "startsWith"] as const;

const rule = z.object({
  ruleType: z.enum(RULE_TYPES).describe("What is compared, such as `path`, `hostName`, `header` or `cookie`."),
  compareType: z.enum(COMPARISONS).describe("`equalTo`, `startsWith`, `endsWith`, `contains` or `regex`."),
  value: z.string().min(1).describe("What it is compared with."),
  key: z.string().min(1).optional().describe("Name of the header or cookie."),
  invert: z.boolean().optional().describe("Whether the rule matches everything else."),
});
type Rule = z.output<typeof rule>;

const normalRule = ({ ruleType, compareType, value, key = "", invert = false }: Rule): string =>
  JSON.stringify([ruleType, compareType, value, key, invert]);

function ruleOf({ ruleType, compareType, value, key, invert }: L7RuleRow): Rule[] {
  const [type, comparison] = [among(RULE_TYPES, ruleType), among(COMPARISONS, compareType)];
  return type === undefined || comparison === undefined
    ? []
    : [
        {
          ruleType: type,
          compareType: comparison,
          value,
          ...(key === undefined ? {} : { key }),
          ...(invert === true ? { invert } : {}),
        },
      ];
}

const rulesAt = (api: Ovh, { scope, key }: { scope: string; key: string }) => {
  const { serviceName, regionName } = placeIn(api, scope);
  return { serviceName, regionName, l7PolicyId: key };
};

export const l7Policy = define({
  token: "ovh:L7Policy",
  noun: "L7 policy",
  description: "Sends requests of a listener that match all of its rules to a pool or elsewhere, or rejects them.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    listener: required(ref, {
      description: "Listener, by ID or name.",
      change: "replace",
      catalog: "listeners",
      read: { from: { row: (row) => row.listenerId }, drift: "report" },
    }),
    action: required(z.enum(ACTIONS), {
      description: "`redirectToPool`, `redirectToURL`, `redirectPrefix` or `reject`.",
      change: "update",
      read: { from: { row: (row) => among(ACTIONS, row.action) }, drift: "repair" },
    }),
    description: optional(z.string().max(255), {
      description: "Description.",
      change: "update",
      read: {
        from: { row: (row, given) => (given === undefined ? undefined : (row.description ?? "")) },
        drift: "repair",
      },
    }),
    position: optional(z.int().min(1), {
      description: "Position among the policies of the listener, from 1. The last if absent.",
      change: "update",
      read: { from: { row: (row, given) => given && row.position }, drift: "repair" },
    }),
    redirectPool: optional(ref, {
      description: "Pool of `redirectToPool`, by ID or name.",
      change: "update",
      catalog: "pools",
      read: { from: { row: (row, given) => given && (row.redirectPoolId ?? "") }, drift: "repair" },
    }),
    redirectUrl: optional(z.url(), {
      description: "Address of `redirectToURL`.",
      change: "update",
      read: { from: { row: (row, given) => given && (row.redirectUrl ?? "") }, drift: "repair" },
    }),
    redirectPrefix: optional(z.url(), {
      description: "Prefix of `redirectPrefix`, to which the path of the request is appended.",
      change: "update",
      read: { from: { row: (row, given) => given && (row.redirectPrefix ?? "") }, drift: "repair" },
    }),
    redirectHttpCode: optional(z.literal(CODES), {
      description: "Status of a redirection: 301, 302, 303, 307 or 308.",
      change: "update",
      read: {
        from: { row: (row, given) => given && CODES.find((code) => code === row.redirectHttpCode) },
        drift: "repair",
      },
    }),
    rules: optional(z.array(rule), {
      description: "Rules, all of which must match.",
      change: "update",
      unordered: true,
      normalize: normalRule,
      read: { from: { rules: (rows) => rows.flatMap(ruleOf) }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    l7PolicyId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the policy.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
  },
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("e5cb8e86-…"),
  views: {
    row: policies.view,
    rules: {
      one: async (api, place) => ({ rules: await api.call(`GET ${RULES}`, "read", rulesAt(api, place), l7RuleList) }),
    },
  },
  nameOf: ({ row }) => row?.name,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name, action, description, position, redirectUrl, redirectPrefix, redirectHttpCode, listener } = desired;
    const parameters = {
      ...{ name, action, description, position, redirectUrl, redirectPrefix, redirectHttpCode },
      ...{ listenerId: listener, redirectPoolId: desired.redirectPool },
    };
    const balancer = await balancerOfListener(api, scope, listener);
    return (await inTurn(context, balancer, () => policies.post(api, scope, parameters))).id;
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "be changed",
      fields: [
        "name",
        "action",
        "description",
        "position",
        "redirectPool",
        "redirectUrl",
        "redirectPrefix",
        "redirectHttpCode",
      ],
      run: async (context) => {
        const {
          api,
          at,
          scope,
          desired,
          observed: { row },
          hasChanged,
        } = context;
        const pick = picker(hasChanged);
        const parameters = {
          name: pick("name", desired.name, row?.name),
          action: pick("action", desired.action, among(ACTIONS, row?.action) ?? desired.action),
          description: pick("description", desired.description, row?.description),
          position: pick("position", desired.position, row?.position),
          redirectPoolId: pick("redirectPool", desired.redirectPool, row?.redirectPoolId),
          redirectUrl: pick("redirectUrl", desired.redirectUrl, row?.redirectUrl),
          redirectPrefix: pick("redirectPrefix", desired.redirectPrefix, row?.redirectPrefix),
          redirectHttpCode: hasChanged("redirectHttpCode") ? desired.redirectHttpCode : row?.redirectHttpCode,
        };
        const balancer = await balancerOfListener(api, scope, desired.listener);
        await inTurn(context, balancer, () => policies.put(api, at, parameters));
      },
    },
    {
      label: "have its rules",
      fields: ["rules"],
      severalCalls: true,
      run: async (context) => {
        const { api, at, scope, desired, observed } = context;
        const place = rulesAt(api, at);
        const balancer = await balancerOfListener(api, scope, desired.listener);
        await changeMembers({
          present: observed.rules ?? [],
          wanted: desired.rules ?? [],
          fits: (row, wanted) => ruleOf(row).some((own) => normalRule(own) === normalRule(wanted)),
          oneACall: true,
          add: ([one]) =>
            inTurn(context, balancer, () => api.call(`POST ${RULES}`, "write", { ...place, ...one }, l7RuleRow)),
          remove: ([one]) =>
            inTurn(context, balancer, () =>
              api.command(`DELETE ${RULES}/{l7RuleId}`, "idempotent", { ...place, l7RuleId: one?.id }),
            ),
        });
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: async (context) => {
    const {
      api,
      at,
      scope,
      observed: { row },
    } = context;
    const balancer = row === undefined ? undefined : await balancerOfListener(api, scope, row.listenerId);
    await inTurn(context, balancer, () => policies.remove(api, at));
  },
});
