// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { AdditionalIpAttachment, type AdditionalIpAttachmentArgs } from "./additional-ip-attachment.js";
export { Certificate, type CertificateArgs } from "./certificate.js";
export { DedicatedServer, type DedicatedServerArgs } from "./dedicated-server.js";
export { DnsRecord, type DnsRecordArgs } from "./dns-record.js";
export { FloatingIp, type FloatingIpArgs } from "./floating-ip.js";
export {
  type GetImagesArgs,
  type GetImagesOutputArgs,
  type GetImagesResult,
  type GetInstanceArgs,
  type GetInstanceConsoleArgs,
  type GetInstanceConsoleOutputArgs,
  type GetInstanceConsoleResult,
  type GetInstanceOutputArgs,
  type GetInstanceResult,
  type GetPlansArgs,
  type GetPlansOutputArgs,
  type GetPlansResult,
  type GetRegionsArgs,
  type GetRegionsOutputArgs,
  type GetRegionsResult,
  type GetUserOpenrcArgs,
  type GetUserOpenrcOutputArgs,
  type GetUserOpenrcResult,
  getImages,
  getImagesOutput,
  getInstance,
  getInstanceConsole,
  getInstanceConsoleOutput,
  getInstanceOutput,
  getPlans,
  getPlansOutput,
  getRegions,
  getRegionsOutput,
  getUserOpenrc,
  getUserOpenrcOutput,
} from "./functions.js";
export { Gateway, type GatewayArgs } from "./gateway.js";
export { GatewayInterface, type GatewayInterfaceArgs } from "./gateway-interface.js";
export {
  HealthMonitor,
  type HealthMonitorArgs,
  type HealthMonitorHttpConfiguration,
  type HealthMonitorHttpConfigurationArgs,
} from "./health-monitor.js";
export { Instance, type InstanceArgs, type InstanceAutobackup, type InstanceAutobackupArgs } from "./instance.js";
export { InstanceGroup, type InstanceGroupArgs } from "./instance-group.js";
export { InstanceSnapshot, type InstanceSnapshotArgs } from "./instance-snapshot.js";
export { IpFirewall, type IpFirewallArgs, type IpFirewallRule, type IpFirewallRuleArgs } from "./ip-firewall.js";
export { IpReverse, type IpReverseArgs } from "./ip-reverse.js";
export { L7Policy, type L7PolicyArgs, type L7PolicyRule, type L7PolicyRuleArgs } from "./l7-policy.js";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer.js";
export { LoadBalancerListener, type LoadBalancerListenerArgs } from "./load-balancer-listener.js";
export { Member, type MemberArgs } from "./member.js";
export { PlanChoice, type PlanChoiceArgs } from "./plan-choice.js";
export { Pool, type PoolArgs, type PoolSessionPersistence, type PoolSessionPersistenceArgs } from "./pool.js";
export { PrivateNetwork, type PrivateNetworkArgs } from "./private-network.js";
export { ProjectRegion, type ProjectRegionArgs } from "./project-region.js";
export { ProjectUser, type ProjectUserArgs } from "./project-user.js";
export { SshKey, type SshKeyArgs } from "./ssh-key.js";
export {
  Subnet,
  type SubnetAllocationPool,
  type SubnetAllocationPoolArgs,
  type SubnetArgs,
  type SubnetHostRoute,
  type SubnetHostRouteArgs,
} from "./subnet.js";
export { Volume, type VolumeArgs, type VolumeEncryptionKey, type VolumeEncryptionKeyArgs } from "./volume.js";
export { VolumeAttachment, type VolumeAttachmentArgs } from "./volume-attachment.js";
export { VolumeBackup, type VolumeBackupArgs } from "./volume-backup.js";
export { VolumeSnapshot, type VolumeSnapshotArgs } from "./volume-snapshot.js";
export { Vps, type VpsArgs } from "./vps.js";
export { WorkflowBackup, type WorkflowBackupArgs } from "./workflow-backup.js";
