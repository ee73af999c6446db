/** The content of a reply: all scalars are texts (docs/api/lunanode.md §2). */
export type EncodedTree = string | readonly EncodedTree[] | { readonly [key: string]: EncodedTree };

/**
 * JSON as PHP's json_encode writes it: `/` as `\/`, non-ASCII as `\uXXXX`, and an empty associative array as `[]`
 * (docs/api/lunanode.md §1.3, §5).
 */
export function phpJson(value: EncodedTree): string {
  return JSON.stringify(emptyAsList(value)).replace(/[/\u007f-\uffff]/g, (one) =>
    one === "/" ? "\\/" : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function emptyAsList(value: EncodedTree): EncodedTree {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(emptyAsList);
  const entries = Object.entries(value);
  return entries.length === 0 ? [] : Object.fromEntries(entries.map(([key, one]) => [key, emptyAsList(one)]));
}

/** Rows under the keys "0", "1", … next to `success`, as in sshkey/list and rule-list. */
export function indexed(rows: readonly EncodedTree[]): Record<string, EncodedTree> {
  return Object.fromEntries(rows.map((row, index) => [String(index), row]));
}

/** `2022-09-20T11:00:00Z`. */
export function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** PHP's htmlspecialchars. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#039;");
}
