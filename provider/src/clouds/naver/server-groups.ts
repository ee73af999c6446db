/** Access control groups that a network interface can have at a time; it must have one at least (§3.1, §2.6: 1002035). */
export const MAX_GROUPS = 3;

export interface GroupChange {
  label: "add" | "remove";
  groups: readonly string[];
}

/** The calls that lead from some groups to others: what there is room for is added before anything is removed. */
export function groupChanges(present: readonly string[], wanted: readonly string[]): GroupChange[] {
  const missing = wanted.filter((group) => !present.includes(group));
  const extra = present.filter((group) => !wanted.includes(group));
  const plan: GroupChange[] = [];
  let count = present.length;
  while (missing.length + extra.length > 0) {
    const added = missing.splice(0, Math.max(0, MAX_GROUPS - count));
    if (added.length > 0) {
      plan.push({ label: "add", groups: added });
      count += added.length;
      continue;
    }
    const most = missing.length === 0 ? extra.length : Math.min(missing.length, count - 1);
    const removed = extra.splice(0, most);
    if (removed.length === 0) {
      throw new Error(`more than ${MAX_GROUPS} access control groups`);
    }
    plan.push({ label: "remove", groups: removed });
    count -= removed.length;
  }
  return plan;
}
