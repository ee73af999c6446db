export interface Leftover {
  id: string;
  /** `public IP 203.0.113.7 (12345)` */
  name: string;
  /** It certainly came with the object, and nobody has taken it since: it is given back. Else a warning names it. */
  isOwn: boolean;
  /** What the user reads when it has been given back: `its backups stay`. */
  note?: string;
}

/** Declared as methods, so that a definition is assignable to `ResourceDefinition`. */
export interface Leftovers<RemovalContext> {
  /**
   * Those that are there, of an object that was removed just now, or has vanished. Asks nothing if the state tells that
   * there can be none.
   */
  find(context: RemovalContext, how: "removed" | "vanished"): Promise<readonly Leftover[]>;
  giveBack(context: RemovalContext, leftover: Leftover): Promise<void>;
}
