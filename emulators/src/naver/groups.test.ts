import test from "ava";
import { codeOf, plainServer, type Row, runningServer, type Sent, start, stored } from "./testing.ts";

const status = (row: Row, name: string): unknown => codeOf(row[name]);

test("a group is created, is SET while its rules change, rejects a second change, and shows RUN while it is deleted", async (t) => {
  const { emulators, client } = await start(t);
  const { vpcNo } = plainServer(emulators);
  const created = await client.first("createAccessControlGroup", {
    ...{ vpcNo: String(vpcNo), accessControlGroupName: "web-acg", accessControlGroupDescription: "web" },
  });
  const group = { vpcNo: String(vpcNo), accessControlGroupNo: String(created.accessControlGroupNo) };
  const displayed = async () => {
    const [row] = await client.list("getAccessControlGroupDetail", group);
    return row && status(row, "accessControlGroupStatus");
  };
  t.deepEqual([await displayed(), created.isDefault, created.accessControlGroupDescription], ["INIT", false, "web"]);
  const rule = {
    ...group,
    ...{ "accessControlGroupRuleList.1.protocolTypeCode": "TCP", "accessControlGroupRuleList.1.portRange": "1-1024" },
    "accessControlGroupRuleList.1.ipBlock": "0.0.0.0/0",
  };
  t.is(await client.code("addAccessControlGroupInboundRule", rule), "1007009");
  emulators.advance(2);
  await client.ok("addAccessControlGroupInboundRule", rule);
  t.is(await displayed(), "SET");
  t.is(await client.code("addAccessControlGroupOutboundRule", rule), "1007009");
  emulators.advance(3);
  t.is(await displayed(), "RUN");
  const [row] = await client.list("getAccessControlGroupRuleList", group);
  t.deepEqual(row?.protocolType, { code: "TCP", codeName: "TCP type", number: 6 });
  t.deepEqual([row?.ipBlock, row?.portRange, row?.accessControlGroupSequence], ["0.0.0.0/0", "1-1024", ""]);
  t.is(await client.code("addAccessControlGroupInboundRule", rule), "1000902");
  await client.ok("removeAccessControlGroupInboundRule", rule);
  emulators.advance(3);
  t.is(await client.code("removeAccessControlGroupInboundRule", rule), "1000901");
  await client.ok("deleteAccessControlGroup", group);
  t.is(await displayed(), "RUN");
  emulators.advance(3);
  t.is(await displayed(), undefined);
  t.is(await client.code("getAccessControlGroupRuleList", group), "1007000");
});

const refusedRules: [string, Sent, string][] = [
  ["neither block nor group", { ipBlock: "" }, "900"],
  ["both block and group", { accessControlGroupSequence: "404501" }, "1000902"],
  ["no ports for TCP", { portRange: "" }, "900"],
  ["an unknown protocol", { protocolTypeCode: "SCTP" }, "1000902"],
  ["a protocol number above 254", { protocolTypeCode: "255" }, "1000902"],
  ["a source that is not there", { ipBlock: "", accessControlGroupSequence: "1" }, "1007000"],
  ["no block", { ipBlock: "everywhere" }, "1000902"],
];
for (const [what, set, code] of refusedRules) {
  test(`a rule of a group is rejected with ${what}`, async (t) => {
    const { emulators, client } = await start(t);
    const { id, vpcNo } = stored(emulators, "accessControlGroup", "account", "NCTESTACCESSKEY00001");
    const usual = { protocolTypeCode: "TCP", portRange: "8080", ipBlock: "0.0.0.0/0" };
    const named = Object.entries({ ...usual, ...set }).map(([name, value]) => [
      `accessControlGroupRuleList.1.${name}`,
      value,
    ]);
    const requested = { vpcNo: String(vpcNo), accessControlGroupNo: id, ...Object.fromEntries(named) };
    t.is(await client.code("addAccessControlGroupInboundRule", requested), code);
  });
}

test("rules can be for other protocols by number, and from a group", async (t) => {
  const { emulators, client } = await start(t);
  const { id, vpcNo } = stored(emulators, "accessControlGroup", "account", "NCTESTACCESSKEY00001");
  const [before] = [await client.list("getAccessControlGroupRuleList", { accessControlGroupNo: id })];
  await client.ok("addAccessControlGroupInboundRule", {
    ...{ vpcNo: String(vpcNo), accessControlGroupNo: id, "accessControlGroupRuleList.1.protocolTypeCode": "112" },
    "accessControlGroupRuleList.1.accessControlGroupSequence": id,
  });
  const rules = await client.list("getAccessControlGroupRuleList", {
    ...{ accessControlGroupNo: id, accessControlGroupRuleTypeCode: "INBND" },
  });
  t.is(rules.length, before.filter((rule) => status(rule, "accessControlGroupRuleType") === "INBND").length + 1);
  t.deepEqual(
    [rules.at(-1)?.protocolType, rules.at(-1)?.accessControlGroupSequence],
    [{ code: "112", codeName: "112 type", number: 112 }, id],
  );
});

test("a default group, and one in use, is not deleted", async (t) => {
  const { emulators, client } = await start(t);
  const { id, vpcNo } = stored(emulators, "accessControlGroup", "account", "NCTESTACCESSKEY00001");
  const group = (accessControlGroupNo: string): Sent => ({ vpcNo: String(vpcNo), accessControlGroupNo });
  t.is(await client.code("deleteAccessControlGroup", group(id)), "1000904");
  const { accessControlGroupNo } = await client.first("createAccessControlGroup", { vpcNo: String(vpcNo) });
  const own = String(accessControlGroupNo);
  await runningServer(emulators, client, { "networkInterfaceList.1.accessControlGroupNoList.1": own });
  t.is(await client.code("deleteAccessControlGroup", group(own)), "1000903");
  t.is(await client.code("deleteAccessControlGroup", { ...group(own), vpcNo: "1" }), "1007000");
  t.is(await client.code("deleteAccessControlGroup", { accessControlGroupNo: own }), "900");
});
