import type { Fault } from "../../emulators/src/index.ts";
import { isRecord } from "../../provider/src/engine/definition/values.ts";

/* Answers that say nothing about the request, or only half of it. */

/** The cloud's error contains the whole request, including secrets. */
export const ECHO = "an error that echoes the request";

/**
 * Made-up or damaged answers. Each may come before or after the call's effect, except an error in the cloud's own
 * format, which says what it rejected, and 429: they only come before.
 */
export const faults: Readonly<Record<string, Fault & { echo?: true }>> = {
  [ECHO]: { error: "cannot do", echo: true },
  "status 500": { status: 500, body: "oops" },
  "status 503": { status: 503, body: "" },
  "a reset connection": { cut: "connection" },
  "half an answer": { cut: "body" },
  "a gateway's page": { html: true },
  "a gateway's page with status 200": { html: true, status: 200 },
  "an error of the cloud": { error: "Internal failure, try later" },
  throttling: { status: 429, headers: { "retry-after": "3" }, body: "slow down" },
  "an empty answer": { status: 200, body: "" },
  "{}": { status: 200, body: "{}" },
  "[]": { status: 200, body: "[]" },
  null: { status: 200, body: "null" },
  "a kind word": { status: 200, body: '{"message":"Service temporarily unavailable"}' },
  "success alone": { status: 200, body: '{"success":"yes"}' },
  "another document": { status: 200, body: "<response><requestId>1</requestId></response>" },
};

/**
 * An answer with one part of its envelope dropped, renamed, or set to null or text. The content of lists stays, because
 * a list without an element is a statement that nobody could see through. `choice` picks the part and the damage.
 */
export function damaged(body: string, choice: number): string {
  const text = body.trim();
  if (text.startsWith("<")) {
    return damagedXml(text, choice);
  }
  if (!text.startsWith("{")) {
    return "{}";
  }
  const tree: unknown = JSON.parse(text);
  const places = envelope(tree);
  const place = places[choice % places.length];
  if (place === undefined) {
    return "{}";
  }
  const { holder, key } = place;
  const value = holder[key];
  const ways: readonly (() => void)[] = [
    () => delete holder[key],
    () => {
      delete holder[key];
      holder[`${key}_`] = value;
    },
    () => {
      holder[key] = null;
    },
    () => {
      holder[key] = isRecord(value) || Array.isArray(value) ? "none" : {};
    },
  ];
  ways[Math.floor(choice / places.length) % ways.length]?.();
  return JSON.stringify(tree);
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

/** The members of the outer objects, down to the first list. */
const envelope = (value: unknown, depth = 0): Place[] =>
  isRecord(value) && depth < 3
    ? Object.keys(value).flatMap((key) => [{ holder: value, key }, ...envelope(value[key], depth + 1)])
    : [];

/**
 * Drops or renames an element that contains others, but never an item of a list: those are called `item` or have
 * siblings of the same name.
 */
function damagedXml(text: string, choice: number): string {
  const names = [...new Set([...text.matchAll(/<([A-Za-z][\w.]*)>/g)].map(([, name = ""]) => name))];
  const single = names.filter((name) => name !== "item" && text.split(`<${name}>`).length === 2);
  const name = single[choice % single.length];
  if (name === undefined) {
    return "<response/>";
  }
  const inner = new RegExp(`<${name}>[\\s\\S]*</${name}>`);
  const renamed = (whole: string) =>
    whole.replace(`<${name}>`, `<${name}_>`).replace(new RegExp(`</${name}>$`), `</${name}_>`);
  return Math.floor(choice / single.length) % 2 === 0 ? text.replace(inner, "") : text.replace(inner, renamed);
}
