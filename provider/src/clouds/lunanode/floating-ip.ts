import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import {
  addressView,
  detachAddress,
  listAddresses,
  reverseDnsOf,
  reverseOf,
  sameHostname,
  setReverse,
  vmOf,
} from "./addresses.ts";
import { REGION_FIELD } from "./fields.ts";
import { done, type FloatingRow, floatingAdded } from "./schemas.ts";

const { optional, output, define } = resourceKit<LunaNode, { row: FloatingRow }>();

export const floatingIp = define({
  token: "lunanode:FloatingIp",
  noun: "floating IP",
  description:
    "A public IPv4 address of the account, independent of any VM. Give it to a VM with `floatingIp` of the VM or with a `FloatingIpAttachment`. It is charged also while it is unattached.",
  see: "https://www.lunanode.com/api/overview",
  inputs: {
    region: optional(z.string().min(1), {
      ...REGION_FIELD,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    reverseDns: optional(z.string().max(253), {
      description:
        "Reverse DNS name (PTR). An empty text restores LunaNode's own name. Letter case and a trailing dot are ignored. Unmanaged if absent.",
      change: "update",
      same: sameHostname,
      read: {
        // LunaNode's own name is the default, so an imported address does not manage it.
        from: { row: (row, given) => (given === undefined ? reverseOf(row) || undefined : reverseOf(row)) },
        drift: "repair",
      },
    }),
    otherAddresses: optional(z.array(z.ipv4()), {
      description:
        "Unattached addresses of the account that belong to something else. Without them, nothing is created while the region has an address that no VM has and no known resource manages: an interrupted run could have allocated it.",
      change: "update",
      unordered: true,
    }),
  },
  outputs: {
    ip: output(z.ipv4(), {
      dependsOn: [],
      always: true,
      description: "The address.",
      from: { row: (row) => row.ip },
    }),
    hostname: output(z.string(), {
      dependsOn: ["reverseDns"],
      description: "Reverse DNS name as LunaNode shows it.",
      from: { row: (row) => row.hostname },
    }),
  },
  isCharged: true,
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/198.51.100.7"),
  views: { row: addressView(true) },
  absenceProof: "list",
  consistencyWindow: 30,
  // Addresses have no name: one that an interrupted run has allocated is known by having no VM (§4.3).
  unnamed: {
    is: ({ row }, _scope, { otherAddresses = [] }) =>
      row !== undefined && vmOf(row) === "" && !otherAddresses.includes(row.ip),
    like: ["region"],
    described: "that no VM has and",
    claimHint: "list them in otherAddresses",
  },
  claims: ({ reverseDns }, ip) =>
    reverseDns === undefined || ip === undefined ? {} : { reverseDns: reverseDnsOf(ip) },
  // One at a time, because the new address may have to be found by comparing lists (§4.3).
  create: ({ api, scope, createByDifference }) =>
    createByDifference("floating/add", {
      ...{ cloud: "LunaNode", call: "floating/add" },
      send: async () => (await api.call("floating/add", "create", { region: scope }, floatingAdded)).ip,
      list: async () =>
        (await listAddresses(api)).map((row) => [row.ip, vmOf(row) === "" && (row.region ?? scope) === scope] as const),
    }),
  steps: [
    {
      label: "have its reverse DNS name",
      fields: ["reverseDns"],
      run: ({ api, key, desired }) => setReverse(api, key, desired.reverseDns ?? ""),
    },
  ],
  // LunaNode may still hold an address that has just been detached.
  passingRefusal: {
    waitingFor: "for its VM to release it",
    isPassing: (error) => error instanceof CloudError && error.kind === "conflict",
  },
  remove: async (context) => {
    const { api, key, scope, observed } = context;
    const vm = observed.row === undefined ? "" : vmOf(observed.row);
    if (vm !== "") {
      await context.changeUnlessDone(
        "to be detached",
        () => detachAddress(api, vm, key),
        ({ row }) => row !== undefined && vmOf(row) === "",
      );
    }
    await api.call("floating/delete", "idempotent", { region: scope, ip: key }, done);
  },
});
