/** The content of a body; undefined fields are omitted. */
export type EncodedTree = string | number | boolean | null | readonly EncodedTree[] | WireObject;
export interface WireObject {
  readonly [field: string]: EncodedTree | undefined;
}

/** ISO 8601 with an offset that is not UTC, as OVHcloud writes dates (docs/api/ovh.md §2.1). */
export function isoDate(milliseconds: number): string {
  const shifted = new Date(milliseconds + 2 * 3_600_000).toISOString();
  return `${shifted.slice(0, 19)}+02:00`;
}

/** As in instances: recorded responses end in `Z` (docs/api/ovh.md §3.1). */
export function utcDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** A date, or null for 0. */
export function isoDateOrNull(milliseconds: number): string | null {
  return milliseconds === 0 ? null : isoDate(milliseconds);
}

/** A text, or null for "". */
export function orNull(text: string): string | null {
  return text === "" ? null : text;
}
