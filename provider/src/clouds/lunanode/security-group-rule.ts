import { z } from "zod";
import { hostBits } from "../../engine/definition/cidr.ts";
import { quoted } from "../../engine/definition/secrecy.ts";
import type { RuleRow } from "./schemas.ts";

/** Rules of a security group, as users write them and as LunaNode shows them. */

const port = z.int().min(1).max(65535);

export const ruleSchema = z.strictObject({
  direction: z.enum(["ingress", "egress"]).describe("`ingress` (to the VM) or `egress` (from it)."),
  protocol: z.string().min(1).describe("`tcp`, `udp`, `icmp` or `any`."),
  ethertype: z.enum(["IPv4", "IPv6"]).optional().describe("Address family; `IPv4` if absent."),
  portMin: port.optional().describe("First port; all ports if absent."),
  portMax: port.optional().describe("Last port; `portMin` if absent."),
  cidr: z
    .string()
    .min(1)
    .optional()
    .describe("Address range of the other side. Everyone if both this and `group` are absent."),
  group: z.string().min(1).optional().describe("ID of the security group on the other side."),
  label: z.string().optional().describe("Free text; not compared."),
});

export type Rule = z.output<typeof ruleSchema>;

const everybody = (ethertype: string): string => (ethertype === "ipv6" ? "::/0" : "0.0.0.0/0");
const isCidr = (remote: string): boolean => /^[0-9a-f.:]+\/\d+$/i.test(remote);

/** A rule as parameters of a call. */
export const parametersOf = ({
  direction,
  ethertype = "IPv4",
  protocol,
  group,
  cidr,
  portMin,
  portMax,
  label,
}: Rule) => ({
  direction,
  type: ethertype,
  protocol,
  remote_type: group === undefined ? "cidr" : "group",
  remote_value: group ?? cidr ?? everybody(ethertype.toLowerCase()),
  port_min: portMin === undefined ? undefined : String(portMin),
  port_max: portMin === undefined ? undefined : String(portMax ?? portMin),
  label,
});

/** The canonical spelling of a rule, for comparison. */
function normalize(rule: {
  direction: string;
  ethertype?: string | undefined;
  protocol?: string | undefined;
  ports: string;
  remote: string | undefined;
}): string {
  const ethertype = (rule.ethertype ?? "IPv4").toLowerCase();
  const protocol = (rule.protocol ?? "any").toLowerCase();
  const remote = rule.remote === undefined || rule.remote === "*" ? everybody(ethertype) : rule.remote;
  return [
    rule.direction.toLowerCase(),
    ethertype,
    protocol === "*" ? "any" : protocol,
    rule.ports,
    isCidr(remote) ? remote.toLowerCase() : `group ${remote}`,
  ].join(" ");
}

const ports = (min: number | string | undefined, max: number | string | undefined): string =>
  min === undefined ? "*" : `${Number(min)}-${Number(max ?? min)}`;

export const wanted = (rule: Rule): string =>
  normalize({ ...rule, ports: ports(rule.portMin, rule.portMax), remote: rule.group ?? rule.cidr });

/** Reads `80`, `80-90`, `80:90` and `*`, because it is not known which of them LunaNode uses. */
function portsOf(range: string | undefined): string {
  const [min, max] = range?.match(/\d+/g) ?? [];
  return ports(min, max);
}

export const displayed = (row: RuleRow): string =>
  normalize({ ...row, ports: portsOf(row.port_range), remote: row.remote });

/** Whether a row shows a rule, if LunaNode shows the rule's group by this name. */
export const showsAs = (row: RuleRow, rule: Rule, name: string): boolean =>
  rule.group !== undefined && row.remote === name && displayed(row) === wanted({ ...rule, group: name });

/** Whether a row may show a rule. LunaNode may show a group by ID or by name, and an unknown name may belong to any group. */
export const mayShow = (row: RuleRow, rule: Rule): boolean =>
  row.remote !== undefined && !/^\d+$/.test(row.remote) && showsAs(row, rule, row.remote);

/** Converts rows to rules. A row that shows one of the given rules is spelled like it; each given rule is used once. */
export function inWordsOf(rows: readonly RuleRow[], rules: readonly Rule[]): Rule[] {
  const left = [...rules];
  const take = (fits: (rule: Rule) => boolean): Rule | undefined => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const exact = rows.map((row) => take((rule) => wanted(rule) === displayed(row)));
  return rows.map((row, index) => exact[index] ?? take((rule) => mayShow(row, rule)) ?? spelled(row));
}

/** A rule of the cloud as a user would write it. */
function spelled(row: RuleRow): Rule {
  const [min, max] = portsOf(row.port_range).split("-").map(Number);
  const remote = row.remote === undefined || row.remote === "*" ? undefined : row.remote;
  return {
    direction: row.direction.toLowerCase() === "egress" ? "egress" : "ingress",
    protocol: row.protocol === undefined || row.protocol === "*" ? "any" : row.protocol.toLowerCase(),
    ...(row.ethertype?.toLowerCase() === "ipv6" ? { ethertype: "IPv6" as const } : {}),
    ...(min !== undefined && Number.isFinite(min) ? { portMin: min, portMax: max ?? min } : {}),
    ...(remote === undefined ? {} : isCidr(remote) ? { cidr: remote } : { group: remote }),
  };
}

const isEgress = (direction: string): boolean => direction.toLowerCase() === "egress";

/** A new group allows all egress. Its egress rules are not managed until the program has an egress rule. */
const managesEgress = (rules: readonly Rule[] | undefined): boolean =>
  rules?.some((rule) => isEgress(rule.direction)) === true;

export const managed = (rows: readonly RuleRow[], rules: readonly Rule[] | undefined): readonly RuleRow[] =>
  managesEgress(rules) ? rows : rows.filter((row) => !isEgress(row.direction));

export const sameRules = (a: readonly Rule[], b: readonly Rule[]): boolean => {
  const [left, right] = [a, b].map((rules) => [...new Set(rules.map(wanted))].sort());
  return left?.join("\n") === right?.join("\n");
};

/** Reports rules that LunaNode would interpret differently, or more broadly, than intended. */
export function wrong({ protocol, portMin, portMax, cidr, group }: Rule): string | undefined {
  if (portMin === undefined && portMax !== undefined) {
    return "portMax requires portMin; without it, all ports would be open";
  }
  if (portMin !== undefined && portMax !== undefined && portMin > portMax) {
    return `portMin ${portMin} is greater than portMax ${portMax}`;
  }
  if (portMin !== undefined && !/^(tcp|udp)$/i.test(protocol)) {
    return `only tcp and udp have ports, but protocol is ${quoted(protocol)}`;
  }
  if (cidr !== undefined && group !== undefined) {
    return "set cidr or group, not both";
  }
  if (cidr === undefined) {
    return undefined;
  }
  if (!isCidr(cidr)) {
    return `${quoted(cidr)} is not an address range such as 203.0.113.0/24 (a single address: 203.0.113.7/32)`;
  }
  const problem = hostBits(cidr);
  return problem === undefined ? undefined : `${quoted(cidr)} ${problem}`;
}
