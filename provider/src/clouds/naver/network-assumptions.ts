import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** What is assumed about networks, and `indiecloud verify` does not test. */
export const networkAssumptions: readonly ManualAssumption[] = [
  {
    id: "rule-priority",
    statement: "Two rules of a network ACL's direction cannot have the same priority.",
    affects: "Nothing: a rule is removed before another with its priority is added, and two in a program are an error.",
    switches: ["samePriority"],
    probe: by("Add two rules with one priority to a network ACL in the console."),
  },
  {
    id: "placement-of-running",
    statement: "A server that runs can enter and leave a placement group.",
    affects: "A change of `placementGroup`. If it cannot, the error says to stop the server for it.",
    switches: ["placementNeedsStop"],
    probe: by("Add a running server to a placement group in the console."),
  },
  {
    id: "route-target",
    statement: "A route is added and removed by the number and the name of its target.",
    affects: "Nothing: both are sent. The name of a VPN gateway (`VGW`) must be in the program.",
    switches: ["routeTarget"],
    probe: by("Send us the error if NAVER refuses a route."),
  },
  {
    id: "subnet-of-other-table",
    statement: "A subnet that is added to a route table leaves the one that it had.",
    affects:
      "`subnets` of a route table. If it is refused, the error says to remove the subnet from the other table first.",
    switches: ["subnetOfOtherTable"],
    probe: by("Add a subnet that has a route table of its own to another one in the console."),
  },
  {
    id: "address-of-nat-gateway",
    statement: "A NAT gateway in a public subnet gets a public IP, which is deleted with the gateway.",
    affects:
      "What remains. A public IP that came with a gateway and stays is named in a warning, because it is charged.",
    switches: ["natGatewayAddress", "natGatewayWithoutAddress"],
    probe: by("Create and delete a NAT gateway in the console, and look at the list of public IPs."),
  },
];
