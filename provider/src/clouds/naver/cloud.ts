import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { accessControlGroup } from "./access-control-group.ts";
import { type Naver, openAccount, settings } from "./account.ts";
import { autoScalingGroup } from "./auto-scaling-group.ts";
import { blockStorage } from "./block-storage.ts";
import { blockStorageSnapshot } from "./block-storage-snapshot.ts";
import { catalogs } from "./catalogs.ts";
import { charges } from "./charges.ts";
import { configureFile } from "./configure-file.ts";
import { initScript } from "./init-script.ts";
import { launchConfiguration } from "./launch-configuration.ts";
import { loadBalancer } from "./load-balancer.ts";
import { loadBalancerListener } from "./load-balancer-listener.ts";
import { loginKey } from "./login-key.ts";
import { nasVolume } from "./nas-volume.ts";
import { natGateway } from "./nat-gateway.ts";
import { networkAcl } from "./network-acl.ts";
import { networkAclDenyAllowGroup } from "./network-deny-allow-group.ts";
import { networkInterface } from "./network-interface.ts";
import { placementGroup } from "./placement-group.ts";
import { prices } from "./prices.ts";
import { publicIp } from "./public-ip.ts";
import { routeTable } from "./route-table.ts";
import { scalingPolicy } from "./scaling-policy.ts";
import { scalingSchedule } from "./scaling-schedule.ts";
import { server } from "./server.ts";
import { serverImage } from "./server-image.ts";
import { subnet } from "./subnet.ts";
import { targetGroup } from "./target-group.ts";
import { vpc } from "./vpc.ts";
import { vpcPeering } from "./vpc-peering.ts";

export const naver: CloudDefinition<Naver> = {
  name: "naver",
  title: "NAVER Cloud",
  description:
    "NAVER Cloud Platform (VPC): servers, networks, load balancers, keys and addresses, on the sites public, gov and fin.",
  settings,
  file: configureFile,
  openAccount,
  catalogs,
  resources: [
    ...[server, loginKey, vpc, subnet, accessControlGroup, initScript, publicIp],
    ...[targetGroup, loadBalancer, loadBalancerListener],
    ...[networkAcl, networkAclDenyAllowGroup, routeTable, natGateway, vpcPeering],
    ...[blockStorage, blockStorageSnapshot, serverImage, nasVolume],
    ...[networkInterface, placementGroup],
    ...[launchConfiguration, autoScalingGroup, scalingPolicy, scalingSchedule],
  ],
  lookups: { server },
  charges,
  prices,
  verification: async () => (await import("./assumptions.ts")).verification,
};
