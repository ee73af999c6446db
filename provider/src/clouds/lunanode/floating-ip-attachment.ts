import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { LunaNode } from "./account.ts";
import { addressView, attachmentOf, detachAddress, readAddress, vmOf } from "./addresses.ts";
import { done, type FloatingRow } from "./schemas.ts";

const { required, output, define } = resourceKit<LunaNode, { row: FloatingRow }>();

export const floatingIpAttachment = define({
  token: "lunanode:FloatingIpAttachment",
  noun: "floating IP attachment",
  description:
    "Attaches a floating IP to a VM, beside the addresses that the VM has already. Deleting it detaches the address and keeps it in the account.",
  see: "https://www.lunanode.com/api/vm",
  inputs: {
    floatingIp: required(z.string().min(1), {
      description: "The address, or the ID of a `FloatingIp`.",
      change: "replace",
      exclusive: true,
      catalog: "floatingIps",
      read: { from: { row: (row) => row.ip }, drift: "report" },
    }),
    vm: required(z.string().min(1), {
      description: "VM to attach it to, by ID or name, in the region of the address. A change moves the address.",
      change: "update",
      catalog: "vms",
      read: { from: { row: vmOf }, drift: "repair" },
    }),
  },
  outputs: {
    ip: output(z.ipv4(), {
      dependsOn: [],
      always: true,
      description: "The address.",
      from: { row: (row) => row.ip },
    }),
  },
  scope: () => "",
  id: plainId("198.51.100.7"),
  views: { row: addressView(false) },
  absenceProof: "list",
  isUnlisted: ({ row }) => row !== undefined && vmOf(row) === "",
  claims: ({ floatingIp }) => (floatingIp === undefined ? {} : { floatingIp: attachmentOf(floatingIp) }),
  /** The step attaches the address, so that an interrupted attachment can be observed and completed. */
  create: async ({ api, desired: { floatingIp, vm } }) => {
    const row = await readAddress(api, floatingIp);
    const holder = row === undefined ? "" : vmOf(row);
    if (holder !== "" && holder !== vm) {
      throw new RefusedError(
        `LunaNode floating IP ${floatingIp} is attached to VM ${holder} already. Nothing was changed. Detach it there first, in the panel or in the program that attached it.`,
      );
    }
    return floatingIp;
  },
  steps: [
    {
      label: "be attached",
      fields: ["vm"],
      severalCalls: true,
      run: async (context) => {
        const { api, key, desired, observed } = context;
        const holder = observed.row === undefined ? "" : vmOf(observed.row);
        if (holder !== "" && holder !== desired.vm) {
          await context.change(
            "to be detached",
            () => detachAddress(api, holder, key),
            ({ row }) => row !== undefined && vmOf(row) === "",
          );
        }
        if (holder !== desired.vm) {
          await context.change(
            "to be attached",
            () => api.call("vm/floatingip-add", "write", { vm_id: desired.vm, ip: key }, done),
            ({ row }) => row !== undefined && vmOf(row) === desired.vm,
          );
        }
      },
    },
  ],
  remove: async ({ api, key, observed, previous, hasChanged, changeUnlessDone, warn }) => {
    const holder = observed.row === undefined ? "" : vmOf(observed.row);
    const own = previous?.inputs.vm;
    // A move that failed has left it at either VM.
    if (holder !== "" && own !== undefined && holder !== own && !hasChanged("vm")) {
      warn(`the address is attached to VM ${holder} and no longer to the VM of the program, so it was left there.`);
    } else if (holder !== "") {
      await changeUnlessDone(
        "to be detached",
        () => detachAddress(api, holder, key),
        ({ row }) => row !== undefined && vmOf(row) === "",
      );
    }
    return "released";
  },
});
