import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../emulators/src/index.ts";
import type { Fixture, Observation } from "./fixture.ts";
import { references, rowKey } from "./ledger.ts";
import type { Fields } from "./model.ts";
import { serverRow, unseen } from "./preview-check.ts";
import { type Command, EVERYTHING, Violation } from "./violation.ts";

/** The provider says that it is unknown whether something was created. */
const DOUBT = /is not known|may have been created|could not be read/;

/** Everything that must hold after any command. */
export function examine(fixture: Fixture, fields: Fields, command: Command): void {
  const after = fixture.observe();
  others(fixture, command, after);
  fixture.ledger.learn(after.rows, command.deployment.title);
  owners(after);
  dropped(fixture, command, after);
  loose(fixture, command, after);
  if (command.kind === "up" && command.plans !== undefined) {
    unseen(fixture, fields, command, command.plans, after);
  }
  if (command.kind === "preview" || command.kind === "recover" || command.kind === "refresh") {
    const writes = fixture.harness.written();
    if (writes.length > 0) {
      throw new Violation("only reads", `${command.kind} has written: ${fixture.harness.writes().join(", ")}`);
    }
  }
  hidden(fixture);
}

/** Nothing happens to other people's objects. */
function others({ ledger }: Fixture, { deployment, before, kind }: Command, after: Observation): void {
  const now = new Map(after.rows.map((row) => [rowKey(row), row] as const));
  for (const row of ledger.alive(before.rows)) {
    if (row.account === "") {
      continue;
    }
    const owner = ledger.owner(row);
    if (owner === deployment.title || owner === undefined) {
      continue;
    }
    const { cloud: _, ...there } = now.get(rowKey(row)) ?? { cloud: "" };
    const { cloud: _cloud, ...was } = row;
    if (!isDeepStrictEqual(there, was)) {
      throw new Violation(
        "nothing of others is touched",
        `${kind} of ${deployment.title} changed ${rowKey(row)} of ${owner}: ${JSON.stringify(was)} -> ${JSON.stringify(there)}`,
      );
    }
  }
}

/** No object is in two states. */
function owners({ ids }: Observation): void {
  const holders = new Map<string, string>();
  for (const [title, states] of ids) {
    for (const { token, id } of states) {
      const key = `${token} ${id}`;
      const other = holders.get(key);
      if (other !== undefined && other !== title) {
        throw new Violation("one owner", `${key} is in the states of ${other} and ${title}`);
      }
      holders.set(key, title);
    }
  }
}

const keyOf = (id: string): string => id.split("/").at(-1) ?? id;

/** The row of a resource in the state. */
const rowOf = (rows: readonly CloudObject[], id: string): CloudObject | undefined =>
  rows.find((row) => row.id === keyOf(id) || keyOf(row.id) === keyOf(id));

/** What exists stays in the state, its inputs stay the program's, and what was destroyed is gone. */
function dropped({ ledger, harness, reported }: Fixture, command: Command, after: Observation): void {
  const { deployment, kind, before, outcome, unfinished = [] } = command;
  // A failed `up` may already have adopted something that the program no longer declares.
  const isBegun = (key: string) => unfinished.includes(key) || unfinished.includes(EVERYTHING);
  const alive = ledger.alive(after.rows).filter(({ kind: each }) => each !== "operation");
  const isLink = ({ token }: { token: string }) => harness.target.soak?.links?.includes(token) === true;
  const had = (before.ids.get(deployment.title) ?? []).filter((each) => !isLink(each));
  const has = after.ids.get(deployment.title) ?? [];
  for (const { name, token, id, inputs } of had) {
    const now = has.find((each) => each.token === token && each.id === id);
    const row = token === harness.target.token ? serverRow(harness.target, alive, id) : rowOf(alive, id);
    // An adopted object is released, and a message says so.
    const isReleased = kind !== "refresh" && reported.some((text) => row !== undefined && text.includes(row.id));
    if (now === undefined && row !== undefined && !isReleased) {
      throw new Violation(
        "nothing is lost",
        `${kind} (${outcome.is}) dropped ${name} ${id} from the state, and it is there: ${JSON.stringify(row)}`,
      );
    }
    const isKept = (key: string) => now === undefined || now.inputs.includes(key) || key.startsWith("__");
    const gone = inputs.filter((key) => !isKept(key) && !isBegun(key));
    if (kind === "refresh" && now !== undefined && gone.length > 0) {
      throw new Violation("inputs stay", `refresh dropped the inputs ${gone.join()} of ${name}`);
    }
  }
}

