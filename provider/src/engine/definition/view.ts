/** One type per view: `{ row: VmRow; detail: VmDetail }`. A view is one shape in which the cloud shows the object. */
export type ViewTypes = object;

/** What has been observed of one object: the views that were fetched. */
export type Observed<V extends ViewTypes> = { [N in keyof V]?: V[N] };

/** What has been observed of an object of any resource. */
export type AnyObserved = Observed<Record<string, unknown>>;

/** Where an object is. `scope` is the region or project (`""` if the cloud has none), `key` the cloud's own ID. */
export interface At {
  scope: string;
  key: string;
}

/** One way to observe objects. Views are declared cheapest first. */
export interface View<Api, V extends ViewTypes, Row> {
  /**
   * Every object of the scope, complete (all pages). If one list covers all scopes, set `allScopes` and return the scope of
   * each row. `undefined`: this account has no such list; it then proves nothing, and objects are read one by one.
   */
  list?(
    api: Api,
    scope: string,
  ): Promise<readonly (readonly [key: string, row: Row, scope?: string | undefined])[] | undefined>;
  /**
   * Instead of `list`, if the cloud lists only IDs: every ID of the scope, complete. Objects are then read one by one, and only
   * those that are asked for; the IDs prove what is absent.
   */
  ids?(api: Api, scope: string): Promise<readonly (readonly [key: string, scope?: string | undefined])[]>;
  allScopes?: true;
  /** The row of an object that the list lacks, if its absence has a meaning: that the object has nothing of what is listed. */
  none?: Row;
  /**
   * Whether what the scope ends in, such as a zone, is proven to be gone by a complete list, so that nothing in it is there. Only
   * asked if a read is refused: without a parent, most clouds refuse to list its children.
   */
  isScopeGone?(api: Api, scope: string): Promise<boolean>;
  /** One object; may include other views. `undefined`: not found. A `notFound` error means the same. */
  one?(api: Api, at: At): Promise<Observed<V> | undefined>;
}

export type Phase =
  | { is: "ready" }
  /** Also for every unknown status: it is waited for until the deadline, then quoted. */
  | { is: "pending" }
  | { is: "gone" }
  /** The build has failed for good. Causes a replacement only during creation. */
  | { is: "failed"; why: string };
