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
  const cells = rows.map((row) => row.map(printableLine));
  const natural = drawn(head, cells);
  const fitting = natural.width <= columns ? natural : drawn(head, cells, widthsFor(head, cells, columns));
  return fitting
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** `widths`: text that is longer wraps. */
function drawn(head: readonly string[], rows: readonly (readonly string[])[], widths?: number[]) {
  const made = new Table({
    head: [...head],
    ...(widths === undefined ? {} : { colWidths: widths, wordWrap: true }),
    chars: NOTHING,
    style: PLAIN,
  });
  made.push(...rows.map((row) => [...row]));
  return made;
}

/** The widths of the columns with which the table fits, or comes as near to it as its words allow. */
function widthsFor(head: readonly string[], rows: readonly (readonly string[])[], columns: number): number[] {
  const cells = head.map((title, index) => [title, ...rows.map((row) => row[index] ?? "")]);
  const widths = cells.map(widthOf);
  // A longer word would be cut.
  const least = cells.map((texts) => Math.max(NARROWEST, widthOf(texts.flatMap((text) => text.split(" ")))));
  for (let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - columns; excess > 0; excess -= 1) {
    const spare = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** How many columns of a terminal the longest of some texts takes. */
const widthOf = (texts: readonly string[]): number =>
  drawn(
    [],
    texts.map((text) => [text]),
  ).width;

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
