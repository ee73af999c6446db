import type { ManualAssumption } from "../../engine/definition/assumption.ts";

/** What is not known of private networks, subnets and gateways. */
export const privateNetworkAssumptions: readonly ManualAssumption[] = [
  {
    id: "created-resource",
    statement: "The operation that creates a gateway names it itself, not only in a sub-operation.",
    affects: "Nothing: both are read, and the list of gateways decides.",
    switches: ["createdResource"],
    probe: { by: "manual", how: "Create a gateway with another client, and read its operation." },
  },
  {
    id: "overlapping-subnets",
    statement: "A network cannot have two subnets whose ranges overlap.",
    affects: "A replacement of a subnet that keeps its range deletes the old one first.",
    switches: ["overlappingSubnets"],
    probe: { by: "manual", how: "Create two such subnets in a test network." },
  },
];
