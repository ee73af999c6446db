import { naver } from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

export interface WebServerArgs {
  /** A private block that no other VPC of the account has, such as `10.1.0.0/16`. */
  network: string;
  /** The part of it for the server, such as `10.1.1.0/24`. */
  subnet: string;
  /** From where the server may be reached by SSH, such as `203.0.113.0/24`; from nowhere if absent. */
  admin?: string;
  plan?: pulumi.Input<string>;
}

/** A NAVER Cloud server on a network of its own, with a key of its own, that the web reaches. */
export class WebServer extends pulumi.ComponentResource {
  readonly ip: pulumi.Output<string>;
  readonly rootPassword: pulumi.Output<string | undefined>;

  constructor(
    name: string,
    { network, subnet, admin, plan = "s2-g3" }: WebServerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("example:index:WebServer", name, {}, opts);
    // With the component as parent, its provider and its protection count for all of them.
    const own = { parent: this };
    const vpc = new naver.Vpc(name, { ipv4CidrBlock: network }, own);
    const front = new naver.Subnet(name, { vpc: vpc.id, subnet, zone: "KR-1", subnetType: "PUBLIC" }, own);
    const ssh = admin === undefined ? [] : [{ protocol: "TCP", portRange: "22", ipBlock: admin }];
    const group = new naver.AccessControlGroup(
      name,
      {
        vpc: vpc.id,
        inbound: [{ protocol: "TCP", portRange: "80", ipBlock: "0.0.0.0/0" }, ...ssh],
        outbound: ["TCP", "UDP"].map((protocol) => ({ protocol, portRange: "1-65535", ipBlock: "0.0.0.0/0" })),
      },
      own,
    );
    const key = new naver.LoginKey(name, {}, own);
    const server = new naver.Server(
      name,
      {
        plan,
        image: "ubuntu-22.04-base",
        subnet: front.id,
        accessControlGroups: [group.id],
        loginKey: key.id,
        privateKey: key.privateKey.apply((pem) => pem ?? ""),
        publicIp: true,
      },
      own,
    );
    this.ip = server.ip;
    this.rootPassword = server.rootPassword;
    this.registerOutputs({ ip: this.ip, rootPassword: this.rootPassword });
  }
}
