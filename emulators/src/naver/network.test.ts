import test from "ava";
import { codeOf, type Row, runningServer, type Sent, start, stored, type TestClient } from "./testing.ts";

const status = (row: Row, name: string): unknown => codeOf(row[name]);

async function newVpc({ client, emulators }: Awaited<ReturnType<typeof start>>, cidr = "10.4.0.0/16") {
  const { vpcNo } = await client.first("createVpc", { ipv4CidrBlock: cidr, vpcName: "net" });
  emulators.advance(8);
  const acl = await client.first("getNetworkAclList", { vpcNo: String(vpcNo) });
  return { vpcNo: String(vpcNo), networkAclNo: String(acl.networkAclNo) };
}

function newSubnet(client: TestClient, vpc: { vpcNo: string; networkAclNo: string }, set: Sent = {}) {
  const subnet = { subnet: "10.4.0.0/24", zoneCode: "KR-2", subnetTypeCode: "PUBLIC", subnetName: "sub", ...vpc };
  return client.first("createSubnet", { ...subnet, ...set });
}

test("a VPC is INIT, CREATING, RUN, and has a network ACL, a group and two route tables from the start", async (t) => {
  const { emulators, client } = await start(t, { accountsBegin: "none" });
  const created = await client.first("createVpc", { ipv4CidrBlock: "10.4.0.0/16", vpcName: "net" });
  const vpcNo = String(created.vpcNo);
  const seen = [status(created, "vpcStatus")];
  for (const seconds of [2, 5, 1]) {
    emulators.advance(seconds);
    seen.push(status(await client.first("getVpcDetail", { vpcNo }), "vpcStatus"));
  }
  t.deepEqual(seen, ["INIT", "CREATING", "CREATING", "RUN"]);
  const [acl, ...acls] = await client.list("getNetworkAclList", { vpcNo });
  t.deepEqual([acl?.networkAclName, acl?.isDefault, acls], ["net-default-network-acl", true, []]);
  const [group, ...groups] = await client.list("getAccessControlGroupList", { vpcNo });
  t.deepEqual([group?.isDefault, groups], [true, []]);
  const tables = await client.list("getRouteTableList", { vpcNo });
  t.deepEqual(
    tables.map((table) => [status(table, "supportedSubnetType"), table.isDefault]),
    [
      ["PUBLIC", true],
      ["PRIVATE", true],
    ],
  );
});

for (const cidr of [
  "",
  "10.0.0.0",
  "10.0.0.1/16",
  "10.0.0.0/15",
  "10.0.0.0/29",
  "11.0.0.0/16",
  "172.32.0.0/16",
  "10.0.0.0/16/1",
]) {
  test(`${JSON.stringify(cidr)} is not a block for a VPC`, async (t) => {
    const { client } = await start(t);
    t.is(await client.code("createVpc", { ipv4CidrBlock: cidr }), cidr === "" ? "900" : "1000902");
    t.is((await client.list("getVpcList")).length, 1);
  });
}

test("a VPC goes through TERMTING with all that was created with it, once its subnets are gone", async (t) => {
  const cloudState = await start(t, { accountsBegin: "none" });
  const { emulators, client } = cloudState;
  const vpc = await newVpc(cloudState);
  const { subnetNo } = await newSubnet(client, vpc);
  emulators.advance(6);
  t.is(await client.code("deleteVpc", { vpcNo: vpc.vpcNo }), "1000903");
  t.is(status(await client.first("deleteSubnet", { subnetNo: String(subnetNo) }), "subnetStatus"), "TERMTING");
  t.is(await client.code("deleteVpc", { vpcNo: vpc.vpcNo }), "1000903");
  emulators.advance(6);
  t.deepEqual(await client.list("getSubnetDetail", { subnetNo: String(subnetNo) }), []);
  t.is(status(await client.first("deleteVpc", { vpcNo: vpc.vpcNo }), "vpcStatus"), "TERMTING");
  emulators.advance(3);
  await client.ok("deleteVpc", { vpcNo: vpc.vpcNo });
  emulators.advance(3);
  t.deepEqual(await client.list("getVpcDetail", { vpcNo: vpc.vpcNo }), []);
  const left = emulators.objects("naver").filter((row) => row.account === "NCTESTACCESSKEY00001");
  t.deepEqual(left, []);
});

test("a subnet is CREATING, then RUN, and only one is created at a time", async (t) => {
  const cloudState = await start(t);
  const { emulators, client } = cloudState;
  const vpc = await newVpc(cloudState);
  const created = await newSubnet(client, vpc);
  t.deepEqual(
    [status(created, "subnetStatus"), status(created, "usageType"), created.zoneCode],
    ["CREATING", "GEN", "KR-2"],
  );
  const next = { ...vpc, zoneCode: "KR-1", subnet: "10.4.1.0/24", subnetTypeCode: "PRIVATE" };
  t.is(await client.code("createSubnet", next), "1001015");
  emulators.advance(6);
  const { subnetNo } = created;
  t.is(status(await client.first("getSubnetDetail", { subnetNo: String(subnetNo) }), "subnetStatus"), "RUN");
  t.is(await client.code("createSubnet", next), "0");
});

