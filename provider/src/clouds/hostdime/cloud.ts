import type { CloudDefinition } from "../../engine/cloud.ts";
import { type HostDime, open, settings } from "./account.ts";
import { reverseDns } from "./reverse-dns.ts";
import { vps } from "./vps.ts";

export const hostdime: CloudDefinition<HostDime> = {
  name: "hostdime",
  title: "HostDime",
  description: "HostDime's API v1: VPSes that were ordered in the portal, and reverse DNS.",
  settings,
  open,
  catalogues: {},
  resources: [vps, reverseDns],
  lookups: { server: vps },
};
