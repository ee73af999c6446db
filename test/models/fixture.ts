import { readFileSync } from "node:fs";
import type { CloudName } from "../../emulators/src/index.ts";
import { type Fields, isWords, type Model, type Type } from "./schema.ts";

/** One call in its vendor's model. */
export interface CallModel {
  /** Parameters in the query or in a form. */
  readonly query?: Fields;
  readonly body?: Type;
  readonly answer: Type;
  /** When an answer of the live service was recorded; absent if no recording is known. */
  readonly recorded?: string;
  /** No public material shows this call: the emulator has it by analogy, or it is made up. */
  readonly undocumented?: true;
  /** The IAM action that allows it, if the model names one. */
  readonly iam?: string;
}

/**
 * What a vendor's machine-readable model says about the calls that the emulator answers; facts only, with their source.
 */
export interface Fixture {
  readonly about: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, CallModel>>;
  readonly models: Readonly<Record<string, Model>>;
  /** Known calls that the emulator does not implement. */
  readonly unanswered: readonly string[];
  /** How many calls there are in parts of the API that the emulator does not implement at all. */
  readonly beside: Readonly<Record<string, number>>;
}

/** A recorded answer or the vendor's own text that contradicts the model, and takes precedence over it. */
export interface Exception {
  /** A model, or a call, to whose answer it applies. */
  readonly of: string;
  /** The field's name; a trailing `?` means that the field is optional. */
  readonly field: string;
  /** Its type; if absent, the model's. */
  readonly type?: string;
  /** The model's field that it replaces, if that has another name. */
  readonly insteadOf?: string;
  /** A section of the notes on the cloud's API. */
  readonly see: string;
}

/** `beside`: a part of the API whose model is a file of its own, such as one that is weaker evidence. */
export function loadFixture(cloud: CloudName, exceptions: readonly Exception[], beside?: string): Fixture {
  const read = (name: string): Fixture =>
    JSON.parse(readFileSync(new URL(`../fixtures/models/${name}.json`, import.meta.url), "utf8"));
  const whole = read(cloud);
  const part = beside === undefined ? undefined : read(beside);
  const fixture = {
    ...whole,
    calls: { ...whole.calls, ...part?.calls },
    models: { ...whole.models, ...part?.models },
  };
  return exceptions.reduce(withException, fixture);
}

/** Throws if an exception applies to something that does not exist. */
function withException(fixture: Fixture, exception: Exception): Fixture {
  const { of: name } = exception;
  const { calls, models } = fixture;
  const [call, model] = [calls[name], models[name]];
  if (call !== undefined)
    return { ...fixture, calls: { ...calls, [name]: { ...call, answer: excepted(call.answer, exception) } } };
  return { ...fixture, models: { ...models, [name]: excepted(model, exception) } };
}

function excepted(fields: Model | Type | undefined, { of: name, field, type, insteadOf, see }: Exception): Fields {
  if (fields === undefined || typeof fields === "string" || isWords(fields))
    throw new Error(`${name} has no fields (${see})`);
  const plain = insteadOf ?? field.replace(/\?$/, "");
  const { [plain]: known, ...others } = fields;
  const stated = type ?? known;
  if (stated === undefined) throw new Error(`${name} has no ${plain}, and its exception gives no type (${see})`);
  return { ...others, [field]: stated };
}
