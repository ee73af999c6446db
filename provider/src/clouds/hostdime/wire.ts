import { type ZodType, z } from "zod";
import { at, integer, list, optional, optionalText, record, text } from "../../http/decode/wire.ts";

/**
 * HostDime's answers, alike in its three formats: numbers or texts, `""`, null or nothing, lists or PHP's numbered maps.
 * In XML the envelope is a root element, and items of lists are `item`.
 */

/** The answer inside the envelope; errors have been told before. */
export const enveloped = <T>(answer: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: never) => at(at(tree, "result") ?? tree, "response"), answer);

const items = <T>(item: ZodType<T>) => list(item, { in: "item" });

/** An item of vps.list, of which HostDime's public material says nothing; by analogy with server.list. */
export const vpsRow = record({
  cuid: optionalText,
  name: optionalText,
  status: optionalText,
  ip_main: optionalText,
});
export type VpsRow = z.output<typeof vpsRow>;
export const vpsList = items(vpsRow);

/** vps.get. What memory and disk are counted in is not told. */
export const vpsDetail = record({
  cuid: text,
  name: optionalText,
  status: optionalText,
  memory: optionalText,
  os: optionalText,
  control_panel: optionalText,
  ip_main: optionalText,
  ssh_port: optional(integer),
  disk_usage: optional(integer),
  disk_quota: optional(integer),
  dns: items(record({ dns: optionalText, ip: optionalText })),
});
export type VpsDetail = z.output<typeof vpsDetail>;

export const ordered = record({ cuid: text });

export const rdnsRow = record({ ip: text, ptr: optionalText });
export type RdnsRow = z.output<typeof rdnsRow>;
export const rdnsList = items(rdnsRow);
