import type { PreviewStep } from "../preview.js";
import type { Properties } from "../queries.js";
import { openSealed, type StackState, type StateResource, some, tokenOf, UNKNOWN } from "../state.js";

/** A resource that an interrupted run may have created without Pulumi recording it. */
export interface MissingResource {
  urn: string;
  /** `lunanode:Vm` */
  token: string;
  /** `pending`: the state has its create as a pending operation; `declared`: only the program has it. */
  from: "pending" | "declared";
  /** Checked inputs, as the provider takes them. */
  inputs: Properties;
  /** The resource as it would be in the state, except for what the cloud reports. */
  resource: StateResource;
}

/** A preview never shows a secret, whatever its options. */
const isHidden = (value: unknown): boolean => value === "[secret]" || value === UNKNOWN;

/** A preview shows one step for both halves of a replacement. */
export const isCreate = ({ op }: PreviewStep): boolean => op === "create" || op === "replace";

/**
 * The resources to search for, in creation order. `sealed` and `open` are the same state, with its secrets as
 * ciphertext and as plain text. What a preview does not show is left out; the next update adds it.
 */
export function missingResources(
  sealed: StackState,
  state: StackState,
  steps: readonly PreviewStep[],
): MissingResource[] {
  const operations = sealed.pending_operations ?? [];
  const pending = operations.flatMap(({ type, resource }, index): MissingResource[] => {
    const token = tokenOf(resource);
    const inputs = state.pending_operations?.[index]?.resource.inputs ?? {};
    return type === "creating" && token !== undefined
      ? [{ urn: resource.urn, token, from: "pending", inputs: openSealed(inputs), resource }]
      : [];
  });
  const known = new Set(pending.map(({ urn }) => urn));
  const declared = steps.filter(isCreate).flatMap(({ urn, newState }): MissingResource[] => {
    const token = newState === undefined ? undefined : tokenOf(newState);
    if (newState === undefined || token === undefined || known.has(urn)) {
      return [];
    }
    const inputs = Object.entries(newState.inputs ?? {}).map(
      ([key, value]) => [key, some(value, isHidden) ? UNKNOWN : value] as const,
    );
    const reported = inputs.filter(([, value]) => value !== UNKNOWN);
    // The timestamps belong to the old half, if there is one.
    const { created: _created, modified: _modified, ...rest } = newState;
    const resource = { ...rest, inputs: Object.fromEntries(reported) };
    return [{ urn, token, from: "declared", inputs: Object.fromEntries(inputs), resource }];
  });
  return [...pending, ...declared];
}
