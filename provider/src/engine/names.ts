import { createHash } from "node:crypto";

export interface NameRule {
  max: number;
  character: RegExp;
}

/**
 * The name of a resource whose program gives none: `<logical name>-<7 hex>`. It depends on nothing but the URN and, in
 * a replacement, the name of the object that is replaced: so preview and update agree, an interrupted create finds
 * its server again, and a replacement differs from what it replaces.
 */
export function generatedName(rule: NameRule, urn: string, before: string): string {
  const logical = urn.slice(urn.lastIndexOf("::") + 2);
  const hash = createHash("sha256").update(urn).update(before).digest("hex").slice(0, 7);
  const allowed = (character: string) => [character, character.toLowerCase()].find((each) => rule.character.test(each));
  const cleaned = [...logical].map((character) => allowed(character) ?? "-").join("");
  const stem = cleaned.replace(/^[^A-Za-z0-9]+/, "").slice(0, rule.max - hash.length - 1);
  return `${stem === "" ? "r" : stem.replace(/-+$/, "")}-${hash}`;
}
