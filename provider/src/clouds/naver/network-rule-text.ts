import { z } from "zod";
import { hostBits } from "../../engine/definition/cidr.ts";
import { quoted } from "../../engine/definition/secrecy.ts";

/** What the rules of access control groups and network ACLs have in common: ports and address ranges. */

/** Shortens `22-22` and `22 - 22` to `22`. */
export function ports(range: string | undefined): string {
  const [first = "", last = first] = (range ?? "").match(/\d+/g) ?? [];
  const [from, to] = [first, last].map((port) => port.replace(/^0+(?=\d)/, ""));
  return from === to ? (from ?? "") : `${from}-${to}`;
}

/** An address as the range that consists of it. */
export const block = (text: string): string =>
  (text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`).toLowerCase();

/** A rule in the spelling of NAVER's documentation. */
export const tidied = <Rule extends { portRange?: string | undefined; ipBlock?: string | undefined }>(
  rule: Rule,
): Rule => ({
  ...rule,
  ...(rule.portRange === undefined ? {} : { portRange: ports(rule.portRange) }),
  ...(rule.ipBlock === undefined ? {} : { ipBlock: block(rule.ipBlock) }),
});

/** The reason why the ports of a rule are invalid. */
export function wrongPorts(protocol: string, hasPorts: boolean, portRange: string | undefined): string | undefined {
  if (hasPorts !== (portRange !== undefined)) {
    return hasPorts
      ? `${protocol} requires portRange, such as "22" or "1-65535"`
      : `${protocol} has no ports; remove portRange`;
  }
  if (portRange !== undefined) {
    const [, first = "", last = first] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(portRange) ?? [];
    if (first === "" || Number(first) < 1 || Number(first) > Number(last) || Number(last) > 65535) {
      return `portRange is ${quoted(portRange)}, but must be a port or a range such as "8000-8010"`;
    }
  }
  return undefined;
}

/** The reason why the address range of a rule is invalid. */
export function wrongBlock(ipBlock: string | undefined): string | undefined {
  if (ipBlock === undefined) {
    return undefined;
  }
  const shown = `ipBlock is ${quoted(ipBlock)}`;
  if (!z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]).safeParse(ipBlock).success) {
    return `${shown}, but must be an address range such as "203.0.113.0/24"`;
  }
  const problem = hostBits(ipBlock);
  return problem === undefined ? undefined : `${shown}, which ${problem}`;
}
