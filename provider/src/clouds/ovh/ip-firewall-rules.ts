import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import type { RuleRow } from "./ip-firewall-schemas.ts";
import { among } from "./load-balancer-parts.ts";
import type { Parameters } from "./request.ts";

/** Rules of a firewall, as users write them and as OVHcloud shows them (§4.5). */

const ACTIONS = ["permit", "deny"] as const;
const PROTOCOLS = ["tcp", "udp", "icmp", "ipv4", "ah", "esp", "gre"] as const;
const TCP_OPTIONS = ["established", "syn"] as const;
/** Sequences are 0 to 19. */
const LAST = 19;

const numbers = (most: number) =>
  z
    .string()
    .regex(/^\d{1,5}(-\d{1,5})?$/, 'must be a number or a range, such as "443" or "8000-8100"')
    .refine(
      (given) => {
        const { from, to } = rangeOf(given);
        return from <= to && to <= most;
      },
      { error: `must be a range up to ${most}, the smaller number first` },
    );
const ports = numbers(65_535);

const firewallRule = z.strictObject({
  sequence: z.int().min(0).max(LAST).describe(`Position, from 0 to ${LAST}. The first rule that matches decides.`),
  action: z.enum(ACTIONS).describe("`permit` or `deny`."),
  protocol: z.enum(PROTOCOLS).describe("`tcp`, `udp`, `icmp`, `ah`, `esp`, `gre`, or `ipv4`, which is every protocol."),
  source: z
    .union([z.ipv4(), cidrv4()])
    .optional()
    .describe("Address range of the senders, such as `203.0.113.0/24`. Everyone if absent."),
  sourcePort: ports.optional().describe('Port of the senders, or a range such as `"1024-65535"`. For `tcp` and `udp`.'),
  destinationPort: ports
    .optional()
    .describe('Port of the server, or a range such as `"8000-8100"`. For `tcp` and `udp`. All if absent.'),
  tcpOption: z
    .enum(TCP_OPTIONS)
    .optional()
    .describe("`established`: packets of connections that exist, such as replies. `syn`: new connections. For `tcp`."),
  fragments: z.boolean().optional().describe("Whether the rule is for fragments. For `tcp`."),
  l3PacketLength: ports.optional().describe('Length of the packets in bytes, or a range such as `"40-1500"`.'),
});

export type FirewallRule = z.output<typeof firewallRule>;

/** Somebody else's rule can have the place of a new one: with it, the rules would be invalid too. */
export const firewallRules = z.array(firewallRule).superRefine((rules, context) => {
  const message = wrongRules(rules);
  if (message !== undefined) {
    context.addIssue({ code: "custom", message });
  }
});

/** Reads `80`, `80-90`, `eq 80` and `range 80 90`, because it is not known how OVHcloud shows ports. */
function rangeOf(given: string): { from: number; to: number } {
  const [first = "0", last = first] = given.match(/\d+/g) ?? [];
  return { from: Number(first), to: Number(last) };
}

function rangeText(given: string | undefined): string | undefined {
  if (given === undefined || !/\d/.test(given)) {
    return undefined;
  }
  const { from, to } = rangeOf(given);
  return from === to ? String(from) : `${from}-${to}`;
}

const isEveryone = (source: string): boolean => source === "any" || source === "0.0.0.0/0";

/** An address as the range that consists of it. */
const blockText = (source: string | undefined): string | undefined =>
  source === undefined || isEveryone(source) ? undefined : source.includes("/") ? source : `${source}/32`;

/** The meaning of a rule: two spellings of one rule are equal. */
export const normalFirewallRule = (rule: FirewallRule): string =>
  JSON.stringify([
    ...[rule.sequence, rule.action, rule.protocol, blockText(rule.source) ?? ""],
    ...[rangeText(rule.sourcePort) ?? "", rangeText(rule.destinationPort) ?? ""],
    ...[rule.tcpOption ?? "", rule.fragments === true, rangeText(rule.l3PacketLength) ?? ""],
  ]);

/** A rule as a user would write it; none if it has a word that is not known. */
export function shownRule(row: RuleRow): FirewallRule[] {
  const [action, protocol] = [among(ACTIONS, row.action), among(PROTOCOLS, row.protocol)];
  if (action === undefined || protocol === undefined || row.sequence > LAST) {
    return [];
  }
  const all = {
    source: blockText(row.source),
    sourcePort: rangeText(row.sourcePort),
    destinationPort: rangeText(row.destinationPort),
    tcpOption: among(TCP_OPTIONS, row.tcpOption),
    fragments: row.fragments === true ? true : undefined,
    l3PacketLength: rangeText(row.l3PacketLength),
  };
  const shown = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return [{ sequence: row.sequence, action, protocol, ...shown }];
}

/** A rule as the parameters of a call. Single ports and ranges have parameters of their own. */
export function ruleParameters(rule: FirewallRule): Parameters {
  const { tcpOption: option, fragments } = rule;
  return {
    ...{
      sequence: String(rule.sequence),
      action: rule.action,
      protocol: rule.protocol,
      source: blockText(rule.source),
    },
    ...portParameters("sourcePort", rule.sourcePort),
    ...portParameters("destinationPort", rule.destinationPort),
    ...(rule.l3PacketLength === undefined ? {} : { l3PacketLength: rangeOf(rule.l3PacketLength) }),
    ...(option === undefined && fragments === undefined ? {} : { tcpOption: { option, fragments } }),
  };
}

function portParameters(name: "sourcePort" | "destinationPort", given: string | undefined): Parameters {
  if (given === undefined) {
    return {};
  }
  const { from, to } = rangeOf(given);
  return from === to ? { [name]: from } : { [`${name}Range`]: { from, to } };
}

/** Why rules cannot be together, or one cannot be at all. */
function wrongRules(rules: readonly FirewallRule[]): string | undefined {
  const twice = rules.find(({ sequence }, index) => rules.findIndex((one) => one.sequence === sequence) !== index);
  if (twice !== undefined) {
    return `two rules have the sequence ${twice.sequence}`;
  }
  return rules.map(wrongRule).find((reason) => reason !== undefined);
}

function wrongRule({ sequence, protocol, ...rule }: FirewallRule): string | undefined {
  const hasPorts = protocol === "tcp" || protocol === "udp";
  if (!hasPorts && (rule.sourcePort ?? rule.destinationPort) !== undefined) {
    return `rule ${sequence}: ${protocol} has no ports; remove sourcePort and destinationPort`;
  }
  if (protocol !== "tcp" && (rule.tcpOption !== undefined || rule.fragments !== undefined)) {
    return `rule ${sequence}: only tcp has tcpOption and fragments`;
  }
  return undefined;
}
