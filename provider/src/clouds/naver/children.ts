import { type IdForm, scopedId } from "../../engine/definition/definition.ts";
import type { View } from "../../engine/definition/view.ts";
import { CloudError } from "../../http/errors.ts";
import type { InRegion, Naver } from "./account.ts";
import type { Kind } from "./schemas.ts";

/** Objects that NAVER Cloud shows only by their parent, such as the listeners of a load balancer. */
export interface Children<Row, Parent> {
  parents: Kind<Parent>;
  /** Whether the parent's row may have children. Default: each may. */
  mayHave?(parent: Parent): boolean;
  /** All children of a parent. */
  of(api: Naver, region: string, parent: string): Promise<readonly Row[]>;
  /** The numbers of the parent and of the child. */
  parts(row: Row): readonly [parent: string, child: string];
}

/** `<parent>:<child>`, as Terraform imports them: a child is read by its parent. */
export const childKey = (parent: string, child: string): string => `${parent}:${child}`;

/** The ID of a child in a region. Its number alone does not say which parent to ask. */
export const childId = (parentNoun: string, example: string): IdForm => ({
  ...scopedId(example),
  lacks: ({ key }) => (/^[^:]+:[^:]+$/.test(key) ? undefined : `the number of its ${parentNoun}`),
});

export const partsOf = (key: string): { parent: string; child: string } => {
  const [parent = "", child = ""] = key.split(":");
  return { parent, child };
};

/** One list for each parent that may have children. */
export function childrenView<Row, Parent>({
  parents,
  mayHave = () => true,
  of,
  parts,
}: Children<Row, Parent>): View<Naver, { row: InRegion<Row> }, InRegion<Row>> {
  const rowsOf = async (api: Naver, scope: string, parent: string): Promise<(readonly [string, InRegion<Row>])[]> => {
    const region = scope || api.region;
    const rows = await of(api, region, parent);
    return rows.map((row) => [childKey(...parts(row)), { ...row, regionCode: region }] as const);
  };
  return {
    list: async (api, scope) => {
      const all = await api.list(parents, scope);
      const lists = all.filter(mayHave).map((parent) => rowsOf(api, scope, parents.keyOf(parent)));
      return (await Promise.all(lists)).flat();
    },
    one: async (api, { scope, key }) => {
      try {
        const own = (await rowsOf(api, scope, partsOf(key).parent)).find(([each]) => each === key);
        return own === undefined ? undefined : { row: own[1] };
      } catch (error) {
        // The parent may be gone; only the list is proof of it.
        if (error instanceof CloudError && error.kind === "invalid") {
          return undefined;
        }
        throw error;
      }
    },
  };
}
