import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { InRegion, Naver } from "./account.ts";
import { numberOf, REGION_FIELD, ref, reported, textOf } from "./ids.ts";
import {
  ALGORITHMS,
  among,
  balancerNameText,
  balancerNameType,
  CHECK_METHODS,
  CHECK_PROTOCOLS,
  GROUP_PROTOCOLS,
  portType,
} from "./load-balancer-rules.ts";
import type { TargetGroupRow } from "./load-balancer-schemas.ts";

/** The inputs and outputs of a target group. */

export type Views = { row: InRegion<TargetGroupRow> };
const { required, optional, output } = resourceKit<Naver, Views>();

/** Servers by number, each once. */
export const numbersOf = (targets: readonly string[] = []): string[] => [...new Set(targets.map(numberOf))];
/** Which of two settings a group has depends on its protocol. */
const isProxy = (row: TargetGroupRow): boolean => row.targetGroupProtocolType === "PROXY_TCP";
const count = (least: number, most: number) => z.int().min(least).max(most);

export const inputs = {
  name: optional(balancerNameType, {
    description: balancerNameText("targetGroupName"),
    change: "replace",
    read: reported((row) => row.targetGroupName),
  }),
  region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
  vpc: required(ref, {
    description: "VPC of the servers, by name or number (`vpcNo`).",
    change: "replace",
    catalog: "vpcs",
    read: reported((row) => row.vpcNo),
  }),
  protocol: required(z.enum(GROUP_PROTOCOLS), {
    description:
      "Protocol to the servers (`targetGroupProtocolTypeCode`): `HTTP` or `HTTPS` for an application load balancer, `TCP` or `UDP` for a network load balancer, `PROXY_TCP` for a network proxy load balancer.",
    change: "replace",
    read: { from: { row: (row) => among(GROUP_PROTOCOLS, row.targetGroupProtocolType) }, drift: "report" },
  }),
  port: optional(portType, {
    description: "Port of the servers (`targetGroupPort`), 80 if absent.",
    change: "replace",
    read: reported((row) => row.targetGroupPort),
  }),
  description: optional(textOf(1000), {
    description: "Description (`targetGroupDescription`), at most 1000 bytes.",
    change: "update",
    read: { from: { row: (row) => row.targetGroupDescription }, drift: "repair" },
  }),
  targets: optional(z.array(z.string().min(1)), {
    description:
      "All servers of the group, by number (`serverInstanceNo`) or ID; others are removed. Unmanaged if absent, as for the servers of an auto scaling group.",
    change: "update",
    merge: "set",
    refersTo: ["server"],
    listedIn: [{ catalog: "servers" }],
    normalize: numberOf,
    same: (a, b) => numbersOf(a).sort().join() === numbersOf(b).sort().join(),
    read: {
      from: {
        row: ({ targetNoList }, given) =>
          targetNoList?.map((no) => given?.find((target) => numberOf(target) === no) ?? no),
      },
      drift: "repair",
    },
  }),
  algorithm: optional(z.enum(ALGORITHMS), {
    description:
      "Load balancing algorithm (`algorithmTypeCode`): `RR` (round robin); `SIPHS` (source IP hash) or `LC` (least connection) for HTTP, HTTPS and PROXY_TCP; `MH` (Maglev hash) for TCP and UDP.",
    change: "update",
    read: { from: { row: (row) => among(ALGORITHMS, row.algorithmType) }, drift: "repair" },
  }),
  stickySession: optional(z.boolean(), {
    description: "Whether a client stays with one server (`useStickySession`). Not for PROXY_TCP.",
    change: "update",
    read: { from: { row: (row) => (isProxy(row) ? undefined : row.useStickySession) }, drift: "repair" },
  }),
  proxyProtocol: optional(z.boolean(), {
    description:
      "Whether servers get the client's address by the proxy protocol (`useProxyProtocol`). Only for PROXY_TCP.",
    change: "update",
    read: { from: { row: (row) => (isProxy(row) ? row.useProxyProtocol : undefined) }, drift: "repair" },
  }),
  healthCheckProtocol: required(z.enum(CHECK_PROTOCOLS), {
    description:
      "Protocol of the health check (`healthCheckProtocolTypeCode`): `HTTP` or `HTTPS` for a group of one of these, else `TCP`.",
    change: "replace",
    read: { from: { row: (row) => among(CHECK_PROTOCOLS, row.healthCheckProtocolType) }, drift: "report" },
  }),
  healthCheckPort: optional(portType, {
    description: "Port of the health check, 80 if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckPort }, drift: "repair" },
  }),
  healthCheckUrlPath: optional(z.string().regex(/^\//, "must begin with /"), {
    description: "Path that an HTTP or HTTPS check requests, `/` if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckUrlPath }, drift: "repair" },
  }),
  healthCheckHttpMethod: optional(z.enum(CHECK_METHODS), {
    description: "Method of an HTTP or HTTPS check (`healthCheckHttpMethodTypeCode`): `HEAD` or `GET`.",
    change: "update",
    read: { from: { row: (row) => among(CHECK_METHODS, row.healthCheckHttpMethodType) }, drift: "repair" },
  }),
  healthCheckCycle: optional(count(5, 300), {
    description: "Seconds from one check to the next, 5 to 300; 30 if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckCycle }, drift: "repair" },
  }),
  healthCheckUpThreshold: optional(count(2, 10), {
    description: "Successful checks until a server gets requests, 2 to 10; 2 if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckUpThreshold }, drift: "repair" },
  }),
  healthCheckDownThreshold: optional(count(2, 10), {
    description: "Failed checks until a server gets none, 2 to 10; 2 if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckDownThreshold }, drift: "repair" },
  }),
};

export const outputs = {
  targetGroupNo: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Number of the group.",
    from: { row: (row) => row.targetGroupNo },
  }),
  loadBalancerInstanceNo: output(z.string(), {
    dependsOn: [],
    description: "Number of the load balancer that uses it, or empty.",
    from: { row: (row) => row.loadBalancerInstanceNo ?? "" },
  }),
};
