/*
 * Text from a cloud is data: it can be a megabyte of anything. It is cut to this before a pattern sees it, and patterns
 * take time in proportion to it (`test/patterns.test.ts`).
 */

/** Characters of one text from a cloud that are looked at for what they say. */
export const LONGEST = 4000;

/** The text without these characters at its end. `/x+$/` would try every run of them anew at each of its characters. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text on one line. */
export const oneLine = (text: string): string =>
  text
    .split(/[\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
