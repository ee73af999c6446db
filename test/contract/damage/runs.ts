import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Engine, State } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import type { Harness } from "../suite/harness.ts";
import { addInput, applySwitches, engineOf, listSamples, prepareAccount, type Subject } from "../suite/lives.ts";
import type { InputSample } from "../suite/samples.ts";
import { type Damage, damagesOf, foreign, swapped } from "./damages.ts";
import type { Format } from "./elements.ts";

/*
 * What happens to one resource if its cloud's answers are damaged on their way. The emulator knows the truth: each run
 * returns the provider's false conclusions as text.
 */

/** A change that never comes is not waited for as long as a user would: each poll costs processor time. */
export const IMPATIENT = { timeouts: { create: "5m", update: "2m", delete: "2m" } };

/** A command of Pulumi, and the damage during it. */
export interface Trial {
  readonly operation: string;
  /** `before`: the call has no effect, and the damaged real answer is returned instead. */
  readonly when: "before" | "after";
  readonly damage: Damage;
  /** The real answer of an undamaged run. */
  readonly body: string;
}

export interface Answer {
  readonly operation: string;
  readonly kind: "read" | "write";
  readonly body: string;
}

const cloudObjects = ({ emulators, target }: Harness): CloudObject[] => emulators.objects(target.cloud);
const placeOf = ({ kind, id }: CloudObject): string => `${kind} ${id}`;
export const placesOf = (harness: Harness): Set<string> => new Set(cloudObjects(harness).map(placeOf));

const formats: Readonly<Record<string, Format>> = { yml: "yaml", xml: "xml" };
export const formatOf = (harness: Harness): Format => formats[harness.form] ?? "json";

/** Runs a command and returns the last answer to each of its calls. */
export async function answersOf({ harness }: Subject, command: () => Promise<unknown>): Promise<Answer[]> {
  const bodies = new Map<string, string>();
  const rewrite = (body: string, operation: string): string => {
    bodies.set(operation, body);
    return body;
  };
  harness.emulators.clearRequests();
  harness.fault({ operation: "*", times: 0, when: "after", fault: { rewrite } });
  await command();
  harness.emulators.clearFaults();
  const kinds = new Map(harness.emulators.requests().map(({ operation, kind }) => [operation, kind]));
  return [...bodies].map(([operation, body]) => ({ operation, kind: kinds.get(operation) ?? "read", body }));
}

/** Every possible damage to these answers. `documents`: other answers of this cloud. */
export function trialsOf(harness: Harness, answers: readonly Answer[], documents: readonly Answer[]): Trial[] {
  return answers.flatMap(({ operation, kind, body }): Trial[] => {
    const own = [...damagesOf(formatOf(harness), body), ...foreign.filter((one) => one.apply("") !== body.trim())];
    const others = documents
      .filter((document) => document.operation !== operation)
      .map((document) => swapped(document.body, `the answer to ${document.operation}`));
    return [
      ...[...own, ...others].map((damage): Trial => ({ operation, when: "after", damage, body })),
      ...(kind === "write" ? own.map((damage): Trial => ({ operation, when: "before", damage, body })) : []),
    ];
  });
}

export const describe = ({ operation, when, damage }: Trial): string =>
  `${operation}${when === "before" ? " without effect" : ""}: ${damage.what}`;

function spoil(harness: Harness, { operation, when, damage, body }: Trial): void {
  harness.emulators.clearFaults();
  const fault = when === "after" ? { rewrite: damage.apply } : { status: 200, body: damage.apply(body) };
  harness.fault({ operation, times: 0, when, fault });
}

/** The result of a command. */
interface Outcome {
  done: boolean;
  message: string;
}

const outcomeOf = (command: Promise<unknown>): Promise<Outcome> =>
  command.then(
    (value) => ({ done: true, message: String(value) }),
    (error: unknown) => ({ done: false, message: messageOf(error) }),
  );

/** Refreshes one object. `crowd`: several at once, so that the cloud is asked for a list. */
export async function refreshAll(
  { harness, definition }: Subject,
  state: State,
  crowd: boolean,
): Promise<{ dropped: boolean; message: string }> {
  const pool = harness.process();
  const engines = (crowd ? ["web", "b", "c", "d"] : ["web"]).map((name) => {
    const engine = harness.engine(name, { token: definition.token, pool });
    engine.state = state;
    return engine;
  });
  const [first] = await Promise.all(engines.map((engine) => outcomeOf(engine.refresh())));
  return { dropped: engines.some(({ state: left }) => left === undefined), message: first?.message ?? "" };
}

