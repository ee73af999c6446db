import test, { type ExecutionContext } from "ava";
import { differences, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import {
  NAT_GATEWAY,
  type NaverFixture,
  naverFixture,
  PUBLIC_IP,
  ROUTE_TABLE,
  SUBNET,
} from "../support/naver-fixture.ts";
import { naver } from "./clouds/naver.ts";
import { TestHarness } from "./suite/test-harness.ts";

const GATEWAY = { vpc: "demo-vpc", zone: "KR-1" };
const PRIVATE = { vpc: "demo-vpc", supportedSubnetType: "PRIVATE" };
const out = (target: string) => ({ destinationCidrBlock: "0.0.0.0/0", targetType: "NATGW", target });

const privateSubnet = (fixture: NaverFixture) =>
  up(fixture.core(), SUBNET, "inner", {
    ...{ vpc: "demo-vpc", subnet: "10.0.9.0/24", zone: "KR-1", subnetType: "PRIVATE" },
  });
const targets = (fixture: NaverFixture) =>
  fixture
    .objects("route")
    .map(({ destination, targetNo, targetName }) => [destination, targetNo, targetName].join(" "));
const subnetsOf = (fixture: NaverFixture, table: StoredState) =>
  fixture.objects("routeTable").find(({ id }) => id === keyOf(table))?.subnetNos;
const remove = (fixture: NaverFixture, token: string, { id, outputs }: StoredState) =>
  fixture.core().delete(token, id, outputs);

for (const routeTarget of ["both", "number"] as const) {
  test(`a private subnet reaches the internet, its gateway is replaced in place, and destroy leaves nothing (${routeTarget})`, async (t) => {
    const fixture = await naverFixture(t, { routeTarget });
    const subnet = await privateSubnet(fixture);
    const first = await up(fixture.core(), NAT_GATEWAY, "first", GATEWAY);
    const second = await up(fixture.core(), NAT_GATEWAY, "second", GATEWAY);
    const news = { ...PRIVATE, routes: [out(first.id)], subnets: [subnet.id] };
    let table: StoredState = await up(fixture.core(), ROUTE_TABLE, "inner", news);
    t.deepEqual(targets(fixture), [`0.0.0.0/0 ${keyOf(first)} ${first.inputs.name}`]);
    t.deepEqual(subnetsOf(fixture, table), [keyOf(subnet)]);

    fixture.emulators.clearRequests();
    t.deepEqual((await refresh(fixture.core(), ROUTE_TABLE, table)).inputs, table.inputs);
    t.deepEqual(
      fixture.emulators
        .requests("naver")
        .map(({ operation }) => operation)
        .toSorted(),
      ["getRouteList", "getRouteTableDetail", "getRouteTableSubnetList"],
    );
    const byNumber = { ...news, routes: [{ ...out(keyOf(first)), targetName: "other" }] };
    t.deepEqual(await differences(fixture.core(), ROUTE_TABLE, table, byNumber), []);

    table = await up(fixture.core(), ROUTE_TABLE, "inner", { ...news, routes: [out(second.id)] }, table);
    t.deepEqual(targets(fixture), [`0.0.0.0/0 ${keyOf(second)} ${second.inputs.name}`]);
    await remove(fixture, NAT_GATEWAY, first);
    await remove(fixture, ROUTE_TABLE, table);
    await remove(fixture, NAT_GATEWAY, second);
    await remove(fixture, SUBNET, subnet);
    t.deepEqual([...fixture.objects("natGateway"), ...fixture.objects("route")], []);
    t.true(fixture.objects("routeTable").every(({ isDefault }) => isDefault));
    t.deepEqual(fixture.warnings(), []);
  });
}

test("a subnet moves to another table if NAVER moves it", async (t) => {
  const fixture = await naverFixture(t);
  const subnet = await privateSubnet(fixture);
  const first = await up(fixture.core(), ROUTE_TABLE, "first", { ...PRIVATE, subnets: [subnet.id] });
  const second = await up(fixture.core(), ROUTE_TABLE, "second", { ...PRIVATE, subnets: [subnet.id] });
  t.deepEqual(
    [first, second].map((table) => subnetsOf(fixture, table)),
    [[], [keyOf(subnet)]],
  );
  t.deepEqual((await refresh(fixture.core(), ROUTE_TABLE, first)).inputs.subnets, []);
});

test("a refusal of a subnet that another table has says what to do", async (t) => {
  const fixture = await naverFixture(t, { subnetOfOtherTable: "refused" });
  const subnet = await privateSubnet(fixture);
  const first = await up(fixture.core(), ROUTE_TABLE, "first", { ...PRIVATE, subnets: [subnet.id] });
  await t.throwsAsync(up(fixture.core(), ROUTE_TABLE, "second", { ...PRIVATE, name: "other", subnets: [subnet.id] }), {
    message: /associated with another route table.*If another route table has one of the subnets, remove it from that/s,
  });
  await remove(fixture, ROUTE_TABLE, first);
  t.is(fixture.objects("routeTable").find(({ name }) => name === "other")?.isDefault, false);
});

const harness = (t: ExecutionContext) => TestHarness.start(t, naver, "json");

test("one subnet in two route tables of a program is an error in the preview", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  const table = (name: string) => on.engine(name, { token: ROUTE_TABLE, pool });
  await table("a").preview({ ...PRIVATE, subnets: ["demo-private"] });
  t.regex(
    await on.errorOf(table("b").preview({ ...PRIVATE, subnets: ["demo-private"] })),
    /another resource of this program, of type RouteTable, sets the route table of subnet \S+ too/,
  );
});

