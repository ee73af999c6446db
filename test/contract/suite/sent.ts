import { isDeepStrictEqual } from "node:util";
import type { RequestRow } from "../../../emulators/src/index.ts";
import type { Adapter } from "./adapter.ts";
import type { Sent } from "./samples.ts";

/* What was sent, by call and name of parameter. */

/** Values of each parameter of each call, in the order in which they were sent. */
function valuesOf({ newEachTime }: Adapter, sent: readonly RequestRow[]): Map<string, Map<string, string[]>> {
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
export const parameters = (adapter: Adapter, sent: readonly RequestRow[]): Sent => compareSent(adapter, [], sent);

/** The parameters whose values differ, by call; those that every call has only where both have as many of the call. */
export function compareSent(adapter: Adapter, before: readonly RequestRow[], after: readonly RequestRow[]): Sent {
  const { always } = adapter;
  const [old, now] = [valuesOf(adapter, before), valuesOf(adapter, after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].flatMap((call) => {
    const [was, is] = [old.get(call), now.get(call)];
    const isRepeated = was?.get("")?.length === is?.get("")?.length;
    const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter(
      (name) => !isDeepStrictEqual(was?.get(name), is?.get(name)),
    );
    const told = names.filter((name) => name !== "" && (isRepeated || !always.includes(name)));
    return names.length === 0 ? [] : [[call, told.sort().join(" ")] as const];
  });
  return Object.fromEntries(changed);
}

/** Whether two say the same, in any order of calls and names. */
export const isSame = (a: Sent, b: Sent): boolean => isDeepStrictEqual(sorted(a), sorted(b));

const sorted = (sent: Sent): unknown =>
  Object.entries(sent)
    .map(([call, names]) => [call, names.split(" ").sort()])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
