import { generateKeyPairSync } from "node:crypto";
import test from "ava";
import { METADATA } from "../../provider/src/engine/state/metadata.ts";
import { differences, halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import {
  GROUP,
  INIT_SCRIPT,
  LOGIN_KEY,
  type NaverFixture,
  naverFixture,
  PUBLIC_IP,
  SERVER,
  SUBNET,
  VPC,
  WEB,
} from "../support/naver-fixture.ts";

const SSH = { protocol: "TCP", portRange: "22", ipBlock: "0.0.0.0/0" };
const ALL_OUT = { protocol: "TCP", portRange: "1-65535", ipBlock: "0.0.0.0/0" };
const PUBLIC_KEY =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC9omKlXSLfqcZd2HJ5gY5pvbTc1rw9AgF5cXO/orUfAU7iMzZCOEo/tkQJXbvt2IwIk4ErUQL+D+4rRXeMgsS8ogc88wzThoqwrZVXe/EEt4nu3lZEV6cFJ5WI3Kdw5YNZd+28LF2nTCimA0pK6ThKDcfD8yb1eCLLR81GJdhiFD/hFjKemPICKo/eDCQ6nmcRvyyXv38nNvJ7luw1fAxm4k21UmYp8WMWK0O/Ry5IvLPpqlwkD7mbScmJv9P2tfyvK1dqu+sIwMunxhoc+G6DbJeubFoQKfaluuXbCZfpKQqjiO/m4hYYaVLPpommBXjq0w/sDKqOniwI4/0lUAkJ me@desk";

const KINDS = [
  "vpc",
  "subnet",
  "accessControlGroup",
  "loginKey",
  "initScript",
  "publicIp",
  "server",
  "networkInterface",
];
const left = (fixture: NaverFixture) => KINDS.flatMap((kind) => fixture.objects(kind).map(({ id }) => `${kind} ${id}`));

for (const format of ["json", "xml"] as const) {
  test(`in ${format}: an empty account gets a reachable server in one stack, and is empty again after destroy`, async (t) => {
    const fixture = await naverFixture(t, { accountsBegin: "none" }, { format });
    const cloudProvider = fixture.core();
    const vpc = await up(cloudProvider, VPC, "net", { ipv4CidrBlock: "10.1.0.0/16" });
    const subnet = await up(cloudProvider, SUBNET, "front", {
      ...{ vpc: vpc.id, subnet: "10.1.1.0/24", zone: "KR-2", subnetType: "PUBLIC" },
    });
    const group = await up(cloudProvider, GROUP, "ssh", { vpc: vpc.id, inbound: [SSH], outbound: [ALL_OUT] });
    const key = await up(cloudProvider, LOGIN_KEY, "key", {});
    const script = await up(cloudProvider, INIT_SCRIPT, "boot", { content: "#!/bin/sh\necho hello > /etc/motd\n" });
    const server = await up(cloudProvider, SERVER, "web", {
      plan: "s2-g3",
      image: "ubuntu-22.04-base",
      subnet: subnet.id,
      accessControlGroups: [group.id],
      loginKey: key.id,
      privateKey: key.outputs.privateKey,
      initScript: script.id,
      publicIp: true,
    });
    t.regex(
      String(key.outputs.privateKey),
      /^-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/,
    );
    t.regex(String(server.outputs.ip), /^198\.19\./);
    t.is(server.outputs.zone, "KR-2");
    t.regex(String(server.outputs.rootPassword), /^[\w-]{12}$/);
    t.deepEqual(fixture.groups(keyOf(server)), [keyOf(group)]);
    t.is(vpc.outputs.defaultAccessControlGroupNo, fixture.idOf("accessControlGroup", `${vpc.inputs.name}-default-acg`));
    t.is(vpc.outputs.defaultNetworkAclNo, subnet.outputs.networkAclNo);

    const all: [string, StoredState][] = [
      ...([
        [SERVER, server],
        [INIT_SCRIPT, script],
        [LOGIN_KEY, key],
      ] as [string, StoredState][]),
      ...([
        [GROUP, group],
        [SUBNET, subnet],
        [VPC, vpc],
      ] as [string, StoredState][]),
    ];
    for (const [token, storedState] of all) {
      const seen = await refresh(fixture.core(), token, storedState);
      t.deepEqual(seen.inputs, storedState.inputs, token);
      t.deepEqual(seen.outputs, storedState.outputs, token);
    }
    t.deepEqual(fixture.warnings(), []);
    for (const [token, storedState] of all) {
      await cloudProvider.delete(token, storedState.id, storedState.outputs);
      t.is(await fixture.core().read(token, storedState.id, storedState.outputs), undefined, token);
    }
    t.deepEqual(left(fixture), []);
  });
}

test("subnets of one VPC that are created at the same time wait for each other", async (t) => {
  const fixture = await naverFixture(t, { accountsBegin: "none" });
  const cloudProvider = fixture.core();
  const vpc = await up(cloudProvider, VPC, "net", { name: "net", ipv4CidrBlock: "10.1.0.0/16" });
  const subnets = await Promise.all(
    [1, 2, 3].map((n) =>
      up(cloudProvider, SUBNET, `sub${n}`, {
        ...{ vpc: "net", subnet: `10.1.${n}.0/24`, zone: "KR-1", subnetType: "PRIVATE", usageType: "GEN" },
      }),
    ),
  );
  t.is(fixture.objects("subnet").length, 3);
  await Promise.all(subnets.map(({ id, outputs }) => cloudProvider.delete(SUBNET, id, outputs)));
  await cloudProvider.delete(VPC, vpc.id, vpc.outputs);
  t.deepEqual(left(fixture), []);
});

test("a VPC in use is refused after a while, in NAVER's words, and stays", async (t) => {
  const fixture = await naverFixture(t);
  const cloudProvider = fixture.core();
  const vpc = await up(cloudProvider, VPC, "net", { ipv4CidrBlock: "10.1.0.0/16" });
  await up(cloudProvider, SUBNET, "sub", { vpc: vpc.id, subnet: "10.1.1.0/24", zone: "KR-1", subnetType: "PUBLIC" });
  await t.throwsAsync(cloudProvider.delete(VPC, vpc.id, vpc.outputs), {
    message: /deleteVpc: the VPC still has subnets \(code 1000903/,
  });
  t.truthy(fixture.objects("vpc").find(({ id }) => id === keyOf(vpc)));
});

test("a subnet gets another network ACL in place; its drift is repaired; any other change creates another subnet", async (t) => {
  const fixture = await naverFixture(t);
  await fixture.call("vpc/createNetworkAcl", { vpcNo: fixture.idOf("vpc", "demo-vpc"), networkAclName: "strict" });
  await fixture.clock.sleep(10_000);
  const news = { name: "back", vpc: "demo-vpc", subnet: "10.0.9.0/24", zone: "KR-1", subnetType: "PRIVATE" };
  const subnet = await up(fixture.core(), SUBNET, "back", news);
  const strict = await up(fixture.core(), SUBNET, "back", { ...news, networkAcl: "strict" }, subnet);
  const row = () => fixture.objects("subnet").find(({ id }) => id === keyOf(subnet));
  t.is(row()?.networkAclNo, fixture.idOf("networkAcl", "strict"));
  t.is(strict.outputs.networkAclNo, fixture.idOf("networkAcl", "strict"));
  fixture.changeOutOfBand("subnet", keyOf(subnet), {
    networkAclNo: fixture.idOf("networkAcl", "demo-vpc-default-network-acl"),
  });
  const seen = await refresh(fixture.core(), SUBNET, strict);
  t.is(seen.inputs.networkAcl, "demo-vpc-default-network-acl");
  await up(fixture.core(), SUBNET, "back", { ...news, networkAcl: "strict" }, seen);
  t.is(row()?.networkAclNo, fixture.idOf("networkAcl", "strict"));
  const changed = { name: "backs", subnet: "10.0.8.0/24", zone: "KR-2", subnetType: "PUBLIC" };
  t.deepEqual(await differences(fixture.core(), SUBNET, strict, { ...news, ...changed, networkAcl: "strict" }), [
    "name replace",
    "subnet replace",
    "zone replace",
    "subnetType replace",
  ]);
});

test("rules of an access control group: all of a direction, in place, in any spelling and order; drift is repaired", async (t) => {
  const fixture = await naverFixture(t);
  const cloudProvider = fixture.core();
  const inner = await up(cloudProvider, GROUP, "inner", { vpc: "demo-vpc" });
  const rules = [
    SSH,
    { protocol: "udp", portRange: "8000 - 8010", ipBlock: "203.0.113.7", description: "game" },
    { protocol: "ICMP", ipBlock: "10.0.0.0/8" },
    { protocol: "47", ipBlock: "10.0.0.0/8" },
    { protocol: "TCP", portRange: "5432-5432", accessControlGroup: inner.id },
  ];
  const news = { name: "web-acg", vpc: "demo-vpc", description: "web", inbound: rules };
  let group: StoredState = await up(cloudProvider, GROUP, "web", news);
  const stored = (direction: string) =>
    fixture
      .objects("accessControlGroupRule")
      .filter(({ acgNo, direction: of }) => acgNo === keyOf(group) && of === direction)
      .map(({ protocol, portRange, ipBlock, sourceAcgNo }) =>
        [protocol, portRange, ipBlock, sourceAcgNo].filter((part) => part !== "").join(" "),
      )
      .toSorted();
  t.deepEqual(stored("OTBND"), []);
  t.is(stored("INBND").length, 5);
  t.deepEqual((await refresh(fixture.core(), GROUP, group)).inputs, group.inputs);
  t.deepEqual(
    await differences(fixture.core(), GROUP, group, {
      ...news,
      inbound: [...rules.slice(1), { ...SSH, portRange: "22-22", description: "why not" }],
    }),
    [],
  );

  fixture.emulators.clearRequests();
  const other = { ...news, inbound: [{ ...SSH, portRange: "2222" }, rules[2]], outbound: [ALL_OUT] };
  group = await up(fixture.core(), GROUP, "web", other, group);
  t.deepEqual(stored("INBND"), ["ICMP 10.0.0.0/8", "TCP 2222 0.0.0.0/0"]);
  t.deepEqual(stored("OTBND"), ["TCP 1-65535 0.0.0.0/0"]);
  t.deepEqual(fixture.writes(), [
    "addAccessControlGroupInboundRule",
    "removeAccessControlGroupInboundRule",
    "addAccessControlGroupOutboundRule",
  ]);

  const rule = fixture.objects("accessControlGroupRule").find(({ portRange }) => portRange === "2222");
  fixture.changeOutOfBand("accessControlGroupRule", rule?.id, { ipBlock: "192.0.2.0/24" });
  const seen = await refresh(fixture.core(), GROUP, group);
  t.deepEqual(
    [seen.inputs.inbound].flat().toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    [rules[2], { ...SSH, portRange: "2222", ipBlock: "192.0.2.0/24" }],
  );
  group = await up(fixture.core(), GROUP, "web", other, seen);
  t.deepEqual(stored("INBND"), ["ICMP 10.0.0.0/8", "TCP 2222 0.0.0.0/0"]);
  group = await up(fixture.core(), GROUP, "web", { ...other, inbound: [] }, group);
  t.deepEqual(stored("INBND"), []);
});

test("changes that conflict with one in progress are retried until they succeed", async (t) => {
  const fixture = await naverFixture(t);
  const news = { name: "web-acg", vpc: "demo-vpc" };
  const group = await up(fixture.core(), GROUP, "web", news);
  const busy = up(fixture.core(), GROUP, "web", { ...news, inbound: [SSH] }, group);
  const parameters = { vpcNo: fixture.idOf("vpc", "demo-vpc"), accessControlGroupNo: keyOf(group) };
  await fixture.call("vserver/addAccessControlGroupOutboundRule", {
    ...parameters,
    accessControlGroupRuleList: [{ protocolTypeCode: "ICMP", ipBlock: "0.0.0.0/0" }],
  });
  await busy;
  t.is(fixture.objects("accessControlGroupRule").filter(({ acgNo }) => acgNo === keyOf(group)).length, 2);
});

test("the default group of a VPC can be adopted for its rules; destroy leaves it unchanged", async (t) => {
  const fixture = await naverFixture(t);
  const id = `KR/${fixture.idOf("accessControlGroup", "demo-vpc-default-acg")}`;
  const news = { name: "demo-vpc-default-acg", vpc: "demo-vpc", inbound: [SSH] };
  const group = await up(fixture.core(), GROUP, "base", { ...news, adopt: id });
  t.is(group.outputs.isDefault, true);
  const rules = () => fixture.objects("accessControlGroupRule").filter(({ acgNo }) => acgNo === keyOf(group));
  t.is(rules().filter(({ direction }) => direction === "INBND").length, 1);
  t.is(rules().filter(({ direction }) => direction === "OTBND").length, 3);
  await fixture.core().delete(GROUP, group.id, group.outputs);
  t.truthy(fixture.objects("accessControlGroup").find(({ id: no }) => `KR/${no}` === id));
  t.regex(fixture.warnings().join(), /is created and deleted with its VPC/);
});

test("a rule that NAVER would misinterpret is a preview error", async (t) => {
  const fixture = await naverFixture(t);
  for (const [rule, message] of [
    [{ protocol: "TCP", ipBlock: "0.0.0.0/0" }, /inbound\[0\]: TCP requires portRange/],
    [{ protocol: "ICMP", portRange: "22", ipBlock: "0.0.0.0/0" }, /ICMP has no ports/],
    [{ ...SSH, portRange: "90-80" }, /portRange is "90-80"/],
    [{ ...SSH, portRange: "0" }, /portRange is "0"/],
    [{ ...SSH, ipBlock: "10.0.0.0/40" }, /ipBlock is "10\.0\.0\.0\/40"/],
    [{ ...SSH, accessControlGroup: "1" }, /exactly one of ipBlock and accessControlGroup/],
    [{ protocol: "TCP", portRange: "22" }, /exactly one of ipBlock and accessControlGroup/],
    [{ protocol: "GRE", ipBlock: "10.0.0.0/8" }, /protocol is "GRE"/],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), GROUP, "web", { vpc: "demo-vpc", inbound: [rule] }), { message });
  }
});

