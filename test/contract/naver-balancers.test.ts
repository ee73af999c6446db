import test from "ava";
import type { NaverSwitchPatch } from "../../emulators/src/index.ts";
import { differences, keyOf, refresh, up } from "../support/fixture.ts";
import { BALANCER, LISTENER, naverFixture, SERVER, SUBNET, TARGET_GROUP, WEB } from "../support/naver-fixture.ts";

/* Load balancers of NAVER Cloud: turns, subnets, addresses, and what its documents leave open. */

type Context = Parameters<typeof naverFixture>[0];

/** An account with two subnets for load balancers and a target group. */
async function balanced(t: Context, switches: NaverSwitchPatch = {}) {
  const fixture = await naverFixture(t, switches);
  for (const zone of [1, 2]) {
    await up(fixture.core(), SUBNET, `lb-${zone}`, {
      ...{ name: `lb-${zone}`, vpc: "demo-vpc", subnet: `10.0.2${zone}.0/24`, zone: `KR-${zone}` },
      ...{ subnetType: "PUBLIC", usageType: "LOADB" },
    });
  }
  const group = await up(fixture.core(), TARGET_GROUP, "web", GROUP);
  fixture.emulators.clearRequests();
  return { ...fixture, group };
}

const GROUP = { name: "web-group", vpc: "demo-vpc", protocol: "HTTP", healthCheckProtocol: "HTTP" };
const FRONT = { name: "front", type: "APPLICATION", subnets: ["lb-1"] };
const LISTEN = { loadBalancer: "front", protocol: "HTTP", targetGroup: "web-group" };

test("a load balancer, its listeners and its target groups that change at the same time take turns, without a refusal", async (t) => {
  const fixture = await balanced(t);
  const cloudProvider = fixture.core();
  const front = await up(cloudProvider, BALANCER, "front", FRONT);
  const first = await up(cloudProvider, LISTENER, "first", { ...LISTEN, port: 80 });
  const group = await refresh(cloudProvider, TARGET_GROUP, fixture.group);
  t.is(group.outputs.loadBalancerInstanceNo, keyOf(first).split(":")[0]);
  await Promise.all([
    up(cloudProvider, BALANCER, "front", { ...FRONT, idleTimeout: 90, description: "site" }, front),
    ...[8080, 8081].map((port) => up(cloudProvider, LISTENER, `more ${port}`, { ...LISTEN, port })),
    up(cloudProvider, LISTENER, "first", { ...LISTEN, port: 81 }, first),
    up(cloudProvider, TARGET_GROUP, "web", { ...GROUP, algorithm: "LC", healthCheckCycle: 60 }, group),
  ]);
  t.deepEqual(
    fixture.objects("loadBalancerListener").map(({ port }) => port),
    [81, 8080, 8081],
  );
  const refused = fixture.emulators.requests("naver").filter(({ status }) => status >= 400);
  t.deepEqual(refused, []);
});

test("a change that somebody else's change of the load balancer is in the way of is repeated", async (t) => {
  const fixture = await balanced(t);
  await up(fixture.core(), BALANCER, "front", FRONT);
  for (const operation of ["createLoadBalancerListener", "changeLoadBalancerListenerConfiguration"]) {
    fixture.emulators.addFault({
      ...{ cloud: "naver", operation, times: 2, when: "before" },
      fault: { error: "1200004 the load balancer is being changed" },
    });
  }
  const listener = await up(fixture.core(), LISTENER, "http", { ...LISTEN, port: 80 });
  const changed = await up(fixture.core(), LISTENER, "http", { ...LISTEN, port: 81 }, listener);
  t.is(changed.id, listener.id);
  t.is(fixture.count("createLoadBalancerListener"), 3);
  t.is(fixture.objects("loadBalancerListener").length, 1);
  await fixture.core().delete(LISTENER, changed.id, changed.outputs);
  t.deepEqual(fixture.objects("loadBalancerListener"), []);
});

test("a subnet is added in place and none removed; others than LOADB are refused", async (t) => {
  const fixture = await balanced(t);
  const front = await up(fixture.core(), BALANCER, "front", FRONT);
  const wider = { ...FRONT, subnets: ["lb-2", "lb-1"] };
  t.deepEqual(await differences(fixture.core(), BALANCER, front, wider), ["subnets update"]);
  const both = await up(fixture.core(), BALANCER, "front", wider, front);
  t.is(both.id, front.id);
  t.is([both.outputs.ips].flat().length, 2);
  t.deepEqual(await differences(fixture.core(), BALANCER, both, { ...FRONT, subnets: ["lb-1", "lb-2"] }), []);
  fixture.emulators.clearRequests();
  await t.throwsAsync(up(fixture.core(), BALANCER, "front", FRONT, both), {
    message: /cannot remove subnet \d+ from a load balancer, so nothing was changed. Set it again, or set the resource/,
  });
  t.deepEqual(fixture.writes(), []);
  await t.throwsAsync(up(fixture.core(), BALANCER, "back", { ...FRONT, name: "back", subnets: ["demo-public"] }), {
    message: /is for GEN, but a load balancer needs subnets for load balancers only. Nothing was created/,
  });
  t.is(fixture.objects("loadBalancer").length, 1);
});

