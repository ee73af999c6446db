import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { Json } from "../../engine/definition/values.ts";
import { IncompleteError, RefusedError } from "../../engine/errors.ts";

/** An object that `verify` created, as in Pulumi's state. */
export interface Owned {
  token: string;
  label: string;
  id: string;
  inputs: Json;
  outputs: Json;
}

const urnOf = (token: string, label: string): string => `urn:pulumi:verify::indiecloud::${token}::${label}`;

/** Checks inputs; throws if the provider refuses them. */
async function checked(
  cloudProvider: CloudProvider,
  { token, label }: Pick<Owned, "token" | "label">,
  news: Json,
  olds: Json = {},
): Promise<Json> {
  const { inputs, failures } = await cloudProvider.check(token, { olds, news, urn: urnOf(token, label) });
  if (failures.length > 0) {
    throw new RefusedError(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
  }
  return inputs;
}

/** Creates an object as `pulumi up` does. Passes it to `keep`, even if the create is incomplete. */
export async function make(
  cloudProvider: CloudProvider,
  object: Pick<Owned, "token" | "label">,
  news: Json,
  keep: (owned: Owned) => void,
): Promise<Owned> {
  const inputs = await checked(cloudProvider, object, news);
  try {
    const owned = { ...object, ...(await cloudProvider.create(object.token, inputs)), inputs };
    keep(owned);
    return owned;
  } catch (error) {
    if (error instanceof IncompleteError) {
      keep({ ...object, id: error.id, outputs: error.outputs, inputs });
    }
    throw error;
  }
}

/** Whether changed inputs mean no change, an update or a replacement. */
export async function plan(cloudProvider: CloudProvider, owned: Owned, news: Json) {
  const inputs = await checked(cloudProvider, owned, news, owned.inputs);
  const { differences, replaces } = await cloudProvider.diff(owned.token, {
    ...{ id: owned.id, olds: owned.outputs, news: inputs },
  });
  return { inputs, is: replaces.length > 0 ? "replace" : differences.length > 0 ? "update" : "same" } as const;
}

/** Updates an object in place. */
export async function change(
  cloudProvider: CloudProvider,
  owned: Owned,
  inputs: Json,
  keep: (owned: Owned) => void,
): Promise<Owned> {
  try {
    const { id, outputs } = await cloudProvider.update(owned.token, owned.id, owned.outputs, inputs);
    const changed = { ...owned, id, outputs, inputs };
    keep(changed);
    return changed;
  } catch (error) {
    if (error instanceof IncompleteError) {
      keep({ ...owned, outputs: error.outputs });
    }
    throw error;
  }
}
