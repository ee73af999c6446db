import type { Json } from "./values.ts";

/** The life of a server that `indiecloud verify --with-server` makes: what a cloud has to say of it. */

/** What a server is made of. */
export interface TrialChoice {
  plan: string;
  image: string;
  region?: string | undefined;
}

export interface TrialContext {
  /** Every name begins with the prefix of `verify`'s objects. */
  name: string;
  choice: TrialChoice;
  /** Undefined: as it comes. */
  powerState?: "running" | "stopped" | undefined;
  /** An SSH key whose private half nobody has. */
  publicKey: string;
  /** The id and the outputs of another object of the trial, by its label. */
  id(label: string): string;
  output(label: string, key: string): unknown;
}

export interface TrialObject {
  /** `key`: the name in the cloud is made from it. */
  label: string;
  token: string;
  inputs(context: TrialContext): Json;
}

export interface Trial {
  /** What the server needs, in this order; deleted after it, in the other. */
  before: readonly TrialObject[];
  server: TrialObject;
  /** What needs the server; deleted before it. */
  after: readonly TrialObject[];
  /** A server changes only between plans of one family. Absent: between any. */
  family?(plan: string): string;
}
