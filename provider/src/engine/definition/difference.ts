/** A create whose response may not name what it created. */
export interface Difference {
  /** For the error if the new object cannot be identified. */
  cloud: string;
  call: string;
  /** Sends the create. Returns the key if the response names it. */
  send(): Promise<string | undefined>;
  /** The keys of all objects, each with whether it could be the new one. */
  list(): Promise<readonly (readonly [key: string, fits: boolean])[]>;
}