test("a public key is imported; its comment is ignored; the key is not a secret output", async (t) => {
  const fixture = await naverFixture(t);
  const news = { name: "mine", publicKey: PUBLIC_KEY };
  const key = await up(fixture.core(), LOGIN_KEY, "mine", news);
  t.is(key.id, "KR/mine");
  t.is(key.outputs.privateKey, undefined);
  t.deepEqual(fixture.writes(), ["importLoginKey"]);
  t.deepEqual((await refresh(fixture.core(), LOGIN_KEY, key)).inputs, key.inputs);
  const other = { ...news, publicKey: PUBLIC_KEY.replace("me@desk", "somebody") };
  t.deepEqual(await differences(fixture.core(), LOGIN_KEY, key, other), []);
  t.deepEqual(await differences(fixture.core(), LOGIN_KEY, key, { ...news, publicKey: "ssh-rsa AAAA" }), [
    "publicKey replace",
  ]);
  await fixture.core().delete(LOGIN_KEY, key.id, key.outputs);
  t.is(await fixture.core().read(LOGIN_KEY, key.id, key.outputs), undefined);
});

test("an init script: line breaks are ignored, only ASCII is allowed, and a change of the text creates another", async (t) => {
  const fixture = await naverFixture(t);
  const news = { name: "boot", content: "#!/bin/sh\necho hi\n", description: "says hi" };
  const script = await up(fixture.core(), INIT_SCRIPT, "boot", news);
  t.like(fixture.objects("initScript")[0], { name: "boot", content: news.content, osType: "LNX" });
  t.deepEqual(await differences(fixture.core(), INIT_SCRIPT, script, { ...news, content: "#!/bin/sh\r\necho hi" }), []);
  t.deepEqual(await differences(fixture.core(), INIT_SCRIPT, script, { ...news, content: "#!/bin/sh\n" }), [
    "content replace",
  ]);
  const { error } = await up(fixture.core(), INIT_SCRIPT, "bad", { content: "#!/bin/sh\necho 안녕\n" }).then(
    () => t.fail("no error") as never,
    (thrown: Error) => ({ error: thrown }),
  );
  t.regex(error.message, /content: may contain only ASCII characters/);
  t.notRegex(error.message, /echo/);
});

