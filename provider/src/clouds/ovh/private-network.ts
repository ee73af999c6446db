import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { type PrivateNetworkRow, privateNetworkList, privateNetworkOf } from "./private-network-schemas.ts";
import { HELD } from "./private-networks.ts";
import { created } from "./schemas.ts";
import { idInProject, within } from "./scope.ts";

const { optional, output, define } = resourceKit<Ovh, { row: PrivateNetworkRow }>();

const PROJECT = "/cloud/project/{serviceName}";
const NETWORKS = `${PROJECT}/network/private` as const;
const NETWORK = `${NETWORKS}/{networkId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  networkId: key,
});

const regionNames = ({ regions }: PrivateNetworkRow): string[] => regions.map(({ region }) => region);

export const privateNetwork = define({
  token: "ovh:PrivateNetwork",
  noun: "private network",
  description:
    "A private network (vRack) of a Public Cloud project, in one or more of its regions. It needs a `Subnet` in each region in which something is to be attached to it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    vlanId: optional(z.int().min(0).max(4095), {
      description:
        "VLAN, which other networks of the vRack share (`vlanId`); 0 is none. OVHcloud chooses one if absent.",
      change: "replace",
      read: { from: { row: (row, given) => (given === undefined ? undefined : row.vlanId) }, drift: "report" },
    }),
    regions: optional(z.array(ref).min(1), {
      description:
        "Regions in which it exists. A change adds the network to regions and deletes it in others, where nothing may use it any more. All regions of the project if absent, which are then left alone.",
      change: "update",
      catalog: "regions",
      unordered: true,
      read: { from: { row: regionNames }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    networkId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the network in the project (`pn-…`).",
      from: { row: (row) => row.id },
    }),
    vlan: output(z.int(), {
      dependsOn: [],
      description: "VLAN that it has.",
      from: { row: (row) => row.vlanId },
    }),
    openstackIds: output(z.record(z.string(), z.string()), {
      dependsOn: ["regions"],
      description: "ID of the network in each region (`openstackId`), by region.",
      from: {
        row: ({ regions }) =>
          Object.fromEntries(
            regions.flatMap(({ region, openstackId }) => (openstackId === undefined ? [] : [[region, openstackId]])),
          ),
      },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud.",
      from: { row: (row) => row.status },
    }),
  },
  scope: (desired, api) => desired.project ?? api.project,
  listBy: { project: "configured" },
  id: idInProject("pn-1096325_100"),
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const { serviceName } = within(api, scope);
        const rows = await api.call(`GET ${NETWORKS}`, "read", { serviceName }, privateNetworkList);
        return rows.map((row) => [row.id, row] as const);
      },
      one: async (api, place) => ({
        row: await api.call(`GET ${NETWORK}`, "read", at({ api, ...place }), privateNetworkOf(place.key)),
      }),
    },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row?.name,
  mayLackName: true,
  create: async ({ api, scope, desired: { name, vlanId, regions } }) => {
    const parameters = { serviceName: within(api, scope).serviceName, name, vlanId, regions };
    return (await api.call(`POST ${NETWORKS}`, "create", parameters, created)).id;
  },
  state: ({ row }) => {
    if (row === undefined) return undefined;
    if (row.status === "ERROR") return { is: "failed", why: row.status };
    // Its ID in a region is missing until it exists there.
    const isComplete = row.regions.every(({ status, openstackId }) => status === "ACTIVE" && openstackId !== undefined);
    return { is: row.status === "ACTIVE" && isComplete ? "ready" : "pending" };
  },
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) =>
        context.api.command(`PUT ${NETWORK}`, "idempotent", { ...at(context), name: context.desired.name }),
    },
    {
      label: "be in its regions",
      fields: ["regions"],
      severalCalls: true,
      passingRefusal: HELD,
      run: (context) => {
        const { api, desired, observed } = context;
        const place = at(context);
        return changeMembers({
          present: observed.row?.regions ?? [],
          wanted: desired.regions ?? [],
          fits: ({ region }, wanted) => region === wanted,
          oneACall: true,
          add: ([region]) =>
            context.change(
              `to be in ${region}`,
              () => api.call(`POST ${NETWORK}/region`, "write", { ...place, region }, privateNetworkOf(context.key)),
              ({ row }) => row !== undefined && regionNames(row).includes(region ?? ""),
            ),
          remove: ([there]) =>
            context.change(
              `to be out of ${there?.region}`,
              () =>
                api.command(`DELETE ${PROJECT}/region/{regionName}/network/{networkId}`, "idempotent", {
                  serviceName: place.serviceName,
                  regionName: there?.region,
                  networkId: there?.openstackId,
                }),
              ({ row }) => row !== undefined && !regionNames(row).includes(there?.region ?? ""),
            ),
        });
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.status === "DELETING",
  passingRefusal: HELD,
  remove: (context) => context.api.command(`DELETE ${NETWORK}`, "idempotent", at(context)),
});
