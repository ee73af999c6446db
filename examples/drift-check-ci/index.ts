import * as indiecloud from "@indiecloud/pulumi";

const web = new indiecloud.lunanode.Vm("web", {
  plan: "m.1",
  image: "Debian 12 64-bit",
  powerState: "running",
});

export const ip = web.ip;
