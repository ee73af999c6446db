import type { VerifyExchange } from "../query-types.ts";
import { isStateField, isWordShown } from "./pseudonyms.ts";

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).map((word) => word.toLowerCase()));

/** Fields and words in reported responses that no description of the API has: `vm/info: .info.newField`. */
export function unknownIn(
  exchanges: readonly VerifyExchange[],
  known: { fields: string; words: string },
): readonly string[] {
  const [fields, words] = [wordsOf(known.fields), wordsOf(known.words)];
  const found = new Set<string>();
  const visit = (call: string, path: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(call, path, each);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        const isField = /^[A-Za-z_]/.test(key);
        const inner = isField ? `${path}.${key}` : path;
        if (isField && !fields.has(key.toLowerCase()) && !/Response$/.test(key)) {
          found.add(`${call}: ${inner}`);
        }
        if (typeof each === "string" && isStateField(key) && isWordShown(each) && !words.has(each.toLowerCase())) {
          found.add(`${call}: ${inner} = ${each}`);
        }
        visit(call, inner, each);
      }
    }
  };
  for (const { call, answer, status } of exchanges) {
    if (status >= 200 && status < 300) {
      visit(call, "", answer);
    }
  }
  return [...found].sort();
}
