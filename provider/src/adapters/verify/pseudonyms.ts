import { isMap, type Tree } from "../../http/decode/tree.ts";

/**
 * Makes responses safe to publish. Replaces every text with a mark such as `<uuid 3>`, the same one for the same text, unless it
 * reveals nothing about the account: field names, statuses, sizes and prices, and error messages stay.
 */

/** Kinds of text by pattern. The first match counts. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["network", /^[0-9a-f.:]+\/\d{1,3}$/i],
  ["ipv4", /^\d{1,3}(\.\d{1,3}){3}$/],
  ["ipv6", /^(?=.*:.*:)[0-9a-f:]{3,45}$/i],
  ["date", /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/],
  ["number", /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i],
  ["hex", /^[0-9a-f]{12,}$/i],
  ["email", /^[^\s@]+@[^\s@]+$/],
  ["domain", /^(?=.{4,253}$)(?:[a-z0-9_-]{1,63}\.)+[a-z]{2,63}\.?$/i],
];

const kindOf = (text: string): string => KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? "text";

/** Texts that mean yes, no or nothing. */
const PLAIN = new Set(["", "true", "false", "yes", "no", "none", "null"]);

/** Fields whose values are the cloud's own terms for states, types and locations. */
const WORDS =
  /^(success|status|status_raw|status_nohtml|os_status|task_state|state|imageState|zoneState|phase|type|code|codeName|errorCode|httpCode|class|returnCode|responseCode|return|direction|ethertype|protocol|region|regionCode|regionName|zoneCode|zoneName|zoneState|availabilityZone|visibility|osType|os_type|platform|architecture|virtualizationType|hypervisor|currencyCode|frequency|power|version)$/i;
const WORD = /^[A-Za-z][\w .:/()+-]{0,60}$/;

export const isStateField = (field: string): boolean => STATE.test(field) || /^(os_status|status_\w+)$/.test(field);

/** Whether a value in a report is a word, as opposed to a mark or a number. */
export const isWordShown = (text: string): boolean => WORD.test(text) && !PLAIN.has(text.toLowerCase());

/** Fields whose values are sizes, counts and prices. */
const MEASURES =
  /^(ram|memory\w*|v?cpus?|vcpu|cores|cpuCount|disk\w*|storage\w*|size|bandwidth\w*|quota\w*|price\w*|amount|usagePrice|totalRows|port\w*|ssh_port|code|errorCode|returnCode|httpCode|count|rotation|instanceCount)$/i;
const MEASURE = /^\$?[+-]?[\d.:e-]{1,24}$/i;

/** Fields with messages of the cloud. */
const SENTENCES = /^(error|message|returnMessage|responseMessage|Message|details)$/i;

/** Parts of a message that may come from the account. */
const TELLING =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?|[\w.+-]{1,64}@[\w.-]{1,253}\w|"[^"]*"|'[^']*'|\b[0-9a-f]{10,}\b|\b[A-Z]?\d{3,}\b/gi;

/** Fields that hold a state. */
const STATE = /(state|status|phase|operation)$/i;

/** A field's name. Any other key may be an ID or a name from the account. */
const FIELD = /^(?:[A-Za-z_][A-Za-z_.:$-]{0,60}\d{0,2}|\d{1,2})$/;

export class Pseudonyms {
  private readonly marks = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly hidden: readonly string[];

  /** `secrets` are hidden everywhere, even within a text. */
  constructor(secrets: readonly string[] = []) {
    this.hidden = secrets.filter(({ length }) => length >= 4);
    for (const secret of this.hidden) {
      this.markOf(secret, "credential");
    }
  }

  /** A whole response, or the parameters of a call. Remembers every text that it hides, so that `sentence` hides it too. */
  tree(tree: Tree, field = ""): Tree {
    if (tree === null) {
      return null;
    }
    if (typeof tree === "string") {
      return this.leaf(tree, field);
    }
    if (Array.isArray(tree)) {
      return tree.map((each) => this.tree(each, field));
    }
    // In such a field, `name` holds the state.
    const named = (key: string): string => (STATE.test(field) && /^(name|code)$/i.test(key) ? field : key);
    return isMap(tree)
      ? Object.fromEntries(Object.entries(tree).map(([key, each]) => [this.key(key), this.tree(each, named(key))]))
      : null;
  }

  /** A message, without texts that are hidden elsewhere and parts that may come from the account. */
  sentence(text: string): string {
    const known = [...this.marks.keys()].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length);
    const clean = known.reduce((rest, hidden) => rest.replaceAll(hidden, this.marks.get(hidden) ?? ""), text);
    return clean.replace(TELLING, (found) => (/^["']<[a-z0-9]+ \d+>["']$/.test(found) ? found : this.markOf(found)));
  }

  /** A text of the cloud, such as a content type: hides only parts that may come from the account. */
  word(text: string): string {
    return this.hidden.some((secret) => text.includes(secret))
      ? this.markOf(text, "credential")
      : /^[\w.-]{1,20}$/.test(text)
        ? text
        : text.replace(TELLING, (found) => this.markOf(found));
  }

  private leaf(text: string, field: string): string {
    if (PLAIN.has(text.trim().toLowerCase())) {
      return text;
    }
    if (this.hidden.some((secret) => text.includes(secret))) {
      return this.markOf(text, "credential");
    }
    if (SENTENCES.test(field)) {
      return this.sentence(text);
    }
    if (
      (WORDS.test(field) && WORD.test(text) && kindOf(text) === "text") ||
      (MEASURES.test(field) && MEASURE.test(text))
    ) {
      return text;
    }
    return this.markOf(text);
  }

  private key(key: string): string {
    return FIELD.test(key) && !this.marks.has(key) ? key : this.markOf(key, "key");
  }

  private markOf(text: string, kind = kindOf(text)): string {
    const there = this.marks.get(text);
    if (there !== undefined) {
      return there;
    }
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const mark = `<${kind} ${count}>`;
    this.marks.set(text, mark);
    return mark;
  }
}
