import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../emulators/src/index.ts";
import type { Deployment, ShownPlan } from "./deployment.ts";
import { references, rowKey } from "./ledger.ts";
import { differences, type Fields } from "./model.ts";
import { type Command, EVERYTHING, Violation } from "./violation.ts";
import type { Observation, World } from "./world.ts";

/* What a preview has shown, and what the `up` after it has done. */

export const serverRow = (
  { kind, alive, keyOf: key }: World["harness"]["adapter"],
  rows: readonly CloudObject[],
  id: string,
): CloudObject | undefined => rows.find((row) => row.kind === kind && row.id === key(id) && alive(row));

const names = (rows: readonly { operation: string }[]): string => rows.map(({ operation }) => operation).join(", ");

/** An `up` does what its preview has shown, and nothing else. */
export function unseen(
  world: World,
  fields: Fields,
  { before, condemned = 0, unfinished = [], deployment }: Command,
  plans: ReadonlyMap<string, ShownPlan>,
  after: Observation,
): void {
  const { adapter } = world.harness;
  const writes = world.harness.written().filter(({ handled }) => handled);
  if (condemned === 0 && [...plans.values()].every(({ op }) => op === "same")) {
    if (writes.length > 0) {
      throw new Violation("what up does, the preview has shown", `it showed nothing, and up did ${names(writes)}`);
    }
    return;
  }
  const shownCreates = [...plans.values()].filter(({ op }) => op !== "same" && op !== "update" && op !== "delete");
  const servers = (rows: readonly CloudObject[]) => rows.filter(({ kind }) => kind === adapter.kind).map(rowKey);
  const had = new Set(servers(before.rows));
  const made = servers(after.rows).filter((key) => !had.has(key));
  const expected = shownCreates.filter(({ token }) => token === adapter.token).length;
  if (made.length > expected) {
    throw new Violation("what up does, the preview has shown", `it showed ${expected} servers to be made, not ${made}`);
  }
  for (const [name, { op, keys, token }] of plans) {
    if (token !== adapter.token || (op !== "same" && op !== "update")) {
      continue;
    }
    const row = serverOf(world, deployment, name, before);
    if (row !== undefined && !unfinished.includes(EVERYTHING)) {
      // A plugin names in its preview what an earlier run has left unfinished; a dynamic resource cannot.
      untouched(fields, row, [...keys, ...(deployment.door === "plugin" ? [] : unfinished)], before, after);
    }
  }
}

function serverOf(world: World, deployment: Deployment, name: string, { ids, rows }: Observation) {
  const { adapter } = world.harness;
  const own = ids.get(deployment.title)?.find((each) => each.name === name && each.token === adapter.token);
  return own === undefined ? undefined : serverRow(adapter, rows, own.id);
}

/** Fields that change by themselves while something is built or switched. */
const EVOLVES = /status|phase|state|operation/i;

/** The mark by which a cloud's server is told from others follows its name. */
const unmarked = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((each) => !/^pulumi-[0-9a-f]{16}(-[0-9a-f]+)?$/.test(String(each))) : value;

/** Whatever stands for an input that the preview has not named is as it was. */
function untouched(
  fields: Fields,
  server: CloudObject,
  shown: readonly string[],
  before: Observation,
  after: Observation,
): void {
  const mayChange = new Set(
    shown.flatMap((key) => (fields.get(key) ?? []).map(({ kind, field }) => `${kind} ${field}`)),
  );
  const ofServer = ({ rows }: Observation) =>
    rows.filter((row) => row.id === server.id || references(row).includes(server.id));
  const changes = differences(ofServer(before), ofServer(after)).filter(
    ({ field, old, now }) =>
      field === "*" || (!EVOLVES.test(field) && !isDeepStrictEqual(unmarked(old?.[field]), unmarked(now?.[field]))),
  );
  for (const [key, places] of fields) {
    // Work on a server may need it stopped, or started again.
    if (key === "powerState" || shown.includes(key)) {
      continue;
    }
    const change = changes.find(({ kind, field }) =>
      places.some((place) => place.kind === kind && place.field === field && !mayChange.has(`${kind} ${field}`)),
    );
    if (change !== undefined) {
      const { field, old, now } = change;
      throw new Violation(
        "what up does, the preview has shown",
        `it showed ${shown.join() || "no property"}, and ${key} was changed: ${change.key} ${field} ${JSON.stringify(old?.[field])} -> ${JSON.stringify(now?.[field])}`,
      );
    }
  }
}
