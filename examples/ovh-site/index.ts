import { ovh } from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const zone = config.require("zone");
/** From where the servers may be reached by SSH. */
const office = config.get("office") ?? "203.0.113.0/24";
const region = "GRA11";

const net = new ovh.PrivateNetwork("back", { regions: [region] });
const subnet = new ovh.Subnet("back", { region, network: net.id, cidr: "10.40.0.0/24", enableGatewayIp: true });
const gateway = new ovh.Gateway("back", { region, subnet: subnet.id, model: "s" });

const key = new ovh.SshKey("ops", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop",
});
// The servers never run on the same machine.
const apart = new ovh.InstanceGroup("web", { region, type: "anti-affinity" });

const [first, second] = ["web1", "web2"].map(
  (name) =>
    new ovh.Instance(
      name,
      {
        region,
        plan: "b3-8",
        image: "Ubuntu 24.04",
        sshKeys: [key.id],
        group: apart.id,
        networks: ["Ext-Net", net.id],
        userData: "#cloud-config\npackages: [nginx]\n",
      },
      { dependsOn: [subnet] },
    ),
);

// From outside, the servers are reached by SSH only (by IPv4): requests come from the load balancer, on the private network.
// The firewall has no memory of connections, so it also lets replies to what the servers send pass.
const rules: ovh.IpFirewallArgs["rules"] = [
  { sequence: 0, action: "permit", protocol: "tcp", tcpOption: "established" },
  { sequence: 1, action: "permit", protocol: "tcp", source: office, destinationPort: "22" },
  { sequence: 2, action: "permit", protocol: "udp", sourcePort: "53", destinationPort: "1024-65535" },
  { sequence: 3, action: "permit", protocol: "icmp" },
  { sequence: 19, action: "deny", protocol: "ipv4" },
];
for (const [index, { ip }] of [first, second].entries()) {
  new ovh.IpFirewall(`web${index + 1}`, { ip, rules });
}

// The data outlives the server that it is attached to.
const data = new ovh.Volume("data", { region, size: 20, type: "classic" });
new ovh.VolumeAttachment("data", { region, volume: data.id, instance: first.id });
new ovh.VolumeBackup("data", { region, volume: data.id });
new ovh.InstanceSnapshot("before-launch", { region, instance: second.id });
new ovh.WorkflowBackup("nightly", { region, instance: first.id, cron: "0 3 * * *", rotation: 7 });

// The address of the site leads to the load balancer, which sends requests to both servers on the private network.
const address = new ovh.FloatingIp("site", { region, description: "the site" }, { dependsOn: [gateway] });
const balancer = new ovh.LoadBalancer("front", {
  region,
  flavor: "small",
  subnet: subnet.id,
  gateway: gateway.id,
  floatingIp: address.id,
});
const pool = new ovh.Pool("web", { region, loadBalancer: balancer.id, algorithm: "roundRobin", protocol: "http" });
for (const [index, server] of [first, second].entries()) {
  const member = { region, pool: pool.id, address: server.privateIp.apply((ip) => ip ?? ""), protocolPort: 80 };
  new ovh.Member(`web${index + 1}`, member);
}
new ovh.LoadBalancerListener("http", {
  region,
  loadBalancer: balancer.id,
  protocol: "http",
  port: 80,
  defaultPool: pool.id,
});

new ovh.DnsRecord("www", { zone, subDomain: "www", fieldType: "A", target: address.ip, ttl: 300 });

export const url = `http://www.${zone}/`;
export const { ip } = address;
