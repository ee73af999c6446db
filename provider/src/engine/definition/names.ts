import { createHash } from "node:crypto";
import { trimEnd } from "../../http/text.ts";

export interface NameRule {
  max: number;
  /** Every character must match this pattern. */
  character: RegExp;
  /** The first character must match this pattern. Default: a letter or digit. */
  first?: RegExp;
  /** Between the parts of a generated name, and for characters that are not accepted. Default: `-`. */
  joiner?: string;
}

/**
 * The name of a resource whose program gives none: `<logical name>-<7 hex>`. It depends only on the URN and, in a replacement,
 * on the name of the replaced object. So preview and update agree, an interrupted create finds its server again, and a
 * replacement gets a different name.
 */
export function generatedName(rule: NameRule, urn: string, before: string): string {
  const logical = urn.slice(urn.lastIndexOf("::") + 2);
  const { joiner = "-" } = rule;
  const hash = createHash("sha256").update(urn).update(before).digest("hex").slice(0, 7);
  const stem = trimEnd(replaceForbidden(rule, logical).slice(0, rule.max - hash.length - joiner.length), "-");
  return `${stem === "" ? "r" : stem}${joiner}${hash}`;
}

/** How many consecutive replacements are followed from a known name. */
const MAX_NAME_HISTORY = 32;

/** The names that a resource gets after `before`, one for each replacement. */
export function nameHistory(rule: NameRule, urn: string, before: string): string[] {
  const names: string[] = [];
  for (let last = before; names.length < MAX_NAME_HISTORY; names.push(last)) {
    last = generatedName(rule, urn, last);
  }
  return names;
}

/** The URN with another prefix, up to its type: names may be generated with that of another stack or of a namespace. */
export const urnWithin = (identity: string, urn: string): string =>
  urn.replace(/^urn:pulumi:[^:]*::[^:]*::/, () => identity);

/**
 * The URN that a name is generated from. A namespace replaces the stack and the project, which other deployments may share. A
 * type has a colon and a project has none, so two deployments never share a URN.
 */
export const namespaced = (urn: string, namespace: string | undefined): string =>
  namespace === undefined ? urn : urnWithin(`urn:pulumi:${namespace}::`, urn);

/** A name that Pulumi proposes, adjusted to the characters and the length that the cloud accepts. */
export const fittingName = (rule: NameRule, proposed: string): string =>
  trimEnd(replaceForbidden(rule, proposed).slice(0, rule.max), "-") || "r";

function replaceForbidden({ character, first = /[A-Za-z0-9]/, joiner = "-" }: NameRule, text: string): string {
  const allowed = (one: string) => [one, one.toLowerCase()].find((each) => character.test(each));
  const whole = [...text].map((one) => allowed(one) ?? joiner).join("");
  const start = whole.search(first);
  return start < 0 ? "" : whole.slice(start);
}
