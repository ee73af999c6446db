import { isDeepStrictEqual } from "node:util";
import { isRecord, type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { textsIn } from "../../engine/secret-hiding.ts";
import { type Concealing, isMissing, isSealed, SIGNATURE, seal } from "../encoding.ts";

/**
 * Converts properties between Pulumi's engine and ours. Ours uses plain data and the mark of the unknown; Pulumi's also marks
 * secrets, resource references and values with their dependencies.
 */

const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/**
 * A value in which secrets are the only mark, each sealed once. A resource becomes its ID, a null member is dropped, and
 * anything unknown becomes the mark of the unknown.
 */
export function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normal);
  }
  if (!isRecord(value)) {
    return value;
  }
  if (isSealed(value)) {
    return sealedOnce(normal(value.value));
  }
  switch (value[SIGNATURE]) {
    case RESOURCE:
      return typeof value.id === "string" && value.id !== "" ? value.id : UNKNOWN;
    case OUTPUT: {
      const known = Object.hasOwn(value, "value") ? normal(value.value) : UNKNOWN;
      return value.secret === true ? sealedOnce(known) : known;
    }
    default:
      return normalRecord(value);
  }
}

export const normalRecord = (record: Json): Json =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (isMissing(key, value) ? [] : [[key, normal(value)] as const])),
  );

const sealedOnce = (value: unknown): unknown => (isSealed(value) ? value : seal(value));

/** A normal value without the marks of secrets. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (!isRecord(value)) {
    return value;
  }
  return isSealed(value) ? bare(value.value) : bareRecord(value);
}

export const bareRecord = (record: Json): Json =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, bare(value)] as const));

export const holdsSecret = (value: unknown): boolean =>
  isSealed(value) || (isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : []).some(holdsSecret);

/** The texts inside sealed values. */
export function sealedTexts(value: unknown): string[] {
  if (isSealed(value)) {
    return textsIn(bare(value));
  }
  return (isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : []).flatMap(sealedTexts);
}

/**
 * Marks the secrets among plain properties: everything that the definition declares secret, and everything that was secret in
 * the first of the normal `sources` with a property of this name. A value that has changed since is secret as a whole.
 */
export function markSecrets(properties: Json, sources: readonly Json[], conceal: Concealing): Json {
  const isSecret = conceal(properties);
  const mark = (key: string, value: unknown): unknown => {
    const source = sources.find((each) => Object.hasOwn(each, key))?.[key];
    if (isSecret(key)) {
      return seal(value);
    }
    if (!holdsSecret(source)) {
      return value;
    }
    return isDeepStrictEqual(bare(source), value) ? source : seal(value);
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, mark(key, value)] as const));
}
