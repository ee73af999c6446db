import type { z } from "zod";
import { bool, integer, list, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import { code, kindOf, wholeOf, word } from "./schemas.ts";

/** NAVER Cloud's answers about network ACLs. */

export const networkAclRow = record({
  networkAclNo: text,
  networkAclName: optionalText,
  networkAclDescription: optionalText,
  networkAclStatus: code,
  vpcNo: optionalText,
  isDefault: optional(bool),
  createDate: optionalText,
});
export type NetworkAclRow = z.output<typeof networkAclRow>;
export const NETWORK_ACL = kindOf("vpc", "networkAcl", networkAclRow, (row) => row.networkAclNo);

export const networkAclRuleRow = record({
  priority: integer,
  protocolType: word,
  ruleAction: word,
  portRange: optionalText,
  ipBlock: optionalText,
  denyAllowGroupNo: optionalText,
  networkAclRuleType: word,
  networkAclRuleDescription: optionalText,
});
export type NetworkAclRuleRow = z.output<typeof networkAclRuleRow>;
export const networkAclRuleList = wholeOf({ thing: "networkAclRule", row: networkAclRuleRow });

export const denyAllowGroupRow = record({
  networkAclDenyAllowGroupNo: text,
  networkAclDenyAllowGroupName: optionalText,
  networkAclDenyAllowGroupDescription: optionalText,
  networkAclDenyAllowGroupStatus: code,
  vpcNo: optionalText,
  ipList: list(text, { in: "ip" }).optional(),
  isApplied: optional(bool),
  createDate: optionalText,
});
export type DenyAllowGroupRow = z.output<typeof denyAllowGroupRow>;
export const DENY_ALLOW_GROUP = kindOf(
  "vpc",
  "networkAclDenyAllowGroup",
  denyAllowGroupRow,
  (row) => row.networkAclDenyAllowGroupNo,
);
