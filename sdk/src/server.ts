import * as pulumi from "@pulumi/pulumi";
import * as gigenet from "./gigenet/index.js";
import * as lunanode from "./lunanode/index.js";
import * as naver from "./naver/index.js";
import * as ovh from "./ovh/index.js";
import { type ServerCloud, unableTo } from "./server-features.js";

export type { ServerCloud };

/** What `Server` can pass on to each cloud's own resource. These inputs win over what `Server` sets. */
export interface PerCloud {
  lunanode?: Partial<lunanode.VmArgs>;
  gigenet?: Partial<gigenet.InstanceArgs>;
  /**
   * Without a `subnet`, the server gets a VPC and a public subnet of its own, in `zone` (default: `KR-1`). With one,
   * `open` also needs its `vpc`.
   */
  naver?: Partial<naver.ServerArgs> & { vpc?: pulumi.Input<string>; zone?: pulumi.Input<string> };
  /** `region` is required, such as `GRA11`. */
  ovh?: Partial<ovh.InstanceArgs>;
}

export interface ServerArgs {
  /** Where the server is: `lunanode`, `gigenet`, `naver` or `ovh`. A change moves it: the server is made anew. */
  cloud: ServerCloud;
  /** Virtual CPUs that it has at least. */
  vcpus?: pulumi.Input<number>;
  /** Memory that it has at least, in GB. 1000 MiB count as one GB. */
  memoryGb?: pulumi.Input<number>;
  /** Distribution and version, such as `"ubuntu-24.04"`. */
  image: pulumi.Input<string>;
  /** Public SSH keys that the first boot installs, as in `~/.ssh/id_ed25519.pub`. */
  sshKeys?: readonly pulumi.Input<string>[];
  /** Script of the first boot, beginning with `#!` or `#cloud-config`. */
  userData?: pulumi.Input<string>;
  /** TCP ports that everyone reaches; no others (at OVHcloud: by IPv4). If absent, the cloud's own default applies. */
  open?: readonly number[];
  /** Inputs for one cloud only; those of other clouds are ignored, so that `cloud` can be changed alone. */
  perCloud?: PerCloud;
}

export interface ServerLogin {
  /** Name of the user; absent if it depends on the image. */
  user?: string | undefined;
  /** Password of the first login, if the cloud sets one. */
  password?: string | undefined;
}

/** The parts of a server that every cloud has. */
interface Made {
  server: lunanode.Vm | gigenet.Instance | naver.Server | ovh.Instance;
  login: { user?: pulumi.Input<string | undefined>; password?: pulumi.Input<string | undefined> };
}

/**
 * A server on any of four clouds. The plan and the image are chosen by what it needs (`PlanChoice`) and stay until the
 * needs change. What a cloud cannot do is an error before anything is registered.
 * ```ts
 * const web = new indiecloud.Server("web", { cloud: "lunanode", vcpus: 2, memoryGb: 4, image: "ubuntu-24.04" });
 * export const ip = web.ip;
 * ```
 */
export class Server extends pulumi.ComponentResource {
  /** Public IPv4 address. */
  readonly ip: pulumi.Output<string>;
  /** The chosen plan. */
  readonly plan: pulumi.Output<string>;
  /** The chosen image. */
  readonly image: pulumi.Output<string>;
  /** How to log in. A secret. */
  readonly login: pulumi.Output<ServerLogin>;
  /** The cloud's own resource. */
  readonly server: lunanode.Vm | gigenet.Instance | naver.Server | ovh.Instance;

  /** `name` is the name in the program; it must be unique among the servers and their parts. */
  constructor(name: string, args: ServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const problem = unableTo(name, args) ?? missingIn(name, args);
    if (problem !== undefined) {
      throw new Error(problem);
    }
    super("indiecloud:index:Server", name, {}, opts);
    const choice = planChoice(name, args, { parent: this });
    // Nothing else is registered if there is no such plan or image.
    const { server, login } = MAKERS[args.cloud](name, args, choice, { parent: this, dependsOn: choice });
    this.ip = server.ip;
    this.plan = choice.plan;
    this.image = choice.image;
    this.login = pulumi.secret(login);
    this.server = server;
    this.registerOutputs({ ip: this.ip, plan: this.plan, image: this.image, login: this.login });
  }
}

/** What only some programs have to give. */
function missingIn(
  name: string,
  { cloud, open, perCloud: { naver: own, ovh: place } = {} }: ServerArgs,
): string | undefined {
  if (cloud === "ovh" && place?.region === undefined) {
    return `Server "${name}": OVHcloud needs a region. Set perCloud: { ovh: { region: "GRA11" } }.`;
  }
  return cloud === "naver" && own?.subnet !== undefined && open !== undefined && own.vpc === undefined
    ? `Server "${name}": open needs the VPC of the subnet. Set perCloud: { naver: { vpc: … } }.`
    : undefined;
}

interface PlanChoice {
  plan: pulumi.Output<string>;
  image: pulumi.Output<string>;
}

type ChoiceResource = pulumi.CustomResource & PlanChoice;

type Options = pulumi.CustomResourceOptions;

