import { type EncodedTree, isoDate } from "../encoding.ts";
import { badReference, busy } from "../errors.ts";
import type { ProjectUser } from "../model.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** OpenStack users of a project, and their roles (docs/api/ovh.md §4.2). */
export const projectUserRoutes: Routes = under("/cloud/project/{serviceName}", {
  "GET /role": (call) => {
    projectOf(call);
    return { roles: roleNames.map(roleView), services: [] };
  },
  "GET /user": (call) => call.cloudState.inProject(call.cloudState.projectUsers, projectOf(call).id).map(userView),
  "POST /user": createUser,
  "GET /user/{userId}": (call) => userView(theUser(call)),
  "DELETE /user/{userId}": deleteUser,
  "GET /user/{userId}/openrc": openrc,
  "POST /user/{userId}/regeneratePassword": (call) => withPassword(call, living(call)),
  "GET /user/{userId}/role": (call) => theUser(call).roles.map(roleView),
  "PUT /user/{userId}/role": changeRoles,
});

const roleNames = [
  ...["administrator", "authentication", "backup_operator", "compute_operator", "image_operator"],
  ...["infrastructure_supervisor", "network_operator", "objectstore_operator", "volume_operator"],
];

const roleId = (name: string): string => `${Buffer.from(name).toString("hex").padEnd(32, "0").slice(0, 32)}`;
const roleOf = (id: string): string | undefined => roleNames.find((name) => roleId(name) === id);

const roleView = (name: string): EncodedTree => ({
  ...{ id: roleId(name), name, description: name.replaceAll("_", " "), permissions: [] },
});

function userView({ id, username, description, roles, status, createdAt }: ProjectUser): {
  [field: string]: EncodedTree;
} {
  const openstackId = `05${id}`.padEnd(32, "0");
  return {
    ...{ id: Number(id), username, description, status, openstackId, creationDate: isoDate(createdAt) },
    roles: roles.map(roleView),
  };
}

function theUser(call: Call): ProjectUser {
  const { cloudState } = call;
  return cloudState.own(cloudState.projectUsers, "user", call.param("userId"), projectOf(call).id);
}

function living(call: Call): ProjectUser {
  const user = theUser(call);
  if (user.status !== "ok") throw busy(`User ${user.id} is ${user.status}`, call.cloudState.switches);
  return user;
}

/** The password is only in this response. */
function withPassword({ cloudState }: Call, user: ProjectUser): EncodedTree {
  return { ...userView(user), password: cloudState.ids.hex(16) };
}

function known(call: Call, names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !roleNames.includes(name));
  if (unknown !== undefined) throw badReference("Role", unknown, call.cloudState.switches);
  return names;
}

function createUser(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project } = projectOf(call);
  const one = body.get("role");
  const user = cloudState.projectUsers.put({
    ...{ id: cloudState.number("user", 430_001), account, project, username: `user-${cloudState.ids.hex(12)}` },
    ...{ description: body.get("description") ?? "", status: "creating", createdAt: cloudState.timeline.now },
    roles: known(call, body.texts("roles") ?? (one === undefined ? [] : [one])),
  });
  cloudState.timeline.after(cloudState.switches.durations.user, { type: "user", id: user.id, to: "ok" });
  return withPassword(call, user);
}

function changeRoles(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id } = living(call);
  const roles = (body.texts("rolesIds") ?? []).map((one) => roleOf(one) ?? one);
  cloudState.projectUsers.patch(id, { roles: known(call, roles), status: "updating" });
  cloudState.timeline.after(cloudState.switches.durations.user, { type: "user", id, to: "ok" });
  return { ...userView(theUser(call)), password: "" };
}

function deleteUser(call: Call): undefined {
  const { cloudState } = call;
  const { id } = living(call);
  cloudState.projectUsers.patch(id, { status: "deleting" });
  cloudState.timeline.after(cloudState.switches.durations.user, { type: "user", id, to: "deleted" });
}

/** A script that asks for the password. */
function openrc(call: Call): EncodedTree {
  const { username, project } = living(call);
  const region = call.query.get("region") ?? "";
  activeRegion({ ...call, param: (name) => (name === "regionName" ? region : call.param(name)) });
  const lines = { OS_TENANT_ID: project, OS_USERNAME: username, OS_REGION_NAME: region };
  return {
    content: Object.entries(lines)
      .map(([name, value]) => `export ${name}="${value}"`)
      .join("\n"),
  };
}
