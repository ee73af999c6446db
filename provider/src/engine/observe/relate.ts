import { adoptedBy } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { isRecord, type Json, sameValue } from "../definition/values.ts";
import { METADATA, type ResourceMetadata, readMetadata } from "../state/metadata.ts";
import { displayedBeside, idsBeside, inputsIn, plainOutputs, type State } from "../state/state.ts";
import type { ReadSession } from "./read-session.ts";
import { pairs } from "./references.ts";

/** An object that was read for an import. */
export interface ReadObject {
  definition: ResourceDefinition;
  state: State & { inputs: Json };
}

export interface ImportedObject extends State {
  inputs: Json;
  /** Which of the objects an input names, by their index: one entry for a text, one for each member of a list. */
  references: Readonly<Record<string, readonly (number | undefined)[]>>;
  /** What a new object would need in addition, because the cloud does not show it. */
  lacks: readonly CheckFailure[];
}

/**
 * Objects as they would be in the state of a program that declares all of them, written by hand: an input that names another
 * one has its ID, and what an object has without the input is left out, and so not managed.
 */
export const relate = (session: ReadSession, objects: readonly ReadObject[]): Promise<readonly ImportedObject[]> =>
  Promise.all(objects.map((object) => imported(session, object, objects)));

async function imported(
  session: ReadSession,
  { definition, state }: ReadObject,
  all: readonly ReadObject[],
): Promise<ImportedObject> {
  const metadata = readMetadata(definition, state.id, state.outputs);
  if (metadata === undefined) {
    throw new Error(`${definition.token} ${state.id} was read without its metadata`);
  }
  const inputs: Json = {};
  const implied: Json = {};
  const ids: Json = {};
  const displayed: Json = { ...metadata.displayed };
  const references: Record<string, readonly (number | undefined)[]> = {};
  for (const [key, value] of Object.entries(state.inputs)) {
    const found = await referencesIn(session, definition, key, value, metadata, all);
    if (found.some((index) => index !== undefined)) {
      const texts = [value].flat().map((text, index) => all[found[index] ?? -1]?.state.id ?? text);
      references[key] = found;
      inputs[key] = Array.isArray(value) ? texts : texts[0];
      displayed[key] = value;
    } else if (await isImplied(session, definition, key, value, metadata, state.inputs)) {
      implied[key] = value;
    } else {
      inputs[key] = value;
    }
    ids[key] = metadata.ids[key] ?? value;
  }
  if (Object.keys(inputs).length === 0) {
    // Inputs without any would be those of an object that is to be created.
    Object.assign(inputs, implied);
  }
  const next: ResourceMetadata = {
    ...metadata,
    managed: metadata.managed.filter((key) => inputs[key] !== undefined),
    ids: idsBeside(inputs, ids),
    displayed: displayedBeside(inputs, ids, pick(displayed, inputs)),
  };
  const kept = Object.entries(state.outputs).filter(([key]) => !(key in state.inputs) || key in inputs);
  const outputs = plainOutputs({ ...Object.fromEntries(kept), ...inputs, [METADATA]: next });
  return {
    id: state.id,
    inputs: inputsIn(definition, outputs, next),
    outputs,
    references,
    lacks: lacking(definition, inputs),
  };
}

const pick = (values: Json, of: Json): Json => Object.fromEntries(Object.entries(values).filter(([key]) => key in of));

/** The objects that an input names: of the kind that its catalog lists, by the IDs that the catalog gives them. */
async function referencesIn(
  session: ReadSession,
  definition: ResourceDefinition,
  key: string,
  value: unknown,
  { ids, scope }: ResourceMetadata,
  all: readonly ReadObject[],
): Promise<readonly (number | undefined)[]> {
  const field = definition.inputs[key];
  if (field === undefined) {
    return [];
  }
  const nouns = field.catalog === undefined ? (field.refersTo ?? []) : [session.catalogs.noun(field.catalog)];
  const others = all.flatMap((other, index) =>
    nouns.includes(other.definition.noun) ? [{ id: other.state.id, index }] : [],
  );
  if (others.length === 0) {
    return [];
  }
  const entries = field.catalog === undefined ? [] : await session.catalogs.list(field.catalog, scope).catch(() => []);
  return pairs(value, ids[key] ?? value).map(([, id = ""]) => {
    const { also = [] } = entries.find((entry) => entry.id === id) ?? {};
    return others.find((other) => also.includes(other.id) || sameValue(field, id, other.id))?.index;
  });
}

/** Whether an object has this value also if the program does not set the input. */
async function isImplied(
  session: ReadSession,
  definition: ResourceDefinition,
  key: string,
  value: unknown,
  { ids, scope }: ResourceMetadata,
  inputs: Json,
): Promise<boolean> {
  const field = definition.inputs[key];
  if (field === undefined || field.required || key === definition.name?.input) {
    return false;
  }
  if (definition.listBy?.[key] !== undefined) {
    const { [key]: _, ...others } = { ...inputs, ...ids };
    return definition.scope(others, session.api) === scope;
  }
  if (field.default !== undefined) {
    const { catalog } = field;
    const entry =
      catalog === undefined ? undefined : await session.catalogs.entry(catalog, scope, String(field.default));
    return sameValue(field, value, field.default) || (entry !== undefined && entry.id === (ids[key] ?? value));
  }
  return field.withoutIt === undefined ? isEmpty(value) : sameValue(field, value, field.withoutIt);
}

const isEmpty = (value: unknown): boolean =>
  [false, 0, ""].some((empty) => empty === value) ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** Why the same program could not create the object anew. */
function lacking(definition: ResourceDefinition, inputs: Json): CheckFailure[] {
  const required = Object.entries(definition.inputs).flatMap(([property, field]) =>
    field.required && inputs[property] === undefined ? [{ property, reason: `a new ${definition.noun} needs it` }] : [],
  );
  const creates = definition.create !== undefined && adoptedBy(definition, inputs) === undefined;
  return creates && required.length === 0
    ? [...(definition.validate?.(inputs, (key) => inputs[key] !== undefined, true) ?? [])]
    : required;
}
