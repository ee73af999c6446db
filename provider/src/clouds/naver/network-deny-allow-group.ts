import { z } from "zod";
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
  textOf,
  viewOf,
} from "./ids.ts";
import { setVpc } from "./network-actions.ts";
import { DENY_ALLOW_GROUP, type DenyAllowGroupRow } from "./network-schemas.ts";
import { created } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<DenyAllowGroupRow> }>();

export const networkAclDenyAllowGroup = define({
  token: "naver:NetworkAclDenyAllowGroup",
  noun: "deny-allow group",
  description: "A list of addresses of a VPC, for `denyAllowGroup` in the rules of its network ACLs.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("networkAclDenyAllowGroupName"),
      change: "replace",
      read: reported((row) => row.networkAclDenyAllowGroupName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    vpc: required(ref, {
      description: "VPC of the group, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported((row) => row.vpcNo),
    }),
    description: optional(textOf(1000), {
      description: "Description (`networkAclDenyAllowGroupDescription`), at most 1000 bytes.",
      change: "update",
      read: {
        from: { row: (row, previous) => shownText(row.networkAclDenyAllowGroupDescription, previous) },
        drift: "repair",
      },
    }),
    ipList: optional(z.array(z.ipv4()).min(1).max(100), {
      description: "All IPv4 addresses of the group, 1 to 100; others are removed. Unmanaged if absent.",
      change: "update",
      unordered: true,
      read: {
        from: { row: ({ ipList }, previous) => (previous === undefined && ipList?.length === 0 ? undefined : ipList) },
        drift: "repair",
      },
    }),
  },
  outputs: {
    denyAllowGroupNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the group (`networkAclDenyAllowGroupNo`).",
      from: { row: (row) => row.networkAclDenyAllowGroupNo },
    }),
    isApplied: output(z.boolean(), {
      dependsOn: [],
      description: "Whether a rule of a network ACL used the group when it was last read.",
      from: { row: (row) => row.isApplied },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(DENY_ALLOW_GROUP) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.networkAclDenyAllowGroupName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createNetworkAclDenyAllowGroup",
      "create",
      scope,
      {
        vpcNo: desired.vpc,
        networkAclDenyAllowGroupName: desired.name,
        networkAclDenyAllowGroupDescription: desired.description,
      },
      created(DENY_ALLOW_GROUP),
    ),
  state: (observed) => networkState(observed.row?.networkAclDenyAllowGroupStatus),
  statusText: (observed) => observed.row?.networkAclDenyAllowGroupStatus,
  steps: [
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        setVpc(context, "setNetworkAclDenyAllowGroupDescription", {
          networkAclDenyAllowGroupNo: context.key,
          networkAclDenyAllowGroupDescription: context.desired.description,
        }),
    },
    {
      label: "have its addresses",
      fields: ["ipList"],
      run: (context) =>
        setVpc(context, "setNetworkAclDenyAllowGroupIpList", {
          networkAclDenyAllowGroupNo: context.key,
          ipList: context.desired.ipList,
        }),
    },
  ],
  passingRefusal: HELD,
  remove: (context) => setVpc(context, "deleteNetworkAclDenyAllowGroup", { networkAclDenyAllowGroupNo: context.key }),
});
