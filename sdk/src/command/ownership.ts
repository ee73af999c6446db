import type { Span } from "./history.js";

/**
 * Who owns an object that has a name of the stack and is in no state. `this stack`: certainly this stack. `unknown`:
 * indiecloud created it, for this stack or for a deployment that generates the same names. `other`: possibly somebody
 * else, because the program itself sets the name.
 */
export type Owner = "this stack" | "unknown" | "other";

/** What an object reveals about the run that created it. */
export interface Clue {
  urn: string;
  /** Whether the provider generated its name. */
  isGenerated: boolean;
  /** Whether the name was generated with this deployment's namespace. */
  hasNamespace: boolean;
  /** Creation time according to the cloud, in milliseconds since the epoch. */
  createdAt?: number | undefined;
  /** How long a create may take, in seconds. */
  createSeconds: number;
}

/** What Pulumi has recorded of runs that did not complete. */
export interface Traces {
  /** The URNs of creates whose outcome Pulumi did not see. */
  pending: ReadonlySet<string>;
  /** When the state was last written: pending creates happened after that. */
  writtenAt: number | undefined;
  /** Runs of `pulumi up` that did not succeed, including those that were only refused. */
  unsuccessful: readonly Span[];
}

/** How far a cloud's clock may lag behind this machine's, in milliseconds. */
const SKEW = 120_000;

/**
 * An object certainly belongs to this stack if one of its runs was interrupted and either nobody else generates the
 * object's name or the object was created in that run. Neither condition is enough alone: a run that was refused
 * because of another deployment's server has failed too. Pure.
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

/** Whether a name ends like a generated one. */
export const isHashed = (name: unknown): boolean => typeof name === "string" && /-[0-9a-f]{7}$/.test(name);
