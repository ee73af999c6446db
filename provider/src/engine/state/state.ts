import { isDeepStrictEqual } from "node:util";
import { isRecordedOnly } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { defined, isRecord, type Json, sameValue } from "../definition/values.ts";
import type { At } from "../definition/view.ts";
import {
  DEFAULTED,
  defaultedInputs,
  isCurrent,
  METADATA,
  METADATA_VERSION,
  type ResourceMetadata,
} from "./metadata.ts";

/** The outputs as the state keeps them, and the ID. */
export interface State {
  id: string;
  outputs: Json;
}

/** Whether the state keeps this input beside the outputs. */
const isKeptInput = (definition: ResourceDefinition, key: string): boolean =>
  definition.inputs[key] !== undefined || isRecordedOnly(key);

/** The inputs contained in the outputs. A refresh returns them to Pulumi, which does not pass the inputs to it. */
export function inputsIn(definition: ResourceDefinition, outputs: Json, metadata: ResourceMetadata): Json {
  const inputs = Object.fromEntries(
    metadata.managed.filter((key) => isKeptInput(definition, key)).map((key) => [key, outputs[key]] as const),
  );
  return defined({ ...inputs, [DEFAULTED]: unlessEmpty(metadata.defaulted) });
}

export const managedIn = (definition: ResourceDefinition, inputs: Json): string[] =>
  Object.keys(inputs).filter((key) => isKeptInput(definition, key) && inputs[key] !== undefined);

/** The outputs read from the views. An output that no fetched view shows keeps its previous value. */
export function outputsFrom(definition: ResourceDefinition, observed: Json, previous: Json): Json {
  return Object.fromEntries(
    Object.entries(definition.outputs).map(([key, output]) => {
      const tellers = Object.entries(output.from ?? {}).filter(([view]) => observed[view] !== undefined);
      const values = tellers.map(([view, get]) => get?.(observed[view], previous[key]));
      return [key, values.find((value) => value !== undefined) ?? previous[key]] as const;
    }),
  );
}

/** The complete state of an object. */
export function assembleState(
  definition: ResourceDefinition,
  inputs: Json,
  outputs: Json,
  metadata: ResourceMetadata,
): Json {
  const visible = Object.fromEntries(metadata.managed.map((key) => [key, inputs[key]] as const));
  const declared = Object.fromEntries(
    Object.keys({ ...definition.outputs, failure: true }).map((key) => [key, outputs[key]] as const),
  );
  return defined({ ...declared, ...visible, [METADATA]: defined(metadata) });
}

/** The outputs with other metadata. */
export const withMetadata = (outputs: Json, metadata: ResourceMetadata): Json =>
  defined({ ...outputs, [METADATA]: defined(metadata) });

/** Plain data throughout: no undefined, no class instances, nothing that Pulumi's wire format rejects. */
export const plainOutputs = (value: Json): Json => {
  const text = JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each));
  const copy: unknown = JSON.parse(text);
  return isRecord(copy) ? copy : {};
};

export const atOf = (definition: ResourceDefinition, id: string, scope: string): At => {
  const parsed = definition.id.parse(id);
  return { scope: parsed.scope ?? scope, key: parsed.key };
};

/** The part of the metadata that depends on the checked inputs: which are managed, and which the provider filled in. */
export const managedMetadata = (
  definition: ResourceDefinition,
  inputs: Json,
): Pick<ResourceMetadata, "managed" | "defaulted"> => ({
  managed: managedIn(definition, inputs),
  defaulted: defaultedInputs(inputs),
});

/** Metadata of an object that has none yet. */
export const newMetadata = (
  definition: ResourceDefinition,
  inputs: Json,
  { account, endpoint, scope }: Pick<ResourceMetadata, "account" | "endpoint" | "scope">,
): ResourceMetadata => ({
  version: METADATA_VERSION,
  ...managedMetadata(definition, inputs),
  account,
  endpoint,
  scope,
  ids: {},
  displayed: {},
  reported: {},
  uncompared: [],
  unfinished: [],
  power: "",
  pending: false,
});

/**
 * The outputs to write after an observation. A state that an earlier release wrote stays unchanged if only the format of the
 * metadata would change, so that users who still have that release can read it.
 */
export function unlessOnlyUpgraded(
  olds: Json,
  upgraded: ResourceMetadata | undefined,
  next: ResourceMetadata,
  outputs: Json,
): Json {
  if (upgraded === undefined || isCurrent(olds)) {
    return outputs;
  }
  const withOldMetadata = { ...outputs, [METADATA]: olds[METADATA] };
  // A power state that release 0.1.0 could not record is not a change.
  const same =
    isDeepStrictEqual(plainOutputs({ ...next, power: "" }), plainOutputs(upgraded)) &&
    isDeepStrictEqual(withOldMetadata, plainOutputs(olds));
  return same ? withOldMetadata : outputs;
}

const unlessEmpty = (record: Json): Json | undefined => (Object.keys(record).length === 0 ? undefined : record);

type ByKey = ResourceMetadata["ids"];

/** Keeps only spellings that are neither what the user wrote nor the ID. */
export const displayedBeside = (inputs: Json, ids: Json, displayed: Json): ByKey =>
  references(
    Object.entries(displayed).filter(
      ([key, value]) =>
        !sameValue({ unordered: true }, value, inputs[key]) && !sameValue({ unordered: true }, value, ids[key]),
    ),
  );

/** Keeps only IDs that differ from what the user wrote. */
export const idsBeside = (inputs: Json, ids: Json): ByKey =>
  references(Object.entries(ids).filter(([key, id]) => !sameValue({}, inputs[key], id)));

const isReference = (value: unknown): value is ByKey[string] =>
  typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));

const references = (entries: readonly (readonly [string, unknown])[]): ByKey =>
  Object.fromEntries(entries.flatMap(([key, value]) => (isReference(value) ? [[key, value]] : [])));