for (const [what, set, code] of [
  ["a block outside the VPC", { subnet: "10.5.0.0/24" }, "1000902"],
  ["a block with host bits", { subnet: "10.4.0.1/24" }, "1000902"],
  ["a block that overlaps", { subnet: "10.4.9.0/25" }, "1001007"],
  ["an unknown zone", { zoneCode: "KR-3" }, "1000902"],
  ["another region's zone", { zoneCode: "JPN-1" }, "1000902"],
  ["an unknown type", { subnetTypeCode: "OPEN" }, "1000902"],
  ["an unknown VPC", { vpcNo: "1" }, "1000901"],
  ["no network ACL", { networkAclNo: "" }, "900"],
] as const) {
  test(`createSubnet rejects ${what}`, async (t) => {
    const cloudState = await start(t);
    const vpc = await newVpc(cloudState);
    await newSubnet(cloudState.client, vpc, { subnet: "10.4.9.0/24" });
    cloudState.emulators.advance(6);
    const subnet = { subnet: "10.4.0.0/24", zoneCode: "KR-2", subnetTypeCode: "PUBLIC", ...vpc };
    t.is(await cloudState.client.code("createSubnet", { ...subnet, ...set }), code);
  });
}

test("a network ACL of another VPC cannot be used for this subnet", async (t) => {
  const cloudState = await start(t);
  const vpc = await newVpc(cloudState);
  const other = stored(cloudState.emulators, "networkAcl", "name", "demo-vpc-default-network-acl");
  const subnet = { subnet: "10.4.0.0/24", zoneCode: "KR-2", subnetTypeCode: "PUBLIC", ...vpc };
  t.is(await cloudState.client.code("createSubnet", { ...subnet, networkAclNo: other.id }), "1000902");
});

test("a subnet with a server, or only an interface, is not deleted", async (t) => {
  const { emulators, client } = await start(t);
  const { id: subnetNo } = stored(emulators, "subnet", "name", "demo-public");
  await runningServer(emulators, client);
  t.is(await client.code("deleteSubnet", { subnetNo }), "1000903");
});

test("a subnet gets another network ACL, which is SET meanwhile and the only one that changes", async (t) => {
  const { emulators, client } = await start(t);
  const { id: subnetNo, vpcNo } = stored(emulators, "subnet", "name", "demo-public");
  const created = await client.first("createNetworkAcl", { vpcNo: String(vpcNo), networkAclName: "acl" });
  const networkAclNo = String(created.networkAclNo);
  t.is(status(created, "networkAclStatus"), "INIT");
  t.is(await client.code("setSubnetNetworkAcl", { subnetNo, networkAclNo }), "1011002");
  emulators.advance(3);
  t.is((await client.first("setSubnetNetworkAcl", { subnetNo, networkAclNo })).networkAclNo, networkAclNo);
  const displayed = async () => status(await client.first("getNetworkAclDetail", { networkAclNo }), "networkAclStatus");
  t.is(await displayed(), "SET");
  emulators.advance(3);
  t.is(await displayed(), "RUN");
  t.is(await client.code("deleteNetworkAcl", { networkAclNo }), "1000903");
  const normal = stored(emulators, "networkAcl", "name", "demo-vpc-default-network-acl");
  t.is(await client.code("deleteNetworkAcl", { networkAclNo: normal.id }), "1000904");
  await client.ok("setSubnetNetworkAcl", { subnetNo, networkAclNo: normal.id });
  t.is(status(await client.first("deleteNetworkAcl", { networkAclNo }), "networkAclStatus"), "TERMTING");
  emulators.advance(3);
  t.deepEqual(await client.list("getNetworkAclDetail", { networkAclNo }), []);
});

test("rules of a network ACL are added and removed by their values, one change at a time", async (t) => {
  const { emulators, client } = await start(t);
  const { id: networkAclNo } = stored(emulators, "networkAcl", "name", "demo-vpc-default-network-acl");
  const rule = (priority: string, more: Sent = {}): Sent => {
    const values = {
      priority,
      protocolTypeCode: "TCP",
      ruleActionCode: "ALLOW",
      ipBlock: "0.0.0.0/0",
      portRange: "22",
    };
    const named = Object.entries({ ...values, ...more }).map(([name, value]) => [
      `networkAclRuleList.1.${name}`,
      value,
    ]);
    return { networkAclNo, ...Object.fromEntries(named) };
  };
  await client.ok("addNetworkAclInboundRule", rule("10", { networkAclRuleDescription: "ssh" }));
  t.is(await client.code("addNetworkAclInboundRule", rule("20")), "1012005");
  emulators.advance(3);
  t.is(await client.code("addNetworkAclInboundRule", rule("10", { portRange: "80" })), "1000902");
  for (const [priority, more] of [
    ["0", {}],
    ["200", {}],
    ["1", { protocolTypeCode: "SCTP" }],
    ["1", { portRange: "90-80" }],
    ["1", { portRange: "65536" }],
  ] as const) {
    t.is(await client.code("addNetworkAclInboundRule", rule(priority, more)), "1000902");
  }
  await client.ok("addNetworkAclOutboundRule", rule("10"));
  emulators.advance(3);
  const [one, ...others] = await client.list("getNetworkAclRuleList", {
    networkAclNo,
    networkAclRuleTypeCode: "INBND",
  });
  t.deepEqual([one?.priority, one?.networkAclRuleDescription, codeOf(one?.ruleAction)], [10, "ssh", "ALLOW"]);
  t.deepEqual(others, []);
  t.is(await client.code("removeNetworkAclInboundRule", rule("11")), "1000901");
  await client.ok("removeNetworkAclInboundRule", rule("10"));
  t.is((await client.list("getNetworkAclRuleList", { networkAclNo })).length, 1);
  t.is(await client.code("getNetworkAclRuleList", { networkAclNo: "1" }), "1011002");
  const described = await client.first("setNetworkAclDescription", { networkAclNo, networkAclDescription: "mine" });
  t.is(described.networkAclDescription, "mine");
});
