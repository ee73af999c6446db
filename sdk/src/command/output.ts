import Table from "cli-table3";
import { printable, printableJson, printableLine } from "../../../provider/src/http/printable.ts";
import { progress } from "./progress.js";

/**
 * Results go to standard output, everything else to standard error. Both are made safe for a terminal, whatever a cloud
 * sent.
 */
export const print = (text: string): void => writeTo(process.stdout, `${printable(text)}\n`);
export const printError = (text: string): void => writeTo(process.stderr, `${printable(text)}\n`);

/** Prints the text as it is, without adding a line break. */
export const relay = (text: string): void => writeTo(process.stderr, printable(text));

function writeTo(stream: NodeJS.WriteStream, text: string): void {
  progress.erase();
  stream.write(text);
}

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

const PLAIN = { head: [], border: [], "padding-left": 0, "padding-right": 0 };

/** A column of prose never gets narrower. */
const NARROWEST = 16;
const GAP = 2;

/**
 * A table with aligned columns and without borders, so that it can be copied. On a terminal, columns of prose wrap until the table
 * fits. Names and IDs never do: half of one is useless.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
): string {
  const widths = widthsFor(head, rows, columns);
  const drawn = new Table({
    head: [...head],
    ...(widths === undefined ? {} : { colWidths: widths, wordWrap: true }),
    chars: NOTHING,
    style: PLAIN,
  });
  drawn.push(...rows.map((row) => row.map(printableLine)));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** The widths of the columns; undefined if the table fits as it is. */
function widthsFor(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): number[] | undefined {
  const cells = head.map((title, index) => [title, ...rows.map((row) => printableLine(row[index] ?? ""))]);
  const widths = cells.map(widthOf);
  // A longer word would be cut.
  const least = cells.map((texts) => Math.max(NARROWEST, widthOf(texts.flatMap((text) => text.split(" ")))));
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - columns;
  if (excess <= 0) {
    return undefined;
  }
  for (; excess > 0; excess -= 1) {
    const spare = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** How many columns of a terminal the longest of some texts takes. */
function widthOf(texts: readonly string[]): number {
  const drawn = new Table({ chars: NOTHING, style: PLAIN });
  drawn.push(...texts.map((text) => [text]));
  return drawn.width;
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
