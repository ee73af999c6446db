import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { ovhFixture, PROJECT } from "../support/ovh-fixture.ts";

/* Load balancers and their parts (docs/api/ovh.md §4.10). */

const region = "GRA11";
const BALANCING = `${PROJECT}/region/{regionName}/loadbalancing`;

type Fixture = Awaited<ReturnType<typeof ovhFixture>>;

async function balancerIn(fixture: Fixture) {
  const network = await up(fixture.cloudProvider(), "ovh:PrivateNetwork", "back", { name: "back", regions: [region] });
  const range = { region, network: network.id, cidr: "10.0.0.0/24" };
  const subnet = await up(fixture.cloudProvider(), "ovh:Subnet", "web", range);
  const news = { name: "front", region, flavor: "small", subnet: subnet.id };
  return { subnet, news, balancer: await up(fixture.cloudProvider(), "ovh:LoadBalancer", "front", news) };
}

const web = (loadBalancer: string) => ({ region, loadBalancer, algorithm: "roundRobin", protocol: "http" });

test("ten parts of one balancer at once take turns: none is refused, and each is there once", async (t) => {
  const fixture = await ovhFixture(t);
  const { balancer } = await balancerIn(fixture);
  const cloudProvider = fixture.cloudProvider();
  const pool = await up(cloudProvider, "ovh:Pool", "web", web(balancer.id));
  await Promise.all([
    ...[1, 2, 3, 4, 5].map((n) =>
      up(cloudProvider, "ovh:Member", `m${n}`, {
        region,
        pool: pool.id,
        address: `10.0.0.${n + 50}`,
        protocolPort: 80,
      }),
    ),
    ...[1, 2, 3, 4, 5].map((n) =>
      up(cloudProvider, "ovh:LoadBalancerListener", `l${n}`, {
        ...{ region, loadBalancer: balancer.id, protocol: "http", port: 8000 + n, defaultPool: pool.id },
      }),
    ),
  ]);
  t.is(fixture.objects("member").length, 5);
  t.is(fixture.objects("listener").length, 5);
  t.is(fixture.emulators.requests("ovh").filter(({ status }) => status === 409).length, 0);
});

test("while another client changes the balancer, a refused change is repeated", async (t) => {
  const fixture = await ovhFixture(t);
  const { balancer } = await balancerIn(fixture);
  const message = `Load Balancer ${keyOf(balancer)} is immutable and cannot be updated.`;
  const fault = { status: 409, body: JSON.stringify({ class: "Client::Conflict", message }) };
  fixture.emulators.addFault({ cloud: "ovh", operation: `POST ${BALANCING}/pool`, times: 2, fault });
  await up(fixture.cloudProvider(), "ovh:Pool", "web", web(balancer.id));
  t.is(fixture.objects("pool").length, 1);
});

test("a balancer gets a floating IP, which stays with a warning if the program did not set it", async (t) => {
  const fixture = await ovhFixture(t);
  const { subnet, news, balancer } = await balancerIn(fixture);
  await up(fixture.cloudProvider(), "ovh:Gateway", "out", { region, subnet: subnet.id, model: "s" });
  const front = await up(fixture.cloudProvider(), "ovh:FloatingIp", "front", { region });
  const given = { ...news, floatingIp: front.id };
  const changed = await up(fixture.cloudProvider(), "ovh:LoadBalancer", "front", given, balancer);
  t.is(changed.outputs.ip, front.outputs.ip);
  const seen = await refresh(fixture.cloudProvider(), "ovh:LoadBalancer", changed);
  t.deepEqual(await differences(fixture.cloudProvider(), "ovh:LoadBalancer", seen, given), []);
  await fixture.cloudProvider().delete("ovh:LoadBalancer", balancer.id, balancer.outputs);
  t.regex(fixture.warnings().join(), /floating IP .* stays in the project when the load balancer is deleted/);
  t.like(fixture.objects("floatingIp"), [{ instanceId: "" }]);
});

for (const loadBalancerWithParts of ["delete", "refuse"] as const) {
  test(`a balancer with somebody else's pool, ${loadBalancerWithParts}`, async (t) => {
    const fixture = await ovhFixture(t, { loadBalancerWithParts });
    const { balancer } = await balancerIn(fixture);
    const body = { regionName: region, loadbalancerId: keyOf(balancer), algorithm: "roundRobin", protocol: "http" };
    await fixture.call(`POST ${BALANCING}/pool`, body);
    const removed = fixture.cloudProvider().delete("ovh:LoadBalancer", balancer.id, balancer.outputs);
    await (loadBalancerWithParts === "refuse"
      ? t.throwsAsync(removed, { message: /it has children/ })
      : t.notThrowsAsync(removed));
    t.is(fixture.objects("loadBalancer").length, loadBalancerWithParts === "refuse" ? 1 : 0);
  });
}

test("a balancer that could not be built is recorded as failed, and the next up replaces it", async (t) => {
  const fixture = await ovhFixture(t, { loadBalancerOutcome: "error" });
  const network = await up(fixture.cloudProvider(), "ovh:PrivateNetwork", "back", { regions: [region] });
  const range = { region, network: network.id, cidr: "10.0.0.0/24" };
  const subnet = await up(fixture.cloudProvider(), "ovh:Subnet", "web", range);
  const news = { region, flavor: "small", subnet: subnet.id };
  const { storedState } = await halfUp(fixture.cloudProvider(), "ovh:LoadBalancer", "front", news);
  t.deepEqual(await differences(fixture.cloudProvider(), "ovh:LoadBalancer", storedState, news), ["failure replace"]);
});
