import { z } from "zod";
import { type Live, type Phase, plainId, resourceKit } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { anything } from "../../http/decode/wire.ts";
import { CloudError } from "../../http/errors.ts";
import { type HostDime, isUnknownMethod } from "./account.ts";
import { ordered, type VpsDetail, type VpsRow, vpsDetail, vpsList } from "./wire.ts";

interface Views {
  row: VpsRow;
  detail: VpsDetail;
}
const { optional, output, define } = resourceKit<HostDime, Views>();

/** HostDime's word; by `suspend` the customer's own suspension, by HostDime itself `suspended`. */
const statusOf = (live: Live<Views>): string | undefined => live.row?.status ?? live.detail?.status;

/** Undefined: neither the one nor the other, such as a VPS that is being built. */
const isSuspended = ({ status }: { status?: string | undefined }): boolean | undefined =>
  status === "active" ? false : status === "suspended" || status === "clientsuspend" ? true : undefined;

const PHASES: Readonly<Record<string, Phase>> = {
  active: { is: "ready" },
  suspended: { is: "ready" },
  clientsuspend: { is: "ready" },
  cancelled: { is: "gone" },
  failed: { is: "failed", why: "failed" },
};

async function get(api: HostDime, cuid: string): Promise<Live<Views>> {
  const detail = await api.call("vps.get", "read", { cuid }, vpsDetail);
  return { row: detail, detail };
}

/** Power calls are refused where there is nothing to do, perhaps; nobody can look first. */
async function power(api: HostDime, method: string, cuid: string): Promise<void> {
  try {
    await api.call(method, "write", { cuid }, anything);
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "conflict" && /already/i.test(error.words))) {
      throw error;
    }
  }
}

const stopCall = ({ forceStop }: { forceStop?: boolean | undefined }) =>
  forceStop === true ? "vps.stopf" : "vps.stop";

