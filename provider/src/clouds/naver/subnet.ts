import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, NAME, nameText, nameType, networkState, REGION_FIELD, ref, reported, scopeOf, viewOf } from "./ids.ts";
import { created, done, SUBNET, type SubnetRow } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<SubnetRow> }>();

const TYPES = ["PUBLIC", "PRIVATE"] as const;
const USAGES = ["GEN", "LOADB", "BM", "NATGW"] as const;
const among = <T extends string>(known: readonly T[], code: string | undefined): T | undefined =>
  known.find((each) => each === code);

export const subnet = define({
  token: "naver:Subnet",
  noun: "subnet",
  description: "A subnet of a VPC, in one zone.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("subnetName"),
      change: "replace",
      read: reported((row) => row.subnetName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    vpc: required(ref, {
      description: "VPC of the subnet, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported((row) => row.vpcNo),
    }),
    subnet: required(cidrv4(), {
      description: "Address range, `/16` to `/28`, within that of the VPC.",
      change: "replace",
      exclusive: { within: ["vpc"] },
      read: reported((row) => row.subnet),
    }),
    zone: required(ref, {
      description: "Zone, such as `KR-1` (`zoneCode`).",
      change: "replace",
      catalog: "zones",
      read: reported((row) => row.zoneCode),
    }),
    subnetType: required(z.enum(TYPES), {
      description: "`PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`).",
      change: "replace",
      read: { from: { row: (row) => among(TYPES, row.subnetType) }, drift: "report" },
    }),
    usageType: optional(z.enum(USAGES), {
      description:
        "`GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways (`usageTypeCode`).",
      change: "replace",
      withoutIt: "GEN",
      read: { from: { row: (row) => among(USAGES, row.usageType) }, drift: "report" },
    }),
    networkAcl: optional(ref, {
      description: "Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent.",
      change: "update",
      catalog: "networkAcls",
      read: { from: { row: (row) => row.networkAclNo }, drift: "repair" },
    }),
  },
  outputs: {
    subnetNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the subnet.",
      from: { row: (row) => row.subnetNo },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by NAVER Cloud.",
      from: { row: (row) => row.subnetStatus },
    }),
    networkAclNo: output(z.string(), {
      dependsOn: ["networkAcl"],
      always: true,
      description: "Number of its network ACL.",
      from: { row: (row) => row.networkAclNo },
    }),
  },
  timeouts: { create: 3600, update: 600, delete: 600 },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(SUBNET) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.subnetName,
  createdAt: (observed) => moment(observed.row?.createDate),
  // One at a time in a VPC: NAVER rejects subnets that are created at the same time (1001015).
  create: (context) =>
    context.exclusive(`VPC ${context.desired.vpc}`, async () => {
      const { api, scope, desired } = context;
      const byDefault = async () => (await context.entry("defaultAcls", desired.vpc))?.facts?.no;
      const parameters = {
        vpcNo: desired.vpc,
        subnetName: desired.name,
        subnet: desired.subnet,
        zoneCode: desired.zone,
        networkAclNo: desired.networkAcl ?? (await byDefault()),
        subnetTypeCode: desired.subnetType,
        usageTypeCode: desired.usageType,
      };
      return api.call("vpc/createSubnet", "create", scope, parameters, created(SUBNET));
    }),
  state: (observed) => networkState(observed.row?.subnetStatus),
  statusText: (observed) => observed.row?.subnetStatus,
  steps: [
    {
      label: "have its network ACL",
      fields: ["networkAcl"],
      run: ({ api, scope, key, desired }) =>
        api.call(
          "vpc/setSubnetNetworkAcl",
          "idempotent",
          scope,
          { subnetNo: key, networkAclNo: desired.networkAcl },
          done,
        ),
    },
  ],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) => api.call("vpc/deleteSubnet", "idempotent", scope, { subnetNo: key }, done),
});
