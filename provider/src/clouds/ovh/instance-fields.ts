import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import {
  addressOf,
  autobackupOf,
  fixedAmong,
  imageOf,
  ipv6Of,
  keysOf,
  networksByAddress,
  networksByPort,
  planOf,
  powerOf,
  type Views,
} from "./instance-views.ts";

/** What can be said of an instance, and what it tells. */

const { required, optional, output } = resourceKit<Ovh, Views>();

const ref = z.string().min(1);

export const inputs = {
  name: optional(z.string().min(1).max(255), {
    description: "Name in the panel. Generated from the resource's name if absent.",
    change: "update",
    read: { from: { row: (row) => row.name }, drift: "repair" },
  }),
  project: optional(z.string().regex(/^[0-9a-f]{32}$/, "is not 32 hexadecimal digits"), {
    description: "Project (`serviceName`), where it is not that of the configuration.",
    change: "replace",
  }),
  region: required(ref, {
    description: "Region that the project has activated, number included, such as `GRA11`.",
    change: "replace",
    catalog: "regions",
    read: { from: { row: (row) => row.region }, drift: "report" },
  }),
  plan: required(ref, {
    description:
      "Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance; the disk cannot become smaller.",
    change: "update",
    interrupts: "reboots",
    catalog: "plans",
    read: { from: { row: planOf }, drift: "repair" },
  }),
  image: optional(ref, {
    description:
      "Image or snapshot to install (`imageId`), by id or name, such as `Ubuntu 24.04`. Exactly one of `image` and `bootVolume`. A change makes another instance, unless `onImageChange` says otherwise.",
    change: (_was, _now, all) => (all.onImageChange === "reinstall" ? "update" : "replace"),
    catalog: "images",
    read: { from: { row: imageOf }, drift: "report" },
  }),
  onImageChange: optional(z.enum(["replace", "reinstall"]), {
    description:
      "What a change of `image` does: `replace` (the default) makes another instance; `reinstall` keeps the instance, its id and its addresses, and erases its disk. User data is not run again for sure.",
    change: "update",
  }),
  bootVolume: optional(ref, {
    description: "Id of the volume to boot from (`volumeId`), instead of `image`.",
    change: "replace",
    exclusive: true,
  }),
  sshKeys: optional(z.array(ref).max(1, "can hold one key: OVHcloud installs no more; put others into userData"), {
    description: "The SSH key that the first boot installs (`sshKeyId`), by id or name: a list of one.",
    change: "initial",
    catalog: "sshKeys",
    // None is shown once the key is no more in the project.
    read: { from: { row: keysOf }, drift: "report" },
  }),
  userData: optional(z.string(), {
    description: "Script or cloud-init text for the first boot (`userData`), as plain text. Cannot be read back.",
    change: "initial",
    secret: true,
  }),
  networks: optional(
    z
      .array(ref)
      .min(1, "needs at least one network")
      .refine((list) => new Set(list).size === list.length, "names a network twice"),
    {
      description:
        "All networks of the instance, public ones too, by name or either id (`networkId`); such as `Ext-Net`. Attached and detached in place. A new instance is in the public network if absent.",
      change: "update",
      unordered: true,
      catalog: "networks",
      read: { from: { row: networksByAddress, ports: networksByPort }, drift: "repair" },
    },
  ),
  fixedIps: optional(z.record(ref, z.ipv4()), {
    description:
      "Fixed addresses in private networks (`ip`), by network as `networks` has it. A change attaches the new address, then detaches the old one.",
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
      "`running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or suspended instance counts as stopped. Left alone if absent.",
    change: "update",
    read: { from: { row: (row) => powerOf(row.status) }, drift: "repair" },
  }),
  monthlyBilling: optional(z.boolean(), {
    description:
      "Charge by the month instead of by the hour (`monthlyBilling`). One way: an instance never goes back to hourly billing, and `false` for one that is charged by the month is an error.",
    change: "update",
    read: { from: { row: (row) => row.monthlyBilling !== undefined }, drift: "report" },
  }),
  group: optional(ref, {
    description: "Instance group (`groupId`) that places it near others or apart from them, by id or name.",
    change: "replace",
    catalog: "groups",
  }),
  availabilityZone: optional(ref, {
    description: "Zone of a region that has several, such as `eu-west-par-a`. OVHcloud chooses if absent.",
    change: "replace",
    read: { from: { row: (row) => row.availabilityZone }, drift: "report" },
  }),
  autobackup: optional(
    z.strictObject({
      cron: z.string().min(1).describe("When, as a cron line such as `0 2 * * *`."),
      rotation: z.int().min(1).describe("How many backups are kept."),
    }),
    {
      description:
        "Automatic backups (`autobackup`). A change makes another schedule and deletes the old one; the backups that it has made stay, and are charged. Left alone if absent.",
      change: "update",
      read: { from: { schedules: autobackupOf }, drift: "repair" },
    },
  ),
};

export const outputs = {
  ip: output(z.string(), {
    dependsOn: ["networks", "fixedIps"],
    always: true,
    description: "Public IPv4 address; empty once it has none any more.",
    from: { row: (row, known) => addressOf(row, "public", known) },
  }),
  privateIp: output(z.string(), {
    dependsOn: ["networks", "fixedIps"],
    description: "Private IPv4 address; empty once it has none any more.",
    from: { row: (row, known) => addressOf(row, "private", known) },
  }),
  ipv6: output(z.array(z.string()), {
    dependsOn: ["networks", "fixedIps"],
    description: "IPv6 addresses.",
    from: { row: ipv6Of },
  }),
  status: output(z.string(), {
    always: true,
    description: "Status in OVHcloud's word, such as `ACTIVE`.",
    from: { row: (row) => row.status },
  }),
  planId: output(z.string(), {
    dependsOn: ["plan"],
    always: true,
    description: "Id of the flavor.",
    from: { row: planOf },
  }),
  imageId: output(z.string(), {
    dependsOn: ["image"],
    description: "Id of the image that is installed.",
    from: { row: imageOf },
  }),
  instanceId: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Id of the instance at OVHcloud.",
    from: { row: (row) => row.id },
  }),
  createdAt: output(z.string(), {
    dependsOn: ["image"],
    description: "When it was made, in ISO 8601.",
    from: { row: (row) => row.created },
  }),
};