function planChoice(name: string, args: ServerArgs, opts: Options): ChoiceResource {
  const { cloud, vcpus, memoryGb, image: system, perCloud = {} } = args;
  const { plan, image } = perCloud[cloud] ?? {};
  const needs = { vcpus, memoryGb, system, plan, image };
  switch (cloud) {
    case "lunanode":
      return new lunanode.PlanChoice(name, { ...needs, region: perCloud.lunanode?.region }, opts);
    case "gigenet":
      return new gigenet.PlanChoice(name, { ...needs, zone: perCloud.gigenet?.zone }, opts);
    case "naver":
      return new naver.PlanChoice(name, { ...needs, region: perCloud.naver?.region }, opts);
    case "ovh": {
      const { region = "", project } = perCloud.ovh ?? {};
      return new ovh.PlanChoice(name, { ...needs, region, project }, opts);
    }
  }
}

type Maker = (name: string, args: ServerArgs, choice: PlanChoice, opts: Options) => Made;

const MAKERS: Readonly<Record<ServerCloud, Maker>> = {
  lunanode: (name, { sshKeys = [], userData, open, perCloud: { lunanode: own = {} } = {} }, choice, opts) => {
    const { region } = own;
    const keys = sshKeys.map((publicKey, index) => new lunanode.SshKey(numbered(name, index), { publicKey }, opts));
    const rules = open?.map((port) => ({ direction: "ingress" as const, protocol: "tcp", portMin: port }));
    const server = new lunanode.Vm(
      name,
      {
        ...chosen(choice),
        sshKeys: keys.length === 0 ? undefined : keys.map(({ id }) => id),
        startupScripts:
          userData === undefined ? undefined : [new lunanode.StartupScript(name, { content: userData }, opts).id],
        securityGroups:
          rules === undefined ? undefined : [new lunanode.SecurityGroup(name, { region, rules }, opts).id],
        ...own,
      },
      opts,
    );
    return { server, login: { user: server.username, password: server.password } };
  },
  gigenet: (name, { perCloud: { gigenet: own = {} } = {} }, choice, opts) => {
    const server = new gigenet.Instance(name, { ...chosen(choice), ...own }, opts);
    return { server, login: { user: "root", password: server.password } };
  },
  naver: (name, { sshKeys: [publicKey] = [], userData, open, perCloud: { naver: given = {} } = {} }, choice, opts) => {
    const { vpc: itsVpc, zone = "KR-1", ...own } = given;
    const { region } = own;
    const vpc =
      own.subnet === undefined ? new naver.Vpc(name, { region, ipv4CidrBlock: "10.0.0.0/16" }, opts).id : itsVpc;
    const subnet =
      vpc === undefined || own.subnet !== undefined
        ? own.subnet
        : new naver.Subnet(name, { region, vpc, subnet: "10.0.1.0/24", zone, subnetType: "PUBLIC" }, opts).id;
    const groups =
      open === undefined || vpc === undefined
        ? undefined
        : [new naver.AccessControlGroup(name, { region, vpc, ...rulesFor(open) }, opts).id];
    const server = new naver.Server(
      name,
      {
        ...chosen(choice),
        publicIp: true,
        accessControlGroups: groups,
        loginKey: publicKey === undefined ? undefined : new naver.LoginKey(name, { region, publicKey }, opts).id,
        initScript:
          userData === undefined ? undefined : new naver.InitScript(name, { region, content: userData }, opts).id,
        ...own,
        subnet: subnet ?? "",
      },
      opts,
    );
    return { server, login: { user: "root", password: server.rootPassword } };
  },
  ovh: (name, { sshKeys: [publicKey] = [], userData, open, perCloud: { ovh: own = {} } = {} }, choice, opts) => {
    const { region = "", project } = own;
    const sshKeys = publicKey === undefined ? undefined : [new ovh.SshKey(name, { project, publicKey }, opts).id];
    const server = new ovh.Instance(name, { ...chosen(choice), sshKeys, userData, ...own, region }, opts);
    if (open !== undefined) {
      new ovh.IpFirewall(name, { ip: server.ip, rules: statelessRulesFor(open) }, opts);
    }
    return { server, login: {} };
  },
};

const chosen = ({ plan, image }: PlanChoice): PlanChoice => ({ plan, image });

const numbered = (name: string, index: number): string => (index === 0 ? name : `${name}-${index + 1}`);

/** Everyone reaches these ports, and the server reaches everyone. */
const rulesFor = (ports: readonly number[]) => ({
  inbound: ports.map((port) => ({ protocol: "TCP", portRange: String(port), ipBlock: "0.0.0.0/0" })),
  outbound: ["TCP", "UDP"].map((protocol) => ({ protocol, portRange: "1-65535", ipBlock: "0.0.0.0/0" })),
});

/**
 * The same for a firewall that has no memory of connections, so that replies need rules too: everything of TCP connections that
 * exist, DNS and time from their ports, and ICMP, without which large packets get lost. Each rule keeps its place if ports change.
 */
function statelessRulesFor(ports: readonly number[]): IpFirewallRules {
  const replies = [
    { protocol: "tcp", tcpOption: "established" },
    { protocol: "icmp" },
    ...["53", "123"].map((sourcePort) => ({ protocol: "udp", sourcePort, destinationPort: "1024-65535" }) as const),
  ] as const;
  const opened = [...new Set(ports)].map((port) => ({ protocol: "tcp", destinationPort: String(port) }) as const);
  const permitted = [...replies, ...opened].map((rule, sequence) => ({ sequence, action: "permit", ...rule }) as const);
  return [...permitted, { sequence: 19, action: "deny", protocol: "ipv4" }];
}

type IpFirewallRules = NonNullable<ovh.IpFirewallArgs["rules"]>;
