import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { createdUser, passwordOf, type UserRow, userList, userOf } from "./project-user-schemas.ts";
import { idInProject, within } from "./scope.ts";

const { optional, output, define } = resourceKit<Ovh, { row: UserRow }>();

const USERS = "/cloud/project/{serviceName}/user";
const USER = `${USERS}/{userId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  userId: key,
});

export const projectUser = define({
  token: "ovh:ProjectUser",
  noun: "project user",
  description:
    "An OpenStack user of a Public Cloud project, for OpenStack's own tools. OVHcloud chooses its name and password. `getUserOpenrc` returns its environment.",
  see: "https://github.com/ovh/docs",
  inputs: {
    description: optional(z.string().min(1).max(255), {
      description:
        "Description in the panel, by which an interrupted run finds the user again. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.description }, drift: "report" },
    }),
    roles: optional(z.array(ref).min(1), {
      description:
        "Roles, by name or ID, such as `compute_operator`. A change adds and removes what the program does. Unmanaged if absent.",
      change: "update",
      unordered: true,
      catalog: "roles",
      read: { from: { row: (row) => row.roles.map(({ id }) => id) }, drift: "repair" },
    }),
    passwordTrigger: optional(z.string(), {
      description: "Any text. A change gives the user a new password (`regeneratePassword`).",
      change: "trigger",
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    userId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the user, without its project.",
      from: { row: (row) => row.id },
    }),
    username: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Name that OVHcloud gave it, such as `user-3fc8a1`.",
      from: { row: (row) => row.username },
    }),
    password: output(z.string(), {
      dependsOn: ["passwordTrigger"],
      secret: true,
      description: "Password. OVHcloud shows it only once, so an adopted or imported user has none.",
    }),
    openstackId: output(z.string(), {
      dependsOn: [],
      description: "ID in OpenStack.",
      from: { row: (row) => row.openstackId },
    }),
    status: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "Status as reported by OVHcloud, such as `ok`.",
      from: { row: (row) => row.status },
    }),
  },
  scope: (desired, api) => desired.project ?? api.project,
  listBy: { project: "configured" },
  id: idInProject("430001"),
  name: { input: "description", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const { serviceName } = within(api, scope);
        const rows = await api.call(`GET ${USERS}`, "read", { serviceName }, userList);
        return rows.map((row) => [row.id, row] as const);
      },
      one: async (api, place) => ({
        row: await api.call(`GET ${USER}`, "read", at({ api, ...place }), userOf(place.key)),
      }),
    },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row?.description,
  mayLackName: true,
  createdAt: ({ row }) => moment(row?.creationDate),
  create: async ({ api, scope, desired: { description, roles = [] }, entry, setOutputs }) => {
    // The call takes names; everything else about roles has IDs.
    const names = await Promise.all(roles.map(async (role) => (await entry("roles", role))?.name ?? role));
    const parameters = { serviceName: within(api, scope).serviceName, description };
    const { id, password } = await api.call(
      `POST ${USERS}`,
      "create",
      { ...parameters, roles: names.length === 0 ? undefined : names },
      createdUser,
    );
    setOutputs({ password });
    return id;
  },
  state: ({ row }) => {
    if (row === undefined) return undefined;
    // A deleted user may be shown for a while (§4.2).
    if (row.status === "deleted") return { is: "gone" };
    return { is: /^(ok|disabled)$/.test(row.status) ? "ready" : "pending" };
  },
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "have its roles",
      fields: ["roles"],
      run: async (context) => {
        const parameters = { ...at(context), rolesIds: context.desired.roles ?? [] };
        await context.api.call(`PUT ${USER}/role`, "idempotent", parameters, userOf(context.key));
      },
    },
    {
      label: "have a new password",
      fields: ["passwordTrigger"],
      run: async (context) => {
        const route = `POST ${USER}/regeneratePassword` as const;
        const { password } = await context.api.call(route, "write", at(context), passwordOf(context.key));
        context.setOutputs({ password });
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.status === "deleting",
  remove: (context) => context.api.command(`DELETE ${USER}`, "idempotent", at(context)),
});
