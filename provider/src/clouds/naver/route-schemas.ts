import type { z } from "zod";
import { bool, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import { code, kindOf, operation, SUBNET, wholeOf, word } from "./schemas.ts";

/** NAVER Cloud's answers about route tables and NAT gateways. */

export const routeTableRow = record({
  routeTableNo: text,
  routeTableName: optionalText,
  routeTableDescription: optionalText,
  routeTableStatus: code,
  vpcNo: optionalText,
  supportedSubnetType: code,
  isDefault: optional(bool),
});
export type RouteTableRow = z.output<typeof routeTableRow>;
export const ROUTE_TABLE = kindOf("vpc", "routeTable", routeTableRow, (row) => row.routeTableNo);

export const routeRow = record({
  destinationCidrBlock: text,
  targetType: word,
  targetNo: optionalText,
  targetName: optionalText,
  /** The route within the VPC, which every table has. */
  isDefault: bool,
});
export type RouteRow = z.output<typeof routeRow>;
export const routeList = wholeOf({ thing: "route", row: routeRow });

export const routeTableSubnetList = wholeOf(SUBNET);

export const natGatewayRow = record({
  natGatewayInstanceNo: text,
  natGatewayName: optionalText,
  natGatewayDescription: optionalText,
  natGatewayInstanceStatus: code,
  natGatewayInstanceOperation: operation,
  vpcNo: optionalText,
  zoneCode: optionalText,
  subnetNo: optionalText,
  publicIpInstanceNo: optionalText,
  publicIp: optionalText,
  privateIp: optionalText,
  createDate: optionalText,
});
export type NatGatewayRow = z.output<typeof natGatewayRow>;
export const NAT_GATEWAY = kindOf("vpc", "natGatewayInstance", natGatewayRow, (row) => row.natGatewayInstanceNo);
