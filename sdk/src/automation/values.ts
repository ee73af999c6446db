/** Values of Pulumi's events as a report may hold them. */

/** What a report shows in place of a secret. */
export const SECRET = "[secret]";

/** The key by which Pulumi marks a value that is not plain data; in events, only secrets are marked. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSecret = (value: unknown): boolean => value === SECRET || (isRecord(value) && SIGNATURE in value);

/** Whether a value is or contains a secret. */
export const holdsSecret = (value: unknown): boolean =>
  isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));
