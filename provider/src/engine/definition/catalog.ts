import type { CatalogInfo } from "./catalog-info.ts";

/** A plan, image, region, key …, identified by its ID or by its name in the cloud's panel. */
export interface Entry {
  id: string;
  name: string;
  /** Other spellings of this entry. */
  also?: readonly string[];
  /** Where it can be used, in a catalog of all scopes. Absent: everywhere. */
  scope?: string;
  /** Other facts from the cloud, for steps that compare them, such as the disk size of a plan. */
  facts?: Readonly<Record<string, string | undefined>>;
  /** What programs read about it, in the same fields for every cloud. */
  info?: CatalogInfo;
}

export interface Catalog<Api> {
  /** Singular, for messages: `plan`. */
  noun: string;
  list(api: Api, scope: string): Promise<readonly Entry[]>;
  /** One list serves all scopes. */
  allScopes?: true;
  /** The part of a scope that the list depends on. Default: all of it. */
  within?(scope: string): string;
  /** Texts that the cloud accepts although its list may not show them. Applies only if no entry has such a name either. */
  verbatim?: RegExp;
  /**
   * Why the cloud makes no new object with an entry that it lists, such as `its state as "DOWN"`; undefined if it does. `token`:
   * the type of the object.
   */
  closed?(
    api: Api,
    scope: string,
    of: { entry: Entry; token: string },
  ): string | undefined | Promise<string | undefined>;
  /** Asked about an ID that the list lacks: whether the cloud has it all the same. For lists that may be incomplete. */
  alsoHas?(api: Api, scope: string, id: string): Promise<boolean>;
}
