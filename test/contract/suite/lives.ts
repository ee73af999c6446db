import type { CloudObject, RequestRow } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import { defined, type Json } from "../../../provider/src/engine/definition/values.ts";
import type { Harness } from "./harness.ts";
import type { InputSample, ResourceSamples, Samples } from "./samples.ts";

/* The life of one object of a resource, from creation to destroy, and what was sent during it. */

/** The subject of a test: one resource of a cloud. */
export interface Subject {
  harness: Harness;
  definition: ResourceDefinition;
  samples: Samples;
  /** Called with the calls that were sent. */
  note?(calls: readonly string[]): void;
}

export interface Life {
  /** What was sent until the program was applied, and to destroy it. */
  sent: readonly RequestRow[];
  destroyed: readonly RequestRow[];
  /** The outputs before it was destroyed. */
  outputs: Json;
  /** What went wrong. */
  findings: string[];
}

export const listSamples = ({ inputs }: ResourceSamples, key: string): readonly InputSample[] => {
  const sample = inputs[key];
  return sample === undefined ? [] : [sample].flat();
};

interface Prepared {
  samples: Samples;
  given: ResourceSamples;
  restore(): Promise<void>;
}
/** What each harness prepared last. */
const prepared = new WeakMap<Harness, Prepared>();

/** The account as it was at the start, with the objects that the samples name: they are created once. */
export async function prepareAccount({ harness, samples }: Subject): Promise<ResourceSamples> {
  const known = prepared.get(harness);
  const { given, restore } = known?.samples === samples ? known : await makeFirst(harness, samples);
  await restore();
  harness.emulators.clearRequests();
  harness.warnings.length = 0;
  return given;
}

async function makeFirst(harness: Harness, samples: Samples): Promise<Prepared> {
  await harness.reset();
  harness.hurry();
  const given = await samples(harness);
  const made = { samples, given, restore: await harness.keep() };
  prepared.set(harness, made);
  return made;
}

export const addInput = (program: Json, key: string, { beside, together, value }: InputSample): Json =>
  defined({ ...program, ...beside, ...together, [key]: value });

export const listPrograms = (first: Json, { next }: InputSample): Json[] =>
  next === undefined ? [first] : [first, defined({ ...first, ...next })];

export function applySwitches({ harness }: Subject, { switches }: Pick<InputSample, "switches">): void {
  if (switches !== undefined) {
    harness.set(switches);
  }
}

export async function runLifeWithout(subject: Subject, key: string, index: number): Promise<Life> {
  const samples = await prepareAccount(subject);
  const sample = listSamples(samples, key)[index] ?? { value: undefined, sends: {} };
  applySwitches(subject, sample);
  const first = defined({ ...samples.program, ...sample.beside });
  return runLife(subject, samples, listPrograms(first, sample), sample.refused === undefined);
}

export const engineOf = ({ harness, definition }: Subject): Engine =>
  harness.engine("web", { token: definition.token });

/**
 * A complete life from creation to destroy: it succeeds, nothing differs in between, and nothing is left at the end.
 * With `elsewhere`, there is another object of the same name in another place, which is not taken for it.
 */
export async function runLife(
  subject: Subject,
  samples: ResourceSamples,
  steps: readonly Json[],
  whole: boolean,
  elsewhere?: Json,
): Promise<Life> {
  const { harness } = subject;
  const before = new Map(here(harness).map((row) => [place(row), row]));
  const engine = engineOf(subject);
  const wrong: string[] = [];
  try {
    for (const program of steps) {
      await engine.up(program);
    }
  } catch (error) {
    if (whole) {
      throw error;
    }
  }
  const sent = listSent(subject, samples);
  if (elsewhere !== undefined) {
    const own = new Set(here(harness).map(place));
    await harness.engine("elsewhere", { token: subject.definition.token }).up(elsewhere);
    for (const row of here(harness).filter((each) => !own.has(place(each)))) {
      before.set(place(row), row);
    }
  }
  if (whole) {
    wrong.push(...(await findUnsettled(engine, steps.at(-1) ?? {})));
  }
  const { outputs } = engine;
  harness.emulators.clearRequests();
  await engine.destroy();
  const destroyed = listSent(subject, samples);
  if (whole) {
    await harness.clock.sleep(600_000);
    const after = new Set(here(harness).map(place));
    wrong.push(
      ...[...after].filter((one) => !before.has(one)).map((one) => `leaves ${one} behind`),
      ...[...before.keys()].filter((one) => !after.has(one)).map((one) => `takes ${one} away`),
    );
  }
  return { sent, destroyed, outputs, findings: wrong };
}

export function listSent({ harness, note }: Subject, { reads = [] }: ResourceSamples): RequestRow[] {
  const requests = harness.emulators.requests(harness.target.cloud);
  note?.(requests.map(({ operation }) => operation));
  return requests.filter(({ kind, operation }) => kind === "write" || reads.includes(operation));
}

/** The objects in the account, without what the cloud only keeps as a record, such as operations. */
export const here = ({ emulators, target }: Harness): CloudObject[] =>
  emulators.objects(target.cloud).filter(({ kind }) => target.soak?.bookkeeping?.includes(kind) !== true);
const place = ({ kind, id }: CloudObject): string => `${kind} ${id}`;

/** What differs after an `up`: nothing should, neither in the preview nor after a refresh. */
export async function findUnsettled(engine: Engine, program: Json): Promise<string[]> {
  const before = await engine.preview(program);
  const refreshed = await engine.refresh();
  const after = await engine.preview(program);
  return [
    ...(before.op === "same" ? [] : [`the next preview says ${before.op}`]),
    ...(refreshed === "same" ? [] : [`refresh says ${refreshed}`]),
    ...(after.op === "same" ? [] : [`the preview after a refresh says ${after.op}`]),
  ];
}