test("a default route table can be adopted for its routes; destroy leaves it unchanged", async (t) => {
  const fixture = await naverFixture(t);
  const name = "demo-vpc-default-private-table";
  const gateway = await up(fixture.core(), NAT_GATEWAY, "nat", GATEWAY);
  const table = await up(fixture.core(), ROUTE_TABLE, "base", {
    ...{ ...PRIVATE, name, routes: [out(gateway.id)], adopt: `KR/${fixture.idOf("routeTable", name)}` },
  });
  await remove(fixture, ROUTE_TABLE, table);
  t.is(targets(fixture).length, 1);
  t.regex(fixture.warnings().join(), /default route table is created and deleted with its VPC/);
  await t.throwsAsync(remove(fixture, NAT_GATEWAY, gateway), { message: /a route uses the NAT gateway/ });
});

test("routes that exclude each other, or lack a name, are a preview error", async (t) => {
  const fixture = await naverFixture(t);
  const gateway = { destinationCidrBlock: "10.9.0.0/16", targetType: "VGW", target: "7" };
  for (const [routes, message] of [
    [[out("1"), out("2")], /routes\[1\]: another route has destination 0\.0\.0\.0\/0 too/],
    [[gateway], /routes\[0\]: a route to a VGW needs targetName/],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), ROUTE_TABLE, "r", { ...PRIVATE, routes }), { message });
  }
  t.deepEqual(fixture.writes(), []);
});

for (const [natGatewayWithoutAddress, natGatewayAddress] of [
  ["created", "kept"],
  ["created", "released"],
  ["none", "kept"],
] as const) {
  test(`a NAT gateway whose public IP is ${natGatewayWithoutAddress} and ${natGatewayAddress}: what stays is named`, async (t) => {
    const fixture = await naverFixture(t, { natGatewayWithoutAddress, natGatewayAddress });
    const gateway = await up(fixture.core(), NAT_GATEWAY, "nat", GATEWAY);
    t.regex(String(gateway.outputs.ip), natGatewayWithoutAddress === "created" ? /^198\.19\./ : /^$/);
    await remove(fixture, NAT_GATEWAY, gateway);
    const stays = natGatewayWithoutAddress === "created" && natGatewayAddress === "kept";
    t.is(fixture.objects("publicIp").length, stays ? 1 : 0);
    t.regex(fixture.warnings().join(), stays ? /public IP 198\.19\.\S+ \(\d+\)/ : /^$/);
  });
}

test("a public IP of the program stays when its NAT gateway is deleted, and is not reported", async (t) => {
  const fixture = await naverFixture(t);
  const address = await up(fixture.core(), PUBLIC_IP, "ip", {});
  const gateway = await up(fixture.core(), NAT_GATEWAY, "nat", { ...GATEWAY, publicIp: address.id });
  t.is(gateway.outputs.ip, address.outputs.ip);
  await remove(fixture, NAT_GATEWAY, gateway);
  t.is(fixture.objects("publicIp").length, 1);
  t.deepEqual(fixture.warnings(), []);
});
