import { RefusedError } from "../errors.ts";
import { growOnlyOf, shrinkReason } from "../plan/grow-only.ts";
import type { Operation } from "./operation.ts";

/** Refuses to shrink a grow-only size, judged by the observation, before any call is made. */
export async function refuseObservedShrinking(operation: Operation, fields: readonly string[]): Promise<void> {
  const { session, definition, options, desired, observed } = operation;
  for (const key of fields) {
    const rule = growOnlyOf(definition, key, desired);
    if (rule === undefined || desired[key] === undefined) {
      continue;
    }
    const sizeOf = async (value: unknown) => {
      const catalog = definition.inputs[key]?.catalog;
      const isEntry = catalog !== undefined && value !== undefined;
      return rule.sizeOf(
        value,
        isEntry ? await session.catalogs.entry(catalog, options.scope, String(value)) : undefined,
      );
    };
    const has = rule.observed?.(observed) ?? (await sizeOf(operation.observedInput(key)));
    const sizes = { has, gets: await sizeOf(desired[key]), value: options.inputs[key] };
    const reason = shrinkReason(session, definition, key, sizes);
    if (reason !== undefined) {
      throw new RefusedError(reason);
    }
  }
}
