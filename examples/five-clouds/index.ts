import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const { gigenet, hostdime, lunanode, naver, ovh } = indiecloud;
const config = new pulumi.Config();
const publicKey =
  config.get("publicKey") ??
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop";

// LunaNode: a VM that accepts the key.
const lunanodeKey = new lunanode.SshKey("lunanode", { publicKey });
const onLunanode = new lunanode.Vm("lunanode", {
  region: "toronto",
  plan: "m.2",
  image: "Ubuntu 24.04 64-bit",
  sshKeys: [lunanodeKey.keyId],
  powerState: "running",
});

// HostDime: a VPS that was ordered in the portal. Destroying the stack does not cancel it.
const onHostdime = new hostdime.Vps("hostdime", { cuid: config.require("cuid"), suspended: false });

// GigeNET: an instance with hourly billing. It has a password instead of a key.
const onGigenet = new gigenet.Instance("gigenet", {
  plan: "gcl.2",
  image: "ubuntu64_16.04",
  tags: ["five-clouds"],
  powerState: "running",
});

// NAVER Cloud: a server needs a VPC and a subnet; its public IP is created with it.
const net = new naver.Vpc("naver", { ipv4CidrBlock: "10.1.0.0/16" });
const front = new naver.Subnet("naver", { vpc: net.id, subnet: "10.1.1.0/24", zone: "KR-1", subnetType: "PUBLIC" });
const onNaver = new naver.Server("naver", {
  plan: "s2-g3",
  image: "ubuntu-22.04-base",
  subnet: front.id,
  publicIp: true,
  powerState: "running",
});

// OVHcloud: an instance that accepts the key.
const ovhKey = new ovh.SshKey("ovh", { publicKey });
const onOvh = new ovh.Instance("ovh", {
  region: "GRA11",
  plan: "b3-8",
  image: "Ubuntu 24.04",
  sshKeys: [ovhKey.keyId],
  powerState: "running",
});

export const ips = {
  lunanode: onLunanode.ip,
  hostdime: onHostdime.ip,
  gigenet: onGigenet.ip,
  naver: onNaver.ip,
  ovh: onOvh.ip,
};
export const gigenetPassword = onGigenet.password;