test("a script that differs is reported without quoting it", async (t) => {
  const fixture = await naverFixture(t);
  const news = { name: "boot", content: "#!/bin/sh\necho hunter2\n" };
  const script = await up(fixture.core(), INIT_SCRIPT, "boot", news);
  fixture.changeOutOfBand("initScript", keyOf(script), { content: "#!/bin/sh\necho swordfish\n" });
  const seen = await refresh(fixture.core(), INIT_SCRIPT, script);
  t.deepEqual(seen.inputs, script.inputs);
  t.like(seen.outputs[METADATA], { reported: { content: {} } });
  t.regex(fixture.warnings().join("\n"), /content is \[secret\] in the cloud and \[secret\] in the program/);
  const { name, ...unnamed } = news;
  const adopt = await t.throwsAsync(up(fixture.core(), INIT_SCRIPT, "other", { ...unnamed, adopt: script.id }));
  t.regex(adopt?.message ?? "", /content is \[secret\], the program says \[secret\]/);
  const output = [...fixture.warnings(), adopt?.message, JSON.stringify(seen.outputs[METADATA])].join("\n");
  t.notRegex(output, /hunter2|swordfish/);
});

test("a public IP outlives its servers: attached, moved, detached and released", async (t) => {
  const fixture = await naverFixture(t);
  const cloudProvider = fixture.core();
  const one = await up(cloudProvider, SERVER, "one", { ...WEB, name: "one" });
  const two = await up(cloudProvider, SERVER, "two", { ...WEB, name: "two" });
  let ip: StoredState = await up(cloudProvider, PUBLIC_IP, "front", {});
  t.regex(String(ip.inputs.name), /^front-[0-9a-f]{7}$/);
  t.deepEqual(fixture.addresses(), [{ no: keyOf(ip), server: "" }]);
  for (const server of [one.id, keyOf(two), "", keyOf(one)]) {
    ip = await up(fixture.core(), PUBLIC_IP, "front", { server }, ip);
    t.is(fixture.addresses()[0]?.server, server.replace("KR/", ""));
    t.is(ip.outputs.serverInstanceNo, server.replace("KR/", ""));
    t.deepEqual((await refresh(fixture.core(), PUBLIC_IP, ip)).inputs, ip.inputs);
  }
  fixture.act("lose-address", keyOf(one));
  const lost = await refresh(fixture.core(), PUBLIC_IP, ip);
  t.is(lost.inputs.server, "");
  ip = await up(fixture.core(), PUBLIC_IP, "front", { server: one.id }, lost);
  t.is(fixture.addresses()[0]?.server, keyOf(one));
  await fixture.core().delete(SERVER, one.id, one.outputs);
  t.deepEqual(fixture.addresses(), [{ no: keyOf(ip), server: "" }]);
  await up(fixture.core(), PUBLIC_IP, "front", { server: two.id }, await refresh(fixture.core(), PUBLIC_IP, ip));
  await fixture.core().delete(PUBLIC_IP, ip.id, ip.outputs);
  t.deepEqual(fixture.addresses(), []);
  t.is(fixture.count("createPublicIpInstance"), 1);
});

