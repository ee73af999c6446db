import type { Choices } from "../core/switches.ts";

/** What is not known of DNS zones (docs/api/ovh.md §4.8). */
export interface DnsSwitches {
  /** `id` in the answer to a new record: its own (`real`), or the `zero` that Terraform's provider works around. */
  readonly createdRecordId: "real" | "zero";
  /** How the target of a TXT record is shown: as it was `sent`, or `quoted`. */
  readonly textTarget: "sent" | "quoted";
  /** Seconds for which a new record is not found by its ID, although the list has it. */
  readonly recordLag: number;
  /** The seconds of a record that was created without: `zero`, or `null`. */
  readonly missingTtl: "zero" | "null";
}

export const dnsSwitches: DnsSwitches = {
  createdRecordId: "real",
  textTarget: "sent",
  recordLag: 0,
  missingTtl: "zero",
};

export const dnsSwitchChoices: Choices = {
  createdRecordId: ["real", "zero"],
  textTarget: ["sent", "quoted"],
  missingTtl: ["zero", "null"],
};
