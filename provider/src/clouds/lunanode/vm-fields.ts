import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { LunaNode } from "./account.ts";
import { REGION_FIELD, ref } from "./fields.ts";
import { addresses, groupsOf, login, powerOf, stateOf, type Views, whole } from "./vm-views.ts";

/** Inputs and outputs of a VM. */

const { required, optional, output } = resourceKit<LunaNode, Views>();

export const inputs = {
  name: optional(z.string().min(1).max(64), {
    description:
      "Name in the panel, and the hostname at first boot (`hostname`). Generated from the resource's name if absent.",
    change: "update",
    read: { from: { row: (row) => row.name ?? row.hostname }, drift: "repair" },
  }),
  region: optional(ref, {
    ...REGION_FIELD,
    read: { from: { row: (row) => row.region }, drift: "report" },
  }),
  plan: required(ref, {
    description: "Plan, by id or name, such as `m.2`. A change resizes the VM.",
    change: "update",
    interrupts: "may stop",
    catalog: "plans",
    growOnly: {
      what: "disk",
      unit: "GB",
      sizeOf: (_plan, entry) => entry?.info?.diskGb,
      observed: ({ row }) => whole(row?.storage),
      unless: "bootVolume",
    },
    read: { from: { row: (row) => row.plan_id }, drift: "repair" },
  }),
  image: optional(ref, {
    description:
      "Image to install, by ID or name, such as `Ubuntu 24.04 64-bit`. Set exactly one of `image` and `bootVolume`. `onImageChange` says what a change does.",
    change: (_was, _now, { onImageChange }) => (onImageChange === "reimage" ? "update" : "replace"),
    catalog: "images",
    read: { from: { detail: (detail) => detail.image }, drift: "report" },
  }),
  onImageChange: optional(z.enum(["replace", "reimage"]), {
    description:
      "What a change of `image` does: `replace` (the default) creates a new VM; `reimage` **erases the disk** but keeps the VM, its ID and its addresses. Drift of the image never causes it.",
    change: "update",
  }),
  bootVolume: optional(ref, {
    description: "Volume to boot from (`volume_id`), by ID or name, instead of `image`.",
    change: "replace",
    catalog: "volumes",
    exclusive: true,
  }),
  volumeVirtio: optional(z.boolean(), {
    description: "Whether to attach the boot volume with virtio instead of IDE (`volume_virtio`).",
    change: "replace",
  }),
  sshKeys: optional(z.array(ref), {
    description: "SSH keys that the first boot installs, by ID or label (`key_id`).",
    change: "initial",
    catalog: "sshKeys",
  }),
  startupScripts: optional(z.array(ref), {
    description: "Startup scripts that run at first boot, by ID or name (`scripts`).",
    change: "initial",
    catalog: "scripts",
  }),
  securityGroups: optional(z.array(ref), {
    description: "Security groups, by ID or name.",
    change: "update",
    unordered: true,
    catalog: "securityGroups",
    read: {
      from: { detail: groupsOf },
      drift: "repair",
    },
  }),
  network: optional(ref, {
    description: "Virtual network, by ID or name (`net_id`).",
    change: "replace",
    catalog: "networks",
  }),
  privateIps: optional(z.array(z.ipv4()), {
    description:
      "Further private IPv4 addresses of the VM in its network (`vm/ip-add`), beside `privateIp`. Set them up in the guest yourself. Unmanaged if absent.",
    change: "update",
    unordered: true,
    exclusive: { within: ["region", "network"] },
    read: { from: { detail: (detail) => detail.additionalprivateip }, drift: "repair" },
  }),
  floatingIp: optional(ref, {
    description:
      "Address of the account for the VM (`ip`), or the ID of a `FloatingIp`, instead of a new address. It stays in the account when the VM is deleted.",
    change: "update",
    exclusive: true,
    catalog: "floatingIps",
    read: {
      from: {
        row: (row, given) => (given !== undefined && row.primaryip === given ? given : undefined),
        // Unmanaged unless given: an imported VM keeps its address as its own.
        detail: (detail, given) =>
          given === undefined || addresses(detail).includes(given)
            ? given
            : detail.additionalip === undefined
              ? undefined
              : (detail.ip ?? ""),
      },
      drift: "repair",
    },
  }),
  powerState: optional(z.enum(["running", "stopped", "shelved"]), {
    description:
      "`running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Unmanaged if absent.",
    change: "update",
    withoutIt: "running",
    read: {
      from: { row: (row) => powerOf(row.os_status), detail: (detail) => powerOf(detail.status_nohtml) },
      drift: "repair",
    },
  }),
  restartTrigger: optional(z.string(), {
    description: "Any text. A change reboots the VM (`vm/reboot`), unless it is off.",
    change: "trigger",
  }),
  chargeForCpu: optional(z.boolean(), {
    description:
      "Whether CPU time above the plan's share is charged instead of slowed down (`charge_for_cpu`). LunaNode does not document the call, and shows nothing of it.",
    change: "initial",
  }),
  fairShareNoLend: optional(z.boolean(), {
    description: "Whether the VM does not lend its unused CPU share to others (`fairshare_nolend`).",
    change: "initial",
  }),
  setPassword: optional(z.boolean(), {
    description:
      "Whether to generate a password for a snapshot or volume too (`set_password`); templates always get one.",
    change: "initial",
  }),
  affinityGroup: optional(ref, { description: "UUID of an affinity group (`affinity_group`).", change: "replace" }),
};

