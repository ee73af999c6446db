import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { keyMaterial, publicKey } from "../../engine/definition/key-types.ts";
import type { LunaNode } from "./account.ts";
import { done, type SshKeyRow, sshKeyAdded, sshKeyRow } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: SshKeyRow }>();

export const sshKey = define({
  token: "lunanode:SshKey",
  noun: "SSH key",
  description: "A public SSH key of the account, for `sshKeys` of a VM. LunaNode cannot change one.",
  see: "https://lunanode.com/api/sshkey",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Label in the panel (`label`), unique in the account. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    publicKey: required(publicKey(), {
      description: "The key, as in `~/.ssh/id_ed25519.pub`.",
      change: "replace",
      same: (a, b) => keyMaterial(a) === keyMaterial(b),
      read: { from: { row: (row) => row.value }, drift: "report" },
    }),
  },
  outputs: {
    keyId: output(z.string(), {
      always: true,
      description: "ID of the key.",
      from: { row: (row) => row.id },
    }),
  },
  scope: () => "",
  id: plainId("1862"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api) => (await api.rows("sshkey/list", {}, sshKeyRow)).map((row) => [row.id, row] as const),
    },
  },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  create: async ({ api, desired }) => {
    const { key_id } = await api.call(
      "sshkey/add",
      "create",
      { label: desired.name, sshkey: desired.publicKey.trim() },
      sshKeyAdded,
    );
    return key_id;
  },
  steps: [],
  remove: ({ api, key }) => api.call("sshkey/remove", "idempotent", { key_id: key }, done),
});
