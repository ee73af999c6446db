import { z } from "zod";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { orList } from "../../engine/definition/words.ts";

/** What NAVER Cloud allows for each type and protocol of load balancers, and what their resources share (§4.13 to §4.15). */

export const BALANCER_TYPES = ["APPLICATION", "NETWORK", "NETWORK_PROXY"] as const;
export const GROUP_PROTOCOLS = ["HTTP", "HTTPS", "TCP", "UDP", "PROXY_TCP"] as const;
export const CHECK_PROTOCOLS = ["HTTP", "HTTPS", "TCP"] as const;
export const CHECK_METHODS = ["HEAD", "GET"] as const;
export const ALGORITHMS = ["RR", "SIPHS", "LC", "MH"] as const;
export const THROUGHPUTS = ["SMALL", "MEDIUM", "LARGE", "XLARGE", "DYNAMIC"] as const;
export const LISTENER_PROTOCOLS = ["HTTP", "HTTPS", "TCP", "UDP", "TLS"] as const;
export const TLS_VERSIONS = ["TLSV10", "TLSV11", "TLSV12"] as const;

export const portType = z.int().min(1).max(65_534);

/** Load balancers, target groups: other names than elsewhere may also have capital letters. */
export const balancerNameType = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9-]{1,28}[A-Za-z0-9]$/,
    "must have 3 to 30 characters: letters, digits and -, beginning with a letter and not ending with -",
  );
export const balancerNameText = (own: string): string =>
  `Name (\`${own}\`): 3 to 30 letters, digits and \`-\`, beginning with a letter. Generated from the resource's name if absent.`;

export const BALANCER_NAME = { input: "name", max: 30, character: /[A-Za-z0-9-]/, first: /[A-Za-z]/ } as const;

/** One of the known words; a word that is not known is not shown. */
export const among = <T extends string>(known: readonly T[], word: string | undefined): T | undefined =>
  known.find((each) => each === word);

/** An error if a value does not go with the value of another input. */
export const unlessAmong = <T extends string>(
  property: string,
  value: T | undefined,
  allowed: readonly T[],
  because: string,
): CheckFailure[] =>
  value === undefined || allowed.includes(value)
    ? []
    : [{ property, reason: `is ${value}, but must be ${orList(allowed)} ${because}` }];

/** An error if an input is set that has no meaning with the value of another one. */
export const unlessUsed = (property: string, value: unknown, isUsed: boolean, because: string): CheckFailure[] =>
  value === undefined || isUsed ? [] : [{ property, reason: `has no meaning ${because}; remove it` }];

interface Chooser {
  readonly creating: boolean;
  hasChanged(input: string): boolean;
}

/**
 * A setting for a call that changes several at once. It is not documented whether such a call keeps those that it leaves out
 * (§4.13), so all are sent: those that the program has changed, and the others as they are.
 */
export const settingsOf =
  ({ creating, hasChanged }: Chooser) =>
  <T>(input: string, wanted: T | undefined, present: T | undefined): T | undefined =>
    (creating || hasChanged(input) ? wanted : undefined) ?? present;
