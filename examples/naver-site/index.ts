import { naver } from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

/** From where the servers may be reached by SSH. */
const office = new pulumi.Config().get("office") ?? "203.0.113.0/24";
const zone = "KR-2";

// The subnets' firewall has no memory of connections: answers need rules of their own.
const net = new naver.Vpc("site", { ipv4CidrBlock: "10.30.0.0/16" });
const firewall = new naver.NetworkAcl("site", {
  vpc: net.id,
  inbound: [
    { priority: 10, protocol: "TCP", action: "ALLOW", portRange: "22", ipBlock: office },
    { priority: 20, protocol: "TCP", action: "ALLOW", portRange: "80", ipBlock: "0.0.0.0/0" },
    { priority: 30, protocol: "TCP", action: "ALLOW", portRange: "1024-65535", ipBlock: "0.0.0.0/0" },
    { priority: 40, protocol: "UDP", action: "ALLOW", portRange: "1024-65535", ipBlock: "0.0.0.0/0" },
  ],
  outbound: ["TCP", "UDP"].map((protocol, index) => ({
    priority: 10 + index,
    protocol,
    action: "ALLOW",
    portRange: "1-65535",
    ipBlock: "0.0.0.0/0",
  })),
});
const subnet = (name: string, block: string, usageType: "GEN" | "LOADB") =>
  new naver.Subnet(name, {
    vpc: net.id,
    subnet: block,
    zone,
    subnetType: "PUBLIC",
    usageType,
    networkAcl: firewall.id,
  });
const servers = subnet("servers", "10.30.1.0/24", "GEN");
const balancers = subnet("balancers", "10.30.2.0/24", "LOADB");

const group = new naver.AccessControlGroup("web", {
  vpc: net.id,
  inbound: [
    { protocol: "TCP", portRange: "22", ipBlock: office },
    { protocol: "TCP", portRange: "80", ipBlock: "0.0.0.0/0" },
  ],
  outbound: ["TCP", "UDP"].map((protocol) => ({ protocol, portRange: "1-65535", ipBlock: "0.0.0.0/0" })),
});
const key = new naver.LoginKey("ops");
const setup = new naver.InitScript("nginx", {
  content: "#!/bin/bash\napt-get update && apt-get install -y nginx\n",
});

const [first, second] = ["web1", "web2"].map(
  (name) =>
    new naver.Server(name, {
      plan: "s2-g3",
      image: "ubuntu-22.04-base",
      subnet: servers.id,
      accessControlGroups: [group.id],
      loginKey: key.id,
      initScript: setup.id,
    }),
);

// The data outlives the server that it is attached to.
const data = new naver.BlockStorage("data", { volumeType: "CB1", size: 20, zone, server: first.id });
new naver.BlockStorageSnapshot("before-launch", { blockStorage: data.id });
// A copy of a whole server, for new ones: `image: backup.id`.
const backup = new naver.ServerImage("web", { server: second.id });

const targets = new naver.TargetGroup("web", {
  vpc: net.id,
  protocol: "HTTP",
  port: 80,
  healthCheckProtocol: "HTTP",
  healthCheckUrlPath: "/",
  targets: [first.id, second.id],
});
const balancer = new naver.LoadBalancer("web", { type: "APPLICATION", subnets: [balancers.id], idleTimeout: 60 });
new naver.LoadBalancerListener("http", {
  loadBalancer: balancer.id,
  port: 80,
  protocol: "HTTP",
  targetGroup: targets.id,
});

export const url = pulumi.interpolate`http://${balancer.domain}/`;
export const image = backup.id;
