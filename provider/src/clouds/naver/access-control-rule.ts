import { z } from "zod";
import { quoted } from "../../engine/definition/secrecy.ts";
import { numberOf } from "./ids.ts";
import { block, ports, wrongBlock, wrongPorts } from "./network-rule-text.ts";
import { comparison } from "./network-sets.ts";
import type { RuleRow } from "./schemas.ts";

/** Rules of an access control group, as users write them and as NAVER Cloud shows them. They have no ID (§4.6). */

export const ruleSchema = z.strictObject({
  protocol: z.string().min(1).describe("`TCP`, `UDP`, `ICMP`, or the number of another protocol, 1 to 254."),
  portRange: z
    .string()
    .min(1)
    .optional()
    .describe("Port such as `22`, or range such as `8000-8010`; required for TCP and UDP."),
  ipBlock: z.string().min(1).optional().describe("Address range of the other side, such as `203.0.113.0/24`."),
  accessControlGroup: z
    .string()
    .min(1)
    .optional()
    .describe("Number or ID of the access control group on the other side, instead of `ipBlock`."),
  description: z.string().optional().describe("Free text; not compared."),
});

export type Rule = z.output<typeof ruleSchema>;

const NAMES: Readonly<Record<string, string>> = { "1": "ICMP", "6": "TCP", "17": "UDP" };
const protocolOf = (text: string): string => NAMES[text] ?? text.toUpperCase();
const hasPorts = (protocol: string): boolean => protocol === "TCP" || protocol === "UDP";

/** One spelling for all equivalent rules, so that two rules can be compared. */
export function normalize({ protocol, portRange, ipBlock, accessControlGroup }: Rule): string {
  const name = protocolOf(protocol);
  const other = accessControlGroup === undefined ? block(ipBlock ?? "") : `group ${numberOf(accessControlGroup)}`;
  return [name, hasPorts(name) ? ports(portRange) : "", other].join(" ");
}

/** A row in a user's form, but in NAVER's spelling, because a rule is removed by its values. */
export function ruleOf(row: RuleRow): Rule {
  const { code = "", number = code } = row.protocolType ?? {};
  const protocol = protocolOf(/^(TCP|UDP|ICMP)$/i.test(code) ? code : number);
  return {
    protocol,
    ...(row.portRange === undefined || !hasPorts(protocol) ? {} : { portRange: row.portRange }),
    ...(row.accessControlGroupSequence === undefined ? {} : { accessControlGroup: row.accessControlGroupSequence }),
    ...(row.ipBlock === undefined || row.accessControlGroupSequence !== undefined ? {} : { ipBlock: row.ipBlock }),
    ...(row.accessControlGroupRuleDescription === undefined
      ? {}
      : { description: row.accessControlGroupRuleDescription }),
  };
}

/** The values that identify a rule, which its removal requires (§4.6). */
export const removalParametersOf = ({ protocol, portRange, ipBlock, accessControlGroup }: Rule) => ({
  protocolTypeCode: protocolOf(protocol),
  ipBlock: accessControlGroup === undefined ? ipBlock : undefined,
  accessControlGroupSequence: accessControlGroup === undefined ? undefined : numberOf(accessControlGroup),
  portRange: hasPorts(protocolOf(protocol)) ? portRange : undefined,
});

/** The parameters for a new rule. */
export const parametersOf = (rule: Rule) => ({
  ...removalParametersOf(rule),
  accessControlGroupRuleDescription: rule.description,
});

/** Rules as a set; each of the cloud's in the user's spelling. */
export const { same: sameRules, inWordsOf } = comparison(normalize);

/** The reason why a rule is invalid. */
export function wrong({ protocol, portRange, ipBlock, accessControlGroup }: Rule): string | undefined {
  const name = protocolOf(protocol);
  const number = Number(name);
  if (!/^(TCP|UDP|ICMP)$/.test(name) && !(Number.isInteger(number) && number >= 1 && number <= 254)) {
    return `protocol is ${quoted(protocol)}, but must be TCP, UDP, ICMP or a number from 1 to 254`;
  }
  const reason = wrongPorts(name, hasPorts(name), portRange);
  if (reason !== undefined) {
    return reason;
  }
  if ((ipBlock === undefined) === (accessControlGroup === undefined)) {
    return "set exactly one of ipBlock and accessControlGroup";
  }
  return wrongBlock(ipBlock);
}
