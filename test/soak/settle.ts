import { isCannot } from "../contract/suite/target.ts";
import type { Actions } from "./actions.ts";
import { rowKey } from "./ledger.ts";
import { SERVER } from "./model.ts";
import type { Recovery } from "./recovery.ts";

/** The number of times a user follows the instructions in messages. */
const MAX_ROUNDS = 8;

/**
 * Once nothing is disturbed any more, the next `up` brings the cloud to what the program declares, if necessary after
 * following the messages; then nothing differs; and after a `destroy` nothing is left.
 */
export async function settle(actions: Actions): Promise<void> {
  const { fixture } = actions;
  fixture.program.ignored = [];
  await fixture.rest();
  actions.panel.putBack();
  await converge(actions);
  await settled(actions);
  await orphans(actions);
  for (const deployment of [fixture.ours, fixture.twin]) {
    const { is, error } = await actions.destroy(deployment);
    if (is !== "done") {
      actions.violated("the next destroy ends", error);
    }
  }
  await fixture.rest();
  const { ledger } = fixture;
  const rows = fixture.rows();
  const named = rows.filter((row) => ledger.loose.get(rowKey(row))?.isNamed === true).map(({ id }) => id);
  const left = ledger.unaccounted(rows, named).filter((row) => ledger.owner(row) !== "nobody");
  if (left.length > 0) {
    actions.violated("nothing is left behind in silence", `after destroy there is ${JSON.stringify(left)}`);
  }
}

async function converge(actions: Actions): Promise<void> {
  const { fixture } = actions;
  const { ours } = fixture;
  let last = "";
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { is, error } = await actions.up(ours);
    if (is === "done") {
      await actions.refresh(ours);
      const again = await actions.up(ours);
      if (again.is === "done") {
        return;
      }
    }
    last = error;
    await follow(actions, error, round);
  }
  actions.violated("the next up converges", last);
}

/** Follows the instructions in the messages. */
async function follow(actions: Actions, error: string, round: number): Promise<void> {
  const { fixture } = actions;
  const { ours, harness, program } = fixture;
  await fixture.rest();
  actions.panel.putBack();
  if (/pulumi refresh/.test(error) || round > 3) {
    await actions.refresh(ours);
  }
  const own = fixture.rows().filter((row) => fixture.ledger.owner(row) === ours.title);
  const isOwn = (id: string) => own.some((row) => lastOf(row.id) === lastOf(id));
  const unresolved = await answered(actions, isOwn);
  if (unresolved === undefined) {
    return;
  }
  for (const { next } of unresolved) {
    const [, target] = /^delete it with pulumi destroy --target '([^']+)'/.exec(next) ?? [];
    if (target !== undefined) await actions.destroyTarget(ours, target);
  }
  for (const id of [...fixture.ledger.announced].filter((each) => error.includes(each))) {
    // It was released, as a warning said, and has the name of the object to be created: it is cancelled.
    actions.panel.deletes(`${harness.target.kind} ${id}`);
  }
  const before = program.overrides;
  const others = unresolved.flatMap(({ why, next }) =>
    isOwn(why.split(" ")[0] ?? "") && /^change the program to match it/.test(next)
      ? [...why.matchAll(/(\w+) is ([^\s,]+|"[^"]*"), the program says/g)]
      : [],
  );
  const [, by = "", id = ""] = /\b(adopt|cuid): "([^"<]+)"/.exec(error) ?? [];
  if (others.length > 0) {
    const found = others.map(([, key = "", value = ""]): [string, unknown] => [key, JSON.parse(value)]);
    program.overrides = { ...before, ...Object.fromEntries(found) };
    await answered(actions, isOwn);
  } else if (isOwn(id)) {
    program.overrides = { ...before, [by]: id };
    await actions.up(ours);
  }
  program.overrides = before;
  program.isDeletedFirst ||= error.includes("set the resource option deleteBeforeReplace: true");
  const [, input, value] = /\bSet (\w+) to (true|false) again\b/.exec(error) ?? [];
  if (input !== undefined) {
    // What the cloud cannot revert is written into the program.
    program.overrides = { ...before, [input]: value === "true" };
  }
  const twins = fixture.twin.states().map(({ state }) => state.id);
  if (twins.some((each) => error.includes(each)) && ours.identity.namespace === undefined) {
    // Two deployments with the same names: one of them needs a namespace.
    ours.identity = { ...ours.identity, namespace: "blue" };
    actions.trace.push(`${harness.target.title}: a namespace for ours`);
  }
}

