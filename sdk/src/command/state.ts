import { isDeepStrictEqual } from "node:util";
import { accountOf, isDefaultProvider, isSealed, openSealed, providerUrn, SEALED } from "../automation/state.js";
import { isRecord, SIGNATURE } from "../automation/values.js";
import { nameIn, tokenOf as tokenIn } from "../shape.js";
import { pulumi } from "./pulumi.js";
import type { Properties } from "./queries.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** A resource as in `pulumi stack export` and `pulumi preview --json`; other members are passed on unchanged. */
export interface StateResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  inputs?: Properties;
  outputs?: Properties;
  parent?: string;
  /** `<urn>::<id>` */
  provider?: string;
  dependencies?: readonly string[] | null;
  propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  additionalSecretOutputs?: readonly string[];
  initErrors?: readonly string[];
  /** In seconds. */
  customTimeouts?: { create?: number };
  /** Replaced, but not yet deleted. */
  delete?: boolean;
  /** Deleted by a replacement whose other half has not been created yet. */
  pendingReplacement?: boolean;
  [more: string]: unknown;
}

/** What an interrupted Pulumi was about to do. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  type: string;
  resource: StateResource;
}

export interface StackState {
  /** `time`: when the state was written. */
  manifest?: { time?: string };
  resources?: readonly StateResource[];
  pending_operations?: readonly PendingOperation[];
  [more: string]: unknown;
}

/** The format of `pulumi stack export` and `pulumi stack import`. */
export interface Exported {
  version: number;
  deployment: StackState;
}

/** `sealed`: secrets as ciphertext. `open`: as plain text, kept only in this process's memory. */
export async function exportState(options: StackOptions, secrets: "sealed" | "open"): Promise<Exported> {
  const flags = secrets === "open" ? ["--show-secrets"] : [];
  const printed = await pulumi(["stack", "export", "--stack", await stackName(options), ...flags], {
    cwd: folderOf(options),
  });
  const { version, deployment }: { version: number; deployment: StackState | null } = JSON.parse(printed);
  return { version, deployment: deployment ?? {} };
}

/** When a state was written, in milliseconds since the epoch. */
export function writtenAt({ manifest }: StackState): number | undefined {
  const time = Date.parse(manifest?.time ?? "");
  return Number.isNaN(time) ? undefined : time;
}

export const sameState = (a: Exported, b: Exported): boolean => isDeepStrictEqual(a, b);

/** Stands for a value that is not known before `pulumi up`. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const members = (value: unknown): unknown[] =>
  isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : [];

export const some = (value: unknown, is: (each: unknown) => boolean): boolean =>
  is(value) || members(value).some((each) => some(each, is));

export const holdsSecret = (value: unknown): boolean => some(value, isSealed);

/**
 * A secret in the form that `pulumi stack import` accepts and encrypts. `value` may have the wire format's secret mark.
 */
export const sealSecret = (value: unknown): Properties => ({
  [SIGNATURE]: SEALED,
  plaintext: JSON.stringify(isSealed(value) && Object.hasOwn(value, "value") ? value.value : value),
});

/** Properties with their secrets sealed. */
export const sealingWith = (properties: Properties, secrets: readonly string[]): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, secrets.includes(key) ? sealSecret(value) : value] as const),
  );

/** Whether a value has the secret mark of Pulumi's wire format. */
export const isMarked = (value: unknown): boolean => isSealed(value) && Object.hasOwn(value, "value");

/** `lunanode:Vm`, with either adapter; undefined for a resource of another package. */
export const tokenOf = ({ type }: { type: string }): string | undefined => tokenIn(type);

export { accountOf, isDefaultProvider, nameIn, openSealed, providerUrn };

/** The stack and the project in a URN. */
export function stackIn(urn: string): { stack: string; project: string } {
  const [, stack = "", project = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(urn) ?? [];
  return { stack, project };
}
