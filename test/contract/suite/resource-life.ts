import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { keyAlone } from "../../../provider/src/schema/describe.ts";
import { addInput, applySwitches, engineOf, findUnsettled, here, listSamples, type Subject } from "./lives.ts";
import type { DriftSample, ResourceSamples } from "./samples.ts";
import { isCannot } from "./target.ts";

/*
 * What every resource other than a server does, judging by its samples: it is replaced, deleted out of band, found
 * again after a lost answer and after a kill, adopted, imported and listed, and its drift is detected. Each check
 * returns the problems as text.
 */

export type Check = (subject: Subject, samples: ResourceSamples) => Promise<string[]>;

const placeOf = ({ kind, id }: CloudObject): string => `${kind} ${id}`;
const placesOf = ({ harness }: Subject): string[] => here(harness).map(placeOf);

const keyIn = ({ definition }: Subject, engine: Engine): string => definition.id.parse(engine.state?.id ?? "").key;

const expect = (is: boolean, text: string): string[] => (is ? [] : [text]);

/** For each input that needs a new object: one object is left, and it matches the program. */
export const checkReplacements: Check = async (subject, samples) => {
  const { definition, harness } = subject;
  const { inputs } = samples;
  const wrong: string[] = [];
  const restore = harness.emulators.snapshot();
  const replacing = Object.keys(inputs).filter((key) => definition.inputs[key]?.change === "replace");
  for (const key of replacing) {
    restore();
    const sample = listSamples(samples, key).find(({ refused }) => refused === undefined);
    if (sample === undefined) {
      continue;
    }
    applySwitches(subject, sample);
    const before = placesOf(subject).length;
    const engine = engineOf(subject);
    await engine.up(addInput(samples.program, key, { ...sample, value: samples.program[key], together: {} }));
    const made = placesOf(subject).length - before;
    const after = addInput(samples.program, key, sample);
    const op = await engine.up(after);
    await harness.clock.sleep(600_000);
    // A value that was never set replaces nothing.
    const isSet = (samples.program[key] ?? definition.inputs[key]?.default) !== undefined;
    wrong.push(
      ...[
        ...expect(!isSet || /replace/.test(op), `up says ${op}`),
        ...expect(placesOf(subject).length - before === made, "more or less than one is left"),
        ...(await findUnsettled(engine, after)),
      ].map((text) => `${definition.token}.${key} cannot be changed in place: ${text}`),
    );
  }
  return wrong;
};

/** Deleted in the panel: a refresh notices, `up` recreates it, and destroying what is gone succeeds. */
export const checkVanished: Check = async (subject, samples) => {
  if (samples.kind === undefined && samples.vanish === undefined) {
    return [];
  }
  const engine = engineOf(subject);
  const before = new Set(placesOf(subject));
  await engine.up(samples.program);
  await vanish(subject, samples, engine, before);
  const seen = await engine.refresh();
  const op = await engine.up(samples.program);
  const unsettled = await findUnsettled(engine, samples.program);
  await vanish(subject, samples, engine, before);
  const destroyed = await engine.destroy().then(() => "", messageOf);
  return [
    ...expect(seen === "delete", `a refresh says ${seen}`),
    ...expect(op === "create", `the next up says ${op}`),
    ...unsettled,
    ...expect(destroyed === "", `destroy says ${destroyed}`),
  ].map((text) => `${subject.definition.token}, deleted outside of Pulumi: ${text}`);
};

/** What it belongs to was deleted in the panel: a refresh notices that it is gone too, and destroying it succeeds. */
export const checkParentVanished: Check = async (subject, { parent, program }) => {
  if (parent === undefined) {
    return [];
  }
  const { harness, definition } = subject;
  const engine = engineOf(subject);
  await engine.up(program);
  const wanted = String(program[parent.input]).split("/").at(-1);
  const id =
    harness.objects(parent.kind).find(({ id: own, name, label, ip }) => [own, name, label, ip].includes(wanted))?.id ??
    "";
  harness.emulators.change({ cloud: harness.target.cloud, kind: parent.kind, id, delete: true });
  await harness.clock.sleep(600_000);
  const { state } = engine;
  const seen = await engine.refresh().catch(messageOf);
  engine.state = state;
  const destroyed = await engine.destroy().then(() => "", messageOf);
  return [
    ...expect(seen === "delete", `a refresh says ${seen}`),
    ...expect(destroyed === "", `destroy says ${destroyed}`),
  ].map((text) => `${definition.token}, whose ${parent.input} was deleted outside of Pulumi: ${text}`);
};

