/*
 * Text from a cloud is data and can be a megabyte of anything. It is cut to this length before a pattern runs on it, and
 * patterns take linear time (`test/patterns.test.ts`).
 */

/** Maximum number of characters of one text from a cloud that are examined. */
export const LONGEST = 4000;

/** Removes these characters from the end of a text. `/x+$/` would rescan every run of them from each of its characters. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Joins the lines of a text with blanks. */
export const oneLine = (text: string): string =>
  text
    .split(/[\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
