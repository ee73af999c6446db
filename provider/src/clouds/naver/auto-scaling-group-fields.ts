import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { InRegion, Naver } from "./account.ts";
import type { AutoScalingGroupRow } from "./auto-scaling-schemas.ts";
import { REGION_FIELD, ref, reported } from "./ids.ts";
import { among } from "./load-balancer-rules.ts";
import { scalingNameText, scalingNameType, secondsType, sizeType } from "./scaling-names.ts";
import { MAX_GROUPS } from "./server-update.ts";

/** The inputs and outputs of an auto scaling group. */

export type Views = { row: InRegion<AutoScalingGroupRow> };
const { required, optional, output } = resourceKit<Naver, Views>();

export const CHECK_TYPES = ["SVR", "LOADB"] as const;

/** The servers that a group has made. */
export const serversIn = (row: AutoScalingGroupRow | undefined): string[] =>
  (row?.inAutoScalingGroupServerInstanceList ?? []).flatMap(({ serverInstanceNo }) => serverInstanceNo ?? []);

/** The prefix, unless it is NAVER Cloud's own default `s`, which is shorter than what it accepts. */
export const prefixIn = (row: AutoScalingGroupRow | undefined): string | undefined => {
  const prefix = row?.serverNamePrefix;
  return prefix !== undefined && prefix.length >= 3 ? prefix : undefined;
};

export const inputs = {
  name: optional(scalingNameType, {
    description: scalingNameText("autoScalingGroupName"),
    change: "replace",
    read: reported((row) => row.autoScalingGroupName),
  }),
  region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
  launchConfiguration: required(ref, {
    description:
      "Launch configuration, by name or number (`launchConfigurationNo`). A change applies to the servers that are made from then on.",
    change: "update",
    catalog: "launchConfigurations",
    read: { from: { row: (row) => row.launchConfigurationNo }, drift: "repair" },
  }),
  subnet: required(ref, {
    description: "Subnet of the servers, by name or number (`subnetNo`).",
    change: "replace",
    catalog: "subnets",
    read: reported((row) => row.subnetNo),
  }),
  accessControlGroups: optional(z.array(ref).min(1).max(MAX_GROUPS), {
    description:
      "One to three access control groups of the servers, by name or number (`accessControlGroupNoList`). The VPC's default group if absent.",
    change: "replace",
    unordered: true,
    catalog: "accessControlGroups",
    read: reported((row) => row.accessControlGroupNoList),
  }),
  targetGroups: optional(z.array(ref), {
    description:
      "Target groups that the servers join, by name or number (`targetGroupNoList`). Do not set `targets` of these.",
    change: "replace",
    unordered: true,
    catalog: "targetGroups",
    read: reported((row) => row.targetGroupNoList),
  }),
  serverNamePrefix: optional(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{1,5}[a-z0-9]$/,
        "must have 3 to 7 characters: lowercase letters, digits and -, beginning with a letter and not ending with -",
      ),
    {
      description: "Beginning of the servers' names, 3 to 7 characters.",
      change: "update",
      read: { from: { row: prefixIn }, drift: "repair" },
    },
  ),
  minSize: required(sizeType, {
    description: "Smallest number of servers, 0 to 30.",
    change: "update",
    read: { from: { row: (row) => row.minSize }, drift: "repair" },
  }),
  maxSize: required(sizeType, {
    description: "Largest number of servers, 0 to 30.",
    change: "update",
    read: { from: { row: (row) => row.maxSize }, drift: "repair" },
  }),
  desiredCapacity: optional(sizeType, {
    description:
      "Number of servers now, from `minSize` (the default) to `maxSize`. Omit it if policies or schedules set it: `pulumi up` then leaves it as it is.",
    change: "update",
    read: { from: { row: (row) => row.desiredCapacity }, drift: "repair" },
  }),
  defaultCooldown: optional(secondsType, {
    description: "Seconds after a scaling in which nothing is scaled (`defaultCoolDown`), 300 if absent.",
    change: "update",
    read: { from: { row: (row) => row.defaultCoolDown }, drift: "repair" },
  }),
  healthCheckType: optional(z.enum(CHECK_TYPES), {
    description:
      "Whose health check decides whether a server is replaced (`healthCheckTypeCode`): `SVR`, the server's (the default), or `LOADB`, the load balancer's.",
    change: "update",
    read: { from: { row: (row) => among(CHECK_TYPES, row.healthCheckType) }, drift: "repair" },
  }),
  healthCheckGracePeriod: optional(secondsType, {
    description: "Seconds in which a new server may fail the health check, 300 if absent.",
    change: "update",
    read: { from: { row: (row) => row.healthCheckGracePeriod }, drift: "repair" },
  }),
};

export const outputs = {
  autoScalingGroupNo: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Number of the group.",
    from: { row: (row) => row.autoScalingGroupNo },
  }),
  vpcNo: output(z.string(), { dependsOn: [], description: "Number of the VPC.", from: { row: (row) => row.vpcNo } }),
  servers: output(z.array(z.string()), {
    dependsOn: ["minSize", "maxSize", "desiredCapacity"],
    always: true,
    description: "Numbers of the servers that the group has made. They are no resources of the program.",
    from: { row: serversIn },
  }),
};
