import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../../emulators/src/index.ts";
import { isRecord, type Json } from "../../../provider/src/engine/definition/values.ts";
import type { Harness } from "./harness.ts";
import { here } from "./lives.ts";

/* A picture of a cloud and of a state, so that two ways of getting there can be compared. */

/** The objects of a cloud without values that differ every time; `ids` are those of objects that are still the same. */
export function picture(harness: Harness, ids: ReadonlySet<string>): unknown {
  const objects = here(harness);
  const fresh = new Map(objects.flatMap(({ id, kind }) => (ids.has(id) ? [] : [[id, `<new ${kind}>`] as const])));
  const rows = objects.map((row) => masked(row, fresh));
  return rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

/**
 * Times, passwords, counters, and the number of restarts: nobody can know whether a restart whose answer was lost
 * happened.
 */
const VOLATILE = /^(number|restarts|password|macAddress|visibleFrom|monthlySince|\w*At)$/;
/** A floating IP that is free keeps the gateway of its last association. */
const isKept = (row: CloudObject, key: string): boolean =>
  row.kind === "floatingIp" && key === "gatewayId" && row.instanceId === "" && row.target === "";
/** Names that a cloud generates for what it creates itself. */
const GENERATED = /^(s|nic)-[0-9a-f]{9,11}$/;
/** Addresses that the emulators assign. */
const GIVEN = /^(198\.1[89]\.|2001:db8:)/;

function masked(row: CloudObject, fresh: ReadonlyMap<string, string>): unknown {
  const isFresh = fresh.has(row.id);
  const mask = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(mask).sort()
      : typeof value === "string"
        ? (fresh.get(value) ??
          (isFresh && GIVEN.test(value) ? "<address>" : isFresh && GENERATED.test(value) ? "<name>" : value))
        : value;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !VOLATILE.test(key) && !isKept(row, key))
      .map(([key, value]) => [key, mask(value)]),
  );
}

/** Outputs without the engine's own and without values that differ every time. */
export const bare = (outputs: Json): Json =>
  Object.fromEntries(
    Object.entries(outputs).filter(([key]) => !key.startsWith("__") && !/password|At$|ips?$|^servers$/i.test(key)),
  );

export function unlike(is: unknown, should: unknown, when: string): string[] {
  if (isDeepStrictEqual(is, should)) {
    return [];
  }
  const lines = (value: unknown): string[] =>
    (Array.isArray(value) ? value : isRecord(value) ? Object.entries(value) : [value]).map((each) =>
      JSON.stringify(each),
    );
  const [now, then] = [lines(is), lines(should)];
  const without = (all: readonly string[], others: readonly string[]) =>
    others.reduce((left, line) => (left.includes(line) ? left.toSpliced(left.indexOf(line), 1) : left), [...all]);
  const surplus = without(now, then).map((line) => `+ ${line}`);
  const missing = without(then, now).map((line) => `- ${line}`);
  return [`${when}: ${[...surplus, ...missing].join(" ")}`];
}
