import { z } from "zod";
import { wrongAddresses } from "../../engine/definition/addresses.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { Leftovers } from "../../engine/definition/leftovers.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import {
  HELD,
  ifSet,
  NAME,
  nameText,
  nameType,
  REGION_FIELD,
  ref,
  reported,
  scopeOf,
  shownText,
  textOf,
  viewOf,
} from "./ids.ts";
import { setVpc } from "./network-actions.ts";
import { NAT_GATEWAY, type NatGatewayRow } from "./route-schemas.ts";
import { created, PUBLIC_IP } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<NatGatewayRow> }>();

interface Removed {
  readonly api: Naver;
  readonly scope: string;
  readonly previous:
    | {
        readonly inputs: { publicIp?: string | undefined };
        readonly outputs: { publicIpInstanceNo?: string | undefined };
      }
    | undefined;
}

/** The public IP that NAVER created with a gateway. Whether it is deleted with it is unknown (§4.16); it is never released. */
const leftovers: Leftovers<Removed> = {
  async find({ api, scope, previous }) {
    const number = previous?.inputs.publicIp === undefined ? previous?.outputs.publicIpInstanceNo : undefined;
    if (number === undefined || number === "") {
      return [];
    }
    const rows = await api.addresses.join(scope, number, () => api.list(PUBLIC_IP, scope));
    const row = rows.find(({ publicIpInstanceNo }) => publicIpInstanceNo === number);
    return row === undefined || row.publicIpInstanceStatus === "TERMTING"
      ? []
      : [{ id: number, name: `public IP ${row.publicIp} (${number})`, isOwn: false }];
  },
  giveBack: async () => undefined,
};

export const natGateway = define({
  token: "naver:NatGateway",
  noun: "NAT gateway",
  description:
    "A NAT gateway, through which servers in private subnets reach the internet: add a route to it to their route table.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("natGatewayName"),
      change: "replace",
      read: reported((row) => row.natGatewayName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    vpc: required(ref, {
      description: "VPC of the gateway, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported((row) => row.vpcNo),
    }),
    zone: required(ref, {
      description: "Zone, such as `KR-1` (`zoneCode`).",
      change: "replace",
      catalog: "zones",
      read: reported((row) => row.zoneCode),
    }),
    subnet: optional(ref, {
      description: "Subnet of the gateway with the usage type `NATGW`, by name or number (`subnetNo`).",
      change: "replace",
      catalog: "subnets",
      read: reported((row) => row.subnetNo),
    }),
    publicIp: optional(ref, {
      description:
        "Public IP of the account, by address, number or ID (`publicIpInstanceNo`). If absent, NAVER Cloud may create one.",
      change: "replace",
      // An address has one use.
      exclusive: true,
      catalog: "publicIps",
      read: { from: { row: (row, previous) => ifSet(row.publicIpInstanceNo, previous) }, drift: "report" },
    }),
    privateIp: optional(z.ipv4(), {
      description: "Address in the subnet.",
      change: "replace",
      exclusive: { within: ["subnet"] },
      read: { from: { row: (row, previous) => ifSet(row.privateIp, previous) }, drift: "report" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`natGatewayDescription`), at most 1000 bytes.",
      change: "update",
      read: {
        from: { row: (row, previous) => shownText(row.natGatewayDescription, previous) },
        drift: "repair",
      },
    }),
  },
  outputs: {
    natGatewayInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the gateway.",
      from: { row: (row) => row.natGatewayInstanceNo },
    }),
    ip: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Public IPv4 address, or empty.",
      from: { row: (row) => row.publicIp ?? "" },
    }),
    publicIpInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the public IP, or empty.",
      from: { row: (row) => row.publicIpInstanceNo ?? "" },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by NAVER Cloud.",
      from: { row: (row) => row.natGatewayInstanceStatus },
    }),
  },
  timeouts: { create: 3600, update: 600, delete: 600 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(NAT_GATEWAY) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.natGatewayName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validateEntries: ({ privateIp }, entry, hasChanged) =>
    hasChanged("privateIp") ? wrongAddresses("privateIp", privateIp, { noun: "subnet", entry: entry("subnet") }) : [],
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createNatGatewayInstance",
      "create",
      scope,
      {
        vpcNo: desired.vpc,
        zoneCode: desired.zone,
        subnetNo: desired.subnet,
        publicIpInstanceNo: desired.publicIp,
        privateIp: desired.privateIp,
        natGatewayName: desired.name,
        natGatewayDescription: desired.description,
      },
      created(NAT_GATEWAY),
    ),
  state: ({ row }) => ({
    is: row?.natGatewayInstanceStatus === "RUN" && row.natGatewayInstanceOperation === undefined ? "ready" : "pending",
  }),
  statusText: ({ row }) => [row?.natGatewayInstanceStatus, row?.natGatewayInstanceOperation].filter(Boolean).join(", "),
  steps: [
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        setVpc(context, "setNatGatewayDescription", {
          natGatewayInstanceNo: context.key,
          natGatewayDescription: context.desired.description,
        }),
    },
  ],
  passingRefusal: HELD,
  remove: (context) => setVpc(context, "deleteNatGatewayInstance", { natGatewayInstanceNo: context.key }),
  leftovers,
});
