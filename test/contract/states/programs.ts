import type { CloudName } from "../../../emulators/src/index.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { ovhServicePrograms } from "./ovh-services.ts";

/** One resource of a program, without a name of its own, so that the state contains what the provider filled in. */
export interface Declared {
  name: string;
  token: string;
  /** `id` and `output` refer to the earlier resources. */
  program(id: (name: string) => string, output: (name: string, key: string) => unknown): Json;
}

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade someone@example.com";

/** A server with everything it needs, for every cloud: the content of a release's states. */
export const programs: Readonly<Record<CloudName, readonly Declared[]>> = {
  lunanode: [
    { name: "key", token: "lunanode:SshKey", program: () => ({ publicKey: KEY }) },
    {
      name: "firewall",
      token: "lunanode:SecurityGroup",
      program: () => ({ rules: [{ direction: "ingress", protocol: "tcp", portMin: 443, portMax: 443 }] }),
    },
    {
      name: "web",
      token: "lunanode:Vm",
      program: (id) => ({
        plan: "m.2",
        image: "Ubuntu 24.04 64-bit",
        securityGroups: [id("firewall").split("/").at(-1)],
        sshKeys: [id("key")],
        powerState: "running",
      }),
    },
    { name: "address", token: "lunanode:FloatingIp", program: () => ({ reverseDns: "web.example.com" }) },
    {
      name: "attached",
      token: "lunanode:FloatingIpAttachment",
      program: (id) => ({ floatingIp: id("address"), vm: id("web") }),
    },
    {
      name: "ptr",
      token: "lunanode:ReverseDns",
      program: (_id, output) => ({ ip: output("web", "ip"), hostname: "host.example.com" }),
    },
    { name: "zone", token: "lunanode:DnsZone", program: () => ({ name: "example.com" }) },
    {
      name: "record",
      token: "lunanode:DnsRecord",
      program: (id, output) => ({ zone: id("zone"), name: "www", type: "A", data: output("web", "ip") }),
    },
    {
      name: "dynamic",
      token: "lunanode:DynamicDns",
      program: (_id, output) => ({ name: "example-shop", ip: output("web", "ip") }),
    },
    { name: "net", token: "lunanode:Network", program: () => ({ subnet: "10.5.0.0/16", dns: ["8.8.8.8"] }) },
    { name: "boot", token: "lunanode:StartupScript", program: () => ({ content: "#!/bin/sh\necho hello\n" }) },
    { name: "data", token: "lunanode:Volume", program: () => ({ size: 20 }) },
    { name: "before", token: "lunanode:VolumeSnapshot", program: (id) => ({ volume: id("data") }) },
    {
      name: "disk",
      token: "lunanode:VolumeAttachment",
      program: (id) => ({ volume: id("data"), vm: id("web") }),
    },
    { name: "golden", token: "lunanode:Image", program: (id) => ({ vm: id("web") }) },
  ],
  hostdime: [
    {
      name: "web",
      token: "hostdime:Vps",
      program: () => ({ order: { plan: "vps-1", os: "Ubuntu 24.04" }, suspended: false }),
    },
    {
      name: "ptr",
      token: "hostdime:ReverseDns",
      program: (id, output) => ({ cuid: id("web"), ip: output("web", "ip"), ptr: "web.example.com" }),
    },
    { name: "metal", token: "hostdime:DedicatedServer", program: () => ({ cuid: "S38", suspended: false }) },
  ],
  gigenet: [
    {
      name: "web",
      token: "gigenet:Instance",
      program: () => ({ plan: "gcl.2", image: "ubuntu64_16.04", tags: ["shop"], additionalIps: 1 }),
    },
    { name: "address", token: "gigenet:ElasticIp", program: () => ({ zone: "ord1" }) },
    {
      name: "www",
      token: "gigenet:ElasticIpAssociation",
      program: (id) => ({ instance: id("web"), address: id("address") }),
    },
    { name: "key", token: "gigenet:KeyPair", program: () => ({ publicKey: KEY }) },
  ],
  naver: [
    { name: "net", token: "naver:Vpc", program: () => ({ ipv4CidrBlock: "10.20.0.0/16" }) },
    {
      name: "front",
      token: "naver:Subnet",
      program: (_id, output) => ({
        vpc: output("net", "vpcNo"),
        subnet: "10.20.1.0/24",
        zone: "KR-1",
        subnetType: "PUBLIC",
      }),
    },
    {
      name: "firewall",
      token: "naver:AccessControlGroup",
      program: (_id, output) => ({
        vpc: output("net", "vpcNo"),
        inbound: [{ protocol: "TCP", ipBlock: "0.0.0.0/0", portRange: "443" }],
      }),
    },
    {
      name: "banned",
      token: "naver:NetworkAclDenyAllowGroup",
      program: (_id, output) => ({ vpc: output("net", "vpcNo"), ipList: ["192.0.2.7"] }),
    },
    {
      name: "border",
      token: "naver:NetworkAcl",
      program: (id, output) => ({
        vpc: output("net", "vpcNo"),
        inbound: [
          { priority: 1, protocol: "TCP", action: "DROP", portRange: "1-65535", denyAllowGroup: id("banned") },
          { priority: 2, protocol: "TCP", action: "ALLOW", portRange: "443", ipBlock: "0.0.0.0/0" },
        ],
      }),
    },
    { name: "first-boot", token: "naver:InitScript", program: () => ({ content: "#!/bin/sh\n" }) },
    {
      name: "web",
      token: "naver:Server",
      program: (_id, output) => ({
        plan: "s2-g3",
        image: "ubuntu-22.04-base",
        subnet: output("front", "subnetNo"),
        accessControlGroups: [output("firewall", "accessControlGroupNo")],
        initScript: output("first-boot", "initScriptNo"),
      }),
    },
    { name: "address", token: "naver:PublicIp", program: (id) => ({ server: id("web") }) },
    { name: "login", token: "naver:LoginKey", program: () => ({}) },
    {
      name: "balanced",
      token: "naver:Subnet",
      program: (_id, output) => ({
        ...{ vpc: output("net", "vpcNo"), subnet: "10.20.2.0/24", zone: "KR-1" },
        ...{ subnetType: "PUBLIC", usageType: "LOADB" },
      }),
    },
    {
      name: "pool",
      token: "naver:TargetGroup",
      program: (id, output) => ({
        ...{ vpc: output("net", "vpcNo"), protocol: "HTTP", healthCheckProtocol: "HTTP", targets: [id("web")] },
      }),
    },
    {
      name: "balancer",
      token: "naver:LoadBalancer",
      program: (_id, output) => ({ type: "APPLICATION", subnets: [output("balanced", "subnetNo")] }),
    },
    {
      name: "http",
      token: "naver:LoadBalancerListener",
      program: (_id, output) => ({
        ...{ loadBalancer: output("balancer", "loadBalancerInstanceNo"), port: 80, protocol: "HTTP" },
        targetGroup: output("pool", "targetGroupNo"),
      }),
    },
    { name: "apart", token: "naver:PlacementGroup", program: () => ({ type: "AA" }) },
    {
      name: "second-nic",
      token: "naver:NetworkInterface",
      program: (id, output) => ({ subnet: output("front", "subnetNo"), server: id("web") }),
    },
    {
      name: "nat",
      token: "naver:NatGateway",
      program: (_id, output) => ({ vpc: output("net", "vpcNo"), zone: "KR-1" }),
    },
    { name: "far", token: "naver:Vpc", program: () => ({ ipv4CidrBlock: "10.9.0.0/16" }) },
    {
      name: "there",
      token: "naver:VpcPeering",
      program: (id) => ({ sourceVpc: id("net"), targetVpc: id("far") }),
    },
    {
      name: "routes",
      token: "naver:RouteTable",
      program: (id, output) => ({
        vpc: output("net", "vpcNo"),
        supportedSubnetType: "PUBLIC",
        routes: [{ destinationCidrBlock: "0.0.0.0/0", targetType: "NATGW", target: id("nat") }],
        subnets: [output("front", "subnetNo")],
      }),
    },
    {
      name: "data",
      token: "naver:BlockStorage",
      program: (id) => ({ volumeType: "CB1", size: 20, zone: "KR-1", server: id("web") }),
    },
    { name: "before", token: "naver:BlockStorageSnapshot", program: (id) => ({ blockStorage: id("data") }) },
    { name: "golden", token: "naver:ServerImage", program: (id) => ({ server: id("web") }) },
    {
      name: "share",
      token: "naver:NasVolume",
      program: (id) => ({ protocol: "NFS", size: 500, servers: [id("web")] }),
    },
    {
      name: "servers",
      token: "naver:LaunchConfiguration",
      program: () => ({ plan: "s2-g3", image: "ubuntu-22.04-base" }),
    },
    {
      name: "scaled",
      token: "naver:AutoScalingGroup",
      program: (_id, output) => ({
        launchConfiguration: output("servers", "launchConfigurationNo"),
        ...{ subnet: output("front", "subnetNo"), minSize: 1, maxSize: 3 },
      }),
    },
    {
      name: "grow",
      token: "naver:ScalingPolicy",
      program: (_id, output) => ({
        autoScalingGroup: output("scaled", "autoScalingGroupNo"),
        ...{ adjustmentType: "CHANG", scalingAdjustment: 1 },
      }),
    },
    {
      name: "morning",
      token: "naver:ScalingSchedule",
      program: (_id, output) => ({
        autoScalingGroup: output("scaled", "autoScalingGroupNo"),
        ...{ minSize: 1, maxSize: 3, recurrence: "0 9 * * *" },
      }),
    },
  ],
  ovh: [
    { name: "key", token: "ovh:SshKey", program: () => ({ publicKey: KEY }) },
    {
      name: "web",
      token: "ovh:Instance",
      program: (_id, output) => ({
        region: "GRA11",
        plan: "b3-8",
        image: "Ubuntu 24.04",
        sshKeys: [output("key", "keyId")],
        networks: ["Ext-Net"],
        userData: "#!/bin/sh\n",
      }),
    },
    { name: "tools", token: "ovh:ProjectUser", program: () => ({ roles: ["compute_operator"] }) },
    { name: "waw", token: "ovh:ProjectRegion", program: () => ({ region: "WAW1" }) },
    { name: "apart", token: "ovh:InstanceGroup", program: () => ({ region: "GRA11", type: "anti-affinity" }) },
    {
      name: "golden",
      token: "ovh:InstanceSnapshot",
      program: (id) => ({ region: "GRA11", instance: id("web"), distantRegion: "BHS5" }),
    },
    {
      name: "nightly",
      token: "ovh:WorkflowBackup",
      program: (id) => ({ region: "GRA11", instance: id("web"), cron: "0 2 * * *", rotation: 3 }),
    },
    { name: "data", token: "ovh:Volume", program: () => ({ region: "GRA11", size: 20, type: "high-speed" }) },
    { name: "before", token: "ovh:VolumeSnapshot", program: (id) => ({ region: "GRA11", volume: id("data") }) },
    { name: "copy", token: "ovh:VolumeBackup", program: (id) => ({ region: "GRA11", volume: id("data") }) },
    {
      name: "disk",
      token: "ovh:VolumeAttachment",
      program: (id) => ({ region: "GRA11", volume: id("data"), instance: id("web") }),
    },
    { name: "address", token: "ovh:FloatingIp", program: () => ({ region: "GRA11" }) },
    {
      name: "moved",
      token: "ovh:AdditionalIpAttachment",
      program: (id) => ({ ip: "192.0.2.10", instance: id("web") }),
    },
    {
      name: "certificate",
      token: "ovh:Certificate",
      program: () => ({
        region: "GRA11",
        certificate: "CERTIFICATE",
        privateKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      }),
    },
    { name: "back", token: "ovh:PrivateNetwork", program: () => ({ regions: ["GRA11"] }) },
    {
      name: "subnet",
      token: "ovh:Subnet",
      program: (id) => ({ region: "GRA11", network: id("back"), cidr: "10.0.0.0/24" }),
    },
    {
      name: "second",
      token: "ovh:Subnet",
      program: (id) => ({ region: "GRA11", network: id("back"), cidr: "10.0.1.0/24" }),
    },
    {
      name: "gateway",
      token: "ovh:Gateway",
      program: (id) => ({ region: "GRA11", subnet: id("subnet"), model: "s" }),
    },
    {
      name: "interface",
      token: "ovh:GatewayInterface",
      program: (id) => ({ region: "GRA11", gateway: id("gateway"), subnet: id("second") }),
    },
    {
      name: "balancer",
      token: "ovh:LoadBalancer",
      program: (id) => ({ region: "GRA11", flavor: "small", subnet: id("subnet") }),
    },
    {
      name: "pool",
      token: "ovh:Pool",
      program: (id) => ({ region: "GRA11", loadBalancer: id("balancer"), algorithm: "roundRobin", protocol: "http" }),
    },
    {
      name: "listener",
      token: "ovh:LoadBalancerListener",
      program: (id) => ({
        ...{ region: "GRA11", loadBalancer: id("balancer"), protocol: "http", port: 80, defaultPool: id("pool") },
      }),
    },
    {
      name: "member",
      token: "ovh:Member",
      program: (id) => ({ region: "GRA11", pool: id("pool"), address: "10.0.0.50", protocolPort: 80 }),
    },
    {
      name: "monitor",
      token: "ovh:HealthMonitor",
      program: (id) => ({
        ...{ region: "GRA11", pool: id("pool"), monitorType: "tcp", delay: 5, timeout: 3, maxRetries: 2 },
      }),
    },
    {
      name: "policy",
      token: "ovh:L7Policy",
      program: (id) => ({
        ...{ region: "GRA11", listener: id("listener"), action: "reject" },
        rules: [{ ruleType: "path", compareType: "startsWith", value: "/private" }],
      }),
    },
    ...ovhServicePrograms,
  ],
};

export const programOf = (cloud: string): readonly Declared[] =>
  new Map<string, readonly Declared[]>(Object.entries(programs)).get(cloud) ?? [];
