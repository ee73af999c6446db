import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition.ts";
import { moment } from "../../http/decode/wire.ts";
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
  viewOf,
} from "./objects.ts";
import { created, done, SUBNET, type SubnetRow } from "./wire.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<SubnetRow> }>();

const TYPES = ["PUBLIC", "PRIVATE"] as const;
const USAGES = ["GEN", "LOADB", "BM", "NATGW"] as const;
const among = <T extends string>(known: readonly T[], code: string | undefined): T | undefined =>
  known.find((each) => each === code);

export const subnet = define({
  token: "naver:Subnet",
  noun: "subnet",
  description: "A subnet of a VPC, in one zone.",
  inputs: {
    name: optional(nameType, {
      description: nameText("subnetName", "A change makes another subnet."),
      change: "replace",
      read: { from: { row: (row) => row.subnetName }, drift: "report" },
    }),
    region: optional(ref, { ...REGION_FIELD, read: { from: { row: (row) => row.regionCode }, drift: "report" } }),
    vpc: required(ref, {
      description: "VPC, by name or number (`vpcNo`). A change makes another subnet.",
      change: "replace",
      catalogue: "vpcs",
      read: { from: { row: (row) => row.vpcNo }, drift: "report" },
    }),
    subnet: required(z.cidrv4(), {
      description: "Addresses, `/16` to `/28` within those of the VPC. A change makes another subnet.",
      change: "replace",
      exclusive: { within: ["vpc"] },
      read: { from: { row: (row) => row.subnet }, drift: "report" },
    }),
    zone: required(ref, {
      description: "Zone, such as `KR-1` (`zoneCode`). A change makes another subnet.",
      change: "replace",
      catalogue: "zones",
      read: { from: { row: (row) => row.zoneCode }, drift: "report" },
    }),
    subnetType: required(z.enum(TYPES), {
      description:
        "`PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`). A change makes another subnet.",
      change: "replace",
      read: { from: { row: (row) => among(TYPES, row.subnetType) }, drift: "report" },
    }),
    usageType: optional(z.enum(USAGES), {
      description:
        "`GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways (`usageTypeCode`). A change makes another subnet.",
      change: "replace",
      read: { from: { row: (row) => among(USAGES, row.usageType) }, drift: "report" },
    }),
    networkAcl: optional(ref, {
      description:
        "Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent. Changed in place.",
      change: "update",
      catalogue: "networkAcls",
      read: { from: { row: (row) => row.networkAclNo }, drift: "repair" },
    }),
  },
  outputs: {
    subnetNo: output(z.string(), {
      follows: [],
      always: true,
      description: "Number of the subnet.",
      from: { row: (row) => row.subnetNo },
    }),
    status: output(z.string(), {
      always: true,
      description: "State in NAVER Cloud's code.",
      from: { row: (row) => row.subnetStatus },
    }),
    networkAclNo: output(z.string(), {
      follows: ["networkAcl"],
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
  gone: "both",
  settle: 30,
  nameOf: (live) => live.row?.subnetName,
  createdAt: (live) => moment(live.row?.createDate),
  // One at a time in a VPC: NAVER refuses subnets that are made at once (1001015).
  create: (op) =>
    op.exclusive(`VPC ${op.want.vpc}`, async () => {
      const { api, scope, want } = op;
      const byDefault = async () => (await op.entry("defaultAcls", want.vpc))?.facts?.no;
      const parameters = {
        vpcNo: want.vpc,
        subnetName: want.name,
        subnet: want.subnet,
        zoneCode: want.zone,
        networkAclNo: want.networkAcl ?? (await byDefault()),
        subnetTypeCode: want.subnetType,
        usageTypeCode: want.usageType,
      };
      return api.call("vpc/createSubnet", "create", scope, parameters, created(SUBNET));
    }),
  state: (live) => networkState(live.row?.subnetStatus),
  words: (live) => live.row?.subnetStatus,
  steps: [
    {
      does: "have its network ACL",
      fields: ["networkAcl"],
      run: ({ api, scope, key, want }) =>
        api.call(
          "vpc/setSubnetNetworkAcl",
          "idempotent",
          scope,
          { subnetNo: key, networkAclNo: want.networkAcl },
          done,
        ),
    },
  ],
  remove: (op) =>
    removeOnceFree(op, () => op.api.call("vpc/deleteSubnet", "idempotent", op.scope, { subnetNo: op.key }, done)),
});
