import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const { naver, ovh } = indiecloud;
const page = "Served by a machine that nobody has logged in to.";

/** OVHcloud: user data, which cloud-init reads in the server. */
function onOvh() {
  return new ovh.Instance("web", {
    region: "GRA11",
    plan: "b3-8",
    image: "Ubuntu 24.04",
    userData: `#cloud-config
packages: [nginx]
write_files:
  - path: /var/www/html/index.html
    content: ${page}
`,
  });
}

/** NAVER Cloud: a script of the account, and a network that lets the web in. */
function onNaver() {
  const net = new naver.Vpc("net", { ipv4CidrBlock: "10.1.0.0/16" });
  const front = new naver.Subnet("front", {
    vpc: net.id,
    subnet: "10.1.1.0/24",
    zone: "KR-1",
    subnetType: "PUBLIC",
  });
  const web = new naver.AccessControlGroup("web", {
    vpc: net.id,
    inbound: [{ protocol: "TCP", portRange: "80", ipBlock: "0.0.0.0/0" }],
    outbound: ["TCP", "UDP"].map((protocol) => ({ protocol, portRange: "1-65535", ipBlock: "0.0.0.0/0" })),
  });
  const setUp = new naver.InitScript("set-up", {
    content: `#!/bin/bash
apt-get update && apt-get install --yes nginx
echo '${page}' > /var/www/html/index.html
`,
  });
  return new naver.Server("web", {
    plan: "s2-g3",
    image: "ubuntu-22.04-base",
    subnet: front.id,
    accessControlGroups: [web.id],
    initScript: setUp.id,
    publicIp: true,
  });
}

const cloud = new pulumi.Config().require<"ovh" | "naver">("cloud", { allowedValues: ["ovh", "naver"] });
const server = cloud === "naver" ? onNaver() : onOvh();

export const url = pulumi.interpolate`http://${server.ip}/`;
