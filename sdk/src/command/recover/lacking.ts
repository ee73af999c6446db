import type { Properties } from "../desk-types.js";
import type { PreviewStep } from "../preview.js";
import { opened, type StackState, type StateResource, some, tokenOf, UNKNOWN } from "../state.js";

/** A resource that an interrupted run may have made without Pulumi's knowing. */
export interface Lacking {
  urn: string;
  /** `lunanode:Vm` */
  token: string;
  /** `pending`: the state has its create as an operation that was not ended; `declared`: only the program has it. */
  from: "pending" | "declared";
  /** Checked inputs as the provider takes them. */
  inputs: Properties;
  /** The resource as the state would have it, but for what the cloud tells. */
  resource: StateResource;
}

/** A preview shows no secret, whatever it is asked. */
const isHidden = (value: unknown): boolean => value === "[secret]" || value === UNKNOWN;

/** A preview shows one step for both halves of a replacement. */
export const isCreate = ({ op }: PreviewStep): boolean => op === "create" || op === "replace";

/**
 * What is to be looked for, in the order in which it would be made. `sealed` and `open`: the same state, with its secrets
 * as ciphertext and as text. What a preview does not tell is left out, and comes with the next update.
 */
export function lacking(sealed: StackState, open: StackState, steps: readonly PreviewStep[]): Lacking[] {
  const operations = sealed.pending_operations ?? [];
  const pending = operations.flatMap(({ type, resource }, index): Lacking[] => {
    const token = tokenOf(resource);
    const inputs = open.pending_operations?.[index]?.resource.inputs ?? {};
    return type === "creating" && token !== undefined
      ? [{ urn: resource.urn, token, from: "pending", inputs: opened(inputs), resource }]
      : [];
  });
  const known = new Set(pending.map(({ urn }) => urn));
  const declared = steps.filter(isCreate).flatMap(({ urn, newState }): Lacking[] => {
    const token = newState === undefined ? undefined : tokenOf(newState);
    if (newState === undefined || token === undefined || known.has(urn)) {
      return [];
    }
    const inputs = Object.entries(newState.inputs ?? {}).map(
      ([key, value]) => [key, some(value, isHidden) ? UNKNOWN : value] as const,
    );
    const told = inputs.filter(([, value]) => value !== UNKNOWN);
    // The times are the old half's, where there is one.
    const { created: _created, modified: _modified, ...rest } = newState;
    const resource = { ...rest, inputs: Object.fromEntries(told) };
    return [{ urn, token, from: "declared", inputs: Object.fromEntries(inputs), resource }];
  });
  return [...pending, ...declared];
}
