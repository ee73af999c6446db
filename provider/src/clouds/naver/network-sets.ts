import type { OperationContext } from "../../engine/definition/context.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import type { Observed } from "../../engine/definition/view.ts";
import type { Naver } from "./account.ts";

/** Sets that NAVER changes with calls that add members and calls that remove them: rules, routes, addresses … */

interface SetChange<V extends object, Member> {
  /** The object, in words. NAVER refuses a change of it while another is in progress (§5.4). */
  of: string;
  /** `rules` */
  noun: string;
  present: readonly Member[] | undefined;
  wanted: readonly Member[];
  normalize(member: Member): string;
  /** Whether two different members cannot exist at the same time. */
  excludes?(present: Member, wanted: Member): boolean;
  /** The most members at a time. */
  most?: number;
  send(verb: "add" | "remove", members: readonly Member[]): Promise<unknown>;
  /** The members that an observation shows; undefined while it does not show them. */
  shown(observed: Observed<V>): readonly Member[] | undefined;
}

/** Changes a set until it is the desired one. */
export function changeSet<V extends object, Member>(
  { change, exclusive }: Pick<OperationContext<Naver, V, object, object>, "change" | "exclusive">,
  set: SetChange<V, Member>,
): Promise<void> {
  const { of, noun, present = [], wanted, normalize, send, shown } = set;
  const changeBy = (verb: "add" | "remove") => (members: readonly Member[]) =>
    change(
      `to ${verb} ${noun}`,
      () => send(verb, members),
      (observed) => {
        const now = shown(observed)?.map(normalize);
        return now !== undefined && members.every((member) => now.includes(normalize(member)) === (verb === "add"));
      },
    );
  return exclusive(of, () =>
    changeMembers({
      present,
      wanted: distinct(normalize, wanted),
      fits: (one, member) => normalize(one) === normalize(member),
      ...(set.excludes && { excludes: set.excludes }),
      ...(set.most !== undefined && { most: set.most }),
      add: changeBy("add"),
      remove: changeBy("remove"),
    }),
  );
}

/** Removes duplicates. */
const distinct = <Member>(normalize: (member: Member) => string, members: readonly Member[]): Member[] => [
  ...new Map(members.map((member) => [normalize(member), member])).values(),
];

/** How two sets are compared, whose members have several spellings. */
export const comparison = <Member>(normalize: (member: Member) => string) => ({
  same: (a: readonly Member[], b: readonly Member[]): boolean => {
    const [left, right] = [a, b].map((members) => [...new Set(members.map(normalize))].sort().join("\n"));
    return left === right;
  },
  /** The cloud's members, each in the user's spelling if an equivalent one is given. */
  inWordsOf: (observed: readonly Member[], members: readonly Member[]): Member[] =>
    observed.map((one) => members.find((member) => normalize(member) === normalize(one)) ?? one),
});
