import type { DriftedResource, DriftReport, Remedy } from "../automation/report.js";

/** Draws a table: for a screen, or in Markdown. */
export type DrawTable = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

const HEAD = ["resource", "type", "property", "in the state", "in the cloud", "the next pulumi up"] as const;

const DOES: Readonly<Record<Remedy, string>> = {
  update: "sets it back",
  replace: "replaces the resource",
  create: "makes it again",
  refuse: "fails: it was taken over, and cannot be made",
  resume: "goes on with it",
  none: "leaves it: reported only",
};

/** A report as a person reads it: a line, a table of what differs, and notes on what is no drift. */
export function shown(report: DriftReport, draw: DrawTable): string {
  const rows = report.resources.flatMap(rowsOf);
  const notes = report.resources.flatMap(notesOf);
  return [
    headline(report),
    ...(rows.length > 0 ? [draw(HEAD, rows)] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ].join("\n\n");
}

function headline({ stack, hasDrift, counts }: DriftReport): string {
  const { resources, changed, deleted, unfinished, unread } = counts;
  const found = Object.entries({ changed, deleted, unfinished, "not read": unread }).filter(([, count]) => count > 0);
  const list = found.map(([what, count]) => `${count} ${what}`).join(", ");
  const looked = `${resources} ${resources === 1 ? "resource" : "resources"} looked at`;
  return `Stack ${stack}: ${hasDrift || unread > 0 ? "" : `no drift${list === "" ? "" : ", "}`}${list} (${looked})`;
}

function rowsOf({ name, token, status, remedy, properties }: DriftedResource): string[][] {
  if (status === "deleted") {
    return [[name, token, "", "there", "deleted", DOES[remedy]]];
  }
  return properties.map((property) => [
    ...[name, token, property.path],
    ...[spelled(property.old), spelled(property.new), DOES[property.remedy]],
  ]);
}

function notesOf({ name, token, status, remedy, outputs, uncompared, error }: DriftedResource): string[] {
  const who = `${name} (${token})`;
  return [
    ...(error === undefined ? [] : [`- ${who} was not read: ${error}`]),
    ...(status === "unfinished"
      ? [`- ${who}: an earlier run has not come to its end. The next pulumi up ${DOES[remedy]}.`]
      : []),
    ...uncompared.map((key) => `- ${who}: ${key} could not be compared this time.`),
    ...outputs.map(
      (each) => `- ${who}: ${each.path} is ${spelled(each.new)} now, was ${spelled(each.old)}. This is no drift.`,
    ),
  ];
}

const LONGEST = 60;

function spelled(value: unknown): string {
  const text = typeof value === "string" ? value : value === undefined ? "(not set)" : JSON.stringify(value);
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
