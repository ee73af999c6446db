import { dedicatedServerRoutes } from "./dedicated-servers.ts";
import { dnsRoutes } from "./dns.ts";
import { ipFirewallRoutes } from "./ip-firewalls.ts";
import { ipRoutes } from "./ips.ts";
import type { Routes } from "./route.ts";
import { vpsRoutes } from "./vps.ts";

/** Services of the account outside of Public Cloud projects. */
export const serviceRoutes: Routes = {
  ...dnsRoutes,
  ...ipRoutes,
  ...ipFirewallRoutes,
  ...vpsRoutes,
  ...dedicatedServerRoutes,
};
