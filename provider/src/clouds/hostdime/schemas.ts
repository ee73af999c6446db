import { type ZodType, z } from "zod";
import {
  about,
  at,
  decimal,
  integer,
  listUnder,
  type MemberOptions,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";

/**
 * HostDime's answers, alike in its three formats: numbers or texts, `""`, null or nothing, lists or PHP's numbered maps.
 * What the root element and the items of lists are called in XML is not known: `item` perhaps, but any name will do.
 */

const isEnvelope = (tree: Tree | undefined): boolean =>
  isMap(tree) && (Object.hasOwn(tree, "error") || Object.hasOwn(tree, "response"));

/** The map with `error` and `response`: the answer itself, or what XML's root element holds. Undefined: it is neither. */
export const envelopeIn = (tree: Tree | undefined): Tree | undefined =>
  [tree, ...(isMap(tree) ? Object.values(tree) : [])].find(isEnvelope);

/** Nothing that could be an answer. XML writes an empty list and an empty text alike, so there it is the list. */
const isVoid = (response: Tree | undefined, isXml: boolean): boolean =>
  response === null || (response === "" && !isXml);

/**
 * The answer inside the envelope; errors have been reported before. `response` must be there, and where it holds nothing,
 * so must the `error` that says there was none: half an envelope, such as an error's without its `error`, says nothing.
 */
export const enveloped = <T>(answer: ZodType<T>, isXml: boolean): ZodType<T> =>
  z.preprocess((tree: Tree, context) => {
    const envelope = envelopeIn(tree);
    const response = at(envelope, "response");
    const holdsNothing = isVoid(response, isXml) || response === "";
    if (response === undefined || (holdsNothing && at(envelope, "error") === undefined)) {
      context.addIssue({ code: "custom", message: "expected error and response" });
    }
    return isVoid(response, isXml) ? null : response;
  }, answer);

/** Whether it is a list in a map: XML's items under their name, or PHP's under numbers. An item itself holds some text. */
const isWrapped = (tree: Tree | undefined): tree is { readonly [key: string]: Tree } =>
  isMap(tree) &&
  Object.values(tree).flat().length > 0 &&
  Object.values(tree).every((value) => typeof value === "object" && value !== null);

const unwrapped = (tree: Tree): unknown => (isWrapped(tree) ? Object.values(tree).flat() : tree);

/**
 * A list that proves something by what it lacks: it must be there, empty or not. `missing`: what `null` in its place
 * means, which is what half an answer looks like too.
 */
export const listOf = <T>(row: ZodType<T>, missing: MemberOptions["missing"]): ZodType<T[]> =>
  z.preprocess(
    (tree: Tree) => (tree === null ? {} : { response: unwrapped(tree) }),
    listUnder("response", row, { in: "item", missing }),
  );

/** An item of server.list, of which only the name is known, or of vps.list, of which nothing is. */
export const serviceRow = record({
  cuid: optionalText,
  name: optionalText,
  status: optionalText,
  ip_main: optionalText,
});
export type ServiceRow = z.output<typeof serviceRow>;

/** vps.get. HostDime's numbers may come as text, and that need not be one. What memory and disk are counted in is not known. */
const vpsDetail = record({
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
  dns: z.preprocess(unwrapped, optionalList(record({ dns: optionalText, ip: optionalText }), { in: "item" })),
});
/** vps.get of one VPS. */
export const vpsDetailOf = (cuid: string) => about(vpsDetail, (detail) => detail.cuid, cuid);
export type VpsDetail = z.output<typeof vpsDetail>;

/** server.get. What the memory is counted in is not known; a drive has a size in words. */
const serverDetail = record({
  cuid: text,
  /** Read in 2016, and `cuid` in its place later. */
  label: optionalText,
  status: optionalText,
  type: optionalText,
  cpu: optionalText,
  memory: optionalText,
  control_panel: optionalText,
  ip_main: optionalText,
  ip_ipmi: optionalText,
  ipmi_password: optionalText,
  ssh_port: perhaps(integer),
  dns: z.preprocess(unwrapped, optionalList(record({ dns: optionalText, ip: optionalText }), { in: "item" })),
  hard_drives: z.preprocess(
    unwrapped,
    optionalList(record({ size: optionalText, type: optionalText }), { in: "item" }),
  ),
});
/** server.get of one server. */
export const serverDetailOf = (cuid: string) => about(serverDetail, (detail) => detail.cuid, cuid);
export type ServerDetail = z.output<typeof serverDetail>;

export const ordered = record({ cuid: text });

export const rdnsRow = record({ ip: text, ptr: optionalText });
export type RdnsRow = z.output<typeof rdnsRow>;
