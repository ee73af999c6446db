import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../emulators/src/index.ts";
import type { Deployment, ShownPlan } from "./deployment.ts";
import type { Fixture, Observation } from "./fixture.ts";
import { references, rowKey } from "./ledger.ts";
import { differences, type Fields } from "./model.ts";
import { type Command, EVERYTHING, Violation } from "./violation.ts";

/* Compares what a preview showed with what the `up` after it did. */

export const serverRow = (
  { kind, alive, keyOf: key }: Fixture["harness"]["target"],
  rows: readonly CloudObject[],
  id: string,
): CloudObject | undefined => rows.find((row) => row.kind === kind && row.id === key(id) && alive(row));

const names = (rows: readonly { operation: string }[]): string => rows.map(({ operation }) => operation).join(", ");

/** An `up` does exactly what its preview showed. */
export function unseen(
  fixture: Fixture,
  fields: Fields,
  { before, condemned = 0, unfinished = [], deployment }: Command,
  plans: ReadonlyMap<string, ShownPlan>,
  after: Observation,
): void {
  const { target } = fixture.harness;
  const own = new Map([...fields].filter(([key]) => fixture.program.hasAlone(key)));
  const writes = fixture.harness.written().filter(({ handled }) => handled);
  if (condemned === 0 && [...plans.values()].every(({ op }) => op === "same")) {
    if (writes.length > 0) {
      throw new Violation("what up does, the preview has shown", `it showed nothing, and up did ${names(writes)}`);
    }
    return;
  }
  const shownCreates = [...plans.values()].filter(({ op }) => op !== "same" && op !== "update" && op !== "delete");
  const servers = (rows: readonly CloudObject[]) => rows.filter(({ kind }) => kind === target.kind).map(rowKey);
  const had = new Set(servers(before.rows));
  const created = servers(after.rows).filter((key) => !had.has(key));
  const expected = shownCreates.filter(({ token }) => token === target.token).length;
  if (created.length > expected) {
    throw new Violation(
      "what up does, the preview has shown",
      `it showed ${expected} servers to be made, not ${created}`,
    );
  }
  for (const [name, { op, keys, token }] of plans) {
    if (token !== target.token || (op !== "same" && op !== "update")) {
      continue;
    }
    const row = serverOf(fixture, deployment, name, before);
    if (row !== undefined && !unfinished.includes(EVERYTHING)) {
      // A plugin's preview names what an earlier run left unfinished; a dynamic resource's cannot.
      untouched(own, row, [...keys, ...(deployment.adapter === "plugin" ? [] : unfinished)], before, after);
    }
  }
}

function serverOf(fixture: Fixture, deployment: Deployment, name: string, { ids, rows }: Observation) {
  const { target } = fixture.harness;
  const own = ids.get(deployment.title)?.find((each) => each.name === name && each.token === target.token);
  return own === undefined ? undefined : serverRow(target, rows, own.id);
}

/** Fields that change by themselves while something is built or switched. */
const EVOLVES = /status|phase|state|operation/i;

/** The mark that distinguishes a cloud's server from others follows its name. */
const unmarked = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((each) => !/^pulumi-[0-9a-f]{16}(-[0-9a-f]+)?$/.test(String(each))) : value;

/** What belongs to inputs that the preview did not name is unchanged. */
function untouched(
  fields: Fields,
  server: CloudObject,
  displayed: readonly string[],
  before: Observation,
  after: Observation,
): void {
  const mayChange = new Set(
    displayed.flatMap((key) => (fields.get(key) ?? []).map(({ kind, field }) => `${kind} ${field}`)),
  );
  const ofServer = ({ rows }: Observation) =>
    rows.filter((row) => row.id === server.id || references(row).includes(server.id));
  const changes = differences(ofServer(before), ofServer(after)).filter(
    ({ field, old, now }) =>
      field === "*" || (!EVOLVES.test(field) && !isDeepStrictEqual(unmarked(old?.[field]), unmarked(now?.[field]))),
  );
  for (const [key, places] of fields) {
    // Work on a server may require it to be stopped or started.
    if (key === "powerState" || displayed.includes(key)) {
      continue;
    }
    const change = changes.find(({ kind, field }) =>
      places.some((place) => place.kind === kind && place.field === field && !mayChange.has(`${kind} ${field}`)),
    );
    if (change !== undefined) {
      const { field, old, now } = change;
      throw new Violation(
        "what up does, the preview has shown",
        `it showed ${displayed.join() || "no property"}, and ${key} was changed: ${change.key} ${field} ${JSON.stringify(old?.[field])} -> ${JSON.stringify(now?.[field])}`,
      );
    }
  }
}
