import { pulumi } from "./pulumi.js";
import { folderOf, type StackOptions } from "./stack.js";

/** A period of time, in milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

interface Entry {
  kind?: string;
  startTime?: string;
  endTime?: string;
  result?: string;
}

/** How many past runs to read. */
const DEPTH = 100;

/** The runs of `pulumi up` that did not succeed, as far back as the backend's history is read. */
export async function unsuccessfulRuns(options: StackOptions, stack: string): Promise<Span[]> {
  const printed = await pulumi(["stack", "history", "--json", "--stack", stack, "--page-size", String(DEPTH)], {
    cwd: folderOf(options),
  });
  const entries: readonly Entry[] | null = JSON.parse(printed);
  return runsIn(entries ?? []);
}

/** A run without an end was interrupted or is still going on: it extends until now. */
export function runsIn(entries: readonly Entry[], now = Date.now()): Span[] {
  return entries.flatMap(({ kind, result, startTime, endTime }) => {
    const from = Date.parse(startTime ?? "");
    const end = Date.parse(endTime ?? "");
    const to = result === "in-progress" || Number.isNaN(end) ? now : end;
    return kind === "update" && result !== "succeeded" && !Number.isNaN(from) ? [{ from, to }] : [];
  });
}
