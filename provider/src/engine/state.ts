import { z } from "zod";
import { FILLED, filledIn } from "./check.ts";
import { isKept } from "./common.ts";
import type { At, ResourceDefinition } from "./definition.ts";
import { defined, isRecord, type Json, sameValue } from "./values.ts";

/** The output that holds what the engine must remember of an object. Pulumi shows nothing that begins with `__`. */
export const BOOK = "__indiecloud";

const bookSchema = z.object({
  /** The inputs that the user manages; the others are never compared and never changed. */
  managed: z.array(z.string()),
  /** The inputs that the provider filled in, by key. */
  filled: z.record(z.string(), z.unknown()).optional(),
  /** Fingerprint of the account that the object belongs to. */
  account: z.string(),
  endpoint: z.string(),
  /** Where to read it: never taken from the configuration. */
  scope: z.string(),
  /** Milliseconds since the epoch; while it is pending. */
  createdAt: z.number().optional(),
  /** The ids behind references by name. */
  ids: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** How the cloud itself spells references, where that is neither the text nor the id; so a refresh needs no catalogue. */
  shown: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** What the last refresh saw to differ and no step mends: by input, what the cloud has; without it for a secret. */
  reported: z.record(z.string(), z.object({ value: z.unknown().optional() })).optional(),
  /** The inputs that the last refresh could not compare. */
  uncompared: z.array(z.string()).optional(),
  /** True until the first run has come to its end. */
  pending: z.boolean().optional(),
});

export type Book = z.infer<typeof bookSchema>;

/** What outputs remember; undefined where they were not written by this engine. */
export function bookOf(outputs: Json): Book | undefined {
  const parsed = bookSchema.safeParse(outputs[BOOK]);
  return parsed.success ? parsed.data : undefined;
}

/** Outputs as the state keeps them, and the id. */
export interface State {
  id: string;
  outputs: Json;
}

/** The keys of inputs that the state keeps beside the outputs. */
const kept = (definition: ResourceDefinition, key: string): boolean =>
  definition.inputs[key] !== undefined || isKept(key);

/** The inputs that outputs hold: what refresh answers to Pulumi, which does not tell it. */
export function inputsIn(definition: ResourceDefinition, outputs: Json, book: Book): Json {
  const inputs = Object.fromEntries(
    book.managed.filter((key) => kept(definition, key)).map((key) => [key, outputs[key]] as const),
  );
  return defined({ ...inputs, [FILLED]: book.filled });
}

export const managedIn = (definition: ResourceDefinition, inputs: Json): string[] =>
  Object.keys(inputs).filter((key) => kept(definition, key) && inputs[key] !== undefined);

/** The outputs that a definition's views tell. Those that no fetched view tells keep their prior value. */
export function outputsFrom(definition: ResourceDefinition, live: Json, prior: Json): Json {
  return Object.fromEntries(
    Object.entries(definition.outputs).map(([key, output]) => {
      const tellers = Object.entries(output.from ?? {}).filter(([view]) => live[view] !== undefined);
      const values = tellers.map(([view, get]) => get?.(live[view], prior[key]));
      return [key, values.find((value) => value !== undefined) ?? prior[key]] as const;
    }),
  );
}

/** The whole of what the state holds of an object. */
export function assemble(definition: ResourceDefinition, inputs: Json, outputs: Json, book: Book): Json {
  const shown = Object.fromEntries(book.managed.map((key) => [key, inputs[key]] as const));
  const declared = Object.fromEntries(
    Object.keys({ ...definition.outputs, failure: true }).map((key) => [key, outputs[key]] as const),
  );
  return defined({ ...declared, ...shown, [BOOK]: defined(book) });
}

/** Plain data all through: no undefined, no class, nothing that Pulumi's wire format refuses. */
export const plain = (value: Json): Json => {
  const text = JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each));
  const copy: unknown = JSON.parse(text);
  return isRecord(copy) ? copy : {};
};

export const atOf = (definition: ResourceDefinition, id: string, scope: string): At => {
  const parsed = definition.id.parse(id);
  return { scope: parsed.scope ?? scope, key: parsed.key };
};

/** What is remembered of checked inputs: which are managed, and which the provider filled in. */
export const managing = (definition: ResourceDefinition, inputs: Json): Pick<Book, "managed" | "filled"> => ({
  managed: managedIn(definition, inputs),
  filled: unlessEmpty(filledIn(inputs)),
});

export const unlessEmpty = <T extends Json>(record: T): T | undefined =>
  Object.keys(record).length === 0 ? undefined : record;

/** Only spellings that are neither what the user wrote nor the id. */
export function shownBeside(inputs: Json, ids: Json, shown: Json): Book["shown"] {
  const news = Object.entries(shown).filter(
    ([key, value]) =>
      !sameValue({ unordered: true }, value, inputs[key]) && !sameValue({ unordered: true }, value, ids[key]),
  );
  return unlessEmpty(Object.fromEntries(news) as NonNullable<Book["shown"]>);
}

/** Only ids that are not what the user wrote. */
export function idsBeside(inputs: Json, ids: Json): Book["ids"] {
  const beside = Object.entries(ids).filter(([key, id]) => id !== undefined && !sameValue({}, inputs[key], id));
  return unlessEmpty(Object.fromEntries(beside) as NonNullable<Book["ids"]>);
}
