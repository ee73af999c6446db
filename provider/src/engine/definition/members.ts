/** A set that a cloud changes with calls that add members and calls that remove them. */
export interface MemberChanges<Present, Wanted> {
  present: readonly Present[];
  wanted: readonly Wanted[];
  /** Whether an existing member is the desired one. */
  fits(present: Present, wanted: Wanted): boolean;
  add(members: readonly Wanted[]): Promise<unknown>;
  remove(members: readonly Present[]): Promise<unknown>;
  /** A call takes one member. Default: any number. */
  oneACall?: true;
  /** Maximum number of members at a time. */
  most?: number;
}

/**
 * Adds missing members before it removes surplus ones, so that the object never lacks what it needs. If there is no room for
 * that, it removes as many as necessary first, and the last one only if the maximum is one.
 */
export async function changeMembers<Present, Wanted>(changes: MemberChanges<Present, Wanted>): Promise<void> {
  const { present, wanted, fits, add, remove, oneACall, most = Number.POSITIVE_INFINITY } = changes;
  const missing = wanted.filter((member) => !present.some((one) => fits(one, member)));
  const surplus = present.filter((one) => !wanted.some((member) => fits(one, member)));
  let count = present.length;
  const send = async <T>(members: readonly T[], call: (members: readonly T[]) => Promise<unknown>) => {
    for (const part of oneACall === true ? members.map((member) => [member]) : members.length > 0 ? [members] : []) {
      await call(part);
    }
  };
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
