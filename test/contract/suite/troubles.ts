import type { Fault, FaultRule, RequestRow } from "../../../emulators/src/index.ts";

/* What can go wrong with each call of a command. */

/** One thing that goes wrong. */
export interface Trouble {
  name: string;
  /** It is unknown whether the write happened, so what comes next matters most. */
  isLost: boolean;
  /** The last write of the command is refused, or only its first answer is lost. */
  last?: "refused" | "lost once";
  /** Equal for the same trouble of a call between the same writes. */
  kind: string;
  rule: Omit<FaultRule, "cloud">;
}

/** Lost replies and errors, taking turns. */
const BEFORE: readonly Fault[] = [{ status: 500, body: "oops" }, { error: "out of order" }, { cut: "connection" }];
const AFTER: readonly Fault[] = [{ cut: "connection" }, { status: 500, body: "oops" }, { html: true }];

/** Every call of the flow, with each thing that can go wrong with it. Repeated polls after a write are equivalent. */
export function listTroubles(requests: readonly RequestRow[]): Trouble[] {
  const counts = new Map<string, number>();
  let looks = new Set<string>();
  let last = "";
  const lastWrite = requests.findLastIndex(({ kind }) => kind === "write");
  return requests.flatMap(({ kind, operation }, index): Trouble[] => {
    const nth = counts.get(operation) ?? 0;
    counts.set(operation, nth + 1);
    const call = `${operation} (call ${index + 1})`;
    const [before, after] = [BEFORE[index % BEFORE.length], AFTER[index % AFTER.length]];
    const trouble = (when: "before" | "after", often: "once" | "always", fault: Fault = {}): Trouble => ({
      name: `${describe(fault)} ${when} the effect of ${call}${often === "once" ? "" : " and of all its repetitions"}`,
      isLost: when === "after" && often === "always",
      ...(index !== lastWrite || (when === "after" && often === "always")
        ? {}
        : { last: when === "before" ? ("refused" as const) : ("lost once" as const) }),
      kind: [operation, kind === "read" ? last : index === lastWrite ? "last" : "", when, often].join(),
      rule: { operation, after: nth, when, fault, ...(often === "once" ? {} : { times: 0 }) },
    });
    if (kind === "read") {
      const isRepeated = looks.has(operation);
      looks.add(operation);
      return isRepeated ? [] : [trouble("before", "always", before)];
    }
    looks = new Set();
    last = operation;
    return [
      trouble("before", "always", before),
      trouble("after", "once", after),
      trouble("after", "always", after),
      ...behind(requests, index),
    ];
  });
}

/** The first read after a call shows the state before it. */
function behind(requests: readonly RequestRow[], index: number): Trouble[] {
  const next = requests.slice(index + 1).find((row) => row.kind === "read")?.operation;
  if (next === undefined) {
    return [];
  }
  const after = requests.slice(0, index).filter((row) => row.operation === next).length;
  return [
    {
      name: `${next} is behind after ${requests[index]?.operation} (call ${index + 1})`,
      isLost: false,
      kind: [requests[index]?.operation, next, "behind"].join(),
      rule: { operation: next, after, times: 3, fault: { stale: true } },
    },
  ];
}

const describe = (fault: Fault): string =>
  fault.error !== undefined
    ? "a refusal"
    : fault.cut !== undefined
      ? "a closed connection"
      : fault.html === true
        ? "a gateway's page"
        : `status ${fault.status}`;