/**
 * Runs `recover --yes` and answers its questions as the messages say. Returns the remaining questions; undefined if it
 * imported something.
 */
async function answered(actions: Actions, isOwn: (id: string) => boolean): Promise<Recovery["unresolved"] | undefined> {
  const { imported, unresolved } = await actions.recover(actions.fixture.ours);
  const answers = unresolved.flatMap(({ next }) => {
    const [, name = "", id = ""] = /--take '?([^'\s]+)=([^='\s]+)/.exec(next) ?? [];
    return isOwn(id) ? [[name, id] as const] : [];
  });
  if (imported.length === 0 && answers.length === 0) {
    return unresolved;
  }
  if (imported.length === 0) {
    await actions.recover(actions.fixture.ours, new Map(answers));
  }
  return undefined;
}

const lastOf = (id: string): string | undefined => id.split("/").at(-1);

/** Nothing differs, neither in a preview nor after a refresh, and the cloud matches the program. */
async function settled(actions: Actions): Promise<void> {
  const { fixture } = actions;
  const { ours, harness, program } = fixture;
  const { target } = harness;
  for (const when of ["after up", "after refresh"]) {
    const plans = await actions.preview(ours);
    const differing = [...(plans ?? [])].filter(([, { op }]) => op !== "same");
    if (plans === undefined || differing.length > 0) {
      actions.violated(
        "the next up converges",
        `${when} there differs ${JSON.stringify(differing)} ${fixture.reported.join()}`,
      );
    }
    const { is, error } = await actions.refresh(ours);
    if (is !== "done") {
      actions.violated("the next up converges", `refresh: ${error}`);
    }
  }
  const row = fixture.server(ours);
  if (program.isWithout ? row !== undefined : row === undefined) {
    actions.violated("what is wanted is there", `${SERVER}: ${JSON.stringify(row)}`);
  }
  if (row === undefined) {
    return;
  }
  const { rename, resize, power } = target;
  const wants = (set: object) => Object.entries(set).every(([key, value]) => program.overrides[key] === value);
  // If the cloud does not show a server's power state, nobody knows how far a killed run got.
  const isPowerKnown =
    !isCannot(power) && !(isCannot(power.drift) && actions.trace.some((each) => /: killed/.test(each)));
  const wrong = [
    ...(!isCannot(rename) && wants(rename.to) && !rename.isDone(row) ? ["name"] : []),
    ...(!isCannot(resize) && wants(resize.up) && !resize.isDone(row) ? ["plan"] : []),
    ...(isPowerKnown && wants(power.stopped) && power.isRunning(row) ? ["stopped"] : []),
    ...(isPowerKnown && wants(power.running) && !power.isRunning(row) ? ["running"] : []),
  ];
  if (wrong.length > 0) {
    actions.violated("what is wanted is there", `${wrong.join()}: ${JSON.stringify(row)}`);
  }
}

/**
 * Objects that no state knows are listed: as the deployment's own if their name shows it, otherwise among everything.
 */
async function orphans(actions: Actions): Promise<void> {
  const { fixture } = actions;
  const isUnknown = () => [...fixture.ledger.loose].filter(([, { deployment }]) => deployment === fixture.ours.title);
  if (isUnknown().length === 0) {
    return;
  }
  await actions.orphans(fixture.ours);
  if (isUnknown().some(([, { isNamed }]) => !isNamed)) {
    await actions.orphans(fixture.ours, true);
  }
  for (const [key, { isNamed }] of isUnknown()) {
    if (!isNamed) {
      actions.violated("nothing is left behind in silence", `orphans does not list ${key}`);
    }
    // It would otherwise prevent a destroy from finishing.
    actions.panel.deletes(key);
  }
  await fixture.rest();
}
