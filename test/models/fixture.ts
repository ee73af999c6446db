import { readFileSync } from "node:fs";
import type { CloudName } from "../../emulators/src/index.ts";
import { type Fields, isWords, type Model, type Type } from "./schema.ts";

/** One call as its vendor's model has it. */
export interface CallModel {
  /** Parameters: of the query, or of a form. */
  readonly query?: Fields;
  readonly body?: Type;
  readonly answer: Type;
  /** When somebody recorded an answer of the live service; absent: nobody is known to have. */
  readonly recorded?: string;
  /** Public material shows no such call: the emulator has it by analogy, or by invention. */
  readonly undocumented?: true;
  /** The IAM action that allows it, where the model says. */
  readonly iam?: string;
}

/** What a vendor's machine-readable model says of the calls that the emulator answers; facts only, with their source. */
export interface Fixture {
  readonly about: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, CallModel>>;
  readonly models: Readonly<Record<string, Model>>;
  /** Known calls that the emulator does not answer. */
  readonly unanswered: readonly string[];
  /** How many calls there are in parts of the API that the emulator does not have at all. */
  readonly beside: Readonly<Record<string, number>>;
}

/** Where a recorded answer or the vendor's own text contradicts the model: it wins. */
export interface Exception {
  /** A model, or a call whose answer it is about. */
  readonly of: string;
  /** The field as it is then written: a `?` behind its name says that it may be left out. */
  readonly field: string;
  /** Its type; without one that of the model stays. */
  readonly type?: string;
  /** The model's field that it stands for, if that has another name. */
  readonly insteadOf?: string;
  /** A section of the notes on the cloud's API. */
  readonly see: string;
}

export function loadFixture(cloud: CloudName, exceptions: readonly Exception[]): Fixture {
  const text = readFileSync(new URL(`../fixtures/models/${cloud}.json`, import.meta.url), "utf8");
  return exceptions.reduce(withException, JSON.parse(text));
}

/** Throws for an exception about something that is not there. */
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
