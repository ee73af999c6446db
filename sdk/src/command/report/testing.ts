import type { DriftReport } from "../../automation/report.js";
import { renderDrift } from "./drift-page.js";
import { type ReportStack, reportStack } from "./model.js";
import { renderReport } from "./render.js";

/** A name that a page must not take for markup, nor a terminal for a command. */
const HOSTILE = "\u001b[2J<img src=x onerror=alert(1)>\"'<script>alert(2)</script>";

const urnOf = (token: string, name: string): string => `urn:pulumi:prod::shop::indiecloud:${token}::${name}`;

/** The server `web` was stopped outside Pulumi and has another address. */
export const hostileDrift = (name: string): DriftReport => ({
  ...{ stack: "prod", hasDrift: true, summary: { same: 1, update: 1 } },
  counts: { resources: 2, changed: 1, deleted: 0, unfinished: 0, observed: 0, unreadable: 0 },
  resources: [
    {
      ...{
        urn: urnOf("lunanode:Vm", name),
        type: "indiecloud:lunanode:Vm",
        token: "lunanode:Vm",
        name,
        id: "toronto/1",
      },
      ...{ status: "changed", nextAction: "update", uncompared: [] },
      properties: [{ path: "name", old: "web", new: name, secret: false, nextAction: "update" }],
      outputs: [{ path: "ip", old: "198.18.0.8", new: "198.18.0.9" }],
    },
  ],
});

/** A stack with servers on two clouds, drift, a price and a leftover. */
export function shop(name = "web"): ReportStack {
  const resource = (token: string, own: string, id: string, properties: Record<string, unknown>) => ({
    ...{ urn: urnOf(token, own), type: `indiecloud:${token}`, custom: true, id, inputs: properties },
    ...{ outputs: { powerState: "running", ...properties }, created: "2026-11-01T08:00:00Z" },
  });
  const resources = [
    resource("lunanode:Vm", name, "toronto/1", {
      region: "toronto",
      plan: "m.2",
      image: "Debian 12",
      ip: "198.18.0.8",
    }),
    resource("lunanode:Vm", "mail", "toronto/2", {
      region: "toronto",
      plan: "m.1",
      image: "Debian 12",
      powerState: "stopped",
    }),
    resource("ovh:Instance", "api", "p/3", { region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04", ip: "198.19.0.2" }),
  ];
  return reportStack(
    "shop",
    "prod",
    { manifest: { time: "2026-11-28T10:00:00Z" }, resources },
    {
      drift: hostileDrift(name),
      leftovers: [
        {
          ...{
            cloud: "ovh",
            resource: "volume",
            id: "v-1",
            name: "lost-volume",
            owner: "unknown" as const,
            isCharged: true,
          },
          ...{ why: `It has the name of ${name}.`, next: "Delete it if you do not need it." },
        },
      ],
      costs: new Map([
        [urnOf("lunanode:Vm", name), { amount: "7.5", currency: "USD" }],
        [urnOf("lunanode:Vm", "mail"), { amount: "3", currency: "USD" }],
      ]),
    },
  );
}

/** The pages, with names that no page must trip over. */
export const samplePages = (): Record<string, string> => ({
  report: renderReport([shop(), shop(HOSTILE)], Date.UTC(2026, 10, 29, 12)),
  drift: renderDrift([{ stack: HOSTILE, report: hostileDrift(HOSTILE) }]),
});
