import * as indiecloud from "@indiecloud/pulumi";

// An SSH key, a security group that allows SSH and HTTP(S), and the server.
const key = new indiecloud.lunanode.SshKey("laptop", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop",
});

const web = new indiecloud.lunanode.SecurityGroup("web", {
  rules: [22, 80, 443].map((portMin) => ({ direction: "ingress", protocol: "tcp", portMin })),
});

const server = new indiecloud.lunanode.Vm("web", {
  region: "toronto",
  plan: "m.2",
  image: "Ubuntu 24.04 64-bit",
  sshKeys: [key.keyId],
  securityGroups: [web.groupId],
  powerState: "running",
});

export const ip = server.ip;
