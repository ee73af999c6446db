import { type ZodType, z } from "zod";

/** A network as an input. One with host bits, such as `10.1.2.3/16`, is refused: clouds refuse it too, or store another text. */
export const cidrv4 = (): ZodType<string> => withoutHostBits(z.cidrv4());

/** The same for IPv4 or IPv6. */
export const cidr = (): ZodType<string> => withoutHostBits(z.union([z.cidrv4(), z.cidrv6()]));

const withoutHostBits = (type: ZodType<string>): ZodType<string> =>
  type.superRefine((text, context) => {
    const message = hostBits(text);
    if (message !== undefined) {
      context.addIssue({ code: "custom", message });
    }
  });

/** What is wrong with an address range whose address is not the first of the network; undefined for any other text. */
export function hostBits(text: string): string | undefined {
  const [address = "", length] = text.split("/");
  const bits = address.includes(":") ? 128 : 32;
  const value = bits === 128 ? numberOfV6(address) : numberOfV4(address);
  if (length === undefined || value === undefined || Number(length) > bits) {
    return undefined;
  }
  const size = BigInt(bits - Number(length));
  const network = (value >> size) << size;
  return network === value
    ? undefined
    : `has an address inside the network, not the network's own; write ${bits === 128 ? textOfV6(network) : textOfV4(network)}/${length}`;
}

/** The first and the last address of a range that a host can have, of which the first and the last few are reserved. */
function hostsOf(range: string, reserved: { first: number; last: number }): { from: bigint; to: bigint } | undefined {
  const [address = "", length = ""] = range.split("/");
  const value = numberOfV4(address);
  if (value === undefined || !/^\d+$/.test(length) || Number(length) > 32) {
    return undefined;
  }
  const size = BigInt(32 - Number(length));
  const network = (value >> size) << size;
  return { from: network + BigInt(reserved.first), to: network + (1n << size) - 1n - BigInt(reserved.last) };
}

/**
 * Why no host of an IPv4 network can have an address; undefined if one can, or if it is not certain. `reserved`: how many
 * addresses at the ends of the range are not for hosts.
 */
export function notInRange(
  ip: string,
  { name, range = "" }: { name: string; range?: string | undefined },
  reserved = { first: 1, last: 1 },
): string | undefined {
  const [value, hosts] = [numberOfV4(ip), hostsOf(range, reserved)];
  return value === undefined || hosts === undefined || (value >= hosts.from && value <= hosts.to)
    ? undefined
    : `${ip} cannot be an address in ${name} (${range}): choose one from ${textOfV4(hosts.from)} to ${textOfV4(hosts.to)}`;
}

const numberOfV4 = (address: string): bigint | undefined =>
  /^\d+(\.\d+){3}$/.test(address)
    ? address.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n)
    : undefined;

const textOfV4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");

function numberOfV6(address: string): bigint | undefined {
  const [head = "", tail] = address.split("::");
  const [first, last] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const missing = 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [
    ...(first ?? []),
    ...(tail === undefined ? [] : Array(Math.max(0, missing)).fill("0")),
    ...(last ?? []),
  ];
  return groups.length === 8 && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
    : undefined;
}

/** Shortened as usual: trailing groups of zeros, of which a network has most. */
const textOfV6 = (value: bigint): string =>
  Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16))
    .join(":")
    .replace(/(:0){2,}$/, "::")
    .replace(/^0::$/, "::");
