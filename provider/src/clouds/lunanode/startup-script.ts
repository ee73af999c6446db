import { z } from "zod";
import { sameScript, withUnixLineEnds } from "../../engine/definition/boot-script.ts";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import type { LunaNode } from "./account.ts";
import { done, type ScriptRow, scriptCreated, scriptRow } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<LunaNode, { row: ScriptRow }>();

export const startupScript = define({
  token: "lunanode:StartupScript",
  noun: "startup script",
  description:
    "A script of the account that VMs run at first boot, for `startupScripts` of a VM. A change does not reach VMs that exist.",
  see: "https://lunanode.com/api/script",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    content: required(z.string().min(1), {
      description:
        "The script. The first line names the interpreter, such as `#!/bin/sh`, or is `#cloud-config`. Sent with Unix line ends.",
      change: "update",
      secret: true,
      // Samples have CRLF. It is not known whether LunaNode or its panel adds it (§4.8).
      same: sameScript,
      read: { from: { row: (row) => row.content }, drift: "repair" },
    }),
  },
  outputs: {
    scriptId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the script.",
      from: { row: (row) => row.id },
    }),
  },
  scope: () => "",
  id: plainId("501"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api) =>
        (await api.list("script/list", {}, "scripts", scriptRow)).map((row) => [row.id, row] as const),
    },
  },
  // It is not known which error script/get returns for a script that does not exist.
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  create: async ({ api, desired }) => {
    const parameters = { name: desired.name, content: withUnixLineEnds(desired.content) };
    const { script_id } = await api.call("script/create", "create", parameters, scriptCreated);
    return script_id;
  },
  steps: [
    {
      label: "be changed",
      fields: ["name", "content"],
      run: ({ api, key, desired, creating, hasChanged, observedInput }) => {
        // The call requires both; one that the program has not changed keeps its observed value.
        const name = creating || hasChanged("name") ? desired.name : observedInput("name");
        const content =
          creating || hasChanged("content") ? desired.content : (observedInput("content") ?? desired.content);
        const parameters = { script_id: key, name, content: withUnixLineEnds(content) };
        return api.call("script/update", "idempotent", parameters, done);
      },
    },
  ],
  remove: ({ api, key }) => api.call("script/delete", "idempotent", { script_id: key }, done),
});
