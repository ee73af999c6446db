/** One type a view: `{ row: VmRow; detail: VmDetail }`. A view is one shape in which the cloud shows the object. */
export type ViewTypes = object;

/** What has been observed of one object: the views that were fetched. */
export type Observed<V extends ViewTypes> = { [N in keyof V]?: V[N] };

/** What has been observed of an object of any resource. */
export type AnyObserved = Observed<Record<string, unknown>>;

/** Where an object is. `scope` is the region or project (`""` where the cloud has none), `key` the cloud's own id. */
export interface At {
  scope: string;
  key: string;
}

/** One way to see objects. Views are declared cheapest first. */
export interface View<Api, V extends ViewTypes, Row> {
  /**
   * Every object of the scope, complete (all pages). Where one list covers all scopes, `allScopes` and a scope a row.
   * `undefined`: this account has no such list; then nothing is proved by it, and objects are read one by one.
   */
  list?(
    api: Api,
    scope: string,
  ): Promise<readonly (readonly [key: string, row: Row, scope?: string | undefined])[] | undefined>;
  allScopes?: true;
  /** The row of an object that the list does not have, where that says something of it: that it has none of what is listed. */
  none?: Row;
  /** One object; may fill other views by the way. `undefined`: not there. A `notFound` error means the same. */
  one?(api: Api, at: At): Promise<Observed<V> | undefined>;
}

export type Phase =
  | { is: "ready" }
  /** Also every word that is not known: it is waited for until the deadline, then quoted. */
  | { is: "pending" }
  | { is: "gone" }
  /** The build has ended for good; only during creation this replaces the object. */
  | { is: "failed"; why: string };
