import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { publicKey } from "../../engine/definition/key-types.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import type { Observed } from "../../engine/definition/view.ts";
import type { Ovh } from "./account.ts";
import { imageStep, release, serviceId, serviceNames } from "./adopted-service.ts";
import { findSnapshot, startTask, VPS } from "./vps-calls.ts";
import { type VpsRow, vpsAddresses, vpsImage, vpsNames, vpsOf, type vpsSnapshot } from "./vps-schemas.ts";

interface Views {
  row: VpsRow;
  image: z.output<typeof vpsImage>;
  ips: readonly string[];
  snapshot: z.output<typeof vpsSnapshot>;
}
const { required, optional, output, define } = resourceKit<Ovh, Views>();

const ready = new Set(["running", "stopped", "rescued"]);

const power = ({ row }: Observed<Views>): string | undefined =>
  row === undefined || !ready.has(row.state) ? undefined : row.state === "stopped" ? "stopped" : "running";

const listVpses = (api: Ovh): Promise<string[]> => api.call("GET /vps", "read", {}, vpsNames);

/** For the check of names. */
export const vpses = serviceNames("VPS", listVpses);

export const vps = define({
  token: "ovh:Vps",
  noun: "VPS",
  description:
    "An OVHcloud VPS, adopted with `serviceName`. Order one in the panel; deleting the resource releases the VPS, which stays and is charged until you cancel it there. For its reverse DNS name, use `IpReverse`.",
  see: "https://github.com/ovh/docs",
  inputs: {
    serviceName: required(z.string().min(1), {
      description: "The VPS to adopt, such as `vps-1a2b3c4d.vps.ovh.net`.",
      change: "replace",
      exclusive: true,
      listedIn: [{ catalog: "vpses" }],
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    displayName: optional(z.string().min(1).max(50), {
      description: "Name in the panel. Unmanaged if absent.",
      change: "update",
      read: { from: { row: (row) => row.displayName ?? "" }, drift: "repair" },
    }),
    netbootMode: optional(z.enum(["local", "rescue"]), {
      description: "What it boots: its own disk (`local`) or a rescue system. Unmanaged if absent.",
      change: "update",
      interrupts: "reboots",
      read: { from: { row: ({ netbootMode }) => (netbootMode === "rescue" ? "rescue" : "local") }, drift: "repair" },
    }),
    image: optional(z.string().min(1), {
      description:
        "Image that is installed (`imageId`), by ID or name, such as `Debian 12`. A change is refused unless `onImageChange` says otherwise.",
      change: "update",
      interrupts: "reboots",
      catalog: "vpsImages",
      read: { from: { image: ({ id }) => id }, drift: "report" },
    }),
    onImageChange: optional(z.enum(["refuse", "rebuild"]), {
      description:
        "What a change of `image` does: `refuse` (the default) is an error; `rebuild` installs the image and **erases the disk**.",
      change: "update",
    }),
    publicSshKey: optional(publicKey(), {
      description: "Key that a rebuild installs. A change is used by the next rebuild.",
      change: "initial",
    }),
    powerState: optional(z.enum(["running", "stopped"]), {
      description: "`running` or `stopped`, which is charged all the same. Unmanaged if absent.",
      change: "update",
      read: {
        from: { row: (row) => (ready.has(row.state) ? (row.state === "stopped" ? "stopped" : "running") : undefined) },
        drift: "repair",
      },
    }),
    restartTrigger: optional(z.string(), {
      description: "Any text. A change reboots the VPS if it is running.",
      change: "trigger",
    }),
    snapshotTrigger: optional(z.string(), {
      description:
        "Any text. A change takes a snapshot. A VPS has only one: **the present snapshot is deleted first**. The VPS needs the option `snapshot`, which is charged.",
      change: "trigger",
    }),
  },
  outputs: {
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud, such as `running`.",
      from: { row: (row) => row.state },
    }),
    ip: output(z.string(), {
      dependsOn: [],
      description: "IPv4 address.",
      from: { ips: (ips) => ips.find((ip) => !ip.includes(":")) },
    }),
    ipv6: output(z.array(z.string()), {
      dependsOn: [],
      description: "IPv6 addresses.",
      from: { ips: (ips) => ips.filter((ip) => ip.includes(":")) },
    }),
    zone: output(z.string(), { dependsOn: [], description: "Where it is.", from: { row: (row) => row.zone } }),
    plan: output(z.string(), { dependsOn: [], description: "Model.", from: { row: (row) => row.model?.name } }),
    vcpus: output(z.int(), { dependsOn: [], description: "Virtual CPUs.", from: { row: (row) => row.vcore } }),
    memoryMb: output(z.int(), { dependsOn: [], description: "Memory in MB.", from: { row: (row) => row.memoryLimit } }),
    diskGb: output(z.int(), { dependsOn: [], description: "Disk in GB.", from: { row: (row) => row.model?.disk } }),
    snapshotAt: output(z.string(), {
      dependsOn: ["snapshotTrigger"],
      description: "When its snapshot was taken; absent if there is none.",
      from: { snapshot: (snapshot) => snapshot.creationDate },
    }),
  },
  timeouts: { create: 1800, update: 3600, delete: 600 },
  isCharged: true,
  scope: ({ serviceName = "" }) => serviceName,
  listBy: { serviceName: "all" },
  id: serviceId("vps-1a2b3c4d.vps.ovh.net"),
  adoptInput: "serviceName",
  views: {
    row: {
      allScopes: true,
      ids: async (api) => (await listVpses(api)).map((name) => [name, name] as const),
      one: async (api, { key }) => ({ row: await api.call(`GET ${VPS}`, "read", { serviceName: key }, vpsOf(key)) }),
    },
    image: {
      one: async (api, { key }) => ({
        image: await api.call(`GET ${VPS}/images/current`, "read", { serviceName: key }, vpsImage),
      }),
    },
    ips: {
      one: async (api, { key }) => ({
        ips: await api.call(`GET ${VPS}/ips`, "read", { serviceName: key }, vpsAddresses),
      }),
    },
    snapshot: {
      one: async (api, { key }) => {
        const snapshot = await findSnapshot(api, key);
        return snapshot && { snapshot };
      },
    },
  },
  absenceProof: "both",
  nameOf: ({ row }) => row?.displayName ?? row?.name,
  state: ({ row }) => row && { is: ready.has(row.state) ? "ready" : "pending" },
  statusText: ({ row }) => row?.state,
  power,
  switchPower: async ({ api, key, followTask }, to) =>
    followTask(await startTask(api, key, ["POST", to === "running" ? "start" : "stop"])),
  steps: [
    {
      label: "be renamed",
      fields: ["displayName"],
      run: ({ api, key: serviceName, desired: { displayName } }) =>
        api.command(`PUT ${VPS}`, "idempotent", { serviceName, displayName }),
    },
    {
      label: "be rebuilt",
      ...imageStep({ what: "VPS", erases: "disk", allowedBy: "rebuild" }),
      run: ({ api, key, desired: { image, publicSshKey } }) =>
        startTask(api, key, ["POST", "rebuild", { imageId: image, publicSshKey }]),
    },
    {
      label: "boot as desired",
      fields: ["netbootMode"],
      run: ({ api, key: serviceName, desired: { netbootMode } }) =>
        api.command(`PUT ${VPS}`, "idempotent", { serviceName, netbootMode }),
    },
    powerStep,
    {
      label: "have a new snapshot",
      fields: ["snapshotTrigger"],
      severalCalls: true,
      run: async ({ api, key, followTask, label }) => {
        if ((await findSnapshot(api, key)) !== undefined) {
          await followTask(await startTask(api, key, ["DELETE", "snapshot"]));
        }
        return startTask(api, key, ["POST", "createSnapshot", { description: label }]);
      },
    },
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      run: async ({ api, key, observed }) => {
        if (power(observed) === "running") {
          return startTask(api, key, ["POST", "reboot"]);
        }
        return undefined;
      },
    },
  ],
  remove: release("VPS"),
});
