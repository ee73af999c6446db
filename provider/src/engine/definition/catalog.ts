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
  /** Texts that the cloud accepts although its list may not show them. Applies only if no entry has such a name either. */
  verbatim?: RegExp;
}
