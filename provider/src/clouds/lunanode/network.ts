import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { keyOfCreated } from "./created.ts";
import { REGION_FIELD } from "./fields.ts";
import { done, type NetworkRow, networkCreated, networkRow } from "./schemas.ts";

/** The list's rows do not include the region, so the region of the request is used. */
type Row = NetworkRow & { region: string };
const { required, optional, output, define } = resourceKit<LunaNode, { row: Row }>();

const networksIn = async (api: LunaNode, region: string): Promise<Row[]> =>
  (await api.list("network/list", { region }, "networks", networkRow)).map((row) => ({ ...row, region }));

export const network = define({
  token: "lunanode:Network",
  noun: "network",
  description:
    "A LunaNode virtual network, for `network` of a VM. LunaNode cannot change one: every change replaces it.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    region: optional(z.string().min(1), {
      ...REGION_FIELD,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    subnet: required(cidrv4(), {
      description: "Range of the private addresses, such as `10.1.0.0/16`.",
      change: "replace",
      read: { from: { row: (row) => row.subnet }, drift: "report" },
    }),
    dns: optional(z.array(z.ipv4()).min(1), {
      description:
        "DNS servers for the VMs of the network. A new network needs them; LunaNode does not show them afterwards.",
      change: "replace",
    }),
  },
  outputs: {
    networkId: output(z.string(), {
      always: true,
      description: "ID of the network (`net_id`).",
      from: { row: (row) => row.net_id },
    }),
  },
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "default" },
  id: scopedId("toronto/1001"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: { list: async (api, region) => (await networksIn(api, region)).map((row) => [row.net_id, row] as const) },
  },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  validate: (_desired, isSet, creates) =>
    creates && !isSet("dns")
      ? [{ property: "dns", reason: "a new network needs the addresses of its DNS servers, such as 8.8.8.8" }]
      : [],
  create: ({ api, scope, desired: { name, subnet, dns } }) =>
    keyOfCreated(
      "network/create",
      async () => {
        const parameters = { region: scope, name, subnet, dns };
        return (await api.call("network/create", "create", parameters, networkCreated)).net_id;
      },
      // The lookup before the create found no network with this name.
      async () => (await networksIn(api, scope)).flatMap((row) => (row.name === name ? [row.net_id] : [])),
    ),
  steps: [],
  // A VM that has just been deleted may hold its network for a while.
  passingRefusal: {
    waitingFor: "for its VMs to release it",
    isPassing: (error) => error instanceof CloudError && error.kind === "conflict",
  },
  remove: ({ api, key, scope }) => api.call("network/delete", "idempotent", { region: scope, net_id: key }, done),
});