/** An object in no state is named by a message, or was created by a run whose end nobody saw, and then only once. */
function loose(fixture: Fixture, { deployment, outcome, before, plans }: Command, after: Observation): void {
  const { ledger, reported } = fixture;
  const { title } = deployment;
  const states = [fixture.ours, fixture.twin].flatMap((each) => each.states().map(({ state }) => state));
  const all = ledger.unaccounted(after.rows, states).filter((row) => ledger.owner(row) === title);
  // What belongs to another such object goes with it.
  const ids = new Set(all.map(({ id }) => id));
  const roots = all.filter((row) => !references(row).some((id) => ids.has(id)));
  const known = new Set(roots.map(rowKey));
  for (const [key, each] of [...ledger.loose]) {
    if (each.deployment === title && !known.has(key)) {
      ledger.loose.delete(key);
    }
  }
  const was = new Set(before.rows.map(rowKey));
  // An object that appears while nothing is created came with an earlier object, such as an address that its build
  // assigns late.
  const makes = [...(plans?.values() ?? [])].some(({ op }) => op === "create" || op === "replace");
  const isNew = (row: CloudObject) => makes && !was.has(rowKey(row));
  const looseOf = (kind: string) =>
    [...ledger.loose].find(
      ([key, each]) =>
        each.deployment === title &&
        key.startsWith(`${kind} `) &&
        ![ledger.released, ledger.announced].some((left) => left.has(key.slice(kind.length + 1))),
    )?.[0];
  const refuseSecond = (row: CloudObject) => {
    const other = looseOf(row.kind);
    if (other !== undefined && isNew(row)) {
      throw new Violation("nothing is bought twice", `${rowKey(row)} was made, and ${other} was there already`);
    }
  };
  for (const { id } of after.ids.get(title) ?? []) {
    const row = rowOf(after.rows, id);
    if (row !== undefined) {
      refuseSecond(row);
    }
  }
  const charged = reported.filter((text) => /is charged|may be charged/.test(text));
  for (const { id } of after.rows.filter((row) => charged.some((text) => text.includes(row.id)))) {
    ledger.announced.add(id);
    if (charged.some((text) => text.includes(id) && /was released/.test(text))) {
      ledger.released.add(id);
    }
  }
  for (const row of roots) {
    // The ID of an address may be the address itself.
    const marks = [row.id, row.ip].filter((mark) => typeof mark === "string" && mark !== "");
    const isNamed =
      ledger.announced.has(row.id) || reported.some((text) => marks.some((mark) => text.includes(String(mark))));
    const there = ledger.loose.get(rowKey(row));
    if (there !== undefined) {
      there.isNamed ||= isNamed;
      continue;
    }
    refuseSecond(row);
    if (!isNamed && outcome.is !== "killed" && !DOUBT.test(outcome.error)) {
      throw new Violation(
        "nothing is left behind in silence",
        `${JSON.stringify(row)} is in no state and no message names it; said: ${reported.join(" | ") || "nothing"}`,
      );
    }
    ledger.loose.set(rowKey(row), { deployment: title, isNamed });
  }
}

/** No secret is in any message, nor in a state as plain text. */
function hidden({ secrets, reported, displayed, ours, twin }: Fixture): void {
  secrets.learn([ours, twin]);
  const found = secrets.displayed([...reported, ...displayed], [ours, twin]);
  if (found !== undefined) {
    throw new Violation("no secret is shown", found);
  }
}
