import type { Json } from "./values.ts";

/** What a cloud declares about the server that `indiecloud verify --with-server` creates. */

/** Plan, image and region of a server. */
export interface TrialChoice {
  plan: string;
  image: string;
  region?: string | undefined;
}

export interface TrialContext {
  /** Starts with the prefix of `verify`'s objects. */
  name: string;
  choice: TrialChoice;
  /** Undefined: the cloud's default. */
  powerState?: "running" | "stopped" | undefined;
  /** An SSH key whose private key was discarded. */
  publicKey: string;
  /** The ID and an output of another object of the trial, by its label. */
  id(label: string): string;
  output(label: string, key: string): unknown;
}

export interface TrialObject {
  /** `key`: part of the name in the cloud. */
  label: string;
  token: string;
  inputs(context: TrialContext): Json;
}

export interface Trial {
  /** Objects that the server needs, in this order. Deleted after it, in reverse order. */
  before: readonly TrialObject[];
  server: TrialObject;
  /** Objects that need the server. Deleted before it. */
  after: readonly TrialObject[];
  /** Family of a plan: a server can only be resized within it. Absent: no restriction. */
  family?(plan: string): string;
}
