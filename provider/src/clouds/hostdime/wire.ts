import { type ZodType, z } from "zod";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import {
  at,
  decimal,
  integer,
  type ListOptions,
  list,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/wire.ts";

/**
 * HostDime's answers, alike in its three formats: numbers or texts, `""`, null or nothing, lists or PHP's numbered maps.
 * What the root element and the items of lists are called in XML is not known: `item` perhaps, but any name will do.
 */

const isEnvelope = (tree: Tree | undefined): boolean =>
  isMap(tree) && (Object.hasOwn(tree, "error") || Object.hasOwn(tree, "response"));

/** The map with `error` and `response`: the answer itself, or what XML's root element holds. Undefined: it is neither. */
export const envelopeIn = (tree: Tree | undefined): Tree | undefined =>
  [tree, ...(isMap(tree) ? Object.values(tree) : [])].find(isEnvelope);

/** The answer inside the envelope; errors have been told before. */
export const enveloped = <T>(answer: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: never, context) => {
    const envelope = envelopeIn(tree);
    if (envelope === undefined) {
      context.addIssue("expected error or response");
    }
    return at(envelope, "response");
  }, answer);

/** Whether it is a list in a map: XML's items under their name, or PHP's under numbers. An item itself holds some text. */
const isWrapped = (tree: Tree | undefined): boolean =>
  isMap(tree) && Object.values(tree).every((value) => typeof value === "object" && value !== null);

const items = <T>(item: ZodType<T>, options: ListOptions = {}) =>
  z.preprocess(
    (tree: never) => (isWrapped(tree) ? Object.values(tree).flat() : tree),
    list(item, { in: "item", ...options }),
  );

/** An item of server.list, of which only the name is known, or of vps.list, of which nothing is. */
export const serviceRow = record({
  cuid: optionalText,
  name: optionalText,
  status: optionalText,
  ip_main: optionalText,
});
export type ServiceRow = z.output<typeof serviceRow>;
/** A list that proves something by what it lacks must be there, empty or not. */
export const serviceList = items(serviceRow, { present: true });

/** vps.get. HostDime's numbers may come as text, and that need not be one. What memory and disk are counted in is not told. */
export const vpsDetail = record({
  cuid: text,
  name: optionalText,
  status: optionalText,
  memory: optionalText,
  os: optionalText,
  control_panel: optionalText,
  ip_main: optionalText,
  ssh_port: perhaps(integer),
  disk_usage: perhaps(decimal),
  disk_quota: perhaps(decimal),
  dns: items(record({ dns: optionalText, ip: optionalText })),
});
export type VpsDetail = z.output<typeof vpsDetail>;

export const ordered = record({ cuid: text });

export const rdnsRow = record({ ip: text, ptr: optionalText });
export type RdnsRow = z.output<typeof rdnsRow>;
export const rdnsList = items(rdnsRow, { present: true });
