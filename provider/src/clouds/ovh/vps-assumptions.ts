import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const how = "Try it with a VPS that you do not need, with another client.";

/** Unproven statements about VPS (§4.6). */
export const vpsAssumptions: readonly ManualAssumption[] = [
  {
    id: "vps-tasks",
    statement: "A task of a VPS takes minutes, can still be read when it has ended, and is `done` or ends in `error`.",
    affects: "Waits of `Vps`. A task that is not found any more counts as ended, and the VPS itself shows the outcome.",
    switches: ["vpsTask", "vpsTasks"],
    probe: { by: "manual", how },
  },
  {
    id: "vps-repeated-power",
    statement: "Starting a VPS that runs is refused.",
    affects: "Power changes. A refusal counts as done if the VPS runs.",
    switches: ["vpsRepeatedPower"],
    probe: { by: "manual", how },
  },
];
