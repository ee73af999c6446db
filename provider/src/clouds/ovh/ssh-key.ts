import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { keyMaterial, publicKey } from "../../engine/definition/key-types.ts";
import type { Ovh } from "./account.ts";
import { created, type SshKeyRow, sshKeyList, sshKeyOf } from "./schemas.ts";
import { keyId, within } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: SshKeyRow }>();

const KEYS = "/cloud/project/{serviceName}/sshkey";
const KEY = `${KEYS}/{keyId}` as const;

export const sshKey = define({
  token: "ovh:SshKey",
  noun: "SSH key",
  description: "A public SSH key of a Public Cloud project, for `sshKeys` of an instance. OVHcloud cannot change one.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel, unique in the project. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    publicKey: required(publicKey(), {
      description: "The key, as in `~/.ssh/id_ed25519.pub`.",
      change: "replace",
      same: (a, b) => keyMaterial(a) === keyMaterial(b),
      read: { from: { row: (row) => row.publicKey }, drift: "report" },
    }),
    region: optional(z.string().min(1), {
      description: "Region of the key, such as `GRA11`. All regions of the project if absent.",
      change: "replace",
      read: {
        from: {
          row: ({ regions }, given) =>
            given !== undefined && regions.includes(given) ? given : regions.length === 1 ? regions[0] : undefined,
        },
        drift: "report",
      },
    }),
    project: optional(z.string().regex(/^[0-9a-f]{32}$/, "is not 32 hexadecimal digits"), {
      description: "Project (`serviceName`). If absent, the configuration's.",
      change: "replace",
    }),
  },
  outputs: {
    keyId: output(z.string(), {
      always: true,
      description: "ID of the key in the project.",
      from: { row: (row) => row.id },
    }),
    regions: output(z.array(z.string()), {
      description: "Regions with the key.",
      from: { row: (row) => row.regions },
    }),
  },
  scope: (desired, api) => desired.project ?? api.project,
  listBy: { project: "configured" },
  id: keyId,
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const { serviceName } = within(api, scope);
        const keys = await api.call(`GET ${KEYS}`, "read", { serviceName }, sshKeyList);
        return keys.map((row) => [row.id, row] as const);
      },
      one: async (api, { scope, key: keyId }) => {
        const parameters = { serviceName: within(api, scope).serviceName, keyId };
        return { row: await api.call(`GET ${KEY}`, "read", parameters, sshKeyOf(keyId)) };
      },
    },
  },
  // An empty list from OVHcloud contains nothing that proves it is complete.
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  create: async ({ api, scope, desired }) => {
    const { id } = await api.call(
      `POST ${KEYS}`,
      "create",
      { ...within(api, scope), name: desired.name, publicKey: desired.publicKey.trim(), region: desired.region },
      created,
    );
    return id;
  },
  steps: [],
  remove: ({ api, scope, key }) =>
    api.command(`DELETE ${KEY}`, "idempotent", {
      serviceName: within(api, scope).serviceName,
      keyId: key,
    }),
});
