import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { type Placed, parentOf, placedView, regionOf } from "./placed-view.ts";
import { type GatewayInterfaceRow, gatewayInterfaceOf } from "./private-network-schemas.ts";
import { gatewaysIn, HELD, interfacesIn } from "./private-networks.ts";
import { created } from "./schemas.ts";
import { idInParent, placeIn, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<GatewayInterfaceRow> }>();

const INTERFACES = "/cloud/project/{serviceName}/region/{regionName}/gateway/{id}/interface";
const INTERFACE = `${INTERFACES}/{interfaceId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => {
  const { serviceName, regionName, parent } = placeIn(api, scope);
  return { serviceName, regionName, id: parent, interfaceId: key };
};

export const gatewayInterface = define({
  token: "ovh:GatewayInterface",
  noun: "gateway interface",
  description:
    "Connects one more subnet to a gateway. The subnet in which the gateway was created is connected already. OVHcloud cannot change one.",
  see: "https://github.com/ovh/docs",
  inputs: {
    region: required(ref, { ...REGION_FIELD, read: { from: { row: regionOf }, drift: "report" } }),
    gateway: required(ref, {
      description: "Gateway, by ID or name.",
      change: "replace",
      catalog: "gateways",
      read: { from: { row: parentOf }, drift: "report" },
    }),
    subnet: required(ref, {
      description: "Subnet to connect, by ID or name. It must have a default gateway.",
      change: "replace",
      catalog: "subnets",
      // A subnet has one default gateway, so a replacement deletes the old one first.
      exclusive: true,
      read: { from: { row: (row) => row.subnetId }, drift: "report" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    interfaceId: output(z.string(), {
      always: true,
      description: "ID of the interface, without its gateway.",
      from: { row: (row) => row.id },
    }),
    ip: output(z.string(), {
      description: "Address of the gateway in the subnet.",
      from: { row: (row) => row.ip },
    }),
  },
  scope: (desired, api) => `${scopeOf(api, desired.project, desired.region)}/${desired.gateway ?? ""}`,
  listBy: { project: "configured", region: "all", gateway: "all" },
  id: idInParent("9c2e4f61-…", "d4a6b8c0-…"),
  views: {
    row: placedView({
      listIn: interfacesIn,
      fetch: (api, place) => api.call(`GET ${INTERFACE}`, "read", at({ api, ...place }), gatewayInterfaceOf(place.key)),
      parents: async (api, scope) => (await gatewaysIn(api, scope)).map(({ id }) => id),
    }),
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row }) => row?.subnetId,
  searchKey: ({ subnet }) => subnet,
  create: async ({ api, scope, desired }) => {
    const { serviceName, regionName, parent } = placeIn(api, scope);
    const parameters = { serviceName, regionName, id: parent, subnetId: desired.subnet };
    return (await api.call(`POST ${INTERFACES}`, "create", parameters, created)).id;
  },
  steps: [],
  passingRefusal: HELD,
  remove: (context) => context.api.command(`DELETE ${INTERFACE}`, "idempotent", at(context)),
});
