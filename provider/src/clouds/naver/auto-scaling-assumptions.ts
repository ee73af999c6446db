import type { ManualAssumption } from "../../engine/definition/assumption.ts";

/** Assumptions about auto scaling that `indiecloud verify` does not test. */
export const autoScalingAssumptions: readonly ManualAssumption[] = [
  {
    id: "launch-configuration-fields",
    statement: "A launch configuration shows the number of its image and the code of its spec.",
    affects:
      "Drift of `image` and `plan`. Product codes are read too; KVM images have none, and are then not compared.",
    switches: ["launchConfigurationShows"],
    probe: {
      by: "manual",
      how: "Look at `getLaunchConfigurationList`; the government cloud's pages lack both fields.",
    },
  },
  {
    id: "past-schedules",
    statement: "A schedule that does not recur remains after its time.",
    affects: "A refresh. One that is gone is created again, and NAVER Cloud refuses a time that is past.",
    switches: [],
    probe: { by: "manual", how: "Look at `getScheduledActionList` after the time of a schedule." },
  },
  {
    id: "scaled-servers",
    statement: "A group lists its servers from the moment that they are made until they are gone.",
    affects: "Waits for its servers, and its deletion. Its servers are neither imported nor orphans.",
    switches: [],
    probe: { by: "manual", how: "Compare `getAutoScalingGroupList` with the servers while a group grows and shrinks." },
  },
];
