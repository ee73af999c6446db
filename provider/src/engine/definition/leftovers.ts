export interface Leftover {
  id: string;
  /** `public IP 203.0.113.7 (12345)` */
  name: string;
  /**
   * It certainly came with the object and nobody has used it since, so it is released. Otherwise it is only reported in a
   * warning.
   */
  isOwn: boolean;
  /** What to report when it has been released: `its backups stay`. */
  note?: string;
}

/** Declared as methods, so that a definition is assignable to `ResourceDefinition`. */
export interface Leftovers<RemovalContext> {
  /**
   * The leftovers of an object that was just removed, or has vanished. Makes no request if the state shows that there can be
   * none.
   */
  find(context: RemovalContext, how: "removed" | "vanished"): Promise<readonly Leftover[]>;
  giveBack(context: RemovalContext, leftover: Leftover): Promise<void>;
}
