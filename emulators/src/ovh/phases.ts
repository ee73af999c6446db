import type { Phase } from "./model.ts";

/**
 * The status shown in each phase. Generation A has no task state: an instance being stopped is ACTIVE until it is
 * SHUTOFF (docs/api/ovh.md §3.2).
 */
export const statusWords: Readonly<Record<Phase, string>> = {
  build: "BUILD",
  active: "ACTIVE",
  "powering-off": "ACTIVE",
  shutoff: "SHUTOFF",
  "powering-on": "SHUTOFF",
  rebooting: "REBOOT",
  "hard-rebooting": "HARD_REBOOT",
  resizing: "RESIZE",
  verifying: "VERIFY_RESIZE",
  rebuilding: "REBUILD",
  rescuing: "RESCUING",
  rescue: "RESCUE",
  unrescuing: "UNRESCUING",
  shelving: "SHELVING",
  shelved: "SHELVED_OFFLOADED",
  unshelving: "UNSHELVING",
  suspended: "SUSPENDED",
  resuming: "RESUMING",
  snapshotting: "SNAPSHOTTING",
  error: "ERROR",
  deleting: "DELETING",
  deleted: "DELETED",
};