async function vanish(
  subject: Subject,
  { kind, vanish: by }: ResourceSamples,
  engine: Engine,
  before: ReadonlySet<string>,
): Promise<void> {
  const { harness } = subject;
  await by?.(harness, keyIn(subject, engine));
  for (const { id } of by === undefined ? madeSince(subject, kind, before) : []) {
    harness.emulators.change({ cloud: harness.target.cloud, kind: kind ?? "", id, delete: true });
  }
  await harness.clock.sleep(600_000);
}

const madeSince = ({ harness }: Subject, kind: string | undefined, before: ReadonlySet<string>): CloudObject[] =>
  harness.objects(kind ?? "").filter((row) => !before.has(placeOf(row)));

/** The call that creates the object. */
const createIn = ({ harness }: Subject): string => harness.writes()[0] ?? "";

/** The answer to the create is lost: the object is found, and no other is created. */
export const checkLostCreate: Check = async (subject, samples) => {
  const { harness, definition } = subject;
  if (definition.nameOf === undefined || samples.lostCreate !== undefined) {
    return [];
  }
  const before = placesOf(subject).length;
  const first = engineOf(subject);
  await first.up(samples.program);
  const made = placesOf(subject).length - before;
  const call = createIn(subject);
  await first.destroy();
  await harness.clock.sleep(600_000);
  const engine = engineOf(subject);
  harness.fault({ operation: call, when: "after", fault: { cut: "connection" } });
  const op = await engine.up(samples.program).catch(messageOf);
  return [
    ...expect(op === "create", op),
    ...expect(placesOf(subject).length - before === made, "more or less than one was made"),
    ...(op === "create" ? await findUnsettled(engine, samples.program) : []),
  ].map((text) => `${definition.token}, the answer of ${call} is lost: ${text}`);
};

/**
 * Creates and destroys an object, and kills the provider of a second create before it receives the answer. `made`: how many rows
 * of the account an object is.
 */
export async function killInCreate(
  { harness, definition }: Subject,
  program: Json,
): Promise<{ before: number; made: number; call: string }> {
  const subject = { harness, definition, samples: () => ({ program, sends: {}, destroys: {}, inputs: {} }) };
  const before = placesOf(subject).length;
  const first = engineOf(subject);
  await first.up(program);
  const made = placesOf(subject).length - before;
  const call = createIn(subject);
  await first.destroy();
  await harness.clock.sleep(600_000);
  harness.fault({ operation: call, fault: { hold: "after" } });
  const { pool, kill } = harness.killableProcess();
  void harness
    .engine("web", { pool, token: definition.token })
    .up(program)
    .catch(() => undefined);
  await harness.emulators.waitFor((rows) =>
    rows.some(({ operation, stage }) => operation === call && stage === "effect"),
  );
  kill();
  harness.emulators.clearFaults();
  await harness.clock.sleep(600_000);
  return { before, made, call };
}

/**
 * The provider is killed before it receives the answer: the next `up` creates no second object and says how to adopt
 * the first.
 */
export const checkKilled: Check = async (subject, samples) => {
  const { definition } = subject;
  if (definition.nameOf === undefined) {
    return [];
  }
  const { before, made, call } = await killInCreate(subject, samples.program);
  const next = engineOf(subject);
  const refused = await next.up(samples.program).catch(messageOf);
  const [, adopt] = /adopt: "([^"]+)"/.exec(refused) ?? [];
  const adopting = { ...samples.program, adopt };
  const adopted = adopt === undefined ? "" : await next.up(adopting).catch(messageOf);
  return [
    ...expect(adopt !== undefined, `the next up says ${refused}`),
    ...expect(adopted === "create", `adopting it says ${adopted}`),
    ...expect(placesOf(subject).length - before === made, "more or less than one was made"),
    ...(adopted === "create" ? await findUnsettled(next, adopting) : []),
  ].map((text) => `${definition.token}, killed before the answer of ${call}: ${text}`);
};

