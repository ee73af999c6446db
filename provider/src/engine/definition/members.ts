/** A set that a cloud changes by calls that add members and calls that take some away. */
export interface MemberChanges<Present, Wanted> {
  present: readonly Present[];
  wanted: readonly Wanted[];
  /** Whether what there is shows what is wanted. */
  fits(present: Present, wanted: Wanted): boolean;
  add(members: readonly Wanted[]): Promise<unknown>;
  remove(members: readonly Present[]): Promise<unknown>;
  /** A call takes one member. Otherwise it takes as many as there are. */
  oneACall?: true;
  /** So many there can be at a time. */
  most?: number;
}

/**
 * Adds what is missing before it takes away what is too much, so that nothing is ever without what it needs. If there is
 * no room for that, as many are taken away as are needed, and the last one only where one is all that there can be.
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
