import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { credentialSets, type Ovh, openAccount, settings } from "./account.ts";
import { accountServices } from "./account-services.ts";
import { additionalIpAttachment } from "./additional-ip-attachment.ts";
import { catalogs } from "./catalogs.ts";
import { certificate } from "./certificate.ts";
import { charges } from "./charges.ts";
import { floatingIp } from "./floating-ip.ts";
import { functions } from "./functions.ts";
import { gateway } from "./gateway.ts";
import { gatewayInterface } from "./gateway-interface.ts";
import { instance } from "./instance.ts";
import { instanceGroup } from "./instance-group.ts";
import { instanceSnapshot } from "./instance-snapshot.ts";
import { loadBalancer } from "./load-balancer.ts";
import { l7Policy } from "./load-balancer-l7-policy.ts";
import { loadBalancerListener } from "./load-balancer-listener.ts";
import { ovhConf } from "./ovh-conf.ts";
import { pool } from "./pool.ts";
import { healthMonitor } from "./pool-health-monitor.ts";
import { member } from "./pool-member.ts";
import { prices } from "./prices.ts";
import { privateNetwork } from "./private-network.ts";
import { projectRegion } from "./project-region.ts";
import { projectUser } from "./project-user.ts";
import { sshKey } from "./ssh-key.ts";
import { subnet } from "./subnet.ts";
import { volume } from "./volume.ts";
import { volumeAttachment } from "./volume-attachment.ts";
import { volumeBackup } from "./volume-backup.ts";
import { volumeSnapshot } from "./volume-snapshot.ts";
import { workflowBackup } from "./workflow-backup.ts";

export const ovh: CloudDefinition<Ovh> = {
  name: "ovh",
  title: "OVHcloud",
  description: "OVHcloud Public Cloud, with the APIs of Europe, Canada and the United States.",
  settings,
  credentialSets,
  file: ovhConf,
  openAccount,
  catalogs,
  resources: [
    ...[instance, sshKey],
    ...[volume, volumeAttachment, volumeSnapshot, volumeBackup],
    ...[instanceSnapshot, workflowBackup, instanceGroup],
    ...[privateNetwork, subnet, gateway, gatewayInterface],
    ...accountServices,
    ...[floatingIp, additionalIpAttachment],
    ...[loadBalancer, loadBalancerListener, pool, member, healthMonitor, l7Policy, certificate],
    ...[projectUser, projectRegion],
  ],
  lookups: { server: instance },
  functions,
  charges,
  prices,
  checkRights: async (api, tokens) => (await import("./iam-rights.ts")).checkRights(api, tokens),
  verification: async () => (await import("./assumptions.ts")).verification,
};
