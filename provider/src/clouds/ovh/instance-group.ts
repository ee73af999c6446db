import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { type GroupRow, groupOf, groupRows } from "./instance-group-schemas.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { created } from "./schemas.ts";
import { idInRegion, scopeOf, within } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: GroupRow }>();

const GROUPS = "/cloud/project/{serviceName}/instance/group";
const GROUP = `${GROUPS}/{groupId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  groupId: key,
});

export const instanceGroup = define({
  token: "ovh:InstanceGroup",
  noun: "instance group",
  description:
    "A group that places instances on the same host or on different ones, for `group` of an instance. OVHcloud cannot change one: every change replaces it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    project: optional(projectType, PROJECT_FIELD),
    region: required(ref, { ...REGION_FIELD, read: { from: { row: (row) => row.region }, drift: "report" } }),
    type: required(z.enum(["affinity", "anti-affinity"]), {
      description: "`affinity`: on the same host; `anti-affinity`: on different ones.",
      change: "replace",
      read: { from: { row: (row) => row.type }, drift: "report" },
    }),
  },
  outputs: {
    groupId: output(z.string(), {
      always: true,
      description: "ID of the group, without its project and region.",
      from: { row: (row) => row.id },
    }),
    instanceIds: output(z.array(z.string()), {
      description: "IDs of the instances in it.",
      from: { row: (row) => row.instance_ids },
    }),
  },
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: idInRegion("4a6b8c0d-2e3f-4a5b-9c6d-7e8f9a0b1c2d"),
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const rows = await api.call(`GET ${GROUPS}`, "read", within(api, scope), groupRows);
        const { serviceName } = within(api, scope);
        return rows.map((row) => [row.id, row, scopeOf(api, serviceName, row.region)] as const);
      },
      one: async (api, place) => ({
        row: await api.call(`GET ${GROUP}`, "read", at({ api, ...place }), groupOf(place.key)),
      }),
    },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row?.name,
  create: async ({ api, scope, desired: { name, region, type } }) => {
    const { serviceName } = within(api, scope);
    return (await api.call(`POST ${GROUPS}`, "create", { serviceName, name, region, type }, created)).id;
  },
  steps: [],
  remove: (context) => context.api.command(`DELETE ${GROUP}`, "idempotent", at(context)),
});