test("a public IP whose answer was lost is found by its name, and not bought again", async (t) => {
  const fixture = await naverFixture(t);
  fixture.emulators.addFault({
    cloud: "naver",
    operation: "createPublicIpInstance",
    when: "after",
    fault: { cut: "connection" },
  });
  const ip = await up(fixture.core(), PUBLIC_IP, "front", { name: "front" });
  t.deepEqual(fixture.addresses(), [{ no: keyOf(ip), server: "" }]);
  await t.throwsAsync(up(fixture.core(), PUBLIC_IP, "front2", { name: "front" }), { message: /named "front" already/ });
});

test("a VPC that cannot be created, and one deleted in the console, are reported", async (t) => {
  const fixture = await naverFixture(t);
  await t.throwsAsync(up(fixture.core(), VPC, "net", { ipv4CidrBlock: "10.1.0.0" }), { message: /ipv4CidrBlock/ });
  await t.throwsAsync(up(fixture.core(), VPC, "net", { ipv4CidrBlock: "8.0.0.0/16" }), {
    message: /createVpc: invalid value: ipv4CidrBlock/,
  });
  const vpc = await up(fixture.core(), VPC, "net", { ipv4CidrBlock: "10.1.0.0/16" });
  fixture.emulators.change({ cloud: "naver", kind: "vpc", id: keyOf(vpc), delete: true });
  t.is(await fixture.core().read(VPC, vpc.id, vpc.outputs), undefined);
});