export const vps = define({
  token: "hostdime:Vps",
  noun: "VPS",
  description:
    "A HostDime VPS.\n\nHostDime's public material shows no call that orders or cancels a VPS. So a VPS is ordered in the portal and taken over here by its `cuid`; deleting the resource then releases it, and it goes on being charged. `order` is for accounts whose API has such calls all the same: it asks by `vps.create` and ends by `vps.cancel` (names that the configuration can change), and where HostDime answers that it knows no such method, nothing was ordered.\n\nA VPS that HostDime does not show is taken for deleted only if `vps.list` proves it.",
  inputs: {
    cuid: optional(z.string().regex(/^[^\s/:]+$/, { error: "is no HostDime API ID, such as V101" }), {
      description:
        "The VPS to take over (`cuid`, called API ID in the portal). Exactly one of `cuid` and `order`. Deleting the resource does not cancel the VPS.",
      change: "replace",
      read: { from: { row: (row, given) => (given === undefined ? row.cuid : given) }, drift: "report" },
    }),
    order: optional(
      z.strictObject({
        plan: z.string().min(1).describe("Plan, in HostDime's own name; there is no list of them."),
        os: z.string().min(1).describe("Operating system, in HostDime's own name, such as `Ubuntu 24.04`."),
        ptr: z.string().min(1).optional().describe("Reverse DNS name of the main address."),
      }),
      {
        description:
          "Orders a VPS, and cancels it when the resource is deleted, by calls that HostDime does not document. Exactly one of `cuid` and `order`; with it, an interrupted order is looked for in `vps.list` by its name.",
        change: "replace",
      },
    ),
    name: optional(z.string().min(1).max(64), {
      description: "Name of an ordered VPS, by which an interrupted order is found again. Generated if absent.",
      change: "initial",
    }),
    powerState: optional(z.enum(["running", "stopped"]), {
      description:
        "`running` or `stopped`. HostDime does not tell whether a VPS runs, so this acts when the input changes, and drift is not seen.",
      change: "update",
    }),
    forceStop: optional(z.boolean(), {
      description: "Stops by `vps.stopf`, without waiting for the guest, wherever the VPS is stopped.",
      change: "update",
    }),
    suspended: optional(z.boolean(), {
      description:
        "Suspends the VPS, which also stops it, or lifts that suspension. One that HostDime itself has placed is never lifted. Left alone if absent.",
      change: "update",
      read: { from: { row: isSuspended, detail: isSuspended }, drift: "repair" },
    }),
    restartTrigger: optional(z.string(), {
      description: "Any change of this text restarts the VPS (`vps.restart`).",
      change: "trigger",
    }),
    onDelete: optional(z.enum(["none", "stop", "suspend"]), {
      description:
        "What is done to a VPS that was taken over when the resource is deleted: `none` (the default), `stop` or `suspend`. It stays, and is charged, in any case.",
      change: "update",
    }),
  },
  outputs: {
    ip: output(z.string(), {
      description: "Main IPv4 address.",
      from: { row: (row) => row.ip_main, detail: (detail) => detail.ip_main },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status in HostDime's word.",
      from: { row: (row) => row.status, detail: (detail) => detail.status },
    }),
    memory: output(z.string(), {
      description: "Memory as HostDime writes it; the unit is not documented.",
      from: { detail: (detail) => detail.memory },
    }),
    os: output(z.string(), { description: "Operating system.", from: { detail: (detail) => detail.os } }),
    controlPanel: output(z.string(), {
      description: "Control panel.",
      from: { detail: (detail) => detail.control_panel },
    }),
    sshPort: output(z.int(), { description: "Port of SSH.", from: { detail: (detail) => detail.ssh_port } }),
    diskUsage: output(z.int(), { description: "Used disk in MB.", from: { detail: (detail) => detail.disk_usage } }),
    diskQuota: output(z.int(), {
      description: "Disk in MB; 0 may mean unlimited.",
      from: { detail: (detail) => detail.disk_quota },
    }),
    nameServers: output(z.array(z.string()), {
      description: "Host names of the name servers.",
      from: { detail: ({ dns }) => dns.flatMap(({ dns: host }) => host ?? []) },
    }),
  },
  scope: () => "",
  id: plainId("V101"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9.-]/ },
  takes: "cuid",
  views: {
    row: {
      // A guess: no public material shows vps.list. A list counts only if each of its items has a cuid.
      list: async (api) => {
        try {
          const rows = await api.call("vps.list", "read", {}, vpsList);
          const named = rows.flatMap((row) => (row.cuid === undefined ? [] : [[row.cuid, row] as const]));
          return named.length === rows.length ? named : undefined;
        } catch (error) {
          if (isUnknownMethod(error)) {
            return undefined;
          }
          throw error;
        }
      },
      one: (api, { key }) => get(api, key),
    },
    detail: { one: (api, { key }) => get(api, key) },
  },
  gone: "both",
  settle: 60,
  nameOf: ({ row }) => row?.name,
  validate: ({ suspended, powerState }, isSet) => [
    ...(isSet("cuid") === isSet("order")
      ? [{ property: "cuid", reason: "a VPS needs exactly one of cuid (take over) and order" }]
      : []),
    ...(isSet("onDelete") && isSet("order")
      ? [{ property: "onDelete", reason: "an ordered VPS is cancelled; onDelete is for one that cuid took over" }]
      : []),
    ...(suspended === true && powerState === "running"
      ? [{ property: "powerState", reason: "a suspended VPS cannot run" }]
      : []),
  ],
  create: async ({ api, want: { name, order } }) => {
    const { cuid } = await api.call(api.createMethod, "create", { name, ...order }, ordered);
    return cuid;
  },
  state: (live) => {
    const status = statusOf(live);
    return status === undefined ? undefined : (PHASES[status] ?? { is: "pending" });
  },
  words: statusOf,
  steps: [
    {
      does: "be suspended or not",
      fields: ["suspended"],
      run: async ({ api, key, want, live }) => {
        if (want.suspended === false && statusOf(live) === "suspended") {
          throw new RefusedError(
            `HostDime itself has suspended VPS ${key}, for an unpaid bill or for abuse as a rule, and only HostDime can lift that. See the portal, https://core.hostdime.com.`,
          );
        }
        await api.call(want.suspended === true ? "vps.suspend" : "vps.unsuspend", "write", { cuid: key }, anything);
      },
    },
    {
      does: "reach its power state",
      fields: ["powerState"],
      // An ordered VPS comes up running; of any other, only a change of the input tells that something is to be done.
      due: ({ want, prior, creating }) =>
        want.powerState !== undefined &&
        want.suspended !== true &&
        (creating ? want.powerState === "stopped" : prior?.inputs.powerState !== want.powerState),
      run: ({ api, key, want }) => power(api, want.powerState === "running" ? "vps.start" : stopCall(want), key),
    },
    {
      does: "be restarted",
      fields: ["restartTrigger"],
      run: ({ api, key }) => api.call("vps.restart", "write", { cuid: key }, anything),
    },
  ],
  remove: async ({ api, key, prior, live, warn }) => {
    const { order, onDelete = "none", forceStop } = prior?.inputs ?? {};
    if (order !== undefined) {
      await api.call(api.cancelMethod, "idempotent", { cuid: key }, anything);
      return;
    }
    if (onDelete === "stop") {
      await power(api, stopCall({ forceStop }), key);
    } else if (onDelete === "suspend" && statusOf(live) === "active") {
      await api.call("vps.suspend", "write", { cuid: key }, anything);
    }
    warn(`VPS ${key} was released: it stays at HostDime and is charged until it is cancelled in the portal.`);
    return "released";
  },
});
