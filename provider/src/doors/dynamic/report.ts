import type { Reporter } from "../../engine/session.ts";
import type { Debug } from "../../http/debug.ts";

/** Writes one line. */
export type Print = (line: string) => void;

/**
 * Pulumi shows each line that the dynamic server prints among the messages of the stack; a text of several lines
 * would fall apart there.
 */
const line = (text: string): string => text.replace(/\s*\n\s*/g, " ");

export const reporterTo = (out: Print, err: Print): Reporter => ({
  info: (message) => out(`indiecloud: ${line(message)}`),
  warn: (message) => err(`indiecloud: warning: ${line(message)}`),
});

/** `INDIECLOUD_DEBUG`: any value shows every request as a line, `2` the redacted bodies too. */
export function debugTo(err: Print, setting: string | undefined): Debug | undefined {
  return setting === undefined || setting === "" || setting === "0"
    ? undefined
    : { line: (text) => err(`indiecloud: debug: ${line(text)}`), bodies: setting === "2" };
}
