import { z } from "zod";
import type { CloudFunction } from "../../engine/definition/cloud.ts";
import { defined } from "../../engine/definition/values.ts";
import { decimal, integer, listUnder, perhaps, record, text } from "../../http/decode/schemas.ts";
import type { LunaNode } from "./account.ts";

/** LunaNode's lookup functions in addition to those for plans, images, regions and VMs. */

const rate = perhaps(decimal);
const usagePoint = record({
  unix_time: integer,
  ...{ incoming_rate: rate, outgoing_rate: rate, total_rate: rate, percent: rate, read: rate, write: rate },
});

const usageInfo = z.object({
  unixTime: z.int().describe("When it was measured, in seconds since 1970."),
  incomingRate: z.number().optional().describe("Of `bandwidth`, in LunaNode's unit."),
  outgoingRate: z.number().optional().describe("Of `bandwidth`, in LunaNode's unit."),
  totalRate: z.number().optional().describe("Of `bandwidth`, in LunaNode's unit."),
  percent: z.number().optional().describe("Of `cpu`."),
  read: z.number().optional().describe("Of `io`, in LunaNode's unit."),
  write: z.number().optional().describe("Of `io`, in LunaNode's unit."),
});

const vmArgument = { type: z.string().min(1).optional(), description: "ID of the VM, with its region or without." };
const keyOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

const KINDS = z.enum(["bandwidth", "cpu", "io"]);
const usageArguments = z.object({ id: z.string(), kind: KINDS });
const consoleArguments = usageArguments.pick({ id: true });

export const functions: readonly CloudFunction<LunaNode>[] = [
  {
    name: "getCredit",
    description: "The prepaid credit of the account (`billing/credit`). LunaNode stops what is not paid for.",
    inputs: {},
    required: [],
    outputs: { credit: { type: z.number(), description: "In US dollars.", always: true } },
    run: async (api) => ({
      credit: (await api.call("billing/credit", "read", {}, record({ credit: decimal }))).credit,
    }),
  },
  {
    name: "getVmUsage",
    description: "What a VM used lately (`vm/usage`). LunaNode does not document the call, its units or its period.",
    inputs: {
      id: vmArgument,
      kind: { type: KINDS.optional(), description: "What is asked for: `bandwidth`, `cpu` or `io`." },
    },
    required: ["id", "kind"],
    outputs: { points: { type: z.array(usageInfo), description: "The measurements, oldest first.", always: true } },
    run: async (api, args) => {
      const { id, kind } = usageArguments.parse(args);
      const parameters = { vm_id: keyOf(id), key: kind };
      const points = await api.call("vm/usage", "read", parameters, listUnder("usage", usagePoint));
      return {
        points: points.map(({ unix_time, incoming_rate, outgoing_rate, total_rate, ...others }) =>
          defined({
            ...{ unixTime: unix_time, incomingRate: incoming_rate, outgoingRate: outgoing_rate },
            ...{ totalRate: total_rate, ...others },
          }),
        ),
      };
    },
  },
  {
    name: "getVmConsole",
    description:
      "The console of a VM, for a browser (`vm/vnc`). Whoever has its address may use it. Every call asks LunaNode for one.",
    inputs: { id: vmArgument },
    required: ["id"],
    outputs: { url: { type: z.string(), description: "Address of the console.", always: true, secret: true } },
    run: async (api, args) => {
      const { id } = consoleArguments.parse(args);
      const { vnc_url } = await api.call("vm/vnc", "read", { vm_id: keyOf(id) }, record({ vnc_url: text }));
      return { url: vnc_url };
    },
  },
];
