import { isDeepStrictEqual } from "node:util";
import { isCommonInput } from "../engine/definition/common-inputs.ts";
import type { ResourceDefinition } from "../engine/definition/definition.ts";
import { isQuotable } from "../engine/definition/key-types.ts";
import { couldBeSecret } from "../engine/definition/secrecy.ts";
import type { CheckFailure } from "../engine/definition/shape.ts";
import { isRecord, type Json } from "../engine/definition/values.ts";
import { type SecretHiding, secretTexts } from "../engine/secret-hiding.ts";
import { METADATA } from "../engine/state/metadata.ts";
import { printable, printableLine } from "../http/printable.ts";

/** What both adapters know about Pulumi's encoding. */

/**
 * Properties that only the dynamic adapter uses and that never reach the engine. State that moved to the plugin still has the
 * first.
 */
export const PROVIDER = "__provider";
/** The URN, which the dynamic server does not pass on; the SDK adds it as an input. */
export const AUTO_NAME = "__autoName";

/** Marks a value that is more than plain data. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export const isSealed = (value: unknown): boolean => isRecord(value) && value[SIGNATURE] === SECRET;

/** Marks a secret. Pulumi's engine honors the mark in answers, whatever the provider claims to accept. */
export const seal = (value: unknown): Json => ({ [SIGNATURE]: SECRET, value });

/** Null means missing to Pulumi. Metadata that is null is the exception: it is damaged metadata, not that of an import. */
export const isMissing = (key: string, value: unknown): boolean =>
  value === undefined || (value === null && key !== METADATA);

/** Properties as the engine expects them: without the adapter's own, and without missing ones. */
export const incoming = (properties: Json): Json =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([key, value]) => key !== PROVIDER && key !== AUTO_NAME && !isMissing(key, value),
    ),
  );

/** Given properties, returns which of them to mark as secrets. */
export type Concealing = (properties: Json) => (key: string) => boolean;

/**
 * Conceals every property that the definition declares secret, and every value in which the cloud repeats a secret. A value
 * that the program itself sets (`program`) is as secret as the program made it.
 */
export const concealing =
  (definition: ResourceDefinition, hiding: SecretHiding, program: Json): Concealing =>
  (properties) => {
    const own = (key: string) => isSecret(definition, key);
    hiding.learn(secretTexts(definition, [properties]));
    const others = Object.entries(properties).filter(
      ([key, value]) => !own(key) && !isDeepStrictEqual(program[key], value),
    );
    const held = hiding.holds(others.map(([, value]) => value))
      ? others.flatMap(([key, value]) => (hiding.holds(value) ? [key] : []))
      : [];
    return (key) => own(key) || held.includes(key);
  };

const isSecret = (definition: ResourceDefinition, key: string): boolean =>
  definition.inputs[key]?.secret === true || definition.outputs[key]?.secret === true;

/**
 * Pulumi prints the value of the property that a failure names, even a secret one. So a failure names only inputs that are
 * known not to be secret and do not look like a secret; a misspelled name may have been meant for a secret.
 */
export function withoutSecrets(
  definition: ResourceDefinition,
  { property, ...failure }: CheckFailure,
  inputs: Json,
  hidden?: ReadonlySet<string>,
): CheckFailure {
  const reason = printable(failure.reason);
  const [key = ""] = property.split(".");
  const field = definition.inputs[key];
  const isKnown = isCommonInput(key) || (field !== undefined && !isSecret(definition, key) && isQuotable(field.type));
  const open = isKnown && hidden?.has(key) !== true && !couldBeSecret(inputs[key]);
  return open ? { property, reason } : { property: "", reason: `${printableLine(property)}: ${reason}` };
}
