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

/** Outputs as the state keeps them, and the id. */
export interface State {
  id: string;
  outputs: Json;
}

/** The keys of inputs that the state keeps beside the outputs. */
const createdOutputs = (definition: ResourceDefinition, key: string): boolean =>
  definition.inputs[key] !== undefined || isRecordedOnly(key);

/** The inputs that outputs hold: what refresh answers to Pulumi, which does not tell it. */
export function inputsIn(definition: ResourceDefinition, outputs: Json, metadata: ResourceMetadata): Json {
  const inputs = Object.fromEntries(
    metadata.managed.filter((key) => createdOutputs(definition, key)).map((key) => [key, outputs[key]] as const),
  );
  return defined({ ...inputs, [DEFAULTED]: unlessEmpty(metadata.defaulted) });
}

export const managedIn = (definition: ResourceDefinition, inputs: Json): string[] =>
  Object.keys(inputs).filter((key) => createdOutputs(definition, key) && inputs[key] !== undefined);

/** The outputs that a definition's views tell. Those that no fetched view tells keep their prior value. */
export function outputsFrom(definition: ResourceDefinition, observed: Json, previous: Json): Json {
  return Object.fromEntries(
    Object.entries(definition.outputs).map(([key, output]) => {
      const tellers = Object.entries(output.from ?? {}).filter(([view]) => observed[view] !== undefined);
      const values = tellers.map(([view, get]) => get?.(observed[view], previous[key]));
      return [key, values.find((value) => value !== undefined) ?? previous[key]] as const;
    }),
  );
}

/** The whole of what the state holds of an object. */
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

/** Outputs with other metadata. */
export const withMetadata = (outputs: Json, metadata: ResourceMetadata): Json =>
  defined({ ...outputs, [METADATA]: defined(metadata) });

/** Plain data all through: no undefined, no class, nothing that Pulumi's wire format refuses. */
export const plainOutputs = (value: Json): Json => {
  const text = JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each));
  const copy: unknown = JSON.parse(text);
  return isRecord(copy) ? copy : {};
};

export const atOf = (definition: ResourceDefinition, id: string, scope: string): At => {
  const parsed = definition.id.parse(id);
  return { scope: parsed.scope ?? scope, key: parsed.key };
};

/** What is remembered of checked inputs: which are managed, and which the provider filled in. */
export const managedMetadata = (
  definition: ResourceDefinition,
  inputs: Json,
): Pick<ResourceMetadata, "managed" | "defaulted"> => ({
  managed: managedIn(definition, inputs),
  defaulted: defaultedInputs(inputs),
});

/** Metadata of an object of which nothing has been remembered yet. */
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
 * Outputs to be written after a look at an object. What an earlier release has written stays as it is where nothing but
 * the form of the metadata would change, so that those who still use that release are not shut out.
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
  const createdOutputs = { ...outputs, [METADATA]: olds[METADATA] };
  // A power state that release 0.1.0 could not remember is no change.
  const same =
    isDeepStrictEqual(plainOutputs({ ...next, power: "" }), plainOutputs(upgraded)) &&
    isDeepStrictEqual(createdOutputs, plainOutputs(olds));
  return same ? createdOutputs : outputs;
}

const unlessEmpty = (record: Json): Json | undefined => (Object.keys(record).length === 0 ? undefined : record);

type ByKey = ResourceMetadata["ids"];

/** Only spellings that are neither what the user wrote nor the id. */
export const displayedBeside = (inputs: Json, ids: Json, displayed: Json): ByKey =>
  references(
    Object.entries(displayed).filter(
      ([key, value]) =>
        !sameValue({ unordered: true }, value, inputs[key]) && !sameValue({ unordered: true }, value, ids[key]),
    ),
  );

/** Only ids that are not what the user wrote. */
export const idsBeside = (inputs: Json, ids: Json): ByKey =>
  references(Object.entries(ids).filter(([key, id]) => !sameValue({}, inputs[key], id)));

const isReference = (value: unknown): value is ByKey[string] =>
  typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));

const references = (entries: readonly (readonly [string, unknown])[]): ByKey =>
  Object.fromEntries(entries.flatMap(([key, value]) => (isReference(value) ? [[key, value]] : [])));
