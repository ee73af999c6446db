import * as indiecloud from "@indiecloud/pulumi";

// Each stack has its own server, in LunaNode's default region.
const web = new indiecloud.lunanode.Vm("web", { plan: "m.1", image: "Debian 12 64-bit" });

export const ip = web.ip;
// A secret: encrypted in the database; only pulumi stack output --show-secrets shows it.
export const password = web.password;
