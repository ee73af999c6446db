import * as indiecloud from "@indiecloud/pulumi";

// Every stack is a server of its own, in LunaNode's default region.
const web = new indiecloud.lunanode.Vm("web", { plan: "m.1", image: "Debian 12 64-bit" });

export const ip = web.ip;
// A secret: encrypted in the database, and shown by pulumi stack output --show-secrets only.
export const password = web.password;
