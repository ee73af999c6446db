import type { z } from "zod";
import { about, bool, integer, list, optional, optionalText, record, text } from "../../http/decode/schemas.ts";

/** Answers about the firewall of an address (§4.5). */

export const firewallOf = (ip: string) =>
  about(record({ ipOnFirewall: text, enabled: bool, state: text }), ({ ipOnFirewall }) => ipOnFirewall, ip);
export type FirewallRow = z.output<ReturnType<typeof firewallOf>>;

export const sequenceList = list(integer);
export const ruleOf = (sequence: number) => about(ruleRow, (row) => String(row.sequence), String(sequence));
const ruleRow = record({
  sequence: integer,
  action: text,
  protocol: text,
  source: optionalText,
  sourcePort: optionalText,
  destinationPort: optionalText,
  l3PacketLength: optionalText,
  fragments: optional(bool),
  tcpOption: optionalText,
  state: text,
});
export type RuleRow = z.output<typeof ruleRow>;
