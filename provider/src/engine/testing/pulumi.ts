import type { CloudProvider } from "../cloud-provider.ts";
import type { Json } from "../definition/values.ts";
import { readMetadata } from "../state/metadata.ts";
import { VM_DEFINITION, vm } from "./vm.ts";

/** What Pulumi does with a provider, call by call, for one box. */

export const urnOf = (name: string): string => `urn:pulumi:dev::shop::fake:Box::${name}`;

/** What Pulumi keeps of a resource. */
export interface StoredState {
  id: string;
  inputs: Json;
  outputs: Json;
}

/** Checked inputs; throws the failures of check. */
export async function checked(cloudProvider: CloudProvider, news: Json, olds: Json = {}, name = "one"): Promise<Json> {
  const { inputs, failures } = await cloudProvider.check(VM_DEFINITION, { olds, news, urn: urnOf(name) });
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return inputs;
}

/** Check and create. */
export async function createThing(cloudProvider: CloudProvider, news: Json, name = "one"): Promise<StoredState> {
  const inputs = await checked(cloudProvider, news, {}, name);
  return { ...(await cloudProvider.create(VM_DEFINITION, inputs)), inputs };
}

/** Check, diff and update, as Pulumi does if diff reports a change. */
export async function alter(cloudProvider: CloudProvider, old: StoredState, news: Json, name = "one") {
  const inputs = await checked(cloudProvider, news, old.inputs, name);
  const diff = await cloudProvider.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
  if (diff.replaces.length > 0) {
    throw new Error(`replaces for ${diff.replaces.join(", ")}`);
  }
  const state =
    diff.differences.length > 0 || diff.rewrite
      ? await cloudProvider.update(VM_DEFINITION, old.id, old.outputs, inputs)
      : old;
  return { id: old.id, inputs, outputs: state.outputs, diff };
}

/** The metadata in a box's state. */
export const metadataOf = (state: Pick<StoredState, "outputs"> | undefined) =>
  readMetadata(vm, "", state?.outputs ?? {});

/** The state after a refresh; undefined if the object is gone. */
export async function refresh(cloudProvider: CloudProvider, old: StoredState): Promise<StoredState | undefined> {
  return cloudProvider.read(VM_DEFINITION, old.id, old.outputs);
}

export const keysOf = (differences: readonly { key: string; kind: string }[]): string[] =>
  differences.map(({ key, kind }) => `${key} ${kind}`);
