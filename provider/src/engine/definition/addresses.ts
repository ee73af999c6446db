import type { Entry } from "./catalog.ts";
import { notInRange } from "./cidr.ts";
import type { CheckFailure } from "./shape.ts";

/**
 * Addresses that a network cannot have, by the input that names them. The network is an entry with the fact `range`; without
 * one, nothing is known. `reserved`: how many addresses at the ends of the range are not for hosts; default: one each.
 */
export const wrongAddresses = (
  property: string,
  ips: string | readonly string[] | undefined,
  { noun, entry }: { noun: string; entry: Entry | undefined },
  reserved?: { first: number; last: number },
): CheckFailure[] =>
  [ips ?? []].flat().flatMap((ip) => {
    const reason = entry && notInRange(ip, { name: `${noun} "${entry.name}"`, range: entry.facts?.range }, reserved);
    return reason === undefined ? [] : [{ property, reason }];
  });
