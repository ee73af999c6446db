import test from "ava";
import { differences, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { DENY_ALLOW_GROUP, type NaverFixture, NETWORK_ACL, naverFixture, SUBNET } from "../support/naver-fixture.ts";

const WEB = { priority: 10, protocol: "TCP", action: "ALLOW", portRange: "443", ipBlock: "0.0.0.0/0" };
const PING = { priority: 20, protocol: "ICMP", action: "ALLOW", ipBlock: "10.0.0.0/8" };

const rulesOf = (fixture: NaverFixture, acl: StoredState, direction: string) =>
  fixture
    .objects("networkAclRule")
    .filter((rule) => rule.aclNo === keyOf(acl) && rule.direction === direction)
    .map(({ priority, action, protocol, portRange, ipBlock, denyAllowGroupNo }) =>
      [priority, action, protocol, portRange, ipBlock, denyAllowGroupNo].filter((part) => part !== "").join(" "),
    )
    .toSorted();

for (const samePriority of ["refused", "accepted"] as const) {
  test(`rules of a network ACL change in place, and one replaces another of its priority (${samePriority})`, async (t) => {
    const fixture = await naverFixture(t, { samePriority });
    const news = { name: "border", vpc: "demo-vpc", inbound: [WEB, PING] };
    let acl: StoredState = await up(fixture.core(), NETWORK_ACL, "border", news);
    t.deepEqual(rulesOf(fixture, acl, "INBND"), ["10 ALLOW TCP 443 0.0.0.0/0", "20 ALLOW ICMP 10.0.0.0/8"]);
    const respelt = [
      { ...PING, protocol: "icmp" },
      { ...WEB, portRange: "443-443", description: "web" },
    ];
    t.deepEqual(await differences(fixture.core(), NETWORK_ACL, acl, { ...news, inbound: respelt }), []);

    fixture.emulators.clearRequests();
    const other = {
      ...news,
      inbound: [
        { ...WEB, action: "DROP" },
        { ...PING, priority: 21 },
      ],
      outbound: [WEB],
    };
    acl = await up(fixture.core(), NETWORK_ACL, "border", other, acl);
    t.deepEqual(rulesOf(fixture, acl, "INBND"), ["10 DROP TCP 443 0.0.0.0/0", "21 ALLOW ICMP 10.0.0.0/8"]);
    t.deepEqual(rulesOf(fixture, acl, "OTBND"), ["10 ALLOW TCP 443 0.0.0.0/0"]);
    t.deepEqual(fixture.writes(), [
      "removeNetworkAclInboundRule",
      "addNetworkAclInboundRule",
      "removeNetworkAclInboundRule",
      "addNetworkAclOutboundRule",
    ]);
  });
}

test("a change that conflicts with one in progress is repeated until it succeeds", async (t) => {
  const fixture = await naverFixture(t);
  const news = { name: "border", vpc: "demo-vpc" };
  const acl = await up(fixture.core(), NETWORK_ACL, "border", news);
  const busy = up(fixture.core(), NETWORK_ACL, "border", { ...news, inbound: [WEB] }, acl);
  await fixture.call("vpc/addNetworkAclOutboundRule", {
    networkAclNo: keyOf(acl),
    networkAclRuleList: [{ priority: 1, protocolTypeCode: "ICMP", ruleActionCode: "DROP", ipBlock: "10.0.0.0/8" }],
  });
  await busy;
  t.is(fixture.objects("networkAclRule").filter(({ aclNo }) => aclNo === keyOf(acl)).length, 2);
});

test("the default network ACL of a VPC can be adopted for its rules; destroy leaves it unchanged", async (t) => {
  const fixture = await naverFixture(t);
  const name = "demo-vpc-default-network-acl";
  const adopt = `KR/${fixture.idOf("networkAcl", name)}`;
  const acl = await up(fixture.core(), NETWORK_ACL, "base", { name, vpc: "demo-vpc", inbound: [WEB], adopt });
  t.is(acl.outputs.isDefault, true);
  await fixture.core().delete(NETWORK_ACL, acl.id, acl.outputs);
  t.deepEqual(rulesOf(fixture, acl, "INBND"), ["10 ALLOW TCP 443 0.0.0.0/0"]);
  t.regex(fixture.warnings().join(), /default network ACL is created and deleted with its VPC/);
});

test("a rule can name a group of addresses, which a subnet's network ACL then uses", async (t) => {
  const fixture = await naverFixture(t);
  const group = await up(fixture.core(), DENY_ALLOW_GROUP, "bad", { vpc: "demo-vpc", ipList: ["192.0.2.7"] });
  const drop = { priority: 1, protocol: "TCP", action: "DROP", portRange: "1-65535", denyAllowGroup: group.id };
  const news = { vpc: "demo-vpc", inbound: [drop, WEB] };
  const acl = await up(fixture.core(), NETWORK_ACL, "border", news);
  const place = { vpc: "demo-vpc", subnet: "10.0.9.0/24", zone: "KR-1", subnetType: "PRIVATE", networkAcl: acl.id };
  const subnet = await up(fixture.core(), SUBNET, "front", place);
  t.is(subnet.outputs.networkAclNo, keyOf(acl));
  t.is((await refresh(fixture.core(), DENY_ALLOW_GROUP, group)).outputs.isApplied, true);
  t.deepEqual((await refresh(fixture.core(), NETWORK_ACL, acl)).inputs, acl.inputs);
  await t.throwsAsync(fixture.core().delete(DENY_ALLOW_GROUP, group.id, group.outputs), {
    message: /deleteNetworkAclDenyAllowGroup: the group is used by a rule of a network ACL/,
  });
  await fixture.core().delete(SUBNET, subnet.id, subnet.outputs);
  const without = await up(fixture.core(), NETWORK_ACL, "border", { ...news, inbound: [WEB] }, acl);
  await fixture.core().delete(DENY_ALLOW_GROUP, group.id, group.outputs);
  await fixture.core().delete(NETWORK_ACL, without.id, without.outputs);
  t.deepEqual(fixture.objects("denyAllowGroup"), []);
  t.is(fixture.objects("networkAcl").length, 2);
});

test("a rule of a network ACL that NAVER would misinterpret is a preview error", async (t) => {
  const fixture = await naverFixture(t);
  for (const [rules, message] of [
    [[{ ...WEB, portRange: undefined }], /inbound\[0\]: TCP requires portRange/],
    [[{ ...PING, portRange: "22" }], /ICMP has no ports/],
    [[{ ...WEB, protocol: "GRE" }], /protocol is "GRE", but must be one of TCP, UDP, ICMP/],
    [[{ ...WEB, action: "DENY" }], /action is "DENY", but must be one of ALLOW, DROP/],
    [[{ ...WEB, denyAllowGroup: "1" }], /exactly one of ipBlock and denyAllowGroup/],
    [[{ ...WEB, priority: 200 }], /priority/],
    [[WEB, { ...PING, priority: 10 }], /inbound\[1\]: another rule has priority 10 too/],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), NETWORK_ACL, "web", { vpc: "demo-vpc", inbound: rules }), { message });
  }
  t.deepEqual(fixture.writes(), []);
});
