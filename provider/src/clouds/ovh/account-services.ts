import { dedicatedServer } from "./dedicated-server.ts";
import { dedicatedBoots, dedicatedSystems } from "./dedicated-server-calls.ts";
import { dnsRecord } from "./dns-record.ts";
import { dnsZones } from "./dns-zone.ts";
import { ipFirewall } from "./ip-firewall.ts";
import { ipReverse } from "./ip-reverse.ts";
import { vps } from "./vps.ts";
import { vpsImages } from "./vps-calls.ts";

/** Services of the account outside of Public Cloud projects. */

export const accountServices = [dnsRecord, ipReverse, ipFirewall, vps, dedicatedServer] as const;

export const serviceCatalogs = { dnsZones, vpsImages, dedicatedBoots, dedicatedSystems };
