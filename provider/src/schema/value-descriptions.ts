/** What the values of enumerations mean, by the name of the type; the build of the schema demands each of them. */

type Values = Readonly<Record<string, string>>;

const POWER: Values = {
  running: "Switched on.",
  stopped: "Switched off; it exists and is charged.",
  shelved: "Switched off and stored as an image, without a place on a host.",
};

const ON_DELETE: Values = {
  none: "It stays as it is.",
  stop: "It is switched off.",
  suspend: "It is suspended.",
};

const HTTP_METHODS: Values = Object.fromEntries(
  ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"].map((method) => [
    method,
    `The HTTP method ${method}.`,
  ]),
);

const PROTOCOLS: Values = {
  HTTP: "HTTP.",
  HTTPS: "HTTPS.",
  TCP: "TCP.",
  UDP: "UDP.",
  TLS: "TLS over TCP, which ends at the load balancer.",
  PROXY_TCP: "TCP, for load balancers of the type `NETWORK_PROXY`.",
  http: "HTTP.",
  https: "HTTPS, passed on as it is.",
  ping: "ICMP echo requests.",
  prometheus: "Metrics of the load balancer, for Prometheus.",
  proxy: "TCP with the PROXY protocol, version 1.",
  proxyV2: "TCP with the PROXY protocol, version 2.",
  sctp: "SCTP.",
  tcp: "TCP.",
  terminatedHTTPS: "HTTPS that ends at the load balancer.",
  "tls-hello": "The beginning of a TLS connection.",
  udp: "UDP.",
  "udp-connect": "UDP.",
};

const HTTP_CODES: Values = {
  301: "Moved permanently.",
  302: "Found: moved for now.",
  303: "See other: continue with GET.",
  307: "Temporary redirect, with the same method.",
  308: "Permanent redirect, with the same method.",
};

const ADDRESSES: Values = {
  PUBLIC: "With addresses that the Internet reaches.",
  PRIVATE: "With private addresses only.",
};

const BLOCK_STORAGE: Values = {
  CB1: "Common block storage, for servers on KVM.",
  FB1: "Fast block storage, for servers on KVM.",
  CB2: "Common block storage 2, for servers on KVM.",
  FB2: "Fast block storage 2, for servers on KVM.",
  SSD: "Solid-state disks, for servers on XEN or RHV.",
  HDD: "Hard disks, for servers on XEN or RHV.",
};

