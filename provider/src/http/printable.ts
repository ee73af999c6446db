/**
 * Control and format characters, lone surrogates, line and paragraph separators. Excludes line ends, tabs and joiners, which
 * are part of ordinary text.
 */
const UNSAFE = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
};

/**
 * A text that is safe to show to a user. Names and messages from a cloud can contain escape sequences, which control a
 * terminal, and direction marks, which disguise a text. Such characters are shown as code points.
 */
export const printable = (text: string): string => text.replaceAll("\r\n", "\n").replace(UNSAFE, escaped);

/** Like `printable`, for a text within a line, such as a name in a table. */
export const printableLine = (text: string): string => printable(text).replace(/[\n\t]/g, escaped);

/** JSON with the same meaning that is safe to print: characters that could control a terminal are escaped. */
export const printableJson = (value: unknown, indent?: number): string =>
  (JSON.stringify(value, null, indent) ?? "null").replace(UNSAFE, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
