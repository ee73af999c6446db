import type { ManualAssumption } from "../../engine/definition/assumption.ts";

/** Assumptions about NAS volumes that `indiecloud verify` does not test. */
export const nasAssumptions: readonly ManualAssumption[] = [
  {
    id: "deleted-nas",
    statement: "A NAS volume that is being deleted keeps its status until it is gone.",
    affects: "Nothing: one with the status `TERMT` counts as gone too.",
    switches: ["deletedNasShows"],
    probe: { by: "manual", how: "Delete a NAS volume in the console and look at `getNasVolumeInstanceList` at once." },
  },
  {
    id: "nas-sizes",
    statement: "`volumeTotalSize` of a NAS volume is the size that was requested, with the space for snapshots.",
    affects: "`size`, if space is reserved for snapshots in the console.",
    switches: [],
    probe: { by: "manual", how: "Reserve space for snapshots in the console and look at `getNasVolumeInstanceList`." },
  },
  {
    id: "nas-growth",
    statement: "A NAS volume cannot shrink.",
    affects: "A smaller `size`, which is an error in the preview.",
    switches: [],
    probe: { by: "manual", how: "Try to make a NAS volume smaller in the console." },
  },
];