export const outputs = {
  ip: output(z.string(), {
    dependsOn: ["floatingIp"],
    always: true,
    description: "Public IPv4 address.",
    from: { row: (row) => row.primaryip, detail: (detail) => detail.ip },
  }),
  privateIp: output(z.string(), {
    dependsOn: [],
    description: "Private IPv4 address.",
    from: { row: (row) => row.privateip, detail: (detail) => detail.privateip },
  }),
  ipv6: output(z.array(z.string()), {
    dependsOn: [],
    description: "IPv6 addresses.",
    from: { detail: (detail) => detail.ipv6 },
  }),
  status: output(z.string(), {
    always: true,
    description: "Status as reported by LunaNode.",
    from: {
      detail: (detail) => detail.status_nohtml,
      // The list uses a different word for the same state, which is not a change.
      row: (row, known) =>
        stateOf(known) !== undefined && stateOf(known) === stateOf(row.os_status) ? known : row.os_status,
    },
  }),
  planId: output(z.string(), {
    dependsOn: ["plan"],
    always: true,
    description: "ID of the plan.",
    from: { row: (row) => row.plan_id },
  }),
  imageName: output(z.string(), {
    dependsOn: ["image"],
    description: "Name of the installed image.",
    from: { detail: (detail) => detail.image },
  }),
  memoryMb: output(z.int(), {
    dependsOn: ["plan"],
    description: "Memory in MB.",
    from: { row: (row) => whole(row.ram) },
  }),
  vcpus: output(z.int(), {
    dependsOn: ["plan"],
    description: "Virtual CPUs.",
    from: { row: (row) => whole(row.vcpu) },
  }),
  diskGb: output(z.int(), {
    dependsOn: ["plan"],
    description: "Disk in GB.",
    from: { row: (row) => whole(row.storage) },
  }),
  assignedIp: output(z.string(), {
    dependsOn: ["floatingIp"],
    description:
      "Address that LunaNode allocated for this VM; released when the VM is deleted. Other addresses stay in the account.",
  }),
  username: output(z.string(), {
    dependsOn: ["image"],
    description: "User for the first login.",
    from: { detail: (detail) => login(detail, "username") },
  }),
  password: output(z.string(), {
    dependsOn: ["image"],
    description: "Generated password for the first login.",
    secret: true,
    from: { detail: (detail) => login(detail, "password") },
  }),
};
