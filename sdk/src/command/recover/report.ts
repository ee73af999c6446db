import { table } from "../output.js";
import type { Previewed } from "../preview.js";
import { type Exported, nameIn } from "../state.js";
import type { Lock } from "./locks.js";
import type { Plan } from "./plan.js";

/** What was found, and what was searched. */
export interface Found {
  locks: readonly Lock[];
  plan: Plan;
  preview: Previewed;
  sealed: Exported;
  open: Exported;
}

const WILL = {
  ready: "into the state; pulumi up completes it",
  pending: "into the state; it is still being built, and pulumi up waits for it",
  failed: "into the state; its build failed, so pulumi up deletes it and creates a new one",
} as const;

const HOLDERS = {
  alive: "which is still running",
  gone: "which has ended",
  maybe: "which may still be running on this machine",
  unknown: "which may still be running",
} as const;

export function formatReport(stack: string, { locks, plan, preview }: Found): string {
  const rows = [
    ...locks.map(({ user, host, pid, since, holder }) => [
      "unlock",
      `by ${user}@${host}`,
      `since ${since}`,
      `process ${pid}, ${HOLDERS[holder]}`,
    ]),
    ...plan.imported.map(({ urn, token, id, phase }) => ["import", `${nameIn(urn)} (${token})`, id, WILL[phase]]),
    ...plan.clearedOperations.map(({ urn, operation, why }) => ["clear", nameIn(urn), operation, why]),
  ];
  const unresolved = plan.unresolved.map(({ urn, why, next }) => `${nameIn(urn)}: ${why}. Next step: ${next}.`);
  const unseen = preview.errors.map(
    (error) => `pulumi preview failed, so objects for the rest of the program were not searched for: ${error}`,
  );
  const isNothing = rows.length + unresolved.length === 0;
  return [
    isNothing ? `Stack ${stack}: nothing to repair.` : `Stack ${stack}:`,
    ...(rows.length === 0 ? [] : [table([], rows)]),
    ...unresolved,
    ...unseen,
  ].join("\n");
}

/**
 * The JSON report: what was found, and whether it was done. If not `done`, `imported` and `clearedOperations` are what
 * will be done.
 */
export const report = (stack: string, { locks, plan, preview }: Found, done: boolean) => ({
  stack,
  done,
  locks,
  imported: plan.imported.map(({ urn, token, id, phase }) => ({ urn, resource: token, id, phase })),
  clearedOperations: plan.clearedOperations,
  unresolved: plan.unresolved,
  previewErrors: preview.errors,
});