test("a subnet that overlaps another is refused with the alternatives", async (t) => {
  const fixture = await naverFixture(t);
  const news = { vpc: "demo-vpc", subnet: "10.0.1.0/25", zone: "KR-1", subnetType: "PUBLIC" };
  await t.throwsAsync(up(fixture.core(), SUBNET, "twin", news), {
    message: /code 1001007.*Choose an address range that no other subnet of the VPC uses/,
  });
});

test("the root password is requested when the private key is set, even later, and only once", async (t) => {
  const fixture = await naverFixture(t);
  const cloudProvider = fixture.core();
  const key = await up(cloudProvider, LOGIN_KEY, "key", { name: "key" });
  const news = { ...WEB, loginKey: "key" };
  const server = await up(cloudProvider, SERVER, "web", news);
  t.is(server.outputs.rootPassword, undefined);
  const open = await up(cloudProvider, SERVER, "web", { ...news, privateKey: key.outputs.privateKey }, server);
  t.regex(String(open.outputs.rootPassword), /^[\w-]{12}$/);
  await up(cloudProvider, SERVER, "web", { ...news, name: "fred", privateKey: key.outputs.privateKey }, open);
  t.is(fixture.count("getRootPassword"), 1);
});

test("a description is limited in bytes, not in characters", async (t) => {
  const fixture = await naverFixture(t);
  const description = "서버".repeat(167);
  await t.throwsAsync(up(fixture.core(), SERVER, "web", { ...WEB, description }), {
    message: /longer than 1000 bytes/,
  });
  await up(fixture.core(), SERVER, "web", { ...WEB, description: description.slice(1) });
  t.is(fixture.servers()[0]?.description, description.slice(1));
});

