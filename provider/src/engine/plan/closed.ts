import type { Entry } from "../definition/catalog.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { nearest } from "../definition/nearest.ts";
import { quoted } from "../definition/secrecy.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { orList, plural } from "../definition/words.ts";
import type { ReadSession } from "../observe/read-session.ts";

/** Why no new object can have an entry that the cloud lists: it is closed. Existing objects may have it. */
export async function closedFailures(
  { cloud, catalogs }: ReadSession,
  { inputs, noun, token }: ResourceDefinition,
  property: string,
  { scope, entry }: { scope: string; entry: Entry },
): Promise<CheckFailure[]> {
  const catalog = inputs[property]?.catalog ?? "";
  const why = await catalogs.closed(catalog, scope, { entry, token });
  if (why === undefined) {
    return [];
  }
  const others = (await catalogs.list(catalog, scope)).filter(
    ({ id, info }) => id !== entry.id && info?.available !== false,
  );
  const names = nearest(entry.name, others, ({ name }) => [name]).map(({ name }) => quoted(name));
  const suggestion = names.length === 0 ? "" : `, such as ${orList(names)}`;
  return [
    {
      property,
      reason: `${quoted(entry.name)} is closed to new ${plural(noun)}: ${cloud} reports ${why}. Choose another ${catalogs.noun(catalog)}${suggestion}, or wait until it is open. Existing ${plural(noun)} are not affected.`,
    },
  ];
}
