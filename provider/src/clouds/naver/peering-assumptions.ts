import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** What is assumed about VPC peerings, and `indiecloud verify` does not test. */
export const peeringAssumptions: readonly ManualAssumption[] = [
  {
    id: "own-peering",
    statement: "A peering of two VPCs of one account runs without being accepted.",
    affects: "The creation of a `VpcPeering`. One that does not run after five minutes is accepted by the provider.",
    switches: ["ownVpcPeering"],
    probe: by("Create a peering of two of your VPCs in the console."),
  },
  {
    id: "waiting-peering",
    statement: "A peering shows `RUN` once it is accepted, and another status before.",
    affects: "`accept` of a `VpcPeering`. Any status but `RUN` counts as not accepted.",
    switches: ["waitingVpcPeeringShows"],
    probe: by("Ask another account for a peering, and look at `getVpcPeeringInstanceList` before and after."),
  },
  {
    id: "peering-of-target",
    statement: "The account of the target VPC finds a peering in its list too.",
    affects:
      "`accept` of a `VpcPeering`. If the list lacks it, it cannot be adopted there, and has to be accepted in the console.",
    switches: ["vpcPeeringShownTo"],
    probe: by("Ask another account for a peering, and look at `getVpcPeeringInstanceList` there."),
  },
  {
    id: "same-peering",
    statement: "Two VPCs have one peering in each direction.",
    affects: "A replacement, which deletes the old peering before it creates the new one.",
    switches: ["sameVpcPeering"],
    probe: by("Create a second peering of the same two VPCs in the console."),
  },
];
