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
 * HostDime's responses, for all three formats: numbers may be text, empty values may be `""`, null or missing, and lists may be
 * PHP's numbered maps. The names of XML's root element and list items are not known (perhaps `item`), so any name is accepted.
 */

const isEnvelope = (tree: Tree | undefined): boolean =>
  isMap(tree) && (Object.hasOwn(tree, "error") || Object.hasOwn(tree, "response"));

/** The map with `error` and `response`: the document itself, or the content of XML's root element. Undefined if neither is. */
export const envelopeIn = (tree: Tree | undefined): Tree | undefined =>
  [tree, ...(isMap(tree) ? Object.values(tree) : [])].find(isEnvelope);

/** Whether `response` is empty. XML writes an empty list and an empty text alike, so in XML it counts as an empty list. */
const isVoid = (response: Tree | undefined, isXml: boolean): boolean =>
  response === null || (response === "" && !isXml);

/**
 * The response inside the envelope; errors have been reported before. `response` is required. If it is empty, `error` is
 * required too, because a truncated envelope, such as that of an error without its `error`, proves nothing.
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

/** Whether a map is a list: XML's items under their name, or PHP's under numbers. An item itself contains at least one text. */
const isWrapped = (tree: Tree | undefined): tree is { readonly [key: string]: Tree } =>
  isMap(tree) &&
  Object.values(tree).flat().length > 0 &&
  Object.values(tree).every((value) => typeof value === "object" && value !== null);

const unwrapped = (tree: Tree): unknown => (isWrapped(tree) ? Object.values(tree).flat() : tree);

/**
 * A list that can prove absence, so it is required even if it is empty. `missing`: what `null` means in its place, because a
 * truncated response may look like that too.
 */
export const listOf = <T>(row: ZodType<T>, missing: MemberOptions["missing"]): ZodType<T[]> =>
  z.preprocess(
    (tree: Tree) => (tree === null ? {} : { response: unwrapped(tree) }),
    listUnder("response", row, { in: "item", missing }),
  );

/** An item of server.list, of which only the name is known, or of vps.list, of which nothing is known. */
export const serviceRow = record({
  cuid: optionalText,
  name: optionalText,
  status: optionalText,
  ip_main: optionalText,
});
export type ServiceRow = z.output<typeof serviceRow>;

/** vps.get. Numbers may be text, and that text may not be a number. The units of memory and disk are not known. */
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

/** server.get. The unit of the memory is not known; the size of a drive is text. */
const serverDetail = record({
  cuid: text,
  /** A client of 2016 reads it; later ones read `cuid` instead. */
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
