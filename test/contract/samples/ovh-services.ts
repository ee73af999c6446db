import type { Samples } from "../suite/samples.ts";
import { dedicatedSamples } from "./ovh-dedicated.ts";
import { dnsSamples } from "./ovh-dns.ts";
import { ipSamples } from "./ovh-ip.ts";
import { ipFirewallSamples } from "./ovh-ip-firewall.ts";
import { vpsSamples } from "./ovh-vps.ts";

/** Services of an OVHcloud account outside of Public Cloud projects. */
export const serviceSamples: Readonly<Record<string, Samples>> = {
  ...dnsSamples,
  ...ipSamples,
  ...ipFirewallSamples,
  ...vpsSamples,
  ...dedicatedSamples,
};
