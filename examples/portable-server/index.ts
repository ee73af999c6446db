import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const cloud = config.get<indiecloud.ServerCloud>("cloud") ?? "lunanode";

const web = new indiecloud.Server("web", {
  // Moving to another cloud: pulumi config set cloud ovh
  cloud,
  vcpus: 2,
  memoryGb: 2,
  image: config.get("image") ?? "ubuntu-24.04",
  // GigeNET has no firewall.
  ...(cloud === "gigenet" ? {} : { open: [22, 443] }),
  // Inputs of one cloud; those of the others are ignored.
  perCloud: {
    lunanode: { region: "toronto" },
    naver: { zone: "KR-2" },
    ovh: { region: "GRA11" },
  },
});

export const { ip, plan, image } = web;
// A secret: pulumi stack output login --show-secrets
export const { login } = web;
