import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { hasUnknown, type Json } from "../definition/values.ts";
import { inWords, withArticle } from "../definition/words.ts";
import { entryIn } from "../observe/catalogs.ts";
import type { ReadSession } from "../observe/read-session.ts";
import { kindOf, sameInput } from "./changes.ts";

/** The grow-only rule of an input; undefined if there is none with these inputs. */
export function growOnlyOf(definition: ResourceDefinition, key: string, inputs: Json) {
  const rule = definition.inputs[key]?.growOnly;
  return rule?.unless !== undefined && inputs[rule.unless] !== undefined ? undefined : rule;
}

export interface Sizes {
  has: number | undefined;
  gets: number | undefined;
  /** The value in the user's spelling. */
  value: unknown;
}

/** Why a size is refused: it is smaller than the current one. Undefined if it is not, or if one of them is unknown. */
export function shrinkReason(
  { cloud }: Pick<ReadSession, "cloud">,
  { noun, inputs }: ResourceDefinition,
  key: string,
  { has, gets, value }: Sizes,
): string | undefined {
  const field = inputs[key];
  if (field?.growOnly === undefined || has === undefined || gets === undefined || !(gets < has)) {
    return undefined;
  }
  const { what, unit } = field.growOnly;
  const [found, choice] =
    field.catalog === undefined
      ? [`${key} is`, ""]
      : [`${key} ${inWords(field, value)} has`, `${withArticle(key)} with `];
  return `${cloud} cannot shrink a ${what}: the ${noun} has ${has} ${unit}, ${found} ${gets} ${unit}. Choose ${choice}at least ${has} ${unit}, or create a new ${noun}.`;
}

/**
 * Refuses to shrink in place, judged by the state and by what check has fetched. A replacement creates another object of any
 * size. Not part of `diff`, because in a refresh Pulumi calls it with old and new inputs reversed.
 */
export function shrinkFailures(
  session: () => ReadSession,
  definition: ResourceDefinition,
  { olds, news, scope }: { olds: Json; news: Json; scope: string },
): CheckFailure[] {
  const changed = Object.entries(definition.inputs).filter(
    ([key]) =>
      news[key] !== undefined &&
      olds[key] !== undefined &&
      (hasUnknown(news[key]) || !sameInput(session, definition, key, { text: olds[key], id: undefined, scope }, news)),
  );
  if (changed.some(([key, { change }]) => kindOf(change, olds[key], news[key], news) === "replace")) {
    return [];
  }
  return changed.flatMap(([key]) => {
    const rule = hasUnknown(news[key]) ? undefined : growOnlyOf(definition, key, news);
    if (rule === undefined) {
      return [];
    }
    const sizeOf = (value: unknown) => rule.sizeOf(value, peekEntry(session(), definition, key, scope, value));
    const sizes = { has: sizeOf(olds[key]), gets: sizeOf(news[key]), value: news[key] };
    const reason = shrinkReason(session(), definition, key, sizes);
    return reason === undefined ? [] : [{ property: key, reason }];
  });
}

function peekEntry(
  { catalogs }: ReadSession,
  { inputs }: ResourceDefinition,
  key: string,
  scope: string,
  value: unknown,
): Entry | undefined {
  const catalog = inputs[key]?.catalog;
  return catalog === undefined ? undefined : entryIn(catalogs.peek(catalog, scope, String(value)));
}
