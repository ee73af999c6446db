import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions about volumes and copies of them. */
export const storageAssumptions: readonly ManualAssumption[] = [
  {
    id: "attached-volume-work",
    statement: "A volume grows, changes its type and is backed up while an instance has it.",
    affects:
      "A larger `size` and another `type` of an attached `Volume`, and a `VolumeBackup` of it. A refusal says how to detach the volume first.",
    switches: ["attachedVolumeWork"],
    probe: by("Try it in the panel with a volume that is attached."),
  },
  {
    id: "volume-with-snapshots",
    statement: "A volume that has snapshots is not deleted.",
    affects: "Deletion of a `Volume`: those of snapshots that the program declares come first; others are an error.",
    switches: ["volumeWithSnapshots"],
    probe: by("Try it in the panel with a volume of its own."),
  },
];
