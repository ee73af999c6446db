import * as indiecloud from "@indiecloud/pulumi";
import servers from "./servers.json";

// One server per row. The name is the identity, so the order of the rows does not matter.
export const ips = Object.fromEntries(
  servers.map(({ name, plan, region }) => {
    const server = new indiecloud.lunanode.Vm(name, { plan, region, image: "Ubuntu 24.04 64-bit" });
    return [name, server.ip];
  }),
);
