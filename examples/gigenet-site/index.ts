import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

// Which of the two servers has the address of the site: pulumi config set active blue
const active = new pulumi.Config().get("active") ?? "green";

const server = (name: string) =>
  new indiecloud.gigenet.Instance(name, { plan: "gcl.2", image: "ubuntu64_16.04", tags: ["site"] });
const servers: Record<string, indiecloud.gigenet.Instance> = { green: server("green"), blue: server("blue") };

// It outlives the servers, and is charged until it is deleted.
const site = new indiecloud.gigenet.ElasticIp("site", { zone: "ord1" });

new indiecloud.gigenet.ElasticIpAssociation("site", { instance: servers[active].id, address: site.id });

export const address = site.ip;
