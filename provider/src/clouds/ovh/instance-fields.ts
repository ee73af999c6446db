import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import {
  addressOf,
  autobackupOf,
  fixedAmong,
  imageOf,
  ipv6Of,
  isRescued,
  keysOf,
  networksByAddress,
  networksByPort,
  planOf,
  powerOf,
  rescuePasswordOf,
  type Views,
} from "./instance-views.ts";

/** The inputs and outputs of an instance. */

const { required, optional, output } = resourceKit<Ovh, Views>();

const ref = z.string().min(1);

export const inputs = {
  name: optional(z.string().min(1).max(255), {
    description: "Name in the panel. Generated from the resource's name if absent.",
    change: "update",
    read: { from: { row: (row) => row.name }, drift: "repair" },
  }),
  project: optional(z.string().regex(/^[0-9a-f]{32}$/, "is not 32 hexadecimal digits"), {
    description: "Project (`serviceName`). If absent, the configuration's.",
    change: "replace",
  }),
  region: required(ref, {
    description: "Region that is activated in the project, with its number, such as `GRA11`.",
    change: "replace",
    catalog: "regions",
    read: { from: { row: (row) => row.region }, drift: "report" },
  }),
  plan: required(ref, {
    description: "Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance.",
    change: "update",
    interrupts: "reboots",
    catalog: "plans",
    growOnly: { what: "disk", unit: "GB", sizeOf: (_plan, entry) => entry?.info?.diskGb },
    read: { from: { row: planOf }, drift: "repair" },
  }),
  image: optional(ref, {
    description:
      "Image or snapshot to install (`imageId`), by ID or name, such as `Ubuntu 24.04`. Set exactly one of `image` and `bootVolume`. `onImageChange` says what a change does.",
    change: (_was, _now, all) => (all.onImageChange === "reinstall" ? "update" : "replace"),
    catalog: "images",
    read: { from: { row: imageOf }, drift: "report" },
  }),
  onImageChange: optional(z.enum(["replace", "reinstall"]), {
    description:
      "What a change of `image` does: `replace` (the default) creates a new instance; `reinstall` **erases the disk** but keeps the instance, its ID and its addresses. User data may not run again.",
    change: "update",
  }),
  bootVolume: optional(ref, {
    description: "Volume to boot from (`volumeId`), by ID or name, instead of `image`.",
    change: "replace",
    exclusive: true,
    catalog: "volumes",
  }),
  sshKeys: optional(
    z.array(ref).max(1, "may have only one key, because OVHcloud installs only one; put others into userData"),
    {
      description: "SSH key that the first boot installs (`sshKeyId`), by ID or name: a list of one.",
      change: "initial",
      catalog: "sshKeys",
      // No key is shown once it is deleted from the project.
      read: { from: { row: keysOf }, drift: "report" },
    },
  ),
  userData: optional(z.string(), {
    description: "Script or cloud-init text for the first boot (`userData`), as plain text.",
    change: "initial",
    secret: true,
  }),
  networks: optional(
    z
      .array(ref)
      .min(1, "needs at least one network")
      .refine((list) => new Set(list).size === list.length, "has a network twice"),
    {
      description:
        "All networks of the instance, including public ones, by name or either ID (`networkId`), such as `Ext-Net`. A new instance is in the public network if absent.",
      change: "update",
      unordered: true,
      catalog: "networks",
      read: { from: { row: networksByAddress, ports: networksByPort }, drift: "repair" },
    },
  ),
  fixedIps: optional(z.record(ref, z.ipv4()), {
    description:
      "Fixed addresses in private networks (`ip`), by network in the spelling of `networks`. A change attaches the new address, then detaches the old one.",
    change: "update",
    merge: "map",
    exclusive: true,
    read: {
      from: {
        row: ({ ipAddresses }, wanted) =>
          fixedAmong(
            ipAddresses.map(({ ip }) => ip),
            wanted,
          ),
        ports: (ports, wanted) =>
          fixedAmong(
            ports.flatMap(({ fixedIps }) => fixedIps.map(({ ip }) => ip)),
            wanted,
          ),
      },
      drift: "repair",
    },
  }),
  powerState: optional(z.enum(["running", "stopped", "shelved"]), {
    description:
      "`running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or suspended instance counts as stopped. Unmanaged if absent.",
    change: "update",
    withoutIt: "running",
    read: { from: { row: (row) => powerOf(row.status) }, drift: "repair" },
  }),
  rescueMode: optional(z.boolean(), {
    description:
      "Whether it runs OVHcloud's rescue system instead of its own, with its disk as a second one (`rescueMode`). A change reboots it. Unmanaged if absent.",
    change: "update",
    interrupts: "reboots",
    read: { from: { row: isRescued }, drift: "repair" },
  }),
  restartTrigger: optional(z.string(), {
    description: "Any text. A change reboots the instance, unless it is off or in rescue mode.",
    change: "trigger",
  }),
  monthlyBilling: optional(z.boolean(), {
    description:
      "Whether to charge by the month instead of by the hour (`monthlyBilling`). An instance cannot switch back to hourly billing: `false` is then an error.",
    change: "update",
    read: { from: { row: (row) => row.monthlyBilling !== undefined }, drift: "report" },
  }),
  group: optional(ref, {
    description: "Instance group (`groupId`), which places instances near or apart from each other, by ID or name.",
    change: "replace",
    catalog: "groups",
  }),
  availabilityZone: optional(ref, {
    description: "Zone, in a region with several, such as `eu-west-par-a`. OVHcloud chooses one if absent.",
    change: "replace",
    read: { from: { row: (row) => row.availabilityZone }, drift: "report" },
  }),
  autobackup: optional(
    z.strictObject({
      cron: z.string().min(1).describe("Schedule as a cron expression, such as `0 2 * * *`."),
      rotation: z.int().min(1).describe("Number of backups to keep."),
    }),
    {
      description:
        "Automatic backups (`autobackup`). A change creates a new schedule and deletes the old one; existing backups stay and are charged. Unmanaged if absent.",
      change: "update",
      read: { from: { schedules: autobackupOf }, drift: "repair" },
    },
  ),
};

