import { createHash } from "node:crypto";
import { isCommonInput } from "../../engine/definition/common-inputs.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import { namespaced } from "../../engine/definition/names.ts";
import { hasUnknown, type Json } from "../../engine/definition/values.ts";
import type { Difference } from "../../engine/plan/diff.ts";
import { plainOutputs } from "../../engine/state/state.ts";
import { AUTO_NAME, type Concealing, incoming, isSealed, seal } from "../encoding.ts";
import { dynamicType } from "./text.ts";

/**
 * Encodes properties for the dynamic server as plain data: it fails on `undefined` and `BigInt` after the object has been
 * created, and turns a `Date` into `{}`. Secrets are marked in the values, which makes `additionalSecretOutputs` unnecessary
 * and also covers the state that a failed create leaves.
 */
export function outgoing(properties: Json, conceal: Concealing): Json {
  const bare = plainOutputs(properties);
  const isSecret = conceal(bare);
  return Object.fromEntries(
    Object.entries(bare).map(([key, value]) => [key, isSecret(key) ? sealSecret(value) : value]),
  );
}

/** An unknown has nothing to hide, and Pulumi recognizes it only as bare text. */
const sealSecret = (value: unknown): unknown =>
  value === null || isSealed(value) || (typeof value === "string" && hasUnknown(value)) ? value : seal(value);

/** Whether Pulumi itself would find this difference when it compares the inputs. */
export const isPlainInput = (definition: ResourceDefinition, { key }: Difference): boolean =>
  definition.inputs[key] !== undefined || isCommonInput(key);

/**
 * The URN that names are generated from, as the SDK passes it. Without one (for a resource that was not created by the SDK's
 * classes) a hash of the inputs replaces it: preview and update then still agree on a generated name, and two resources with
 * equal inputs are rejected.
 */
export function urnOf(token: string, project: string, news: Json, namespace?: string): string {
  const given = news[AUTO_NAME];
  if (typeof given === "string" && given.startsWith("urn:")) {
    return namespaced(given, namespace);
  }
  const digest = createHash("sha256")
    .update(JSON.stringify(incoming(news)))
    .digest("hex");
  const [, noun = token] = token.split(":");
  return `urn:pulumi:${digest}::${namespace ?? project}::${dynamicType(token)}::${noun.toLowerCase()}`;
}
