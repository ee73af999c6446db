import { HIDDEN } from "./secrecy.ts";

/** Nouns and values in sentences. */

/** `VM` -> `a VM`, `SSH key` -> `an SSH key`. For an abbreviation, the sound of its first letter counts; NAVER is not one. */
export function withArticle(noun: string): string {
  const abbreviation = /^[A-Z0-9]{2,4}\b/.test(noun);
  const vowel = abbreviation ? /^[AEFHILMNORSX8]/.test(noun) : /^[aeio]/i.test(noun);
  return `${vowel ? "an" : "a"} ${noun}`;
}

/** `VM` -> `VMs`, `VPS` -> `VPSes`, `box` -> `boxes`, `reverse DNS entry` -> `reverse DNS entries`. */
export const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}${/(?:s|x|ch|sh)$/i.test(noun) ? "es" : "s"}`;

/** `a`, `a or b`, `a, b or c`. */
export const orList = (items: readonly string[]): string =>
  [items.slice(0, -1).join(", "), ...items.slice(-1)].filter((part) => part !== "").join(" or ");

/** The text with its first letter in upper case. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A value of a field, for a sentence. */
export const inWords = (field: { secret?: true } | undefined, value: unknown): string =>
  field?.secret === true ? HIDDEN : (JSON.stringify(value) ?? "not set");
