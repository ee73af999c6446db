import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { operationRow } from "./operation-schemas.ts";
import { createByOperation, operationTask } from "./operations.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed, placedView } from "./placed-view.ts";
import { type GatewayRow, gatewayOf } from "./private-network-schemas.ts";
import { gatewaysIn, HELD } from "./private-networks.ts";
import { idInRegion, placeIn, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<GatewayRow> }>();

const REGION = "/cloud/project/{serviceName}/region/{regionName}";
const GATEWAY = `${REGION}/gateway/{id}` as const;
const MODELS = ["s", "m", "l", "xl", "2xl", "3xl"] as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => {
  const { serviceName, regionName } = placeIn(api, scope);
  return { serviceName, regionName, id: key };
};

/** The subnet that it is known to have, else its first one. */
const subnetOf = ({ interfaces }: GatewayRow, given: string | undefined): string | undefined =>
  interfaces.find(({ subnetId }) => subnetId === given)?.subnetId ?? interfaces[0]?.subnetId;

export const gateway = define({
  token: "ovh:Gateway",
  noun: "gateway",
  description:
    "A gateway, which leads a subnet to the internet and is needed for floating IPs and public load balancers. `GatewayInterface` adds further subnets.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    subnet: required(ref, {
      description: "Subnet that it is created in, by ID or name. The subnet must have a default gateway.",
      change: "replace",
      catalog: "subnets",
      // A subnet has one default gateway, so a replacement deletes the old one first.
      exclusive: true,
      read: { from: { row: subnetOf }, drift: "report" },
    }),
    model: required(z.enum(MODELS), {
      description: "Size, which decides the bandwidth and the price: `s`, `m`, `l`, `xl`, `2xl` or `3xl`.",
      change: "update",
      read: { from: { row: (row) => MODELS.find((model) => model === row.model) }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    gatewayId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the gateway.",
      from: { row: (row) => row.id },
    }),
    ip: output(z.string(), {
      dependsOn: [],
      description: "Public address from which the subnets reach the internet.",
      from: { row: (row) => row.externalInformation?.ips[0]?.ip },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud.",
      from: { row: (row) => row.status },
    }),
  },
  timeouts: { create: 1800, update: 1800, delete: 1200 },
  isCharged: true,
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("9c2e4f61-…"),
  views: {
    row: placedView({
      listIn: gatewaysIn,
      fetch: (api, place) => api.call(`GET ${GATEWAY}`, "read", at({ api, ...place }), gatewayOf(place.key)),
    }),
  },
  nameOf: ({ row }) => row?.name,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { serviceName, regionName } = placeIn(api, scope);
    const networkId = (await context.entry("subnets", desired.subnet))?.facts?.network;
    // The other form, without a subnet, makes a network of its own.
    const route = `POST ${REGION}/network/{networkId}/subnet/{subnetId}/gateway` as const;
    const parameters = { serviceName, regionName, networkId, subnetId: desired.subnet };
    return createByOperation(context, {
      serviceName,
      name: desired.name ?? "",
      send: () => api.call(route, "create", { ...parameters, name: desired.name, model: desired.model }, operationRow),
      list: () => gatewaysIn(api, scope),
    });
  },
  state: ({ row }) =>
    row &&
    (row.status === "error"
      ? { is: "failed", why: row.status }
      : { is: row.status === "active" ? "ready" : "pending" }),
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "have its name and model",
      fields: ["name", "model"],
      // One call that needs both; what the program did not change stays as it is.
      run: async (context) => {
        const { api, desired, observed, key } = context;
        const name = context.hasChanged("name") ? desired.name : observed.row?.name;
        const model = context.hasChanged("model") ? desired.model : observed.row?.model;
        await api.call(`PUT ${GATEWAY}`, "idempotent", { ...at(context), name, model }, gatewayOf(key));
      },
    },
  ],
  passingRefusal: HELD,
  remove: async (context) => {
    const { api, followTask } = context;
    const place = at(context);
    const operation = await api.call(`DELETE ${GATEWAY}`, "idempotent", place, operationRow);
    await followTask(operationTask(api, place.serviceName, operation));
  },
});
