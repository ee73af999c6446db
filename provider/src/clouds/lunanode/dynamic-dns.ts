import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import type { LunaNode } from "./account.ts";
import { keyOfCreated } from "./created.ts";
import { BY_ID, type DynamicRow, dynamicAdded, dynamicRow } from "./dns-schemas.ts";
import { done } from "./schemas.ts";

const { required, output, define } = resourceKit<LunaNode, { row: DynamicRow }>();

/** The list may include the domain in the name (§4.11). */
const short = (name: string): string => name.toLowerCase().replace(/\.lndyn\.com\.?$/, "");

const listDynamic = async (api: LunaNode): Promise<DynamicRow[]> =>
  (await api.list("dns/dyn-list", {}, "dyns", dynamicRow, BY_ID)).map((row) => ({ ...row, name: short(row.name) }));

export const dynamicDns = define({
  token: "lunanode:DynamicDns",
  noun: "dynamic DNS name",
  description: "A name below `lndyn.com` for an address, from LunaNode's dynamic DNS.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    name: required(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "must be one label of a host name"), {
      description: "Name without its domain: `web` is `web.lndyn.com`. Unique among all users of LunaNode.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    ip: required(z.ipv4(), {
      description: "IPv4 address.",
      change: "update",
      read: { from: { row: (row) => row.ip }, drift: "repair" },
    }),
  },
  outputs: {
    dynId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the name.",
      from: { row: (row) => row.id },
    }),
    hostname: output(z.string(), {
      dependsOn: ["name"],
      always: true,
      description: "Host name, such as `web.lndyn.com`.",
      from: { row: (row) => `${row.name}.lndyn.com` },
    }),
  },
  scope: () => "",
  id: plainId("901"),
  name: { input: "name", max: 63, character: /[a-z0-9-]/, isGiven: true },
  views: { row: { list: async (api) => (await listDynamic(api)).map((row) => [row.id, row] as const) } },
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  create: ({ api, desired: { name, ip } }) =>
    keyOfCreated(
      "dns/dyn-add",
      async () => (await api.call("dns/dyn-add", "create", { name, ip }, dynamicAdded)).dyn_id,
      // The lookup before the create found no dynamic name like this one.
      async () => (await listDynamic(api)).flatMap((row) => (row.name === name ? [row.id] : [])),
    ),
  steps: [
    {
      label: "have its name and address",
      fields: ["name", "ip"],
      run: ({ api, key, desired, observedInput, hasChanged }) => {
        // The call requires both; one that the program has not changed keeps its observed value.
        const current = (input: "name" | "ip") =>
          hasChanged(input) ? desired[input] : (observedInput(input) ?? desired[input]);
        const parameters = { dyn_id: key, name: current("name"), ip: current("ip") };
        return api.call("dns/dyn-update", "idempotent", parameters, done);
      },
    },
  ],
  remove: ({ api, key }) => api.call("dns/dyn-remove", "idempotent", { dyn_id: key }, done),
});
