import { z } from "zod";
import type { ResourceDefinition } from "../definition/definition.ts";
import { isRecord, type Json } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";

/**
 * What the engine remembers of an object, and the formats that earlier releases wrote. Absent: the object was imported or
 * written to the state by hand. Anything else is either fully understood or an error: partly understood metadata could drop a
 * server from the state, or change inputs that nobody has changed.
 */

/** The output that holds the metadata. Pulumi does not show keys that begin with `__`. */
export const METADATA = "__indiecloud";

/**
 * A hidden input with the values that the provider filled in because the program gave none, by key. It shows that such a value
 * has drifted, so that a changed generated name is restored.
 */
export const DEFAULTED = "__defaulted";
/** Its name in release 0.1.0. */
export const FORMERLY_DEFAULTED = "__filled";

/** The inputs that the provider filled in, by key. */
export function defaultedInputs(inputs: Json): Json {
  const defaulted = inputs[DEFAULTED] ?? inputs[FORMERLY_DEFAULTED];
  return isRecord(defaulted) ? defaulted : {};
}

/** The first release that wrote each version. A new version needs an entry here and an upgrade below. */
const RELEASES: Readonly<Record<number, string>> = { 1: "0.1.0", 2: "0.2.0" };
export const METADATA_VERSION = 2;

const byKey = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const reported = z.record(z.string(), z.strictObject({ value: z.unknown().optional() }));

/** Every key is always present, so that a lost one is noticed. */
const schema = z
  .strictObject({
    version: z.literal(METADATA_VERSION),
    /** The inputs that the user manages; others are neither compared nor changed. */
    managed: z.array(z.string()),
    /** The inputs that the provider filled in, by key. */
    defaulted: z.record(z.string(), z.unknown()),
    /** Fingerprints of the account that the object belongs to: `engine/observe/account-identity.ts`. */
    account: z.string(),
    endpoint: z.string(),
    /** Where to read it; never taken from the configuration. */
    scope: z.string(),
    /** The IDs behind references by name. */
    ids: byKey,
    /** How the cloud spells references, if that is neither the text nor the ID, so that a refresh needs no catalog. */
    displayed: byKey,
    /** Report-only drift found by the last refresh: by input, the cloud's value; without the value for a secret. */
    reported,
    /** The inputs that the last refresh could not compare. */
    uncompared: z.array(z.string()),
    /** The inputs whose step did not finish. */
    unfinished: z.array(z.string()),
    /**
     * The power state at the end of the last operation: `running`, `stopped` or the cloud's own further words; empty if
     * unknown.
     */
    power: z.string(),
    /** True until the first run has finished. */
    pending: z.boolean(),
    /** Milliseconds since the epoch; set while `pending`. */
    createdAt: z.number().optional(),
  })
  .refine(({ pending, createdAt }) => !pending || createdAt !== undefined, {
    error: "is missing although the create has not finished",
    path: ["createdAt"],
  });

export type ResourceMetadata = z.infer<typeof schema>;

/** The format of release 0.1.0, which wrote no version. */
const version1 = z
  .strictObject({
    managed: z.array(z.string()),
    filled: z.record(z.string(), z.unknown()).optional(),
    account: z.string(),
    endpoint: z.string(),
    scope: z.string(),
    createdAt: z.number().optional(),
    ids: byKey.optional(),
    shown: byKey.optional(),
    reported: reported.optional(),
    uncompared: z.array(z.string()).optional(),
    pending: z.boolean().optional(),
  })
  .transform(
    ({ filled = {}, shown = {}, ids = {}, uncompared = [], pending = false, createdAt, ...old }): ResourceMetadata => ({
      ...old,
      version: METADATA_VERSION,
      defaulted: filled,
      ids,
      displayed: shown,
      reported: old.reported ?? {},
      uncompared,
      unfinished: [],
      power: "",
      pending,
      ...(pending ? { createdAt: createdAt ?? 0 } : {}),
    }),
  );

/** Reads each version and upgrades it to the current one. */
const READERS: Readonly<Record<number, z.ZodType<ResourceMetadata>>> = {
  1: version1,
  [METADATA_VERSION]: schema,
};

type MetadataSubject = Pick<ResourceDefinition, "token" | "noun" | "adoptInput">;

/**
 * The metadata in the outputs, in the current format; undefined if the engine has never written them. Throws if it is damaged
 * or written by a newer release.
 */
export function readMetadata(definition: MetadataSubject, id: string, outputs: Json): ResourceMetadata | undefined {
  const stored = outputs[METADATA];
  if (stored === undefined) {
    return undefined;
  }
  const version = versionOf(stored);
  const reader = READERS[version ?? Number.NaN];
  if (reader === undefined) {
    throw version !== undefined && Number.isInteger(version) && version > METADATA_VERSION
      ? newer(definition, id, version)
      : unreadable(definition, id, undefined, ["there is no such version of it"]);
  }
  const parsed = reader.safeParse(stored);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
    throw unreadable(definition, id, version, issues);
  }
  return parsed.data;
}

/** Whether the metadata of these outputs is in the current format. */
export const isCurrent = (outputs: Json): boolean => versionOf(outputs[METADATA]) === METADATA_VERSION;

/** Undefined: the version is not known. */
function versionOf(stored: unknown): number | undefined {
  if (!isRecord(stored)) {
    return undefined;
  }
  const { version = 1 } = stored;
  return typeof version === "number" ? version : undefined;
}

const newer = ({ token }: MetadataSubject, id: string, version: number): RefusedError =>
  new RefusedError(
    `${token} ${id}: its state was written by a release of indiecloud newer than ${RELEASES[METADATA_VERSION]} (metadata version ${version}; this release reads versions up to ${METADATA_VERSION}). Nothing was read, changed or deleted. Use that release or a later one wherever this stack is used: npm install @indiecloud/pulumi@latest, or the plugin of that release.`,
  );

function unreadable(
  { token, noun, adoptInput = "adopt" }: MetadataSubject,
  id: string,
  version: number | undefined,
  issues: readonly string[],
): RefusedError {
  const release = version === undefined ? undefined : RELEASES[version];
  const author =
    release === undefined
      ? "the release that wrote it is unknown"
      : `written by release ${release} or another with metadata version ${version}`;
  return new RefusedError(
    `${token} ${id}: indiecloud's metadata in the state (${METADATA}) is damaged: ${issues.join("; ")} (${author}). Nothing was read, changed or deleted. Restore an earlier state (pulumi stack export --version, or a copy of the state file; then pulumi stack import). Or run pulumi state delete on the resource, which leaves the ${noun} in the cloud, and adopt it again with ${adoptInput}: "${id}" in its arguments. Both are described in docs/troubleshooting.md.`,
  );
}
