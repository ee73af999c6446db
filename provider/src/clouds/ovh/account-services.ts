import { dnsRecord } from "./dns-record.ts";
import { dnsZones } from "./dns-zone.ts";
import { ipReverse } from "./ip-reverse.ts";

/** Services of the account outside of Public Cloud projects. */

export const accountServices = [dnsRecord, ipReverse] as const;

export const serviceCatalogs = { dnsZones };