/** A live object is never dropped from the state. */
export async function refresh(subject: Subject, trial: Trial, state: State, crowd: boolean): Promise<string[]> {
  spoil(subject.harness, trial);
  const { dropped, message } = await refreshAll(subject, state, crowd);
  subject.harness.emulators.clearFaults();
  return dropped ? [`a refresh has dropped it (${message})`] : [];
}

/** An object that is missing in the state is never created again. */
export async function buyAgain(subject: Subject, trial: Trial, program: Json): Promise<string[]> {
  const { harness } = subject;
  spoil(harness, trial);
  harness.emulators.clearRequests();
  const { message } = await outcomeOf(engineOf(subject).up(program));
  harness.emulators.clearFaults();
  return harness.written().length > 0 ? [`it was made again: ${harness.writes().join(", ")} (${message})`] : [];
}

/** What destroy reports as deleted is gone. */
export async function destroy(
  subject: Subject,
  trial: Trial,
  program: Json,
  leftover: ReadonlySet<string>,
): Promise<string[]> {
  await prepareAccount(subject);
  const { harness } = subject;
  const before = placesOf(harness);
  const engine = engineOf(subject);
  await engine.up(program);
  spoil(harness, trial);
  const { done } = await outcomeOf(engine.destroy());
  harness.emulators.clearFaults();
  await harness.clock.sleep(600_000);
  const still = [...placesOf(harness)].filter((place) => !before.has(place) && !leftover.has(place));
  return done && still.length > 0 ? [`destroy says that it is done, and there is ${still.join(", ")}`] : [];
}

/** Whatever happens to a create, it and the next `up` create exactly one object. */
export async function create(
  subject: Subject,
  trial: Trial,
  program: Json,
  clean: ReadonlyMap<string, number>,
): Promise<string[]> {
  await prepareAccount(subject);
  const { harness } = subject;
  const before = placesOf(harness);
  const engine = engineOf(subject);
  spoil(harness, trial);
  const first = await outcomeOf(engine.up(program));
  harness.emulators.clearFaults();
  const second = await outcomeOf(engine.up(program));
  const counts = kindsOf([...placesOf(harness)].filter((place) => !before.has(place)));
  return [...counts]
    .filter(([kind, count]) => count > (clean.get(kind) ?? 0))
    .map(([kind, count]) => `${count} of ${kind} were made (${first.message}; ${second.message})`);
}

/** The number of objects of each kind. */
export function kindsOf(places: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    const kind = place.slice(0, place.indexOf(" "));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** A change in place that a sample describes. */
export interface Change {
  readonly key: string;
  readonly sample: InputSample;
}

export function listChanges({ definition }: Subject, samples: Awaited<ReturnType<typeof prepareAccount>>): Change[] {
  return Object.keys(definition.inputs).flatMap((key) =>
    listSamples(samples, key).flatMap((sample) => (sample.change === undefined ? [] : [{ key, sample }])),
  );
}

/** Creates the object as it is before the change, and returns the program after it. */
export async function beforeChange(
  subject: Subject,
  { key, sample }: Change,
): Promise<{ engine: Engine; program: Json }> {
  const samples = await prepareAccount(subject);
  applySwitches(subject, sample);
  const first = { ...addInput(samples.program, key, sample), ...IMPATIENT };
  const engine = engineOf(subject);
  await engine.up(first);
  return { engine, program: { ...first, [key]: sample.change?.to } };
}

/** A change whose call had no effect is not done; and whatever happened to it, the next `up` makes it. */
export async function update(subject: Subject, trial: Trial, change: Change, saysDone: boolean): Promise<string[]> {
  const { engine, program } = await beforeChange(subject, change);
  spoil(subject.harness, trial);
  const { done, message } = await outcomeOf(engine.up(program));
  subject.harness.emulators.clearFaults();
  const next = await outcomeOf(engine.up(program));
  const after = await engine.preview(program);
  return [
    ...(done && trial.when === "before" && !saysDone ? [`the change counts as done (${message})`] : []),
    ...(next.done ? [] : [`the next up says ${next.message}`]),
    ...(after.op === "same" ? [] : [`the preview after the next up says ${after.op}`]),
  ];
}
