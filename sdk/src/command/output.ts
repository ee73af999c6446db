import Table from "cli-table3";
import { printable, printableJson, printableLine } from "../../../provider/src/http/printable.ts";

/**
 * Results go to standard output, everything else to standard error. Both are made safe for a terminal, whatever a cloud
 * sent.
 */
export const print = (text: string): void => void process.stdout.write(`${printable(text)}\n`);
export const printError = (text: string): void => void process.stderr.write(`${printable(text)}\n`);

/** Prints the text as it is, without adding a line break. */
export const relay = (text: string): void => void process.stderr.write(printable(text));

export const printJson = (value: unknown): void => print(printableJson(value, 2));

const NOTHING = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((part) => [part, part === "middle" ? "  " : ""] as const),
);

/** A table with aligned columns and without borders, so that it can be copied. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: [...head],
    chars: NOTHING,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  drawn.push(...rows.map((row) => row.map(printableLine)));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const cell = (text: string): string =>
  printable(text)
    .replace(/[\\|[`*]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .split("\n")
    .map((line) => line.trim())
    .join("<br>");

/** The same table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
