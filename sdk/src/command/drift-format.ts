import type { DriftedResource, DriftReport, NextAction } from "../automation/report.js";

/** Draws a table, for a terminal or in Markdown. */
export type DrawTable = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

export const HEAD = ["resource", "type", "property", "in the state", "in the cloud", "the next pulumi up"] as const;

const ACTION_TEXT: Readonly<Record<NextAction, string>> = {
  update: "reverts it",
  replace: "replaces the resource",
  create: "creates it again",
  refuse: "fails: adopt or cuid still names it",
  resume: "completes it",
  "report-only": "leaves it (report-only)",
  none: "does nothing",
};

/** Formats a report for reading: a summary line, a table of the differences, and notes on what is not drift. */
export function formatReport(report: DriftReport, draw: DrawTable): string {
  const rows = report.resources.flatMap(driftRows);
  const notes = report.resources.flatMap(driftNotes);
  return [
    headline(report),
    ...(rows.length > 0 ? [draw(HEAD, rows)] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ].join("\n\n");
}

/** The summary line. */
export function headline({ stack, hasDrift, counts }: DriftReport): string {
  const { resources, changed, deleted, unfinished, unreadable } = counts;
  const found = Object.entries({ changed, deleted, unfinished, "not read": unreadable }).filter(
    ([, count]) => count > 0,
  );
  const list = found.map(([what, count]) => `${count} ${what}`).join(", ");
  const inspected = `${resources} ${resources === 1 ? "resource" : "resources"} checked`;
  return `Stack ${stack}: ${hasDrift || unreadable > 0 ? "" : `no drift${list === "" ? "" : ", "}`}${list} (${inspected})`;
}

/** The differences of a resource, one row each. */
export function driftRows({ name, token, status, nextAction, properties }: DriftedResource): string[][] {
  if (status === "deleted") {
    return [[name, token, "", "exists", "deleted", ACTION_TEXT[nextAction]]];
  }
  return properties.map((property) => [
    ...[name, token, property.path],
    ...[formatValue(property.old), formatValue(property.new), ACTION_TEXT[property.nextAction]],
  ]);
}

/** What is not drift, or could not be read. */
export function driftNotes({ name, token, status, nextAction, outputs, uncompared, error }: DriftedResource): string[] {
  const who = `${name} (${token})`;
  return [
    ...(error === undefined ? [] : [`- ${who} was not read: ${error}`]),
    ...(status === "unfinished"
      ? [`- ${who}: an earlier run did not finish. The next pulumi up ${ACTION_TEXT[nextAction]}.`]
      : []),
    ...uncompared.map((key) => `- ${who}: ${key} could not be compared.`),
    ...outputs.map(
      (each) => `- ${who}: ${each.path} changed from ${formatValue(each.old)} to ${formatValue(each.new)} (not drift).`,
    ),
  ];
}

const LONGEST = 60;

function formatValue(value: unknown): string {
  const text = typeof value === "string" ? value : value === undefined ? "(not set)" : JSON.stringify(value);
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