export const VALUES: Readonly<Record<string, Values>> = {
  "gigenet:InstanceBillingTerm": { 1: "By the hour.", 730: "By the month.", 2190: "By the quarter." },
  "gigenet:InstancePowerState": POWER,
  "hostdime:DedicatedServerOnDelete": ON_DELETE,
  "hostdime:DedicatedServerPowerState": POWER,
  "hostdime:GetDedicatedServerBandwidthPeriod": {
    day: "The last day.",
    week: "The last week.",
    month: "The last month.",
    year: "The last year.",
  },
  "hostdime:ReverseDnsKind": { vps: "The address of a VPS.", server: "The address of a dedicated server." },
  "hostdime:VpsOnDelete": ON_DELETE,
  "hostdime:VpsPowerState": POWER,
  "lunanode:GetVmUsageKind": {
    bandwidth: "Network traffic.",
    cpu: "Use of the CPU.",
    io: "Reads and writes of the disk.",
  },
  "lunanode:ImageFormat": { iso: "A disc to boot from.", qcow2: "A disk image of QEMU." },
  "lunanode:SecurityGroupRuleDirection": { ingress: "Traffic to the VM.", egress: "Traffic from the VM." },
  "lunanode:SecurityGroupRuleEthertype": { IPv4: "IPv4 traffic.", IPv6: "IPv6 traffic." },
  "lunanode:VmOnImageChange": {
    replace: "A new VM replaces this one.",
    reimage: "The disk of this VM is erased and gets the image.",
  },
  "lunanode:VmPowerState": POWER,
  "naver:AutoScalingGroupHealthCheckType": {
    SVR: "The check of the server.",
    LOADB: "The check of the load balancer.",
  },
  "naver:BlockStorageSnapshotSnapshotType": {
    FULL: "All of the volume.",
    INCREMENTAL: "What has changed since the snapshot before.",
  },
  "naver:BlockStorageVolumeType": BLOCK_STORAGE,
  "naver:InitScriptOsType": { LNX: "Linux.", WND: "Windows." },
  "naver:LoadBalancerListenerProtocol": PROTOCOLS,
  "naver:LoadBalancerListenerTlsMinVersion": { TLSV10: "TLS 1.0.", TLSV11: "TLS 1.1.", TLSV12: "TLS 1.2." },
  "naver:LoadBalancerNetworkType": ADDRESSES,
  "naver:LoadBalancerThroughputType": {
    SMALL: "The lowest performance.",
    MEDIUM: "The second lowest performance.",
    LARGE: "The second highest performance.",
    XLARGE: "The highest performance.",
    DYNAMIC: "As needed; for network load balancers only.",
  },
  "naver:LoadBalancerType": {
    APPLICATION: "HTTP and HTTPS.",
    NETWORK: "TCP and UDP.",
    NETWORK_PROXY: "TCP and TLS, with connections of its own to the targets.",
  },
  "naver:NasVolumeProtocol": { NFS: "NFS, as for Linux.", CIFS: "CIFS, as for Windows." },
  "naver:PlacementGroupType": { AA: "Anti-affinity: its servers run on different hosts." },
  "naver:RouteTableRouteTargetType": {
    NATGW: "A NAT gateway.",
    VPCPEERING: "A VPC peering.",
    VGW: "A virtual private gateway.",
  },
  "naver:RouteTableSupportedSubnetType": { PUBLIC: "For public subnets.", PRIVATE: "For private subnets." },
  "naver:ScalingPolicyAdjustmentType": {
    CHANG: "This many servers are added, or removed if it is negative.",
    EXACT: "The number of servers.",
    PRCNT: "A percentage of servers to add or remove.",
  },
  "naver:ScalingScheduleTimeZone": { KST: "Korea Standard Time.", UTC: "Coordinated Universal Time." },
  "naver:ServerBlockStorageMappingVolumeType": BLOCK_STORAGE,
  "naver:ServerFeeSystemType": { MTRAT: "By the hour.", FXSUM: "By the month." },
  "naver:ServerPowerState": POWER,
  "naver:SubnetSubnetType": ADDRESSES,
  "naver:SubnetUsageType": {
    GEN: "For servers.",
    LOADB: "For load balancers only.",
    BM: "For bare-metal servers.",
    NATGW: "For NAT gateways only.",
  },
  "naver:TargetGroupAlgorithm": {
    RR: "Round robin.",
    SIPHS: "By a hash of the client's address.",
    LC: "The target with the fewest connections.",
    MH: "Maglev hashing; for TCP and UDP.",
  },
  "naver:TargetGroupHealthCheckHttpMethod": HTTP_METHODS,
  "naver:TargetGroupHealthCheckProtocol": PROTOCOLS,
  "naver:TargetGroupProtocol": PROTOCOLS,
  "ovh:DedicatedServerOnImageChange": {
    refuse: "The change is an error.",
    reinstall: "The disks of the server are erased, and the system is installed.",
  },
  "ovh:GatewayModel": Object.fromEntries(
    ["s", "m", "l", "xl", "2xl", "3xl"].map((size) => [size, `The size ${size.toUpperCase()}.`]),
  ),
  "ovh:GetUserOpenrcVersion": { v3: "For version 3 of Keystone.", "v2.0": "For version 2 of Keystone." },
  "ovh:HealthMonitorHttpConfigurationHttpMethod": HTTP_METHODS,
  "ovh:HealthMonitorHttpConfigurationHttpVersion": { "1.0": "HTTP 1.0.", "1.1": "HTTP 1.1." },
  "ovh:HealthMonitorMonitorType": PROTOCOLS,
  "ovh:InstanceGroupType": {
    affinity: "Its instances run on the same host.",
    "anti-affinity": "Its instances run on different hosts.",
  },
  "ovh:InstanceOnImageChange": {
    replace: "A new instance replaces this one.",
    reinstall: "The disk of this instance is erased and gets the image.",
  },
  "ovh:InstancePowerState": POWER,
  "ovh:IpFirewallRuleAction": { permit: "The packets pass.", deny: "The packets are dropped." },
  "ovh:IpFirewallRuleProtocol": {
    tcp: "TCP.",
    udp: "UDP.",
    icmp: "ICMP.",
    ipv4: "Every protocol.",
    ah: "IPsec's Authentication Header.",
    esp: "IPsec's Encapsulating Security Payload.",
    gre: "Generic Routing Encapsulation.",
  },
  "ovh:IpFirewallRuleTcpOption": {
    established: "Packets of connections that exist.",
    syn: "Packets that open a connection.",
  },
  "ovh:L7PolicyAction": {
    redirectPrefix: "The client is sent to another beginning of the URL.",
    redirectToPool: "The request goes to another pool.",
    redirectToURL: "The client is sent to another URL.",
    reject: "The request is refused.",
  },
  "ovh:L7PolicyRedirectHttpCode": HTTP_CODES,
  "ovh:L7PolicyRuleCompareType": {
    contains: "It contains the value.",
    endsWith: "It ends with the value.",
    equalTo: "It is the value.",
    regex: "It matches the value, a regular expression.",
    startsWith: "It starts with the value.",
  },
  "ovh:L7PolicyRuleRuleType": {
    cookie: "A cookie, which `key` names.",
    fileType: "The ending of the path.",
    header: "A header, which `key` names.",
    hostName: "The host name in the URL.",
    path: "The path of the URL.",
    sslConnHasCert: "Whether the client has shown a certificate.",
    sslDNField: "A part of the name in the client's certificate, which `key` names.",
    sslVerifyResult: "The result of the check of the client's certificate.",
  },
  "ovh:LoadBalancerListenerProtocol": PROTOCOLS,
  "ovh:LoadBalancerListenerTlsVersion": {
    SSLv3: "SSL 3.0, which is insecure.",
    TLSv1: "TLS 1.0, which is outdated.",
    "TLSv1.1": "TLS 1.1, which is outdated.",
    "TLSv1.2": "TLS 1.2.",
    "TLSv1.3": "TLS 1.3.",
  },
  "ovh:PoolAlgorithm": {
    leastConnections: "The member with the fewest connections.",
    roundRobin: "One member after the other.",
    sourceIP: "By a hash of the client's address.",
  },
  "ovh:PoolProtocol": PROTOCOLS,
  "ovh:PoolSessionPersistenceType": {
    appCookie: "By a cookie of the application.",
    disabled: "Not at all.",
    httpCookie: "By a cookie of the load balancer.",
    sourceIP: "By the client's address.",
  },
  "ovh:VolumeType": {
    classic: "The standard type.",
    "classic-luks": "The standard type, encrypted.",
    "classic-multiattach": "The standard type, for several instances at a time.",
    "high-speed": "The fast type.",
    "high-speed-luks": "The fast type, encrypted.",
    "high-speed-gen2": "The fast type of the second generation.",
    "high-speed-gen2-luks": "The fast type of the second generation, encrypted.",
  },
  "ovh:VpsNetbootMode": { local: "It boots from its disk.", rescue: "It boots OVHcloud's rescue system." },
  "ovh:VpsOnImageChange": {
    refuse: "The change is an error.",
    rebuild: "The disk of the VPS is erased and gets the image.",
  },
  "ovh:VpsPowerState": POWER,
};
