// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export {
  AccessControlGroup,
  type AccessControlGroupArgs,
  type AccessControlGroupInbound,
  type AccessControlGroupInboundArgs,
  type AccessControlGroupOutbound,
  type AccessControlGroupOutboundArgs,
} from "./access-control-group.js";
export { AutoScalingGroup, type AutoScalingGroupArgs } from "./auto-scaling-group.js";
export { BlockStorage, type BlockStorageArgs } from "./block-storage.js";
export { BlockStorageSnapshot, type BlockStorageSnapshotArgs } from "./block-storage-snapshot.js";
export {
  type GetImagesArgs,
  type GetImagesOutputArgs,
  type GetImagesResult,
  type GetPlansArgs,
  type GetPlansOutputArgs,
  type GetPlansResult,
  type GetRegionsArgs,
  type GetRegionsOutputArgs,
  type GetRegionsResult,
  type GetServerArgs,
  type GetServerOutputArgs,
  type GetServerResult,
  getImages,
  getImagesOutput,
  getPlans,
  getPlansOutput,
  getRegions,
  getRegionsOutput,
  getServer,
  getServerOutput,
} from "./functions.js";
export { InitScript, type InitScriptArgs } from "./init-script.js";
export { LaunchConfiguration, type LaunchConfigurationArgs } from "./launch-configuration.js";
export { LoadBalancer, type LoadBalancerArgs } from "./load-balancer.js";
export { LoadBalancerListener, type LoadBalancerListenerArgs } from "./load-balancer-listener.js";
export { LoginKey, type LoginKeyArgs } from "./login-key.js";
export { NasVolume, type NasVolumeArgs } from "./nas-volume.js";
export { NatGateway, type NatGatewayArgs } from "./nat-gateway.js";
export {
  NetworkAcl,
  type NetworkAclArgs,
  type NetworkAclInbound,
  type NetworkAclInboundArgs,
  type NetworkAclOutbound,
  type NetworkAclOutboundArgs,
} from "./network-acl.js";
export { NetworkAclDenyAllowGroup, type NetworkAclDenyAllowGroupArgs } from "./network-acl-deny-allow-group.js";
export { NetworkInterface, type NetworkInterfaceArgs } from "./network-interface.js";
export { PlacementGroup, type PlacementGroupArgs } from "./placement-group.js";
export { PlanChoice, type PlanChoiceArgs } from "./plan-choice.js";
export { PublicIp, type PublicIpArgs } from "./public-ip.js";
export { RouteTable, type RouteTableArgs, type RouteTableRoute, type RouteTableRouteArgs } from "./route-table.js";
export { ScalingPolicy, type ScalingPolicyArgs } from "./scaling-policy.js";
export { ScalingSchedule, type ScalingScheduleArgs } from "./scaling-schedule.js";
export {
  Server,
  type ServerArgs,
  type ServerBlockStorageMapping,
  type ServerBlockStorageMappingArgs,
} from "./server.js";
export { ServerImage, type ServerImageArgs } from "./server-image.js";
export { Subnet, type SubnetArgs } from "./subnet.js";
export { TargetGroup, type TargetGroupArgs } from "./target-group.js";
export { Vpc, type VpcArgs } from "./vpc.js";
export { VpcPeering, type VpcPeeringArgs } from "./vpc-peering.js";
