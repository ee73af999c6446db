import type { Debug } from "../http/debug.ts";
import { printableLine } from "../http/printable.ts";
import { oneLine } from "../http/text.ts";

/** Writes one line. */
export type Print = (line: string) => void;

/** Pulumi shows every line separately, so a message has to be a single line. */
export const line = (text: string): string => printableLine(oneLine(text));

/** `INDIECLOUD_DEBUG`: any value prints every request as a line, `2` prints the redacted bodies too. */
export function debugTo(err: Print, setting: string | undefined): Debug | undefined {
  return setting === undefined || setting === "" || setting === "0"
    ? undefined
    : { line: (text) => err(`indiecloud: debug: ${line(text)}`), bodies: setting === "2" };
}