/** Imported by ID, by the cloud's own ID and by name, and listed: then there is nothing to do, and nothing was sent. */
export const checkImports: Check = async (subject, samples) => {
  const { harness, definition } = subject;
  const { token } = definition;
  const first = engineOf(subject);
  await first.up(samples.program);
  const { id = "" } = first.state ?? {};
  const key = keyIn(subject, first);
  const name = definition.name === undefined ? undefined : samples.program[definition.name.input];
  harness.emulators.clearRequests();
  const wrong: string[] = [];
  // A part of the key that does not find the object: the error says which part is missing.
  const part = key.split(":").at(-1) ?? "";
  if (definition.id.lacks?.(definition.id.parse(part)) !== undefined) {
    const said = await harness.engine("other", { token }).import(part).catch(messageOf);
    wrong.push(
      ...expect(/cannot be found by .* without .*such as/.test(said), `${token}, imported as ${part}: ${said}`),
    );
  }
  const alone = keyAlone(definition.id) === undefined ? [] : [key];
  for (const given of [id, ...alone, ...(name === undefined ? [] : [`name:${String(name)}`])]) {
    const other = harness.engine("other", { token });
    const op = await other.import(given).catch(messageOf);
    wrong.push(
      ...[
        ...expect(op === "same", op),
        ...expect(other.state?.id === id, `its ID is ${other.state?.id}`),
        ...(op === "same" ? await findUnsettled(other, other.inputs) : []),
      ].map((text) => `${token}, imported as ${given}: ${text}`),
    );
  }
  const { cloud } = harness.target;
  const asked = Object.entries(definition.listBy ?? {}).filter(([, by]) => by === "required");
  const query = Object.fromEntries(asked.map(([input]) => [input, samples.program[input]]));
  const { objects, failures } = await harness.process().of(cloud, harness.config()).list(token, query);
  const own = objects.filter((object) => object.id === id);
  // Some are never listed, as they are there with something else.
  const isListed = definition.isUnlisted?.({}) !== true;
  return [
    ...wrong,
    ...failures.map(({ reason }) => `${token}, listed: ${reason}`),
    ...expect(own.length === (isListed ? 1 : 0), `${token}, listed: ${objects.map((each) => each.id).join(", ")}`),
    ...expect(
      !isListed || name === undefined || own[0]?.name === name,
      `${token}, listed: it is called ${own[0]?.name}`,
    ),
    ...expect(harness.writes().length === 0, `${token}, imported and listed: sends ${harness.writes().join(", ")}`),
  ];
};

/** Drift of every property that can be read back is detected, and repaired or reported. */
export const checkDrifts: Check = async (subject, samples) => {
  const { drifts } = samples;
  if (drifts === undefined) {
    return [];
  }
  const { inputs, token } = subject.definition;
  const restore = subject.harness.emulators.snapshot();
  const readable = Object.keys(inputs).filter((key) => inputs[key]?.read !== undefined);
  const wrong = readable
    .filter((key) => drifts[key] === undefined)
    .map((key) => `${token}.${key} can be read back, and has no drift`);
  for (const [key, drift] of Object.entries(drifts)) {
    if (!readable.includes(key)) {
      wrong.push(`${token}.${key} has a drift, and cannot be read back`);
    } else if (!isCannot(drift)) {
      restore();
      wrong.push(...(await checkDriftOf(subject, samples, key, drift)).map((text) => `${token}.${key}: ${text}`));
    }
  }
  return wrong;
};

async function checkDriftOf(
  subject: Subject,
  { program: least, kind }: ResourceSamples,
  key: string,
  drift: DriftSample,
): Promise<string[]> {
  const { harness } = subject;
  harness.warnings.length = 0;
  const program: Json = { ...least, ...drift.beside, ...(drift.program === undefined ? {} : { [key]: drift.program }) };
  const engine = engineOf(subject);
  const before = new Set(placesOf(subject));
  await engine.up(program);
  for (const row of drift.set === undefined ? [] : madeSince(subject, kind, before)) {
    harness.changeOutOfBand(row, drift.set ?? {});
  }
  await drift.changeOutOfBand?.(harness, keyIn(subject, engine));
  await harness.clock.sleep(600_000);
  const fits = (value: unknown): boolean =>
    drift.shows instanceof RegExp ? drift.shows.test(String(value)) : isDeepStrictEqual(value, drift.shows);
  if (drift.reported === true) {
    const kept = await engine.refresh();
    const reported = harness.warnings.filter((text) => text.includes(`${key} is `) || text.includes(`${key} has `));
    const { op } = await engine.preview(program);
    return [
      ...expect(kept === "same", `a refresh says ${kept}`),
      ...expect(reported.some(fits) || reported.some((text) => text.includes(String(drift.shows))), "no warning of it"),
      ...expect(op === "same", `then the preview says ${op}`),
    ];
  }
  const seen = await engine.refresh();
  const shown = engine.inputs[key];
  const { keys } = await engine.preview(program);
  const op = await engine.up(program);
  return [
    ...expect(seen === "update", `a refresh says ${seen}`),
    ...expect(fits(shown), `a refresh shows ${JSON.stringify(shown)}`),
    ...expect(keys.includes(key), `the preview names ${keys.join(", ")}`),
    ...expect(
      op === "update" || (subject.definition.inputs[key]?.change === "replace" && /replace/.test(op)),
      `the next up says ${op}`,
    ),
    ...(await findUnsettled(engine, program)),
  ];
}
