import test from "ava";
import type { NaverSwitchPatch } from "./switches.ts";
import { codeOf, items, type Row, records, start, stored, type TestClient } from "./testing.ts";

const path = (action: string) => `/vloadbalancer/v2/${action}`;

/** A client whose calls go to the load balancer service. */
async function startBalancing(...[t, switches]: Parameters<typeof start>) {
  const { emulators, client } = await start(t, switches);
  const rows = async (action: string, parameters: Readonly<Record<string, string>>): Promise<Row[]> => {
    const reply = Object.values(await client.call(path(action), parameters))[0] ?? {};
    return records(Object.entries(reply).find(([name]) => name.endsWith("List"))?.[1] ?? []);
  };
  const one = async (...given: Parameters<typeof rows>): Promise<Row> => (await rows(...given))[0] ?? {};
  const code: TestClient["code"] = (action, ...rest) => client.code(path(action), ...rest);
  const vpcNo = String(stored(emulators, "vpc", "name", "demo-vpc").id);
  const subnetOf = async (name: string, zoneCode: string, subnet: string) => {
    const networkAclNo = stored(emulators, "networkAcl", "vpcNo", vpcNo).id;
    const place = { vpcNo, networkAclNo, subnetName: name, zoneCode, subnet };
    const row = await client.first("createSubnet", { ...place, subnetTypeCode: "PUBLIC", usageTypeCode: "LOADB" });
    emulators.advance(60);
    return String(row.subnetNo);
  };
  const balancer = async () => {
    const subnetNo = await subnetOf("lb-1", "KR-1", "10.0.20.0/24");
    const row = await one("createLoadBalancerInstance", {
      ...{ loadBalancerTypeCode: "APPLICATION", loadBalancerName: "front", vpcNo, "subnetNoList.1": subnetNo },
    });
    return String(row.loadBalancerInstanceNo);
  };
  const group = async (targetGroupName: string) => {
    const row = await one("createTargetGroup", {
      ...{ targetGroupName, vpcNo, targetGroupProtocolTypeCode: "HTTP", healthCheckProtocolTypeCode: "HTTP" },
    });
    return String(row.targetGroupNo);
  };
  return { emulators, client, rows, one, code, subnetOf, balancer, group };
}

test("a load balancer is created, accepts one change at a time, and takes its addresses and listeners with it", async (t) => {
  const { emulators, one, rows, code, balancer, group, subnetOf } = await startBalancing(t);
  const loadBalancerInstanceNo = await balancer();
  const own = { loadBalancerInstanceNo };
  const state = async () => {
    const row = await one("getLoadBalancerInstanceDetail", own);
    return `${codeOf(row.loadBalancerInstanceStatus)}/${codeOf(row.loadBalancerInstanceOperation)}`;
  };
  const listener = { ...own, port: "80", protocolTypeCode: "HTTP", targetGroupNo: await group("web") };
  t.is(await state(), "CREAT/CREAT");
  t.is(await code("createLoadBalancerListener", listener), "1200004");
  emulators.advance(30);
  t.is(await state(), "USED/NULL");
  t.is(await code("createLoadBalancerListener", listener), "0");
  t.is(await state(), "USED/CHANG");
  t.is(await code("setTarget", { targetGroupNo: listener.targetGroupNo }), "1200004");
  t.is(await code("changeLoadBalancerInstanceConfiguration", { ...own, idleTimeout: "90" }), "1200004");
  emulators.advance(5);
  t.is(await code("createLoadBalancerListener", listener), "1000902");
  t.is(await code("deleteTargetGroups", { "targetGroupNoList.1": listener.targetGroupNo }), "1000903");
  const [first] = await rows("getLoadBalancerListenerList", own);
  const rule = await one("getLoadBalancerRuleList", { loadBalancerListenerNo: String(first?.loadBalancerListenerNo) });
  t.is(items(rule.loadBalancerRuleActionList).length, 1);
  const second = await subnetOf("lb-2", "KR-2", "10.0.21.0/24");
  t.is(await code("setLoadBalancerInstanceSubnet", { ...own, "subnetNoList.1": second }), "1000902");
  const { subnetNoList } = await one("getLoadBalancerInstanceDetail", own);
  const both = { "subnetNoList.1": String(items(subnetNoList)[0]), "subnetNoList.2": second };
  t.is(await code("setLoadBalancerInstanceSubnet", { ...own, ...both }), "0");
  t.is(emulators.objects("naver").filter(({ kind }) => kind === "publicIp").length, 2);
  emulators.advance(5);
  await rows("deleteLoadBalancerInstances", { "loadBalancerInstanceNoList.1": loadBalancerInstanceNo });
  t.is(await state(), "USED/TERMT");
  emulators.advance(8);
  const left = emulators.objects("naver").filter(({ kind }) => /publicIp|^loadBalancer/.test(kind));
  t.deepEqual(left, []);
  t.is(await code("getLoadBalancerListenerList", own), "1000901");
});

test("a target group rejects what its protocol does not have", async (t) => {
  const { code, group, emulators } = await startBalancing(t);
  const vpcNo = String(stored(emulators, "vpc", "name", "demo-vpc").id);
  const tcp = { vpcNo, targetGroupProtocolTypeCode: "TCP", healthCheckProtocolTypeCode: "HTTP" };
  t.is(await code("createTargetGroup", tcp), "1000902");
  const targetGroupNo = await group("web");
  t.is(await code("changeTargetGroupConfiguration", { targetGroupNo, useProxyProtocol: "false" }), "1000902");
  t.is(await code("changeTargetGroupConfiguration", { targetGroupNo, algorithmTypeCode: "MH" }), "1000902");
  t.is(await code("addTarget", { targetGroupNo, "targetNoList.1": "1" }), "1000901");
  t.is(await code("getTargetList", { targetGroupNo: "1" }), "1205009");
});

type Read = (cloud: Awaited<ReturnType<typeof startBalancing>>) => Promise<unknown>;

const both: readonly [string, NaverSwitchPatch, Read, unknown, unknown][] = [
  [
    "idleBalancer",
    { idleBalancer: "CREAT" },
    async ({ balancer, emulators, one }) => {
      const loadBalancerInstanceNo = await balancer();
      emulators.advance(30);
      return codeOf(
        (await one("getLoadBalancerInstanceDetail", { loadBalancerInstanceNo })).loadBalancerInstanceStatus,
      );
    },
    "USED",
    "CREAT",
  ],
  [
    "omittedSettings",
    { omittedSettings: "reset" },
    async ({ group, one }) => {
      const targetGroupNo = await group("web");
      await one("changeTargetGroupHealthCheckConfiguration", { targetGroupNo, healthCheckCycle: "60" });
      await one("changeTargetGroupHealthCheckConfiguration", { targetGroupNo, healthCheckUpThreshold: "3" });
      return (await one("getTargetGroupDetail", { targetGroupNo })).healthCheckCycle;
    },
    60,
    30,
  ],
];

for (const [name, patch, read, usual, changed] of both) {
  test(`${name} has two positions`, async (t) => {
    t.is(await read(await startBalancing(t)), usual);
    t.is(await read(await startBalancing(t, patch)), changed);
  });
}
