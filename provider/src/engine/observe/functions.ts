import type { CloudDefinition, CloudFunction } from "../definition/cloud.ts";
import { nearest } from "../definition/nearest.ts";
import { type CheckFailure, shapeFailures } from "../definition/shape.ts";
import { defined, type Json } from "../definition/values.ts";
import { plainOutputs } from "../state/state.ts";
import type { LookupFunction } from "./lookup.ts";
import { LISTINGS, listFunction } from "./lookup-lists.ts";
import { serverFunction } from "./lookup-server.ts";

/**
 * Lookup functions: what programs ask of a cloud without managing it. They are derived from the cloud's definition and only
 * read; all of them share the lists of the account's session.
 */

/** The functions of a cloud, derived from its definition. */
export function functionsOf(cloud: CloudDefinition): readonly LookupFunction[] {
  const { lookups } = cloud;
  return lookups === undefined
    ? []
    : [
        ...LISTINGS.flatMap((listing) => listFunction(cloud, lookups, listing)),
        serverFunction(cloud, lookups),
        ...(lookups.others ?? []).map((server) => serverFunction(cloud, { server })),
        ...(cloud.functions ?? []).map((own) => ownFunction(cloud, own)),
      ];
}

/** A function of the cloud's own. */
const ownFunction = (
  { name: cloud }: CloudDefinition,
  { name, run, ...own }: CloudFunction<unknown>,
): LookupFunction => ({
  ...own,
  token: `${cloud}:${name}`,
  validate: (args) =>
    own.required
      .filter((key) => args[key] === undefined)
      .map((property) => ({ property, reason: `${name} needs ${property}` })),
  run: async ({ api }, args) => plainOutputs(defined(await run(api, args))),
});

/** The part of a function's result that is secret. */
export const secretResults = ({ outputs }: LookupFunction, result: Json): Json =>
  Object.fromEntries(Object.entries(result).filter(([key]) => outputs[key]?.secret === true));

/** The errors in the arguments, as for a resource. */
export function argumentFailures(definition: LookupFunction, args: Json): CheckFailure[] {
  const names = Object.keys(definition.inputs);
  const failures = Object.entries(args).flatMap(([key, value]) => {
    const known = definition.inputs[key];
    if (known !== undefined) {
      return shapeFailures(key, known, value);
    }
    const [closest] = nearest(key, names, (name) => [name], 1);
    return [{ property: key, reason: `${definition.token} has no argument ${key}. Did you mean ${closest}?` }];
  });
  return failures.length > 0 ? failures : [...(definition.validate?.(args) ?? [])];
}
