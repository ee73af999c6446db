import type { Span } from "./history.js";

/**
 * Whose an object is that bears a name of the stack, and is in no state. `this stack`: certainly. `unknown`: indiecloud made
 * it, for this stack or for a deployment that generates the same names. `other`: perhaps somebody else, as the program
 * itself gives the name.
 */
export type Owner = "this stack" | "unknown" | "other";

/** What an object tells of the run that made it. */
export interface Clue {
  urn: string;
  /** Whether its name is one that the provider generates. */
  isGenerated: boolean;
  /** Whether that was generated with the namespace of this deployment. */
  hasNamespace: boolean;
  /** When the cloud says that it was made, in milliseconds since the epoch. */
  createdAt?: number | undefined;
  /** How long a create may take, in seconds. */
  createSeconds: number;
}

/** What runs that did not come to their end have left at Pulumi. */
export interface Traces {
  /** The URNs of creates that Pulumi has not seen the end of. */
  pending: ReadonlySet<string>;
  /** When the state was written last: what was being made then was made after it. */
  writtenAt: number | undefined;
  /** Runs of `pulumi up` that did not succeed. A run that was only refused is among them. */
  unsuccessful: readonly Span[];
}

/** How far the clock of a cloud may be behind this one, in milliseconds. */
const SKEW = 120_000;

/**
 * An object is certainly this stack's if a run of it was interrupted, and either nobody else generates its name or it was made
 * in that run. Neither alone is enough: a run that was refused because of another deployment's server has failed too. Pure.
 */
export function ownerOf(clue: Clue, { pending, writtenAt, unsuccessful }: Traces): Owner {
  const isPending = pending.has(clue.urn);
  const interrupted =
    isPending && writtenAt !== undefined ? [{ from: writtenAt, to: writtenAt + clue.createSeconds * 1000 }] : [];
  const { createdAt } = clue;
  const isCreatedThen =
    createdAt !== undefined &&
    [...unsuccessful, ...interrupted].some(({ from, to }) => createdAt >= from - SKEW && createdAt <= to);
  const isInterrupted = isPending || unsuccessful.length > 0;
  if (isInterrupted && ((clue.isGenerated && clue.hasNamespace) || isCreatedThen)) {
    return "this stack";
  }
  return clue.isGenerated ? "unknown" : "other";
}

/** Whether a name ends as those do that are generated. */
export const isHashed = (name: unknown): boolean => typeof name === "string" && /-[0-9a-f]{7}$/.test(name);
