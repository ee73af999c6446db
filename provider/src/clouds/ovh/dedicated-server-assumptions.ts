import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const how = "Try it with a server that you do not need, with another client.";

/** Unproven statements about dedicated servers (§4.7). */
export const dedicatedServerAssumptions: readonly ManualAssumption[] = [
  {
    id: "dedicated-tasks",
    statement: "A task of a dedicated server takes minutes, and can be read until it has ended.",
    affects:
      "Waits of `DedicatedServer`. A task that is not found any more counts as ended, and the server itself shows the outcome.",
    switches: ["dedicatedTask", "dedicatedTasks"],
    probe: { by: "manual", how },
  },
  {
    id: "dedicated-os",
    statement: "A dedicated server shows its operating system by the name of the template, such as `debian12_64`.",
    affects:
      "Drift of `image`. Text of another form is not compared; then an installation whose answer was lost is made again if it has ended before the next `pulumi up`.",
    switches: ["dedicatedOs"],
    probe: { by: "manual", how: "Read a server with another client, and compare `os` with the compatible templates." },
  },
  {
    id: "service-names",
    statement: "A new display name of a service shows after some seconds.",
    affects: "`displayName` of a `DedicatedServer`, which is waited for.",
    switches: ["serviceNameChange"],
    probe: { by: "manual", how: "Rename a service in the panel, and read it with another client." },
  },
];
