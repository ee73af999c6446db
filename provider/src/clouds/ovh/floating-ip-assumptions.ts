import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** What is not known of floating IPs. */
export const floatingIpAssumptions: readonly ManualAssumption[] = [
  {
    id: "floating-ip-gateway",
    statement: "A floating IP leads only into a subnet that has a gateway.",
    affects: "The message of a refusal. Nothing is bought instead.",
    switches: ["floatingIpNeedsGateway"],
    probe: by("Attach a floating IP, with another client, to an instance whose network has no gateway."),
  },
  {
    id: "associated-id",
    statement: "What a floating IP leads to is shown with the ID of the instance.",
    affects: "`instance` of a `FloatingIp`. If it is the ID of a port, the private address tells which instance it is.",
    switches: ["associatedId"],
    probe: by("Attach a floating IP and compare `associatedEntity.id` with the ID of the instance."),
  },
  {
    id: "created-floating-ip",
    statement: "The response to the creation of a floating IP names the address.",
    affects: "Creation. Otherwise the address is found by its description.",
    switches: ["createdFloatingIpNamed"],
    probe: by("Create a floating IP with another client, by v2 of the API."),
  },
  {
    id: "v2-pages",
    statement: "A list of v2 names its next page in the header `X-Pagination-Cursor-Next`.",
    affects: "The list of floating IPs. Without the header, a list counts as complete.",
    switches: ["v2PageSize"],
    probe: by("Read a long list of v2 with another client."),
  },
];
