import { lunanode } from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";
import { type Site, WebServer } from "./web-server";

const domain = new pulumi.Config().require("domain");
const region = "toronto";

const site: Site = {
  region,
  network: new lunanode.Network("back", { region, subnet: "10.20.0.0/24", dns: ["9.9.9.9", "149.112.112.112"] }),
  securityGroup: new lunanode.SecurityGroup("web", {
    region,
    rules: [22, 80, 443].map((portMin) => ({ direction: "ingress", protocol: "tcp", portMin })),
  }),
  key: new lunanode.SshKey("laptop", {
    publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop",
  }),
  setup: new lunanode.StartupScript("nginx", { content: "#cloud-config\npackages: [nginx]\n" }),
};

const [front] = ["web1", "web2"].map((name) => new WebServer(name, "m.1", site));

// The address of the site. It moves to another server by changing `vm`, and stays if a server is replaced.
const address = new lunanode.FloatingIp("site", { region, reverseDns: `www.${domain}` });
new lunanode.FloatingIpAttachment("site", { floatingIp: address.id, vm: front.vm.id });

const zone = new lunanode.DnsZone("site", { name: domain });
new lunanode.DnsRecord("www", { zone: zone.id, name: "www", type: "A", data: address.ip });

// A copy of the first server's data, as it is when this is created. Another name makes another copy.
new lunanode.VolumeSnapshot("before-launch", { region, volume: front.data.id });

export const ip = address.ip;
export const url = `http://www.${domain}/`;
