/** A set that a cloud changes with calls that add members and calls that remove them. */
export interface MemberChanges<Present, Wanted> {
  present: readonly Present[];
  wanted: readonly Wanted[];
  /** Whether an existing member is the desired one. */
  fits(present: Present, wanted: Wanted): boolean;
  add(members: readonly Wanted[]): Promise<unknown>;
  remove(members: readonly Present[]): Promise<unknown>;
  /** Whether a member must be removed before the desired one can be added, such as a rule with its priority. Default: never. */
  excludes?(present: Present, wanted: Wanted): boolean;
  /** A call takes one member. Default: any number. */
  oneACall?: true;
  /** Maximum number of members at a time. */
  most?: number;
}

/**
 * Adds missing members before it removes surplus ones, so that the object never lacks what it needs. It first removes those
 * that exclude a missing one; if there is no room, as many as necessary, and the last one only if the maximum is one.
 */
export async function changeMembers<Present, Wanted>(changes: MemberChanges<Present, Wanted>): Promise<void> {
  const { present, wanted, fits, excludes, add, remove, oneACall, most = Number.POSITIVE_INFINITY } = changes;
  const missing = wanted.filter((member) => !present.some((one) => fits(one, member)));
  const others = present.filter((one) => !wanted.some((member) => fits(one, member)));
  const excluding = others.filter((one) => missing.some((member) => excludes?.(one, member)));
  const surplus = others.filter((one) => !excluding.includes(one));
  let count = present.length - excluding.length;
  const send = async <T>(members: readonly T[], call: (members: readonly T[]) => Promise<unknown>) => {
    for (const part of oneACall === true ? members.map((member) => [member]) : members.length > 0 ? [members] : []) {
      await call(part);
    }
  };
  await send(excluding, remove);
  while (missing.length + surplus.length > 0) {
    const added = missing.splice(0, Math.max(0, most - count));
    await send(added, add);
    count += added.length;
    const inTheWay = Math.min(missing.length, count - (most > 1 ? 1 : 0));
    const removed = surplus.splice(0, missing.length === 0 ? surplus.length : inTheWay);
    await send(removed, remove);
    count -= removed.length;
    if (added.length + removed.length === 0) {
      throw new Error(`there can be ${most} at a time, and ${wanted.length} are wanted`);
    }
  }
}
