import { type CloudName, cloudNames } from "./core/cloud.ts";

/** Reads the switches that match a cloud's behavior from a report of `indiecloud verify`. */

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `a.b` as a patch. */
const patchOf = ([key = "", ...rest]: readonly string[], position: unknown): Record<string, unknown> => ({
  [key]: rest.length === 0 ? position : patchOf(rest, position),
});

export interface ReportedSwitches {
  readonly cloud: CloudName;
  /** One patch for each switch whose position was observed. */
  readonly patches: readonly Record<string, unknown>[];
}

/** Reads the JSON of a report. @throws Error that describes what is wrong with it. */
export function readReportedSwitches(text: string): ReportedSwitches {
  const report: unknown = JSON.parse(text);
  const cloud = isRecord(report) ? cloudNames.find((name) => name === report.cloud) : undefined;
  if (!isRecord(report) || cloud === undefined || !Array.isArray(report.findings)) {
    throw new Error("it is not a report of indiecloud verify");
  }
  const patches = report.findings.filter(isRecord).flatMap((finding) => {
    const { switch: path, position } = finding;
    return typeof path === "string" && position !== undefined ? [patchOf(path.split("."), position)] : [];
  });
  return { cloud, patches };
}
