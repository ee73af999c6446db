import * as indiecloud from "@indiecloud/pulumi";

// A key to log in with (user ubuntu), and an instance that takes it and runs a script at its first boot.
const key = new indiecloud.ovh.SshKey("laptop", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop",
});

const web = new indiecloud.ovh.Instance("web", {
  region: "GRA11",
  plan: "b3-8",
  image: "Ubuntu 24.04",
  sshKeys: [key.id],
  userData: "#!/bin/sh\napt-get update && apt-get install --yes nginx\n",
  powerState: "running",
});

export const ip = web.ip;
export const ipv6 = web.ipv6;
