import { dedicatedServer, dedicatedServers } from "./dedicated-server.ts";
import { dedicatedBoots, dedicatedSystems } from "./dedicated-server-calls.ts";
import { dnsRecord } from "./dns-record.ts";
import { dnsZones } from "./dns-zone.ts";
import { firewallAddresses, reverseAddresses } from "./ip-catalogs.ts";
import { ipFirewall } from "./ip-firewall.ts";
import { ipReverse } from "./ip-reverse.ts";
import { vps, vpses } from "./vps.ts";
import { vpsImages } from "./vps-calls.ts";

/** Services of the account outside of Public Cloud projects. */

export const accountServices = [dnsRecord, ipReverse, ipFirewall, vps, dedicatedServer] as const;

export const serviceCatalogs = {
  ...{ dnsZones, reverseAddresses, firewallAddresses },
  ...{ vpses, vpsImages, dedicatedServers, dedicatedBoots, dedicatedSystems },
};