test("a server that a failure stopped shows as stopped, and an up says so and changes nothing", async (t) => {
  const fixture = await naverFixture(t);
  const news = { ...WEB, powerState: "running" };
  const server = await up(fixture.core(), SERVER, "web", news);
  fixture.act("fail", keyOf(server));
  const seen = await refresh(fixture.core(), SERVER, server);
  t.is(seen.inputs.powerState, "stopped");
  fixture.emulators.clearRequests();
  const { error } = await halfUp(fixture.core(), SERVER, "web", news, seen);
  t.regex(error.message, /is in an error state: FSTOP\. Nothing was changed; check it in the cloud's panel/);
  t.deepEqual(fixture.writes(), []);
  await fixture.core().delete(SERVER, seen.id, seen.outputs);
  t.deepEqual(fixture.servers(), []);
});

test("a server's wrong private key is reported, and the server is kept", async (t) => {
  const fixture = await naverFixture(t);
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const { error, storedState } = await halfUp(fixture.core(), SERVER, "web", { ...WEB, privateKey });
  t.regex(error.message, /getRootPassword: the private key is not that of the server's login key/);
  t.is(storedState.id, `KR/${fixture.servers()[0]?.id}`);
  const server = await up(fixture.core(), SERVER, "web", WEB, storedState);
  t.is(server.id, storedState.id);
  t.is(fixture.count("createServerInstances"), 1);
});
