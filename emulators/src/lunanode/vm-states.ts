import type { VmPhase } from "./model.ts";

/** How a phase appears in vm/info. `Online`, `Offline`, `Powering off`, `BUILD` are known; the others are made up. */
export interface VmStatus {
  /** status_nohtml. */
  readonly word: string;
  /** status_raw and os_status: OpenStack's word in lower case. */
  readonly raw: string;
  readonly color: string;
  /** OpenStack's task, or "". */
  readonly task: string;
}

export const vmStatuses: Readonly<Record<VmPhase, VmStatus>> = {
  build: { word: "BUILD", raw: "build", color: "orange", task: "spawning" },
  online: { word: "Online", raw: "active", color: "green", task: "" },
  "powering-off": { word: "Powering off", raw: "active", color: "orange", task: "powering-off" },
  offline: { word: "Offline", raw: "shutoff", color: "red", task: "" },
  "powering-on": { word: "Powering on", raw: "shutoff", color: "orange", task: "powering-on" },
  rebooting: { word: "Rebooting", raw: "reboot", color: "orange", task: "rebooting" },
  resizing: { word: "Resizing", raw: "resize", color: "orange", task: "resize_migrating" },
  shelving: { word: "Shelving", raw: "active", color: "orange", task: "shelving" },
  shelved: { word: "Shelved", raw: "shelved_offloaded", color: "grey", task: "" },
  unshelving: { word: "Unshelving", raw: "shelved_offloaded", color: "orange", task: "unshelving" },
  rescuing: { word: "Rescuing", raw: "active", color: "orange", task: "rescuing" },
  rescue: { word: "Rescue", raw: "rescue", color: "orange", task: "" },
  rebuilding: { word: "Rebuilding", raw: "rebuild", color: "orange", task: "rebuild_spawning" },
  suspended: { word: "Suspended", raw: "suspended", color: "red", task: "" },
  error: { word: "ERROR", raw: "error", color: "red", task: "" },
  deleting: { word: "Deleting", raw: "active", color: "red", task: "deleting" },
  deleted: { word: "DELETED", raw: "deleted", color: "red", task: "" },
};
