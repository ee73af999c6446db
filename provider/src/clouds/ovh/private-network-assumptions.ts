import type { ManualAssumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import { textAt } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { created } from "./schemas.ts";
import { within } from "./scope.ts";

const SUBNETS = "/cloud/project/{serviceName}/region/{regionName}/network/{networkId}/subnet" as const;
const CREATE = `POST ${SUBNETS}` as const;

/** What is not known of private networks, subnets and gateways. */
export const privateNetworkAssumptions: readonly (ProbedAssumption<Ovh> | ManualAssumption)[] = [
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
    switch: "overlappingSubnets",
    assumed: "refuse",
    probe: {
      by: "create",
      // The trial's subnet again, under a name by which it is found if the process is killed before it is deleted.
      ask: async (api, { evidence, server }) => {
        const [first] = evidence.during("create subnet").of(CREATE);
        const [regionName, networkId, name] = ["regionName", "networkId", "name"].map((key) =>
          textAt(first?.parameters, key),
        );
        if (server?.step !== "create" || regionName === undefined || networkId === undefined) return;
        const place = { serviceName: within(api, server.scope).serviceName, regionName, networkId };
        const range = { cidr: "10.213.7.0/25", ipVersion: 4, enableDhcp: true, enableGatewayIp: true };
        const { id } = await api.call(CREATE, "create", { ...place, name: `${name}-2`, ...range }, created);
        await api.command(`DELETE ${SUBNETS}/{subnetId}`, "idempotent", { ...place, subnetId: id });
      },
      find: (evidence) => {
        const [asked] = evidence.during("probe").of(CREATE);
        return asked === undefined || asked.status === 0 ? undefined : asked.status < 300 ? "accept" : "refuse";
      },
    },
  },
];
