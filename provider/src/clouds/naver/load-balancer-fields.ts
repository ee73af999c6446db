import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { InRegion, Naver } from "./account.ts";
import { REGION_FIELD, ref, reported, textOf } from "./ids.ts";
import { among, BALANCER_TYPES, balancerNameText, balancerNameType, THROUGHPUTS } from "./load-balancer-rules.ts";
import type { LoadBalancerRow } from "./load-balancer-schemas.ts";

/** The inputs and outputs of a load balancer. */

export type Views = { row: InRegion<LoadBalancerRow> };
const { required, optional, output } = resourceKit<Naver, Views>();

const NETWORKS = ["PUBLIC", "PRIVATE"] as const;

export const inputs = {
  name: optional(balancerNameType, {
    description: balancerNameText("loadBalancerName"),
    change: "replace",
    read: reported((row) => row.loadBalancerName),
  }),
  region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
  type: required(z.enum(BALANCER_TYPES), {
    description:
      "`APPLICATION` (HTTP, HTTPS), `NETWORK` (TCP, UDP) or `NETWORK_PROXY` (TCP, TLS) (`loadBalancerTypeCode`).",
    change: "replace",
    read: { from: { row: (row) => among(BALANCER_TYPES, row.loadBalancerType) }, drift: "report" },
  }),
  networkType: optional(z.enum(NETWORKS), {
    description: "`PUBLIC`, with public IPs of its own (the default), or `PRIVATE` (`loadBalancerNetworkTypeCode`).",
    change: "replace",
    read: { from: { row: (row) => among(NETWORKS, row.loadBalancerNetworkType) }, drift: "report" },
  }),
  subnets: required(z.array(ref).min(1), {
    description:
      "Subnets with usageType `LOADB` of one VPC, each in another zone, by name or number (`subnetNoList`). Subnets can be added, not removed.",
    change: "update",
    unordered: true,
    catalog: "subnets",
    read: reported((row) => row.subnetNoList),
  }),
  throughputType: optional(z.enum(THROUGHPUTS), {
    description:
      "Performance (`throughputTypeCode`): `SMALL`, `MEDIUM`, `LARGE` or `XLARGE`; `DYNAMIC` for a network load balancer.",
    change: "update",
    read: { from: { row: (row) => among(THROUGHPUTS, row.throughputType) }, drift: "repair" },
  }),
  idleTimeout: optional(z.int().min(1).max(3600), {
    description:
      "Seconds for which an idle connection is kept, 1 to 3600; 60 if absent. Not for a network load balancer.",
    change: "update",
    read: {
      from: { row: (row) => (row.loadBalancerType === "NETWORK" ? undefined : row.idleTimeout) },
      drift: "repair",
    },
  }),
  description: optional(textOf(1000), {
    description: "Description (`loadBalancerDescription`), at most 1000 bytes.",
    change: "update",
    read: { from: { row: (row) => row.loadBalancerDescription }, drift: "repair" },
  }),
};

export const outputs = {
  domain: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Domain name of the load balancer, for a CNAME record.",
    from: { row: (row) => row.loadBalancerDomain ?? "" },
  }),
  ips: output(z.array(z.string()), {
    dependsOn: ["subnets"],
    description: "Addresses (`loadBalancerIpList`), one for each subnet of a public load balancer.",
    from: { row: (row) => row.loadBalancerIpList },
  }),
  loadBalancerInstanceNo: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Number of the load balancer.",
    from: { row: (row) => row.loadBalancerInstanceNo },
  }),
  vpcNo: output(z.string(), { dependsOn: [], description: "Number of the VPC.", from: { row: (row) => row.vpcNo } }),
  status: output(z.string(), {
    always: true,
    description: "Status as reported by NAVER Cloud: `USED` …",
    from: { row: (row) => row.loadBalancerInstanceStatus },
  }),
};
