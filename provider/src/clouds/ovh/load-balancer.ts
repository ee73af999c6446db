import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { detach } from "./floating-ips.ts";
import { BALANCING, inTurn, loadBalancers, partState, picker, STATUS_OUTPUT } from "./load-balancer-parts.ts";
import type { LoadBalancerRow } from "./load-balancer-schemas.ts";
import { operationRow } from "./operation-schemas.ts";
import { createByOperation, operationTask } from "./operations.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, placeIn, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<LoadBalancerRow> }>();

export const loadBalancer = define({
  token: "ovh:LoadBalancer",
  noun: "load balancer",
  description:
    "A load balancer of the Public Cloud (Octavia) with an address in a private subnet and, if you give it one, a floating IP. Its listeners, pools and members are resources of their own.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    flavor: required(ref, {
      description: "Size, by ID or name, such as `small`, `medium`, `large` or `xl`, which decides the price.",
      change: "update",
      catalog: "loadBalancerFlavors",
      read: { from: { row: (row) => row.flavorId }, drift: "repair" },
    }),
    subnet: required(ref, {
      description: "Subnet in which it has its address, by ID or name.",
      change: "replace",
      catalog: "subnets",
      read: { from: { row: (row) => row.vipSubnetId }, drift: "report" },
    }),
    gateway: optional(ref, {
      description:
        "Gateway of the subnet, by ID or name, if the subnet has none yet. It is used at creation and not shown.",
      change: "replace",
      catalog: "gateways",
    }),
    floatingIp: optional(ref, {
      description:
        "Floating IP, by ID or address, such as the `id` of a `FloatingIp` without `instance`. The subnet needs a gateway. Unmanaged if absent; it stays when the balancer is deleted.",
      change: "update",
      catalog: "floatingIps",
      exclusive: true,
      read: { from: { row: (row, given) => given && (row.floatingIp?.id ?? "") }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    loadBalancerId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the load balancer.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
    privateIp: output(z.string(), {
      dependsOn: [],
      description: "Address in the subnet (`vipAddress`).",
      from: { row: (row) => row.vipAddress },
    }),
    ip: output(z.string(), {
      dependsOn: ["floatingIp"],
      description: "Its floating IP, if it has one.",
      from: { row: (row) => row.floatingIp?.ip },
    }),
  },
  timeouts: { create: 1800, update: 1800, delete: 1200 },
  isCharged: true,
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("7b2abfdb-…"),
  views: { row: loadBalancers.view },
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.createdAt),
  create: async (context) => {
    const { api, scope, desired } = context;
    const { serviceName, regionName } = placeIn(api, scope);
    const id = (await context.entry("subnets", desired.subnet))?.facts?.network;
    const byId = (given: string | undefined) => (given === undefined ? undefined : { id: given });
    const parameters = {
      ...{ serviceName, regionName, name: desired.name, flavorId: desired.flavor },
      network: {
        private: {
          network: { id, subnetId: desired.subnet },
          gateway: byId(desired.gateway),
          floatingIp: byId(desired.floatingIp),
        },
      },
    };
    return createByOperation(context, {
      serviceName,
      name: desired.name ?? "",
      send: () => api.call(`POST ${BALANCING}/loadbalancer`, "create", parameters, operationRow),
      list: () => loadBalancers.listIn(api, scope),
    });
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "have its name and flavor",
      fields: ["name", "flavor"],
      run: (context) =>
        inTurn(context, context.key, async () => {
          const { api, at, desired, observed, hasChanged } = context;
          const pick = picker(hasChanged);
          const name = pick("name", desired.name, observed.row?.name);
          await loadBalancers.put(api, at, { name, flavorId: pick("flavor", desired.flavor, observed.row?.flavorId) });
        }),
    },
    {
      label: "have its floating IP",
      fields: ["floatingIp"],
      severalCalls: true,
      run: async (context) => {
        const { api, at, scope, desired, observed, key } = context;
        const { serviceName } = placeIn(api, scope);
        const now = observed.row?.floatingIp?.id;
        if (now === desired.floatingIp) return;
        if (now !== undefined) {
          await context.change(
            "to give its floating IP back",
            () => detach(api, scope, now),
            ({ row }) => row !== undefined && row.floatingIp === undefined,
          );
        }
        await context.change(
          "to have its floating IP",
          () =>
            inTurn(context, key, async () => {
              const { serviceName: project, regionName } = placeIn(api, scope);
              const parameters = {
                serviceName: project,
                regionName,
                loadBalancerId: at.key,
                floatingIpId: desired.floatingIp,
                ip: observed.row?.vipAddress,
              };
              const route = `POST ${BALANCING}/loadbalancer/{loadBalancerId}/associateFloatingIp` as const;
              await context.followTask(
                operationTask(api, serviceName, await api.call(route, "write", parameters, operationRow)),
              );
            }),
          ({ row }) => row?.floatingIp?.id === desired.floatingIp,
        );
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: async (context) => {
    const { api, at, key, observed, previous, warn } = context;
    const left = observed.row?.floatingIp;
    if (left !== undefined && previous?.inputs.floatingIp === undefined) {
      warn(`floating IP ${left.ip ?? left.id} stays in the project when the load balancer is deleted, and is charged.`);
    }
    await inTurn(context, key, () => loadBalancers.remove(api, at));
  },
});
