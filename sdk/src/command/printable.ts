// Generated from provider/src/http/printable.ts. Do not edit.
/** Control, format and half characters, line and paragraph separators; not what text is made of: line ends, tabs, joiners. */
const UNSAFE = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
};

/**
 * A text as a person may be shown it. Names and words from a cloud can hold escape sequences, which command a terminal, and
 * marks of direction, which make a text look like another one: such characters are shown by their numbers.
 */
export const printable = (text: string): string => text.replaceAll("\r\n", "\n").replace(UNSAFE, escaped);

/** The same for a text that stands within a line, such as a name in a table. */
export const printableLine = (text: string): string => printable(text).replace(/[\n\t]/g, escaped);

/** JSON that is as safe to look at, and means the same: what a terminal would heed is written by its number. */
export const printableJson = (value: unknown, indent?: number): string =>
  (JSON.stringify(value, null, indent) ?? "null").replace(UNSAFE, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
