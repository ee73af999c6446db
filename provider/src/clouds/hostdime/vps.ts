import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { accepted } from "../../http/decode/schemas.ts";
import type { HostDime } from "./account.ts";
import { ordered, type ServiceRow, type VpsDetail, vpsDetailOf } from "./schemas.ts";
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
  detail: VpsDetail;
}
const { optional, output, define } = resourceKit<HostDime, Views>();

async function get(api: HostDime, cuid: string): Promise<Observed<Views>> {
  const detail = await api.call("vps.get", "read", { cuid }, vpsDetailOf(cuid));
  return { row: detail, detail };
}

const stopCall = ({ forceStop }: { forceStop?: boolean | undefined }) =>
  forceStop === true ? "vps.stopf" : "vps.stop";

export const vps = define({
  token: "hostdime:Vps",
  noun: "VPS",
  description:
    "A HostDime VPS. HostDime's public documentation has no method that orders or cancels one. So order a VPS in the portal and adopt it with `cuid`; deleting the resource then releases the VPS, which is still charged.\n\n`order` is for accounts whose API does have such methods. It orders with `vps.create` and cancels with `vps.cancel` (the configuration can change both names). If HostDime reports an unknown method, nothing was ordered. Only a VPS that this resource ordered (`ordered`) is ever canceled.\n\nA VPS that HostDime does not show counts as deleted only if `vps.list` proves it.",
  see: "https://api.hostdime.com/docs/request.html",
  inputs: {
    cuid: optional(cuidText("V101"), {
      description:
        "The VPS to adopt (`cuid`, called API ID in the portal). Set exactly one of `cuid` and `order`. Deleting the resource does not cancel the VPS.",
      change: "replace",
      // If the new resource adopted it first, deleting the old resource would release it and might stop it.
      exclusive: true,
      listedIn: [{ catalog: "vpses" }],
      read: { from: { row: (row) => row.cuid }, drift: "report" },
    }),
    order: optional(
      z.strictObject({
        plan: z.string().min(1).describe("Plan, by HostDime's name; there is no list of plans."),
        os: z.string().min(1).describe("Operating system, by HostDime's name, such as `Ubuntu 24.04`."),
        ptr: z.string().min(1).optional().describe("Reverse DNS name of the main address."),
      }),
      {
        description:
          "Orders a VPS, and cancels it when the resource is deleted, with methods that HostDime does not document. Set exactly one of `cuid` and `order`. An interrupted order is found again by its name in `vps.list`.",
        change: "replace",
      },
    ),
    // Restricted, because a list might spell other names differently, and an interrupted order would not be found again.
    name: optional(
      z
        .string()
        .max(64)
        .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, { error: "may contain only a-z, 0-9, dots and hyphens" }),
      {
        description:
          "Name of an ordered VPS, by which an interrupted order is found again: up to 64 characters (`a-z`, `0-9`, dots, hyphens). Generated if absent.",
        change: "initial",
      },
    ),
    powerState: optional(z.enum(["running", "stopped"]), {
      description:
        "`running` or `stopped`. HostDime does not report whether a VPS is running, so the provider acts when this input changes or a suspension is lifted, and cannot detect drift. Nothing is done while `suspended` is true.",
      change: "update",
    }),
    forceStop: optional(z.boolean(), {
      description: "Whether to stop the VPS with `vps.stopf`, without waiting for the guest.",
      change: "update",
    }),
    suspended: optional(z.boolean(), {
      description:
        "Suspends the VPS, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted. Unmanaged if absent.",
      change: "update",
      read: { from: { row: isSuspended, detail: isSuspended }, drift: "repair" },
    }),
    restartTrigger: optional(z.string(), {
      description:
        "Any text. A change restarts the VPS (`vps.restart`), unless the program has it stopped or suspended.",
      change: "trigger",
    }),
    onDelete: optional(z.enum(["none", "stop", "suspend"]), {
      description:
        "What happens to an adopted VPS when the resource is deleted: `none` (the default), `stop` or `suspend`. The VPS stays and is charged in any case. Nothing is done to a suspended VPS.",
      change: "update",
    }),
  },
  outputs: {
    ordered: output(z.boolean(), {
      dependsOn: [],
      description:
        "Whether this resource ordered the VPS. If so, deleting the resource cancels the VPS, unless `cuid` names it by then.",
    }),
    ip: output(z.string(), {
      dependsOn: [],
      description: "Main IPv4 address.",
      from: { row: (row) => row.ip_main, detail: (detail) => detail.ip_main },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by HostDime.",
      from: { row: (row) => row.status, detail: (detail) => detail.status },
    }),
    memory: output(z.string(), {
      dependsOn: [],
      description: "Memory as reported by HostDime; the unit is not documented.",
      from: { detail: (detail) => detail.memory },
    }),
    os: output(z.string(), {
      dependsOn: [],
      description: "Operating system.",
      from: { detail: (detail) => detail.os },
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
    diskUsage: output(z.number(), { description: "Used disk in MB.", from: { detail: (detail) => detail.disk_usage } }),
    diskQuota: output(z.number(), {
      dependsOn: [],
      description: "Disk in MB; 0 may mean unlimited.",
      from: { detail: (detail) => detail.disk_quota },
    }),
    nameServers: output(z.array(z.string()), {
      dependsOn: [],
      description: "Hostnames of the name servers.",
      from: { detail: ({ dns }) => dns.flatMap(({ dns: host }) => host ?? []) },
    }),
  },
  isCharged: true,
  scope: () => "",
  id: plainId("V101"),
  name: { input: "name", max: 64, character: /[a-z0-9.-]/ },
  adoptInput: "cuid",
  views: {
    row: {
      list: (api) => services(api, "vps"),
      one: (api, { key }) => get(api, key),
    },
    detail: { one: (api, { key }) => get(api, key) },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row?.name,
  validate: ({ suspended, powerState }, isSet) => [
    ...(isSet("cuid") === isSet("order")
      ? [{ property: "cuid", reason: "set exactly one of cuid (adopt a VPS) and order (create one)" }]
      : []),
    ...(isSet("onDelete") && isSet("order")
      ? [
          {
            property: "onDelete",
            reason: "onDelete applies only to a VPS adopted with cuid; an ordered one is always canceled",
          },
        ]
      : []),
    ...(suspended === true && powerState === "running"
      ? [{ property: "powerState", reason: "a suspended VPS cannot be running" }]
      : []),
  ],
  create: async ({ api, desired: { name, order } }) => {
    const { cuid } = await api.call(api.createMethod, "create", { name, ...order }, ordered);
    return cuid;
  },
  createdOutputs: { ordered: true },
  state: phaseOf,
  statusText: statusOf,
  steps: [
    {
      label: "be suspended or not",
      fields: ["suspended"],
      run: ({ api, key, desired, observed }) => suspend(api, "vps", { key, observed, suspended: desired.suspended }),
    },
    {
      label: "reach its power state",
      fields: ["powerState"],
      also: ["suspended"],
      // An ordered VPS starts running. For any other, no view shows the power state, so only changed inputs count.
      due: ({ desired, previous, creating, hasChanged }) =>
        desired.powerState !== undefined &&
        desired.suspended !== true &&
        (creating
          ? desired.powerState === "stopped"
          : hasChanged("powerState") || (previous !== undefined && isLifted(previous.inputs, desired))),
      run: (context) =>
        power(context, context.desired.powerState === "running" ? "vps.start" : stopCall(context.desired)),
    },
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      due: isRestartDue,
      run: ({ api, key }) => api.call("vps.restart", "write", { cuid: key }, accepted),
    },
  ],
  remove: async (context) => {
    const { api, key, previous } = context;
    const { cuid, forceStop } = previous?.inputs ?? {};
    // Checks the output, not the input, because the program may have replaced the `cuid` of an adopted VPS with `order`.
    if (previous?.outputs.ordered === true && cuid !== key) {
      await api.call(api.cancelMethod, "idempotent", { cuid: key }, accepted);
      return;
    }
    return release(context, { family: "vps", stop: stopCall({ forceStop }), what: `VPS ${key}` });
  },
});
