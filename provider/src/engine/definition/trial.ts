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
  /**
   * For a resource without a name: whether an object with these inputs is the trial's. `references` returns what an input can be
   * that refers to the trial's object with a label: its name, its ID or the cloud's own ID.
   */
  isOwn?(inputs: Json, references: (label: string) => ReadonlySet<string>): boolean;
  /**
   * It belongs to something that the account must have already, such as a DNS zone: the first object of a resource, which becomes
   * the input. Without one the step is skipped.
   */
  within?: { token: string; input: string };
}

/** What happens to an object next to the server: it is deleted, or some of its inputs change. */
export type TrialChange = { step: string; delete: string } | { step: string; change: string; to: Json };

export interface Trial {
  /** Objects that the server needs, in this order. Deleted after it, in reverse order. */
  before: readonly TrialObject[];
  server: TrialObject;
  /** Objects that need the server, or are no reason to stop if they fail. Deleted before it. */
  after: readonly TrialObject[];
  /** What happens to these objects, before the server changes. */
  changes?: readonly TrialChange[];
  /** Family of a plan: a server can only be resized within it. Absent: no restriction. */
  family?(plan: string): string;
}
