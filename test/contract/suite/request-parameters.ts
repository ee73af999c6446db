import { isDeepStrictEqual } from "node:util";
import type { RequestRow } from "../../../emulators/src/index.ts";
import type { Sent } from "./samples.ts";
import type { ContractTarget } from "./target.ts";

/* What was sent, by call and parameter name. */

/** Values of each parameter of each call, in the order in which they were sent. */
function valuesOf({ newEachTime }: ContractTarget, sent: readonly RequestRow[]): Map<string, Map<string, string[]>> {
  const calls = new Map<string, Map<string, string[]>>();
  for (const { operation, parameters: given } of sent) {
    const call = calls.get(operation) ?? new Map<string, string[]>();
    calls.set(operation, call);
    call.set("", [...(call.get("") ?? []), ""]);
    for (const [name, value] of Object.entries(given)) {
      call.set(name, [...(call.get(name) ?? []), newEachTime === undefined ? value : value.replace(newEachTime, "")]);
    }
  }
  return calls;
}

/** All parameters that were sent, by call. */
export const parameters = (target: ContractTarget, sent: readonly RequestRow[]): Sent => compareSent(target, [], sent);

/**
 * The parameters whose values differ, by call. Those of every call count only if both have the same number of calls.
 */
export function compareSent(target: ContractTarget, before: readonly RequestRow[], after: readonly RequestRow[]): Sent {
  const { always } = target;
  const [old, now] = [valuesOf(target, before), valuesOf(target, after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].flatMap((call) => {
    const [was, is] = [old.get(call), now.get(call)];
    const isRepeated = was?.get("")?.length === is?.get("")?.length;
    const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter(
      (name) => !isDeepStrictEqual(was?.get(name), is?.get(name)),
    );
    const reported = names.filter((name) => name !== "" && (isRepeated || !always.includes(name)));
    return names.length === 0 ? [] : [[call, reported.sort().join(" ")] as const];
  });
  return Object.fromEntries(changed);
}

/** Whether two are equal, in any order of calls and names. */
export const isSame = (a: Sent, b: Sent): boolean => isDeepStrictEqual(sorted(a), sorted(b));

const sorted = (sent: Sent): unknown =>
  Object.entries(sent)
    .map(([call, names]) => [call, names.split(" ").sort()])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
