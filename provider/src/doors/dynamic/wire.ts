import { createHash } from "node:crypto";
import { isCommonInput } from "../../engine/common.ts";
import type { ResourceDefinition } from "../../engine/definition.ts";
import type { Difference } from "../../engine/diff.ts";
import { plain } from "../../engine/state.ts";
import { hasUnknown, isRecord, type Json } from "../../engine/values.ts";
import { dynamicType } from "./text.ts";

/** Properties are plain JavaScript here; these two are the door's own and never reach the engine. */
export const PROVIDER = "__provider";
/** The URN, which the dynamic server does not tell: the SDK passes it as an input. */
export const AUTO_NAME = "__autoName";

/** Pulumi's mark of a secret value on the wire. The dynamic server passes it through to the engine, which honours it. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What Pulumi sends in previews for any value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties as the engine has them: without the door's own, and with null as missing, which is what it means to Pulumi. */
export const incoming = (properties: Json): Json =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([key, value]) => key !== PROVIDER && key !== AUTO_NAME && value !== null && value !== undefined,
    ),
  );

/**
 * Properties as the dynamic server can send them: plain data, as it refuses `undefined` and `BigInt` when the object
 * has already been made, and turns a `Date` into `{}`. Secrets are marked, which needs no `additionalSecretOutputs`
 * and also holds for what a failed create leaves behind.
 */
export function outgoing(definition: ResourceDefinition, properties: Json): Json {
  return Object.fromEntries(
    Object.entries(plain(properties)).map(([key, value]) => [key, isSecret(definition, key) ? sealed(value) : value]),
  );
}

export const isSecret = (definition: ResourceDefinition, key: string): boolean =>
  definition.inputs[key]?.secret === true || definition.outputs[key]?.secret === true;

const isSealed = (value: unknown): boolean => isRecord(value) && value[SIGNATURE] === SECRET;

/** What is not known yet has nothing to hide, and Pulumi looks for it by its bare text. */
const sealed = (value: unknown): unknown =>
  value === null || isSealed(value) || (typeof value === "string" && hasUnknown(value))
    ? value
    : { [SIGNATURE]: SECRET, value };

/** Whether a difference is one that Pulumi sees too when it compares the inputs. */
export const isPlainInput = (definition: ResourceDefinition, { key }: Difference): boolean =>
  definition.inputs[key] !== undefined || isCommonInput(key);

/**
 * The URN as the SDK passes it. Without it (a resource that was not made by the SDK's classes) the inputs stand for it:
 * preview and update then still agree on a generated name, and two resources of equal inputs are refused.
 */
export function urnOf(token: string, project: string, news: Json): string {
  const given = news[AUTO_NAME];
  if (typeof given === "string" && given.startsWith("urn:")) {
    return given;
  }
  const digest = createHash("sha256")
    .update(JSON.stringify(incoming(news)))
    .digest("hex");
  const [, noun = token] = token.split(":");
  return `urn:pulumi:${digest}::${project}::${dynamicType(token)}::${noun.toLowerCase()}`;
}
