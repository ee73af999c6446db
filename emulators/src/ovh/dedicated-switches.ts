import type { Choices } from "../core/switches.ts";

/** What is not known of dedicated servers (docs/api/ovh.md §4.7). */
export interface DedicatedSwitches {
  /** Seconds that a task of a dedicated server takes. */
  readonly dedicatedTask: number;
  /** Finished tasks are `kept`, or `purged` at once. */
  readonly dedicatedTasks: "kept" | "purged";
  /** How a task ends: `done`, or with `ovhError` and without an effect. */
  readonly dedicatedTaskOutcome: "done" | "ovhError";
  /** How the operating system is shown: as the `template`, or in `words`. */
  readonly dedicatedOs: "template" | "words";
  /** Seconds until a new display name of a service shows. */
  readonly serviceNameChange: number;
}

export const dedicatedSwitches: DedicatedSwitches = {
  dedicatedTask: 20,
  dedicatedTasks: "kept",
  dedicatedTaskOutcome: "done",
  dedicatedOs: "template",
  serviceNameChange: 5,
};

export const dedicatedSwitchChoices: Choices = {
  dedicatedTasks: ["kept", "purged"],
  dedicatedTaskOutcome: ["done", "ovhError"],
  dedicatedOs: ["template", "words"],
};
