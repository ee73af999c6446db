import { z } from "zod";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { numberOf, textOf } from "./ids.ts";
import { block, ports, wrongBlock, wrongPorts } from "./network-rule-text.ts";
import type { NetworkAclRuleRow } from "./network-schemas.ts";
import { comparison } from "./network-sets.ts";

/** Rules of a network ACL, as users write them and as NAVER Cloud shows them. They have no ID (§4.5). */

const PROTOCOLS: readonly string[] = ["TCP", "UDP", "ICMP"];
const ACTIONS: readonly string[] = ["ALLOW", "DROP"];

export const ruleSchema = z.strictObject({
  priority: z
    .int()
    .min(1)
    .max(199)
    .describe("1 to 199; the rule with the lowest number that matches decides. Each number once in a direction."),
  protocol: z.string().min(1).describe("`TCP`, `UDP` or `ICMP`."),
  action: z.string().min(1).describe("`ALLOW` or `DROP` (`ruleActionCode`)."),
  portRange: z
    .string()
    .min(1)
    .optional()
    .describe("Port such as `22`, or range such as `8000-8010`; required for TCP and UDP."),
  ipBlock: z.string().min(1).optional().describe("Address range of the other side, such as `203.0.113.0/24`."),
  denyAllowGroup: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Number or ID of a `NetworkAclDenyAllowGroup` with the addresses of the other side, instead of `ipBlock`.",
    ),
  description: textOf(1000).optional().describe("Free text; not compared."),
});

export type Rule = z.output<typeof ruleSchema>;

const hasPorts = (protocol: string): boolean => protocol.toUpperCase() !== "ICMP";

/** One spelling for all equivalent rules, so that two rules can be compared. */
export function normalize({ priority, protocol, action, portRange, ipBlock, denyAllowGroup }: Rule): string {
  const other = denyAllowGroup === undefined ? block(ipBlock ?? "") : `group ${numberOf(denyAllowGroup)}`;
  return [
    priority,
    action.toUpperCase(),
    protocol.toUpperCase(),
    hasPorts(protocol) ? ports(portRange) : "",
    other,
  ].join(" ");
}

/** A row in a user's form, but in NAVER's spelling, because a rule is removed by its values. */
export function ruleOf(row: NetworkAclRuleRow): Rule {
  const protocol = row.protocolType;
  return {
    priority: row.priority,
    protocol,
    action: row.ruleAction,
    ...(row.portRange === undefined || !hasPorts(protocol) ? {} : { portRange: row.portRange }),
    ...(row.denyAllowGroupNo === undefined ? {} : { denyAllowGroup: row.denyAllowGroupNo }),
    ...(row.ipBlock === undefined || row.denyAllowGroupNo !== undefined ? {} : { ipBlock: row.ipBlock }),
    ...(row.networkAclRuleDescription === undefined ? {} : { description: row.networkAclRuleDescription }),
  };
}

/** The values that identify a rule, which its removal requires. NAVER's model requires `ipBlock` even if it is empty (§4.5). */
export const removalParametersOf = ({ priority, protocol, action, portRange, ipBlock, denyAllowGroup }: Rule) => ({
  priority,
  protocolTypeCode: protocol.toUpperCase(),
  ruleActionCode: action.toUpperCase(),
  ipBlock: denyAllowGroup === undefined ? ipBlock : "",
  denyAllowGroupNo: denyAllowGroup === undefined ? undefined : numberOf(denyAllowGroup),
  portRange: hasPorts(protocol) ? portRange : undefined,
});

/** The parameters for a new rule. */
export const parametersOf = (rule: Rule) => ({
  ...removalParametersOf(rule),
  ipBlock: rule.denyAllowGroup === undefined ? rule.ipBlock : undefined,
  networkAclRuleDescription: rule.description,
});

/** Rules as a set; each of the cloud's in the user's spelling. */
export const { same: sameRules, inWordsOf } = comparison(normalize);

const wrongWord = (key: string, text: string, words: readonly string[]): string | undefined =>
  words.includes(text.toUpperCase()) ? undefined : `${key} is ${quoted(text)}, but must be one of ${words.join(", ")}`;

function wrong({ protocol, action, portRange, ipBlock, denyAllowGroup }: Rule): string | undefined {
  return (
    wrongWord("protocol", protocol, PROTOCOLS) ??
    wrongWord("action", action, ACTIONS) ??
    wrongPorts(protocol.toUpperCase(), hasPorts(protocol), portRange) ??
    ((ipBlock === undefined) === (denyAllowGroup === undefined)
      ? "set exactly one of ipBlock and denyAllowGroup"
      : wrongBlock(ipBlock))
  );
}

/** The reasons why rules of a direction are invalid, alone or together. */
export const wrongRules = (direction: string, rules: readonly Rule[] = []): CheckFailure[] =>
  rules.flatMap((rule, index) => {
    const isTaken = rules.slice(0, index).some(({ priority }) => priority === rule.priority);
    const reason = wrong(rule) ?? (isTaken ? `another rule has priority ${rule.priority} too` : undefined);
    return reason === undefined ? [] : [{ property: `${direction}[${index}]`, reason }];
  });
