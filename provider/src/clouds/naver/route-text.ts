import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { numberOf } from "./ids.ts";
import { comparison } from "./network-sets.ts";
import type { RouteRow } from "./route-schemas.ts";

/** Routes, as users write them and as NAVER Cloud shows them. They have no ID: a table has one for each destination (§4.11). */

export const routeSchema = z.strictObject({
  destinationCidrBlock: cidrv4().describe("Address range that is routed, such as `0.0.0.0/0`. Each once in a table."),
  targetType: z.enum(["NATGW", "VPCPEERING", "VGW"]).describe("`NATGW`, `VPCPEERING` or `VGW` (`targetTypeCode`)."),
  target: z
    .string()
    .min(1)
    .describe("Number or ID of the target (`targetNo`), such as `id` of a `NatGateway` or `VpcPeering`."),
  targetName: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Name of the target, which NAVER Cloud requires too. That of a NAT gateway or VPC peering is looked up if absent. Not compared.",
    ),
});

export type Route = z.output<typeof routeSchema>;

/** One spelling for all equivalent routes. */
export const normalize = ({ destinationCidrBlock, targetType, target }: Route): string =>
  [destinationCidrBlock, targetType, numberOf(target)].join(" ");

/** The routes that a program can set; not the one within the VPC, which every table has. */
export const routesOf = (rows: readonly RouteRow[]): Route[] =>
  rows.flatMap(({ isDefault, destinationCidrBlock, targetType, targetNo, targetName }) => {
    const type = routeSchema.shape.targetType.safeParse(targetType);
    return isDefault || !type.success || targetNo === undefined
      ? []
      : [
          {
            ...{ destinationCidrBlock, targetType: type.data, target: targetNo },
            ...(targetName === undefined ? {} : { targetName }),
          },
        ];
  });

export const parametersOf = ({ destinationCidrBlock, targetType, target, targetName }: Route) => ({
  destinationCidrBlock,
  targetTypeCode: targetType,
  targetNo: numberOf(target),
  targetName,
});

/** Routes as a set; each of the cloud's in the user's spelling. */
export const { same: sameRoutes, inWordsOf } = comparison(normalize);

/** The reasons why routes are invalid, alone or together. */
export const wrongRoutes = (routes: readonly Route[] = []): CheckFailure[] =>
  routes.flatMap(({ destinationCidrBlock, targetType, targetName }, index) => {
    const isTaken = routes.slice(0, index).some((other) => other.destinationCidrBlock === destinationCidrBlock);
    return [
      ...(isTaken
        ? [{ property: `routes[${index}]`, reason: `another route has destination ${destinationCidrBlock} too` }]
        : []),
      ...(targetType === "VGW" && targetName === undefined
        ? [{ property: `routes[${index}]`, reason: `a route to a ${targetType} needs targetName` }]
        : []),
    ];
  });
