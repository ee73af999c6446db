import * as indiecloud from "@indiecloud/pulumi";

// Billed by the hour, with one additional address.
const web = new indiecloud.gigenet.Instance("web", {
  plan: "gcl.2",
  image: "ubuntu64_16.04",
  billingTerm: 1,
  additionalIps: 1,
  tags: ["web"],
  powerState: "running",
});

export const ip = web.ip;
export const furtherIps = web.furtherIps;
// A secret: pulumi stack output password --show-secrets
export const password = web.password;