export const outputs = {
  ip: output(z.string(), {
    dependsOn: ["networks", "fixedIps"],
    always: true,
    description: "Public IPv4 address, or empty if it no longer has one.",
    from: { row: (row, known) => addressOf(row, "public", known) },
  }),
  privateIp: output(z.string(), {
    dependsOn: ["networks", "fixedIps"],
    description: "Private IPv4 address, or empty if it no longer has one.",
    from: { row: (row, known) => addressOf(row, "private", known) },
  }),
  ipv6: output(z.array(z.string()), {
    dependsOn: ["networks", "fixedIps"],
    description: "IPv6 addresses.",
    from: { row: ipv6Of },
  }),
  status: output(z.string(), {
    always: true,
    description: "Status as reported by OVHcloud, such as `ACTIVE`.",
    from: { row: (row) => row.status },
  }),
  planId: output(z.string(), {
    dependsOn: ["plan"],
    always: true,
    description: "ID of the flavor.",
    from: { row: planOf },
  }),
  imageId: output(z.string(), {
    dependsOn: ["image"],
    description: "ID of the installed image.",
    from: { row: imageOf },
  }),
  instanceId: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "ID of the instance.",
    from: { row: (row) => row.id },
  }),
  rescuePassword: output(z.string(), {
    dependsOn: ["rescueMode"],
    secret: true,
    description: "Password of the rescue system, while `rescueMode` is on.",
    from: { row: rescuePasswordOf },
  }),
  createdAt: output(z.string(), {
    dependsOn: ["image"],
    description: "Creation time in ISO 8601.",
    from: { row: (row) => row.created },
  }),
};
