import { type ZodType, z } from "zod";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import { isRecord } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { type Life, listSamples, prepareAccount, runLifeWithout, type Subject } from "./lives.ts";
import { checkChange, checkInput, checkLeastProgram, checkOutput, checkRemoval, fileOf } from "./reach.ts";
import type { InputSample, ResourceSamples } from "./samples.ts";

/*
 * Checks that every input of a resource reaches the cloud, and that every output that is only known at creation is
 * kept. Problems are returned as text, so that a test can assert that there are none, and a tool can ask whether there
 * are some.
 */

/** The subject of a row: an input of a new object, a change of one, or an output. */
export type Topic = "made" | "changed" | "setOutputs";

export interface Row {
  topic: Topic;
  name: string;
  /** Its values are not just text, so an adapter has something to translate. */
  isTranslated: boolean;
  run(): Promise<string[]>;
}

/** One row for each sample, and a failing row for each missing one. */
export async function listRows(subject: Subject): Promise<Row[]> {
  const samples = await prepareAccount(subject);
  const { token, inputs } = subject.definition;
  const without = rememberLives(subject, samples);
  const ofInputs = Object.keys(inputs).flatMap((key) =>
    listSamples(samples, key).flatMap(({ change, value }, index): Row[] => {
      const isTranslated = typeof value !== "string" || inputs[key]?.secret === true;
      const name = `${token}.${key}${index === 0 ? "" : ` (${index + 1})`}`;
      return [
        row("made", name, () => checkInput(subject, key, index, without), isTranslated),
        ...(change === undefined
          ? []
          : [row("changed", `${name}, changed`, () => checkChange(subject, key, index), isTranslated)]),
      ];
    }),
  );
  const ofOutputs = Object.entries(samples.outputs ?? {}).flatMap(([key, given]) =>
    [given].flat().map((_, index) => row("setOutputs", `${token}.${key}`, () => checkOutput(subject, key, index))),
  );
  return [
    row("made", token, () => checkLeastProgram(subject)),
    ...listMissing(subject, samples).map(([topic, text]) => row(topic, text, async () => [text])),
    ...ofInputs,
    ...ofOutputs,
    ...Object.keys(samples.removals ?? {}).map((name) =>
      row("made", `${token} with ${name}, destroyed`, () => checkRemoval(subject, name), false),
    ),
  ];
}

/** A failure is reported with the name of the row. */
const row = (topic: Topic, name: string, run: Row["run"], isTranslated = true): Row => ({
  topic,
  name,
  isTranslated,
  run: () => run().catch((error: unknown) => [`${name}: ${messageOf(error)}`]),
});

/** Inputs and outputs without a sample, or with one that shows nothing: a new input fails by its name. */
function listMissing({ definition, harness }: Subject, samples: ResourceSamples): (readonly [Topic, string])[] {
  const { token, inputs, outputs } = definition;
  const file = fileOf(harness.target);
  const name = (...path: readonly string[]) => [token, ...path].join(".");
  const ofInputs = Object.entries(inputs).flatMap(([key, { type }]): (readonly [Topic, string])[] => {
    const all = listSamples(samples, key);
    const values = all.flatMap(({ value, change }) => [value, change?.to]);
    if (all.length === 0) {
      return [["made", `${name(key)} has no sample in ${file}`]];
    }
    return [
      ...membersOf(type)
        .filter((path) => !values.some((value) => hasMember(value, path)))
        .map((path) => ["made", `${name(key, ...path)} has no sample in ${file}`] as const),
      ...(all.every(isUnsent) ? [["made", `${name(key)} is never sent, as ${file} has it`] as const] : []),
      ...(changesInPlace(definition, key) && all.every(({ change }) => change === undefined)
        ? [["changed", `${name(key)} can be changed in place, and no sample in ${file} does it`] as const]
        : []),
    ];
  });
  const unknown = Object.keys(samples.inputs)
    .filter((key) => inputs[key] === undefined)
    .map((key) => ["made", `${name(key)} has a sample in ${file} and is no input`] as const);
  const unseen = Object.entries(outputs)
    .filter(([key, { from }]) => from === undefined && samples.outputs?.[key] === undefined)
    .map(
      ([key]) => ["setOutputs", `${name(key)} is an output that no view shows, and has no sample in ${file}`] as const,
    );
  return [...ofInputs, ...unknown, ...unseen];
}

/** The members of the objects in a value or in a list of values. */
function membersOf(type: ZodType | undefined): string[][] {
  const inner = type instanceof z.ZodOptional ? type.unwrap() : type;
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodType) {
    return membersOf(inner.element);
  }
  if (!(inner instanceof z.ZodObject)) {
    return [];
  }
  return Object.entries(inner.shape).flatMap(([key, member]) => [
    [key],
    ...membersOf(member instanceof z.ZodType ? member : undefined).map((path) => [key, ...path]),
  ]);
}

/** Whether a value, or one of a list of values, has a member. */
function hasMember(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) {
    return value !== undefined;
  }
  return Array.isArray(value)
    ? value.some((each) => hasMember(each, path))
    : isRecord(value) && hasMember(value[first], rest);
}

const isUnsent = ({ sends, destroys = {}, change }: InputSample): boolean =>
  [sends, destroys, change?.sends ?? {}].every((sent) => Object.keys(sent).length === 0);

/** Whether a change of the input is made by a step, not by another object. */
const changesInPlace = ({ inputs }: ResourceDefinition, key: string): boolean => {
  const change = inputs[key]?.change;
  return change === "update" || change === "trigger";
};

/** A program without an input runs only once, however many inputs are compared with it. */
function rememberLives(subject: Subject, samples: ResourceSamples): (key: string, index: number) => Promise<Life> {
  const memory = new Map<string, Promise<Life>>();
  return (input, index) => {
    const { beside = {}, next, switches } = listSamples(samples, input)[index] ?? {};
    const key = JSON.stringify([Object.entries(beside), next, switches]);
    const known = memory.get(key) ?? runLifeWithout(subject, input, index);
    memory.set(key, known);
    return known;
  };
}
