import * as pulumi from "@pulumi/pulumi";
import test from "ava";
import { Server, type ServerArgs } from "./index.js";

const registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];

/** What is registered when the choice of a plan has been made. */
const duringChoice: string[] = [];

test.before(async () => {
  const mocks: pulumi.runtime.Mocks = {
    newResource: async ({ type, name, inputs }) => {
      registered.push({ type: type.replace("pulumi-nodejs:dynamic/indiecloud/", ""), name, inputs });
      if (name === "order" && type.endsWith("PlanChoice")) {
        for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
        duringChoice.push(...registered.filter((each) => each.name === name).map((each) => each.type));
      }
      const chosen = type.endsWith("PlanChoice") ? { plan: "p.1", image: "Ubuntu 24.04" } : {};
      return { id: `id-of-${type.split(":").at(-1)}`, state: { ip: "192.0.2.1", ...inputs, ...chosen } };
    },
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev");
});

const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((done) => void output.apply(done));

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample me@example.com";
const NEEDS = { vcpus: 2, memoryGb: 4, image: "ubuntu-24.04" };

/** What a server registers, by type, and its address. */
async function parts(name: string, args: ServerArgs): Promise<Record<string, Record<string, unknown>>> {
  const server = new Server(name, args);
  await settled(server.server.id);
  await settled(server.login);
  return Object.fromEntries(registered.filter((each) => each.name === name).map(({ type, inputs }) => [type, inputs]));
}

test.serial("LunaNode: keys, script and security group become resources of their own", async (t) => {
  const made = await parts("luna", {
    cloud: "lunanode",
    ...NEEDS,
    sshKeys: [KEY],
    userData: "#!/bin/sh\n",
    open: [22, 443],
    perCloud: { lunanode: { region: "montreal" }, ovh: { region: "GRA11" } },
  });
  t.like(made["lunanode:PlanChoice"], { region: "montreal", vcpus: 2, memoryGb: 4, system: "ubuntu-24.04" });
  t.like(made["lunanode:SecurityGroup"], {
    region: "montreal",
    rules: [22, 443].map((portMin) => ({ direction: "ingress", protocol: "tcp", portMin })),
  });
  t.like(made["lunanode:SshKey"], { publicKey: KEY });
  t.like(made["lunanode:StartupScript"], { content: { value: "#!/bin/sh\n" } });
  t.like(made["lunanode:Vm"], {
    region: "montreal",
    plan: "p.1",
    image: "Ubuntu 24.04",
    sshKeys: ["id-of-SshKey"],
    startupScripts: ["id-of-StartupScript"],
    securityGroups: ["id-of-SecurityGroup"],
  });
});

test.serial("NAVER Cloud: without a subnet, the server gets a VPC of its own", async (t) => {
  const made = await parts("nav", { cloud: "naver", ...NEEDS, open: [22], perCloud: { naver: { zone: "KR-2" } } });
  t.like(made["naver:Subnet"], { vpc: "id-of-Vpc", zone: "KR-2", subnetType: "PUBLIC" });
  t.like(made["naver:Server"], {
    subnet: "id-of-Subnet",
    accessControlGroups: ["id-of-AccessControlGroup"],
    publicIp: true,
  });
  t.false("zone" in (made["naver:Server"] ?? {}));
});

test.serial("NAVER Cloud: with a subnet, nothing is made around the server", async (t) => {
  const made = await parts("own", {
    cloud: "naver",
    ...NEEDS,
    perCloud: { naver: { subnet: "KR/7", publicIp: false } },
  });
  t.deepEqual(Object.keys(made).sort(), ["indiecloud:index:Server", "naver:PlanChoice", "naver:Server"]);
  t.like(made["naver:Server"], { subnet: "KR/7", publicIp: false });
});

test.serial("OVHcloud and GigeNET", async (t) => {
  const ovh = await parts("ov", { cloud: "ovh", ...NEEDS, sshKeys: [KEY], perCloud: { ovh: { region: "GRA11" } } });
  t.like(ovh["ovh:Instance"], { region: "GRA11", plan: "p.1", sshKeys: ["id-of-SshKey"] });
  t.false("ovh:IpFirewall" in ovh);
  const gigenet = await parts("gi", { cloud: "gigenet", ...NEEDS, perCloud: { gigenet: { zone: "ord1" } } });
  t.like(gigenet["gigenet:PlanChoice"], { zone: "ord1" });
  t.like(gigenet["gigenet:Instance"], { zone: "ord1", plan: "p.1" });
});

test.serial("OVHcloud: open ports are rules of a firewall that lets replies pass and denies the rest", async (t) => {
  await parts("wall", {
    cloud: "ovh",
    ...NEEDS,
    open: [22, 443, 22],
    perCloud: { ovh: { region: "GRA11" } },
  });
  const firewall = () => registered.find(({ type, name }) => type === "ovh:IpFirewall" && name === "wall");
  // It is registered once the server's address is known.
  while (firewall() === undefined) {
    await new Promise(setImmediate);
  }
  t.like(firewall()?.inputs, {
    ip: "192.0.2.1",
    rules: [
      { sequence: 0, action: "permit", protocol: "tcp", tcpOption: "established" },
      { sequence: 1, action: "permit", protocol: "icmp" },
      { sequence: 2, action: "permit", protocol: "udp", sourcePort: "53", destinationPort: "1024-65535" },
      { sequence: 3, action: "permit", protocol: "udp", sourcePort: "123", destinationPort: "1024-65535" },
      { sequence: 4, action: "permit", protocol: "tcp", destinationPort: "22" },
      { sequence: 5, action: "permit", protocol: "tcp", destinationPort: "443" },
      { sequence: 19, action: "deny", protocol: "ipv4" },
    ],
  });
});

test.serial("nothing else is registered before there is a plan and an image", async (t) => {
  const made = await parts("order", { cloud: "lunanode", ...NEEDS, sshKeys: [KEY], open: [22] });
  t.deepEqual(duringChoice, ["indiecloud:index:Server", "lunanode:PlanChoice"]);
  t.is(Object.keys(made).length, 5);
});

const refused: Record<string, [args: Partial<ServerArgs>, message: string]> = {
  "keys at GigeNET": [
    { cloud: "gigenet", sshKeys: [KEY] },
    'Server "bad": GigeNET cannot do sshKeys. Remove it, or set cloud to "lunanode", "naver" or "ovh".',
  ],
  "a key of another type at NAVER Cloud": [
    { cloud: "naver", sshKeys: [KEY] },
    'Server "bad": NAVER Cloud takes keys of type ssh-rsa only. Give one of that type in sshKeys, or set cloud to "lunanode" or "ovh".',
  ],
  "two keys at OVHcloud": [
    { cloud: "ovh", sshKeys: [KEY, KEY] },
    'Server "bad": OVHcloud installs only 1 of the sshKeys. Give one, or set cloud to "lunanode".',
  ],
  "16 ports at OVHcloud": [
    { cloud: "ovh", open: Array.from({ length: 16 }, (_, index) => index + 1), perCloud: { ovh: { region: "GRA11" } } },
    'Server "bad": OVHcloud\'s firewall has room for 15 ports in open. Leave some out, or declare an IpFirewall with ranges of ports instead of open.',
  ],
  "no region at OVHcloud": [
    { cloud: "ovh" },
    'Server "bad": OVHcloud needs a region. Set perCloud: { ovh: { region: "GRA11" } }.',
  ],
  "open ports in a subnet of an unknown VPC": [
    { cloud: "naver", open: [22], perCloud: { naver: { subnet: "KR/7" } } },
    'Server "bad": open needs the VPC of the subnet. Set perCloud: { naver: { vpc: … } }.',
  ],
  HostDime: [
    // biome-ignore lint/suspicious/noExplicitAny: a program in JavaScript.
    { cloud: "hostdime" as any },
    'Server "bad": HostDime\'s API cannot create servers. Set cloud to "lunanode", "gigenet", "naver" or "ovh".',
  ],
};

for (const [name, [args, message]] of Object.entries(refused)) {
  test.serial(`refused before anything is registered: ${name}`, (t) => {
    const before = registered.length;
    t.throws(() => new Server("bad", { cloud: "lunanode", ...NEEDS, ...args }), { message });
    t.is(registered.length, before);
  });
}
