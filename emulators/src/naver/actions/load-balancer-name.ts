import type { Call } from "./action.ts";

/** 3 to 30 letters, digits and hyphens, of either case; generated if absent (docs/api/naver.md §4.14). */
export function balancerName(call: Call, parameter: string, letters: string): string {
  const given = call.get(parameter);
  if (given === "") return call.fabricated(letters);
  return /^[A-Za-z][A-Za-z0-9-]{1,28}[A-Za-z0-9]$/.test(given) ? given : call.invalid(parameter);
}