test("the addresses of a load balancer are no charges of their own, and go with it", async (t) => {
  const fixture = await balanced(t);
  const front = await up(fixture.core(), BALANCER, "front", FRONT);
  t.is(fixture.addresses().length, 1);
  t.regex(String([front.outputs.ips].flat()[0]), /^198\.19\./);
  const { charges, failures } = await fixture.core().charges("naver");
  t.deepEqual([charges, failures], [[], []]);
  fixture.set({ deniedActions: ["getLoadBalancerInstanceList"] });
  const denied = await fixture.core().charges("naver");
  t.deepEqual([denied.charges.length, denied.failures], [1, []]);
  fixture.set({ deniedActions: [] });
  await fixture.core().delete(BALANCER, front.id, front.outputs);
  t.deepEqual(fixture.addresses(), []);
});

test("a target that somebody else has registered stays when the program changes its own", async (t) => {
  const fixture = await balanced(t);
  const servers = await Promise.all(
    ["one", "two", "six"].map((name) => up(fixture.core(), SERVER, name, { ...WEB, name })),
  );
  const [ours = "", theirs = "", next = ""] = servers.map(({ id }) => id);
  const news = { ...GROUP, targets: [ours] };
  const group = await up(fixture.core(), TARGET_GROUP, "web", news, fixture.group);
  const numbers = (...ids: string[]) => ids.map((id) => keyOf({ id })).sort();
  fixture.changeOutOfBand("targetGroup", keyOf(group), { targetNos: numbers(ours, theirs) });
  const changed = await up(fixture.core(), TARGET_GROUP, "web", { ...news, targets: [next] }, group);
  const [row] = fixture.objects("targetGroup");
  t.deepEqual([row?.targetNos].flat().map(String).sort(), numbers(theirs, next));
  const seen = await refresh(fixture.core(), TARGET_GROUP, changed);
  t.is([seen.inputs.targets].flat().length, 2);
});

for (const switches of [{ idleBalancer: "CREAT" }, { omittedSettings: "reset" }] as const) {
  test(`with ${JSON.stringify(switches)}: a change of one setting changes no other`, async (t) => {
    const fixture = await balanced(t, switches);
    const health = { ...GROUP, healthCheckCycle: 60, healthCheckHttpMethod: "GET" };
    const group = await up(fixture.core(), TARGET_GROUP, "web", health, fixture.group);
    await up(fixture.core(), TARGET_GROUP, "web", { ...health, healthCheckUpThreshold: 4 }, group);
    const [row] = fixture.objects("targetGroup");
    t.like(row, { checkCycle: 60, checkMethod: "GET", checkUp: 4 });
    const front = await up(fixture.core(), BALANCER, "front", { ...FRONT, idleTimeout: 90, throughputType: "MEDIUM" });
    await up(fixture.core(), BALANCER, "front", { ...FRONT, idleTimeout: 90, throughputType: "LARGE" }, front);
    t.like(fixture.objects("loadBalancer")[0], { idleTimeout: 90, throughput: "LARGE" });
    const secure = { ...LISTEN, port: 443, protocol: "HTTPS", sslCertificate: "12", useHttp2: true };
    const listener = await up(fixture.core(), LISTENER, "https", secure);
    await up(fixture.core(), LISTENER, "https", { ...secure, tlsMinVersion: "TLSV12" }, listener);
    const [shown] = fixture.objects("loadBalancerListener");
    t.like(shown, { useHttp2: true, certificateNo: "12", tlsMinVersion: "TLSV12" });
  });
}

test("a listener shows its rules, and its number alone does not find it", async (t) => {
  const fixture = await balanced(t);
  await up(fixture.core(), BALANCER, "front", FRONT);
  const listener = await up(fixture.core(), LISTENER, "http", { ...LISTEN, port: 80 });
  t.deepEqual(listener.outputs.rules, [`1: default -> target group ${keyOf(fixture.group)}`]);
  const adopt = keyOf(listener).split(":")[1];
  await t.throwsAsync(up(fixture.core(), LISTENER, "other", { ...LISTEN, port: 80, adopt }), {
    message: /cannot be found by "\d+" without the number of its load balancer\. Use the whole ID, such as KR\//,
  });
});

test("what a type or protocol does not have is an error in the preview", async (t) => {
  const fixture = await balanced(t);
  const failures = async (token: string, news: object) =>
    (await fixture.core().check(token, { olds: {}, news: { ...news }, urn: "urn:pulumi:a::b::c::d" })).failures
      .map(({ property, reason }) => `${property} ${reason}`)
      .join("\n");
  t.regex(await failures(BALANCER, { ...FRONT, type: "NETWORK", idleTimeout: 60 }), /idleTimeout has no meaning for/);
  t.regex(await failures(BALANCER, { ...FRONT, throughputType: "DYNAMIC" }), /must be SMALL, MEDIUM, LARGE or XLARGE/);
  t.regex(
    await failures(TARGET_GROUP, { ...GROUP, healthCheckProtocol: "TCP" }),
    /must be HTTP or HTTPS for a group of protocol HTTP/,
  );
  t.regex(await failures(TARGET_GROUP, { ...GROUP, algorithm: "MH" }), /algorithm is MH, but must be RR, SIPHS or LC/);
  t.regex(await failures(LISTENER, { ...LISTEN, port: 443, protocol: "HTTPS" }), /sslCertificate is missing/);
  t.regex(await failures(LISTENER, { ...LISTEN, port: 80, sslCertificate: "12" }), /sslCertificate has no meaning/);
});
