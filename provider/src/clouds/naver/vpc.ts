import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { View } from "../../engine/definition/view.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, NAME, nameText, nameType, networkState, REGION_FIELD, ref, reported, scopeOf, viewOf } from "./ids.ts";
import { NETWORK_ACL } from "./network-schemas.ts";
import { created, done, GROUP, VPC, type VpcRow } from "./schemas.ts";

/** The objects that NAVER creates with a VPC. */
interface Defaults {
  networkAclNo?: string | undefined;
  accessControlGroupNo?: string | undefined;
}
type Views = { row: InRegion<VpcRow>; defaults: Defaults };

const { required, optional, output, define } = resourceKit<Naver, Views>();

/** Those of all VPCs, from two lists. */
const defaults: View<Naver, Views, Defaults> = {
  list: async (api, scope) => {
    const [acls, groups] = await Promise.all([api.list(NETWORK_ACL, scope), api.list(GROUP, scope)]);
    const found = new Map<string, Defaults>();
    for (const { isDefault, vpcNo, networkAclNo } of acls) {
      if (isDefault === true && vpcNo !== undefined) found.set(vpcNo, { networkAclNo });
    }
    for (const { isDefault, vpcNo, accessControlGroupNo } of groups) {
      if (isDefault === true && vpcNo !== undefined) found.set(vpcNo, { ...found.get(vpcNo), accessControlGroupNo });
    }
    return [...found];
  },
  none: {},
};

export const vpc = define({
  token: "naver:Vpc",
  noun: "VPC",
  description:
    "A virtual private cloud, created with a default network ACL and a default access control group. NAVER Cloud cannot change one.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("vpcName"),
      change: "replace",
      read: reported((row) => row.vpcName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    ipv4CidrBlock: required(cidrv4(), {
      description: "Address range, `/16` to `/28` within `10.0.0.0/8`, `172.16.0.0/12` or `192.168.0.0/16`.",
      change: "replace",
      read: reported((row) => row.ipv4CidrBlock),
    }),
  },
  outputs: {
    vpcNo: output(z.string(), { always: true, description: "Number of the VPC.", from: { row: (row) => row.vpcNo } }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by NAVER Cloud.",
      from: { row: (row) => row.vpcStatus },
    }),
    defaultNetworkAclNo: output(z.string(), {
      description: "Number of the VPC's default network ACL.",
      from: { defaults: (found) => found.networkAclNo },
    }),
    defaultAccessControlGroupNo: output(z.string(), {
      description: "Number of the VPC's default access control group.",
      from: { defaults: (found) => found.accessControlGroupNo },
    }),
  },
  timeouts: { create: 3600, update: 600, delete: 600 },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/1234"),
  name: NAME,
  views: { row: viewOf(VPC), defaults },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.vpcName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createVpc",
      "create",
      scope,
      { vpcName: desired.name, ipv4CidrBlock: desired.ipv4CidrBlock },
      created(VPC),
    ),
  state: (observed) => networkState(observed.row?.vpcStatus),
  statusText: (observed) => observed.row?.vpcStatus,
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) => api.call("vpc/deleteVpc", "idempotent", scope, { vpcNo: key }, done),
});
