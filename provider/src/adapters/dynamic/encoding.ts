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
 * Properties as the dynamic server can send them: plain data, as it refuses `undefined` and `BigInt` when the object
 * has already been made, and turns a `Date` into `{}`. Secrets are marked, which needs no `additionalSecretOutputs`
 * and also holds for what a failed create leaves behind.
 */
export function outgoing(properties: Json, conceal: Concealing): Json {
  const bare = plainOutputs(properties);
  const isSecret = conceal(bare);
  return Object.fromEntries(
    Object.entries(bare).map(([key, value]) => [key, isSecret(key) ? sealSecret(value) : value]),
  );
}

/** What is not known yet has nothing to hide, and Pulumi looks for it by its bare text. */
const sealSecret = (value: unknown): unknown =>
  value === null || isSealed(value) || (typeof value === "string" && hasUnknown(value)) ? value : seal(value);

/** Whether a difference is one that Pulumi sees too when it compares the inputs. */
export const isPlainInput = (definition: ResourceDefinition, { key }: Difference): boolean =>
  definition.inputs[key] !== undefined || isCommonInput(key);

/**
 * The URN that names are made from, as the SDK passes it. Without it (a resource that was not made by the SDK's classes)
 * the inputs stand for it: preview and update then still agree on a generated name, and two resources of equal inputs are
 * refused.
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
