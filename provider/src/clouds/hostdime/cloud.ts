import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { type HostDime, openAccount, settings } from "./account.ts";
import { catalogs } from "./catalogs.ts";
import { dedicatedServer } from "./dedicated-server.ts";
import { graphs } from "./graphs.ts";
import { reverseDns } from "./reverse-dns.ts";
import { vps } from "./vps.ts";

export const hostdime: CloudDefinition<HostDime> = {
  name: "hostdime",
  title: "HostDime",
  description: "HostDime's API v1: VPSes and dedicated servers ordered in the portal, and reverse DNS.",
  settings,
  openAccount,
  catalogs,
  resources: [vps, dedicatedServer, reverseDns],
  lookups: { server: vps, others: [dedicatedServer] },
  functions: graphs,
  verification: async () => (await import("./assumptions.ts")).verification,
};
