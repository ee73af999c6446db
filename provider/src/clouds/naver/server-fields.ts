import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { privateKey } from "../../engine/definition/key-types.ts";
import type { Naver } from "./account.ts";
import { ifSet, nameText, nameType, numberOf, REGION_FIELD, ref, reported, textOf } from "./ids.ts";
import { mappingSchema } from "./server-storage.ts";
import { MAX_GROUPS } from "./server-update.ts";
import { groupsOf, mainInterface, powerOf, type Views } from "./server-views.ts";

/** The inputs and outputs of a server. */

const { required, optional, output } = resourceKit<Naver, Views>();

export const inputs = {
  name: optional(nameType, {
    description: nameText("serverName"),
    change: "update",
    read: { from: { row: (row) => row.serverName }, drift: "repair" },
  }),
  region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
  subnet: required(ref, {
    description: "Subnet of the first network interface, by name or number (`subnetNo`). It determines VPC and zone.",
    change: "replace",
    catalog: "subnets",
    read: reported((row) => row.subnetNo),
  }),
  fixedIp: optional(z.ipv4(), {
    description:
      "Address of the first network interface in the subnet (`ip`), not one of the first six or the last. Chosen by NAVER Cloud if absent.",
    change: "replace",
    exclusive: { within: ["subnet"] },
    read: { from: { interfaces: (rows, previous) => ifSet(mainInterface(rows)?.ip, previous) }, drift: "report" },
  }),
  placementGroup: optional(z.string(), {
    description:
      "Placement group, by number (`placementGroupNo`) or ID. An empty text takes the server out of its group. Unmanaged if absent.",
    change: "update",
    refersTo: ["placement group"],
    listedIn: [{ catalog: "placementGroups" }],
    same: (a, b) => numberOf(a) === numberOf(b),
    read: { from: { row: (row) => row.placementGroupNo ?? "" }, drift: "repair" },
  }),
  plan: required(ref, {
    description:
      "Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). It can change only within one hypervisor.",
    change: "update",
    interrupts: "stops",
    catalog: "plans",
    read: { from: { row: (row) => row.serverSpecCode ?? row.serverProductCode }, drift: "repair" },
  }),
  image: required(ref, {
    description:
      "Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`), or one of the account's own, such as the ID of a `ServerImage`.",
    change: "replace",
    catalog: "images",
    matches: { input: "plan", fact: "hypervisor" },
    read: {
      from: { row: (row) => row.memberServerImageInstanceNo ?? row.serverImageNo ?? row.serverImageProductCode },
      drift: "report",
    },
  }),
  accessControlGroups: optional(z.array(ref).min(1).max(MAX_GROUPS), {
    description:
      "One to three access control groups of the first network interface, by name or number (`accessControlGroupNoList`). The VPC's default group if absent.",
    change: "update",
    unordered: true,
    catalog: "accessControlGroups",
    read: { from: { interfaces: (rows) => groupsOf(mainInterface(rows)) }, drift: "repair" },
  }),
  publicIp: optional(z.boolean(), {
    description:
      "`true`: creates a public IP for the server, which is deleted with it; needs a `PUBLIC` subnet. `false`: the server has none. Unmanaged if absent, as for an address of a `PublicIp` resource.",
    change: "update",
    read: { from: { row: (row) => row.publicIpInstanceNo !== undefined }, drift: "repair" },
  }),
  loginKey: optional(ref, {
    description:
      "Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if absent.",
    change: "initial",
    catalog: "loginKeys",
    read: reported((row) => row.loginKeyName),
  }),
  privateKey: optional(privateKey(), {
    description:
      "Private key of the login key in PEM, such as `privateKey` of a `LoginKey`. It is sent to NAVER Cloud once, to get the output `rootPassword`.",
    change: "update",
    secret: true,
  }),
  initScript: optional(ref, {
    description: "Init script that runs at first boot, by name or number (`initScriptNo`).",
    change: "initial",
    catalog: "initScripts",
    read: reported((row) => row.initScriptNo),
  }),
  protectServerTermination: optional(z.boolean(), {
    description:
      "Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting the resource is an error.",
    change: "update",
    read: { from: { row: (row) => row.isProtectServerTermination }, drift: "repair" },
  }),
  description: optional(textOf(1000), {
    description: "Description (`serverDescription`), at most 1000 bytes.",
    change: "initial",
    read: reported((row) => row.serverDescription),
  }),
  feeSystemType: optional(z.enum(["MTRAT", "FXSUM"]), {
    description: "Billing (`feeSystemTypeCode`): `MTRAT` by the hour (the default) or `FXSUM` by the month.",
    change: "initial",
  }),
  blockStorageMappings: optional(z.array(mappingSchema), {
    description:
      "Storage that the server is created with, on KVM only (`blockStorageMappingList`): its root disk (order 0), and additional storage. Additional storage stays when the server is deleted. Manage it as `BlockStorage` with `adopt`.",
    change: "initial",
  }),
  encryptedBaseStorage: optional(z.boolean(), {
    description: "Whether the root disk is encrypted (`isEncryptedBaseBlockStorageVolume`), for images of RHV.",
    change: "initial",
  }),
  restartTrigger: optional(z.string(), {
    description: "Any text. A change reboots the server (`rebootServerInstances`), unless it is stopped.",
    change: "trigger",
  }),
  powerState: optional(z.enum(["running", "stopped"]), {
    description: "`running` or `stopped` (disks are still charged). Unmanaged if absent.",
    change: "update",
    withoutIt: "running",
    read: { from: { row: (row) => powerOf(row) }, drift: "repair" },
  }),
};

