import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { type HostDime, openAccount, settings } from "./account.ts";
import { reverseDns } from "./reverse-dns.ts";
import { vps } from "./vps.ts";

export const hostdime: CloudDefinition<HostDime> = {
  name: "hostdime",
  title: "HostDime",
  description: "HostDime's API v1: VPSes ordered in the portal, and reverse DNS.",
  settings,
  openAccount,
  catalogs: {},
  resources: [vps, reverseDns],
  lookups: { server: vps },
  verification: async () => (await import("./assumptions.ts")).verification,
};
