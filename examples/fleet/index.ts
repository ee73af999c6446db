import * as indiecloud from "@indiecloud/pulumi";
import servers from "./servers.json";

// One row a server. The name is its identity, so the order of the rows means nothing.
export const ips = Object.fromEntries(
  servers.map(({ name, plan, region }) => {
    const server = new indiecloud.lunanode.Vm(name, { plan, region, image: "Ubuntu 24.04 64-bit" });
    return [name, server.ip];
  }),
);
