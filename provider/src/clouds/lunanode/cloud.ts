import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { type LunaNode, openAccount, settings } from "./account.ts";
import { catalogs } from "./catalogs.ts";
import { charges } from "./charges.ts";
import { dnsRecord } from "./dns-record.ts";
import { dnsZone } from "./dns-zone.ts";
import { dynamicDns } from "./dynamic-dns.ts";
import { floatingIp } from "./floating-ip.ts";
import { floatingIpAttachment } from "./floating-ip-attachment.ts";
import { functions } from "./functions.ts";
import { image } from "./image.ts";
import { network } from "./network.ts";
import { prices } from "./prices.ts";
import { reverseDns } from "./reverse-dns.ts";
import { securityGroup } from "./security-group.ts";
import { sshKey } from "./ssh-key.ts";
import { startupScript } from "./startup-script.ts";
import { vm } from "./vm.ts";
import { volume } from "./volume.ts";
import { volumeAttachment } from "./volume-attachment.ts";
import { volumeSnapshot } from "./volume-snapshot.ts";

export const lunanode: CloudDefinition<LunaNode> = {
  name: "lunanode",
  title: "LunaNode",
  description: "LunaNode's Dynamic API: virtual machines in Toronto, Montreal and Roubaix.",
  settings,
  openAccount,
  catalogs,
  resources: [
    vm,
    sshKey,
    startupScript,
    securityGroup,
    volume,
    volumeAttachment,
    volumeSnapshot,
    image,
    network,
    floatingIp,
    floatingIpAttachment,
    reverseDns,
    dnsZone,
    dnsRecord,
    dynamicDns,
  ],
  lookups: { server: vm },
  functions,
  charges,
  prices,
  verification: async () => (await import("./assumptions.ts")).verification,
};
