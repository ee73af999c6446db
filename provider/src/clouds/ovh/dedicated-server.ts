import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { publicKey } from "../../engine/definition/key-types.ts";
import { list, text } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { imageStep, release, serviceId, serviceNames } from "./adopted-service.ts";
import {
  findDisplayName,
  readServer,
  rebootServer,
  reinstallServer,
  runningInstallation,
  SERVER,
  setDisplayName,
} from "./dedicated-server-calls.ts";
import type { DedicatedRow } from "./dedicated-server-schemas.ts";

interface Views {
  row: DedicatedRow;
  displayName: string;
}
const { required, optional, output, define } = resourceKit<Ovh, Views>();

/** The name of a template, such as `debian12_64`. Whether a server shows it so is not known: other text is not compared (§4.7). */
const templateIn = (os: string | undefined): string | undefined =>
  os !== undefined && /^\S+_\d+$/.test(os) ? os : undefined;

const listServers = (api: Ovh): Promise<string[]> => api.call("GET /dedicated/server", "read", {}, list(text));

/** For the check of names. */
export const dedicatedServers = serviceNames("dedicated server", listServers);

export const dedicatedServer = define({
  token: "ovh:DedicatedServer",
  noun: "dedicated server",
  description:
    "An OVHcloud dedicated server, adopted with `serviceName`. Order one in the panel; deleting the resource releases the server, which stays and is charged until you cancel it there. For its reverse DNS name and its firewall, use `IpReverse` and `IpFirewall`.",
  see: "https://github.com/ovh/terraform-provider-ovh",
  inputs: {
    serviceName: required(z.string().min(1), {
      description: "The server to adopt, such as `ns3012345.ip-198-51-100.eu`.",
      change: "replace",
      exclusive: true,
      listedIn: [{ catalog: "dedicatedServers" }],
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    displayName: optional(z.string().min(1), {
      description: "Name in the panel, which belongs to the service (`/services`). Unmanaged if absent.",
      change: "update",
      read: { from: { displayName: (name) => name }, drift: "repair" },
    }),
    monitoring: optional(z.boolean(), {
      description: "Whether OVHcloud watches it by ping, and acts if it does not answer. Unmanaged if absent.",
      change: "update",
      read: { from: { row: (row) => row.monitoring }, drift: "repair" },
    }),
    boot: optional(z.string().min(1), {
      description:
        "What its next reboot starts (`bootId`): `harddisk`, `rescue`, or the ID of a boot. Change `restartTrigger` with it to reboot at once. Unmanaged if absent.",
      change: "update",
      catalog: "dedicatedBoots",
      read: { from: { row: (row) => row.bootId ?? "" }, drift: "repair" },
    }),
    rescueSshKey: optional(publicKey(), {
      description: "Key for the rescue system. Without one, OVHcloud sends a password by e-mail. Unmanaged if absent.",
      change: "update",
      read: { from: { row: (row) => row.rescueSshKey ?? "" }, drift: "repair" },
    }),
    image: optional(z.string().min(1), {
      description:
        "Operating system that is installed (`operatingSystem`), such as `debian12_64`. A change is refused unless `onImageChange` says otherwise.",
      change: "update",
      interrupts: "reboots",
      catalog: "dedicatedSystems",
      read: { from: { row: (row) => templateIn(row.os) }, drift: "report" },
    }),
    onImageChange: optional(z.enum(["refuse", "reinstall"]), {
      description:
        "What a change of `image` does: `refuse` (the default) is an error; `reinstall` installs it and **erases the disks**.",
      change: "update",
    }),
    hostname: optional(z.string().min(1), {
      description: "Host name that a reinstallation sets. A change is used by the next one.",
      change: "initial",
    }),
    publicSshKey: optional(publicKey(), {
      description: "Key that a reinstallation installs (`sshKey`). A change is used by the next one.",
      change: "initial",
    }),
    restartTrigger: optional(z.string(), {
      description: "Any text. A change resets the server: its system is not shut down first.",
      change: "trigger",
    }),
  },
  outputs: {
    status: output(z.string(), {
      always: true,
      description: "State as reported by OVHcloud, such as `ok`.",
      from: { row: (row) => row.state },
    }),
    ip: output(z.string(), { dependsOn: [], description: "IPv4 address.", from: { row: (row) => row.ip } }),
    plan: output(z.string(), {
      dependsOn: [],
      description: "Model (`commercialRange`).",
      from: { row: (row) => row.commercialRange },
    }),
    region: output(z.string(), { dependsOn: [], description: "Region.", from: { row: (row) => row.region } }),
    datacenter: output(z.string(), {
      dependsOn: [],
      description: "Data center, such as `rbx8`.",
      from: { row: (row) => row.datacenter },
    }),
    operatingSystem: output(z.string(), {
      dependsOn: ["image"],
      description: "Operating system (`os`), as OVHcloud shows it.",
      from: { row: (row) => row.os },
    }),
  },
  timeouts: { create: 7200, update: 7200, delete: 600 },
  isCharged: true,
  scope: ({ serviceName = "" }) => serviceName,
  listBy: { serviceName: "all" },
  id: serviceId("ns3012345.ip-198-51-100.eu"),
  adoptInput: "serviceName",
  views: {
    row: {
      allScopes: true,
      ids: async (api) => (await listServers(api)).map((name) => [name, name] as const),
      one: async (api, { key }) => ({ row: await readServer(api, key) }),
    },
    displayName: { one: async (api, { key }) => ({ displayName: await findDisplayName(api, key) }) },
  },
  absenceProof: "both",
  nameOf: ({ row }) => row?.name,
  statusText: ({ row }) => row?.state,
  steps: [
    {
      label: "be renamed",
      fields: ["displayName"],
      run: ({ api, key, desired: { displayName } }) => setDisplayName(api, key, displayName),
    },
    {
      label: "be set up as desired",
      fields: ["monitoring", "boot", "rescueSshKey"],
      run: ({ api, key: serviceName, desired, hasChanged }) => {
        const { monitoring, boot, rescueSshKey } = desired;
        return api.command(`PUT ${SERVER}`, "idempotent", {
          serviceName,
          ...(hasChanged("monitoring") ? { monitoring } : {}),
          ...(hasChanged("boot") && boot !== undefined ? { bootId: Number(boot) } : {}),
          ...(hasChanged("rescueSshKey") ? { rescueSshKey } : {}),
        });
      },
    },
    {
      label: "be reinstalled",
      ...imageStep({ what: "dedicated server", erases: "disks", allowedBy: "reinstall" }),
      severalCalls: true,
      run: async ({ api, key, followTask, desired: { image, hostname, publicSshKey: sshKey } }) => {
        const running = await runningInstallation(api, key);
        if (running !== undefined) {
          await followTask(running);
          const installed = templateIn((await readServer(api, key)).os);
          if (installed === undefined || installed === image) {
            return undefined;
          }
        }
        return reinstallServer(api, key, {
          operatingSystem: image,
          ...(hostname === undefined && sshKey === undefined ? {} : { customizations: { hostname, sshKey } }),
        });
      },
    },
    {
      label: "be reset",
      fields: ["restartTrigger"],
      run: ({ api, key }) => rebootServer(api, key),
    },
  ],
  remove: release("dedicated server"),
});
