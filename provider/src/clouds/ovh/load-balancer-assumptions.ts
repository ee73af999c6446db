import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** What is not known of load balancers. */
export const loadBalancerAssumptions: readonly ManualAssumption[] = [
  {
    id: "balancer-parts",
    statement: "A load balancer that has listeners and pools is deleted with them.",
    affects: "Deletion. Those of the program are deleted first; others are an error if OVHcloud refuses it.",
    switches: ["loadBalancerWithParts"],
    probe: by("Delete a load balancer with a listener in a test project, with another client."),
  },
  {
    id: "created-members",
    statement: "The response to the creation of a member has only the new one.",
    affects: "Nothing: the member is found by its address and port.",
    switches: ["createdMembers"],
    probe: by("Add two members to a pool, one after the other, with another client."),
  },
  {
    id: "listener-certificate",
    statement: "A listener takes the ID of the certificate itself (`certificateId`), not that of one of its secrets.",
    affects: "`certificate` of a `LoadBalancerListener`.",
    switches: [],
    probe: by("Create a `terminatedHTTPS` listener with another client."),
  },
];
