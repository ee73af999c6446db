import type { At, View } from "../../engine/definition/view.ts";
import type { Ovh } from "./account.ts";
import { REGION_FIELD } from "./place-fields.ts";
import { placeIn } from "./scope.ts";

/** Objects of a region, or of a parent in a region, whose rows do not say where they are. */

/** A row with the scope in which its resource has it. */
export type Placed<Row> = Row & { readonly scope: string };

/** The region and the parent in the scope of a row. */
export const regionOf = ({ scope }: { scope: string }): string | undefined => scope.split("/")[1];
export const parentOf = ({ scope }: { scope: string }): string | undefined => scope.split("/")[2];

/** The name of an object that has one in the panel and is found by it. */
export const NAME_FIELD = {
  description: "Name in the panel. Generated from the resource's name if absent.",
  change: "update",
  read: { from: { row: (row: { name?: string | undefined }) => row.name }, drift: "repair" },
} as const;

export const PLACED_REGION_FIELD = { ...REGION_FIELD, read: { from: { row: regionOf }, drift: "report" } } as const;

/** How objects of a region with a name are listed, named and missed. */
export const NAMED_IN_REGION = {
  listBy: { project: "configured", region: "all" },
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  absenceProof: "both",
  consistencyWindow: 60,
} as const;

interface PlacedView<Row> {
  /** The rows of a scope; of a wider one, if parts of it are missing. */
  listIn(api: Ovh, scope: string): Promise<readonly Placed<Row>[]>;
  /** One object, if its whole scope is known. */
  fetch(api: Ovh, at: At): Promise<Row>;
  /** If the scope ends in a parent: the IDs of all that there are in the region. */
  parents?(api: Ovh, scope: string): Promise<readonly string[]>;
}

export function placedView<Row extends { id: string }>({
  listIn,
  fetch,
  parents,
}: PlacedView<Row>): View<Ovh, { row: Placed<Row> }, Placed<Row>> {
  return {
    list: async (api, scope) => (await listIn(api, scope)).map((row) => [row.id, row, row.scope] as const),
    one: async (api, at) => {
      const { regionName, parent } = placeIn(api, at.scope);
      if (regionName !== undefined && (parents === undefined || parent !== undefined)) {
        return { row: { ...(await fetch(api, at)), scope: at.scope } };
      }
      // Only its ID was given.
      const row = (await listIn(api, at.scope)).find(({ id }) => id === at.key);
      return row && { row };
    },
    ...(parents && {
      isScopeGone: async (api, scope) => {
        const { serviceName, regionName, parent } = placeIn(api, scope);
        return parent !== undefined && !(await parents(api, `${serviceName}/${regionName}`)).includes(parent);
      },
    }),
  };
}
