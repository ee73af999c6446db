/** One command of a shell block. */
export interface Command {
  words: readonly string[];
  /** Variables that are set only for it. */
  variables: readonly string[];
}

const HEREDOC = /^(.*)<<'(\w+)'\n[\s\S]*?\n\2$/gm;
const ASSIGNMENT = /^[A-Z_]+=/;

/**
 * The commands of a block, in order. Supports only what the pages use of the shell's syntax. Words may be quoted; `…`
 * and `<…>` are placeholders for the reader.
 */
export function commandsOf(block: string): Command[] {
  return block
    .replaceAll(HEREDOC, "$1")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .flatMap((line) => line.split(/\s*&&\s*/))
    .map((line) => {
      const words = (line.match(/('[^']*'|<[^>]*>|\S)+/g) ?? []).map((word) => word.replaceAll("'", ""));
      const from = words.findIndex((word) => !ASSIGNMENT.test(word));
      const own = from === -1 ? words.length : from;
      return { variables: words.slice(0, own), words: words.slice(own) };
    });
}
