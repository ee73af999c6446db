import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
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
  shownText,
  staysWithVpc,
  textOf,
  viewOf,
} from "./ids.ts";
import {
  inWordsOf,
  normalize,
  parametersOf,
  type Rule,
  removalParametersOf,
  ruleOf,
  ruleSchema,
  sameRules,
  wrongRules,
} from "./network-acl-rule.ts";
import { askVpc, setVpc } from "./network-actions.ts";
import { tidied } from "./network-rule-text.ts";
import { NETWORK_ACL, type NetworkAclRow, type NetworkAclRuleRow, networkAclRuleList } from "./network-schemas.ts";
import { changeSet } from "./network-sets.ts";
import { created } from "./schemas.ts";

type Views = { row: InRegion<NetworkAclRow>; rules: readonly NetworkAclRuleRow[] };
const { required, optional, output, define } = resourceKit<Naver, Views>();

const CODES = { Inbound: "INBND", Outbound: "OTBND" } as const;
type Direction = keyof typeof CODES;

const rulesOf = (rows: readonly NetworkAclRuleRow[], direction: Direction): Rule[] =>
  rows.filter(({ networkAclRuleType }) => networkAclRuleType === CODES[direction]).map(ruleOf);

type AclContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "change" | "exclusive"
>;

/** While rules are being set, the status is SET and no other change is accepted (1011002, 1012005). */
const setRules = (context: AclContext, direction: Direction, rules: readonly Rule[]): Promise<void> =>
  changeSet(context, {
    of: `network ACL ${context.key}`,
    noun: "rules",
    present: context.observed.rules && rulesOf(context.observed.rules, direction),
    wanted: rules.map(tidied),
    normalize,
    excludes: (present, wanted) => present.priority === wanted.priority,
    send: (verb, changed) =>
      askVpc(context, `${verb}NetworkAcl${direction}Rule`, {
        networkAclNo: context.key,
        networkAclRuleList: changed.map(verb === "add" ? parametersOf : removalParametersOf),
      }),
    shown: ({ rules: rows }) => rows && rulesOf(rows, direction),
  });

const rulesField = (direction: Direction, of: string) =>
  optional(z.array(ruleSchema), {
    description: `All rules for traffic ${of}; other rules are removed. Unmanaged if absent.`,
    change: "update",
    same: sameRules,
    merge: "set",
    normalize,
    listedIn: [{ catalog: "denyAllowGroups", idsIn: (rules) => rules.flatMap((rule) => rule.denyAllowGroup ?? []) }],
    read: {
      from: { rules: (rows, previous) => inWordsOf(rulesOf(rows, direction), previous ?? []) },
      drift: "repair",
    },
  });

export const networkAcl = define({
  token: "naver:NetworkAcl",
  noun: "network ACL",
  description: "A network ACL of a VPC and its rules, for `networkAcl` of subnets.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("networkAclName"),
      change: "replace",
      read: reported((row) => row.networkAclName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    vpc: required(ref, {
      description: "VPC of the network ACL, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported((row) => row.vpcNo),
    }),
    description: optional(textOf(1000), {
      description: "Description (`networkAclDescription`), at most 1000 bytes.",
      change: "update",
      read: { from: { row: (row, previous) => shownText(row.networkAclDescription, previous) }, drift: "repair" },
    }),
    inbound: rulesField("Inbound", "into the subnets"),
    outbound: rulesField("Outbound", "out of the subnets"),
  },
  outputs: {
    networkAclNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the network ACL.",
      from: { row: (row) => row.networkAclNo },
    }),
    isDefault: output(z.boolean(), {
      dependsOn: [],
      description: "Whether it is the VPC's default network ACL, which is created and deleted with the VPC.",
      from: { row: (row) => row.isDefault },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: {
    row: viewOf(NETWORK_ACL),
    rules: {
      one: async (api, { scope, key }) => {
        const parameters = { networkAclNo: key };
        return { rules: await api.call("vpc/getNetworkAclRuleList", "read", scope, parameters, networkAclRuleList) };
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.networkAclName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validate: ({ inbound, outbound }) => [...wrongRules("inbound", inbound), ...wrongRules("outbound", outbound)],
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createNetworkAcl",
      "create",
      scope,
      { vpcNo: desired.vpc, networkAclName: desired.name, networkAclDescription: desired.description },
      created(NETWORK_ACL),
    ),
  state: (observed) => networkState(observed.row?.networkAclStatus),
  statusText: (observed) => observed.row?.networkAclStatus,
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
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        setVpc(context, "setNetworkAclDescription", {
          networkAclNo: context.key,
          networkAclDescription: context.desired.description,
        }),
    },
  ],
  passingRefusal: HELD,
  remove: async (context) => {
    if (staysWithVpc(context, "network ACL")) {
      return "released";
    }
    await setVpc(context, "deleteNetworkAcl", { networkAclNo: context.key });
    return undefined;
  },
});
