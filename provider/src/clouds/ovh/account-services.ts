import { dnsRecord } from "./dns-record.ts";
import { dnsZones } from "./dns-zone.ts";

/** Services of the account outside of Public Cloud projects. */

export const accountServices = [dnsRecord] as const;

export const serviceCatalogs = { dnsZones };
