import type { Entry } from "../../engine/definition/catalog.ts";
import { notInRange } from "../../engine/definition/cidr.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";

/** The first six addresses and the last one of a subnet are not usable (§4.7). */
const RESERVED = { first: 6, last: 1 };

/** Addresses that a subnet cannot have, by the input that names them. */
export const wrongAddresses = (
  property: string,
  ips: string | readonly string[] | undefined,
  subnet: Entry | undefined,
): CheckFailure[] =>
  [ips ?? []].flat().flatMap((ip) => {
    const reason = subnet && notInRange(ip, { name: `subnet "${subnet.name}"`, range: subnet.facts?.range }, RESERVED);
    return reason === undefined ? [] : [{ property, reason }];
  });
