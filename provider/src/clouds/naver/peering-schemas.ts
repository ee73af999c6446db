import type { z } from "zod";
import { bool, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import { code, kindOf, operation } from "./schemas.ts";

/** NAVER Cloud's answers about VPC peerings. */

export const vpcPeeringRow = record({
  vpcPeeringInstanceNo: text,
  vpcPeeringName: optionalText,
  vpcPeeringDescription: optionalText,
  vpcPeeringInstanceStatus: code,
  vpcPeeringInstanceOperation: operation,
  sourceVpcNo: optionalText,
  targetVpcNo: optionalText,
  targetVpcName: optionalText,
  targetVpcLoginId: optionalText,
  isBetweenAccounts: optional(bool),
  hasReverseVpcPeering: optional(bool),
  reverseVpcPeeringInstanceNo: optionalText,
  createDate: optionalText,
});
export type VpcPeeringRow = z.output<typeof vpcPeeringRow>;
export const VPC_PEERING = kindOf("vpc", "vpcPeeringInstance", vpcPeeringRow, (row) => row.vpcPeeringInstanceNo);
