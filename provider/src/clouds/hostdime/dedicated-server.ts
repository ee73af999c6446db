import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { accepted } from "../../http/decode/schemas.ts";
import type { HostDime } from "./account.ts";
import { type ServerDetail, type ServiceRow, serverDetailOf } from "./schemas.ts";
import {
  cuidText,
  isLifted,
  isRestartDue,
  isSuspended,
  phaseOf,
  power,
  release,
  statusOf,
  suspend,
} from "./service-state.ts";
import { services } from "./services.ts";

interface Views {
  row: ServiceRow;
  detail: ServerDetail;
}
const { required, optional, output, define } = resourceKit<HostDime, Views>();

async function get(api: HostDime, cuid: string): Promise<Observed<Views>> {
  const detail = await api.call("server.get", "read", { cuid }, serverDetailOf(cuid));
  return { row: { ...detail, name: detail.label }, detail };
}

export const dedicatedServer = define({
  token: "hostdime:DedicatedServer",
  noun: "dedicated server",
  description:
    "A dedicated server at HostDime, adopted with `cuid`. HostDime has no known method that orders or cancels one: deleting the resource releases the server, which is still charged.\n\nA server that HostDime does not show counts as deleted only if `server.list` proves it.",
  see: "https://api.hostdime.com/docs/request.html",
  inputs: {
    cuid: required(cuidText("S37"), {
      description: "The server to adopt (`cuid`, called API ID in the portal).",
      change: "replace",
      // If the new resource adopted it first, deleting the old resource would release it and might stop it.
      exclusive: true,
      listedIn: [{ catalog: "servers" }],
      read: { from: { row: (row) => row.cuid }, drift: "report" },
    }),
    powerState: optional(z.enum(["running", "stopped"]), {
      description:
        "`running` or `stopped` (`server.power.on`, `server.power.off`). HostDime does not report whether a server is running, so the provider acts when this input changes or a suspension is lifted, and cannot detect drift. Nothing is done while `suspended` is true. `server.power.off` does not wait for the operating system.",
      change: "update",
    }),
    suspended: optional(z.boolean(), {
      description:
        "Suspends the server, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted. Unmanaged if absent.",
      change: "update",
      read: { from: { row: isSuspended, detail: isSuspended }, drift: "repair" },
    }),
    restartTrigger: optional(z.string(), {
      description:
        "Any text. A change cycles the power of the server (`server.power.cycle`), unless the program has it stopped or suspended.",
      change: "trigger",
    }),
    onDelete: optional(z.enum(["none", "stop", "suspend"]), {
      description:
        "What happens to the server when the resource is deleted: `none` (the default), `stop` or `suspend`. The server stays and is charged in any case. Nothing is done to a suspended server.",
      change: "update",
    }),
  },
  outputs: {
    status: output(z.string(), {
      always: true,
      description: "Status as reported by HostDime.",
      from: { row: (row) => row.status, detail: (detail) => detail.status },
    }),
    type: output(z.string(), { dependsOn: [], description: "Chassis.", from: { detail: (detail) => detail.type } }),
    cpu: output(z.string(), { dependsOn: [], description: "Processor.", from: { detail: (detail) => detail.cpu } }),
    ip: output(z.string(), {
      dependsOn: [],
      description: "Main IPv4 address.",
      from: { row: (row) => row.ip_main, detail: (detail) => detail.ip_main },
    }),
    memory: output(z.string(), {
      dependsOn: [],
      description: "Memory as reported by HostDime; the unit is not documented.",
      from: { detail: (detail) => detail.memory },
    }),
    hardDrives: output(z.array(z.string()), {
      dependsOn: [],
      description: "Drives, such as `960 GB SSD`.",
      from: {
        detail: (detail) =>
          detail.hard_drives.map(({ size, type }) => [size, type].filter((part) => part !== undefined).join(" ")),
      },
    }),
    controlPanel: output(z.string(), {
      dependsOn: [],
      description: "Control panel.",
      from: { detail: (detail) => detail.control_panel },
    }),
    sshPort: output(z.int(), {
      dependsOn: [],
      description: "SSH port.",
      from: { detail: (detail) => detail.ssh_port },
    }),
    nameServers: output(z.array(z.string()), {
      dependsOn: [],
      description: "Hostnames of the name servers.",
      from: { detail: ({ dns }) => dns.flatMap(({ dns: host }) => host ?? []) },
    }),
    ipmiIp: output(z.string(), {
      dependsOn: [],
      description: "Address of the IPMI interface (`ip_ipmi`). Its user is `hdview`.",
      from: { detail: (detail) => detail.ip_ipmi },
    }),
    ipmiPassword: output(z.string(), {
      dependsOn: [],
      description: "Password of the IPMI user `hdview` (`ipmi_password`).",
      secret: true,
      from: { detail: (detail) => detail.ipmi_password },
    }),
  },
  isCharged: true,
  scope: () => "",
  id: plainId("S37"),
  adoptInput: "cuid",
  views: {
    row: {
      list: (api) => services(api, "server"),
      one: (api, { key }) => get(api, key),
    },
    detail: { one: (api, { key }) => get(api, key) },
  },
  absenceProof: "both",
  nameOf: ({ row }) => row?.name,
  validate: ({ suspended, powerState }) =>
    suspended === true && powerState === "running"
      ? [{ property: "powerState", reason: "a suspended server cannot be running" }]
      : [],
  state: phaseOf,
  statusText: statusOf,
  steps: [
    {
      label: "be suspended or not",
      fields: ["suspended"],
      run: ({ api, key, desired, observed }) => suspend(api, "server", { key, observed, suspended: desired.suspended }),
    },
    {
      label: "reach its power state",
      fields: ["powerState"],
      also: ["suspended"],
      due: ({ desired, previous, hasChanged }) =>
        desired.powerState !== undefined &&
        desired.suspended !== true &&
        (hasChanged("powerState") || (previous !== undefined && isLifted(previous.inputs, desired))),
      run: (context) =>
        power(context, context.desired.powerState === "running" ? "server.power.on" : "server.power.off"),
    },
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      due: isRestartDue,
      run: ({ api, key }) => api.call("server.power.cycle", "write", { cuid: key }, accepted),
    },
  ],
  remove: (context) =>
    release(context, { family: "server", stop: "server.power.off", what: `dedicated server ${context.key}` }),
});
