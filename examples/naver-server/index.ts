import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const { naver } = indiecloud;

/** From where the server may be reached by SSH. */
const office = new pulumi.Config().get("office") ?? "203.0.113.0/24";

const net = new naver.Vpc("net", { ipv4CidrBlock: "10.1.0.0/16" });
const front = new naver.Subnet("front", {
  vpc: net.id,
  subnet: "10.1.1.0/24",
  zone: "KR-1",
  subnetType: "PUBLIC",
});
const web = new naver.AccessControlGroup("web", {
  vpc: net.id,
  inbound: [
    { protocol: "TCP", portRange: "22", ipBlock: office },
    { protocol: "TCP", portRange: "80", ipBlock: "0.0.0.0/0" },
  ],
  outbound: [
    { protocol: "TCP", portRange: "1-65535", ipBlock: "0.0.0.0/0" },
    { protocol: "UDP", portRange: "1-65535", ipBlock: "0.0.0.0/0" },
  ],
});
const key = new naver.LoginKey("key");
const hello = new naver.InitScript("hello", {
  content: "#!/bin/bash\napt-get update && apt-get install -y nginx\n",
});

const server = new naver.Server("server", {
  plan: "s2-g3",
  image: "ubuntu-22.04-base",
  subnet: front.id,
  accessControlGroups: [web.id],
  loginKey: key.id,
  privateKey: key.privateKey.apply((pem) => pem ?? ""),
  initScript: hello.id,
  publicIp: true,
  powerState: "running",
});

export const ip = server.ip;
// A secret: pulumi stack output rootPassword --show-secrets
export const rootPassword = server.rootPassword;
