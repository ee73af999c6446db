import { z } from "zod";
import type { CloudFunction } from "../../engine/definition/cloud.ts";
import { record, text } from "../../http/decode/schemas.ts";
import type { HostDime } from "./account.ts";
import { cuidText } from "./service-state.ts";

/** Bandwidth graphs as images (§3.2). A result is not secret, and it is only in the state if the program exports it. */

const graph = record({ data: text });

const outputs = {
  pngBase64: { type: z.string(), description: "The picture: a PNG in base64.", always: true },
} as const;

const id = (example: string) => ({
  type: cuidText(example).optional(),
  description: `ID (\`cuid\`), such as \`${example}\`.`,
});
const PERIODS = z.enum(["day", "week", "month", "year"]);
const DAY = z.iso.date().optional();

const serverArguments = z.object({ id: z.string(), period: PERIODS.default("month") });
const vpsArguments = z.object({ id: z.string(), from: z.string(), to: z.string() });

export const graphs: readonly CloudFunction<HostDime>[] = [
  {
    name: "getDedicatedServerBandwidth",
    description: "A graph of the bandwidth of a dedicated server, as a picture (`server.bandwidth`).",
    inputs: {
      id: id("S37"),
      period: {
        type: PERIODS.optional(),
        description: "The period up to now: `day`, `week`, `month` (the default) or `year`.",
      },
    },
    required: ["id"],
    outputs,
    run: async (api, args) => {
      const { id: cuid, period } = serverArguments.parse(args);
      const parameters = { cuid, graph_type: "port", time_period: period };
      return { pngBase64: (await api.call("server.bandwidth", "read", parameters, graph)).data };
    },
  },
  {
    name: "getVpsBandwidth",
    description: "A graph of the bandwidth of a VPS between two days, as a picture (`vps.graphs`).",
    inputs: {
      id: id("V101"),
      from: { type: DAY, description: "The first day, such as `2026-11-01`." },
      to: { type: DAY, description: "The last day." },
    },
    required: ["id", "from", "to"],
    outputs,
    run: async (api, args) => {
      const { id: cuid, from, to } = vpsArguments.parse(args);
      // Two days in one parameter, as JSON text, because parameters are never nested (§1.3).
      const parameters = { cuid, type: "bandwidth", date_range: JSON.stringify([from, to]) };
      return { pngBase64: (await api.call("vps.graphs", "read", parameters, graph)).data };
    },
  },
];
