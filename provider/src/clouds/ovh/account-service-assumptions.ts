import { dedicatedServerAssumptions } from "./dedicated-server-assumptions.ts";
import { dnsAssumptions } from "./dns-assumptions.ts";
import { ipAssumptions } from "./ip-assumptions.ts";
import { ipFirewallAssumptions } from "./ip-firewall-assumptions.ts";
import { vpsAssumptions } from "./vps-assumptions.ts";

/** Unproven statements about services of the account outside of Public Cloud projects. */
export const serviceAssumptions = [
  ...dnsAssumptions,
  ...ipAssumptions,
  ...ipFirewallAssumptions,
  ...vpsAssumptions,
  ...dedicatedServerAssumptions,
] as const;