export const outputs = {
  ip: output(z.string(), {
    dependsOn: ["publicIp"],
    always: true,
    description: "Public IPv4 address, or empty.",
    from: { row: (row) => row.publicIp ?? "" },
  }),
  privateIp: output(z.string(), {
    dependsOn: [],
    description: "IPv4 address in the subnet.",
    from: { interfaces: (rows) => mainInterface(rows)?.ip },
  }),
  status: output(z.string(), {
    always: true,
    description: "Status as reported by NAVER Cloud (`serverInstanceStatus`): `RUN`, `NSTOP` …",
    from: { row: (row) => row.serverInstanceStatus },
  }),
  serverInstanceNo: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Number of the server.",
    from: { row: (row) => row.serverInstanceNo },
  }),
  publicIpInstanceNo: output(z.string(), {
    dependsOn: ["publicIp"],
    description: "Number of the public IP, or empty.",
    from: { row: (row) => row.publicIpInstanceNo ?? "" },
  }),
  ownPublicIpInstanceNo: output(z.string(), {
    dependsOn: ["publicIp"],
    description: "Number of the public IP that was created for this server; deleted with it.",
  }),
  networkInterfaceNo: output(z.string(), {
    dependsOn: [],
    description: "Number of the first network interface.",
    from: { interfaces: (rows) => mainInterface(rows)?.networkInterfaceNo },
  }),
  vpcNo: output(z.string(), { dependsOn: [], description: "Number of the VPC.", from: { row: (row) => row.vpcNo } }),
  zone: output(z.string(), {
    dependsOn: [],
    description: "Zone, such as `KR-1`.",
    from: { row: (row) => row.zoneCode },
  }),
  vcpus: output(z.int(), { dependsOn: ["plan"], description: "Virtual CPUs.", from: { row: (row) => row.cpuCount } }),
  memoryMb: output(z.number(), {
    dependsOn: ["plan"],
    description: "Memory in MiB.",
    from: { row: ({ memorySize }) => (memorySize === undefined ? undefined : memorySize / 2 ** 20) },
  }),
  rootPassword: output(z.string(), {
    dependsOn: ["privateKey"],
    description: "Administrator's password for the first login, if `privateKey` is set.",
    secret: true,
  }),
};
