import type { CatalogInfo } from "./catalog-info.ts";

/** One plan, image, region, key …: by its id, or by the name that the cloud's panel shows. */
export interface Entry {
  id: string;
  name: string;
  /** Further spellings that mean this entry. */
  also?: readonly string[];
  /** Where it can be used, in a catalog of all scopes; everywhere when absent. */
  scope?: string;
  /** What else the cloud tells of it, for steps that must compare, such as the disk of a plan. */
  facts?: Readonly<Record<string, string | undefined>>;
  /** What programs read of it, in the same fields for every cloud. */
  info?: CatalogInfo;
}

export interface Catalog<Api> {
  /** Singular, for messages: `plan`. */
  noun: string;
  list(api: Api, scope: string): Promise<readonly Entry[]>;
  /** One list serves all scopes. */
  allScopes?: true;
  /** Texts that the cloud accepts although its list may not show them, where no entry looks like this either. */
  verbatim?: RegExp;
}
