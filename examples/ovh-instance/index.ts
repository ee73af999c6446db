import * as indiecloud from "@indiecloud/pulumi";

// An SSH key (log in as ubuntu), and an instance that accepts it and runs a script at its first boot.
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
