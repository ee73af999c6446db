import type { Choices } from "../core/switches.ts";

/** What is not known of VPS (docs/api/ovh.md §4.6). */
export interface VpsSwitches {
  /** Seconds that a task of a VPS takes. */
  readonly vpsTask: number;
  /** Finished tasks are `kept`, or `purged` at once. */
  readonly vpsTasks: "kept" | "purged";
  /** What starting a running VPS or stopping a stopped one does: it is `refused`, or answers with a `task`. */
  readonly vpsRepeatedPower: "refused" | "task";
  /** How a task ends: `done`, or in `error` without an effect. */
  readonly vpsTaskOutcome: "done" | "error";
}

export const vpsSwitches: VpsSwitches = {
  vpsTask: 20,
  vpsTasks: "kept",
  vpsRepeatedPower: "refused",
  vpsTaskOutcome: "done",
};

export const vpsSwitchChoices: Choices = {
  vpsTasks: ["kept", "purged"],
  vpsRepeatedPower: ["refused", "task"],
  vpsTaskOutcome: ["done", "error"],
};
