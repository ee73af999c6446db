import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { INSTANCE, ovhFixture, PROJECT, WEB } from "../support/ovh-fixture.ts";

/* Private networks, their subnets and gateways (docs/api/ovh.md §4.4). */

const NETWORK = "ovh:PrivateNetwork";
const SUBNET = "ovh:Subnet";
const GATEWAY = "ovh:Gateway";
const INTERFACE = "ovh:GatewayInterface";
const region = "GRA11";
const REGION = `${PROJECT}/region/{regionName}`;
const CREATE_GATEWAY = `POST ${REGION}/network/{networkId}/subnet/{subnetId}/gateway`;

type Fixture = Awaited<ReturnType<typeof ovhFixture>>;

/** A network with two subnets. */
async function networkWith(fixture: Fixture) {
  const network = await up(fixture.cloudProvider(), NETWORK, "back", { name: "back", regions: [region] });
  const subnet = (name: string, cidr: string) =>
    up(fixture.cloudProvider(), SUBNET, name, { name, region, network: network.id, cidr });
  return { network, web: await subnet("web", "10.0.0.0/24"), db: await subnet("db", "10.0.1.0/24") };
}

test("resources name each other by id: an instance in a network, a gateway in its subnet, and a second subnet", async (t) => {
  const fixture = await ovhFixture(t);
  const { network, web, db } = await networkWith(fixture);
  const gateway = await up(fixture.cloudProvider(), GATEWAY, "out", { region, subnet: web.id, model: "s" });
  t.regex(String(gateway.outputs.ip), /^[\d.]+$/);
  const more = { region, gateway: gateway.id, subnet: db.id };
  const port = await up(fixture.cloudProvider(), INTERFACE, "db", more);
  t.is(port.outputs.ip, "10.0.1.1");
  const server = { ...WEB, networks: ["Ext-Net", network.id], fixedIps: { [network.id]: "10.0.0.50" } };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", server);
  t.is(vm.outputs.privateIp, "10.0.0.50");
  for (const [token, state] of [
    [NETWORK, network],
    [SUBNET, web],
    [GATEWAY, gateway],
    [INTERFACE, port],
    [INSTANCE, vm],
  ] as const) {
    const seen = await refresh(fixture.cloudProvider(), token, state);
    t.deepEqual(await differences(fixture.cloudProvider(), token, seen, state.inputs), []);
  }
  // What still uses a subnet or a network is waited for: here everything is deleted at once.
  await Promise.all(
    (
      [
        [INSTANCE, vm],
        [INTERFACE, port],
        [GATEWAY, gateway],
        [SUBNET, web],
        [SUBNET, db],
        [NETWORK, network],
      ] as const
    ).map(([token, { id, outputs }]) => fixture.cloudProvider().delete(token, id, outputs)),
  );
  for (const kind of ["instance", "gatewayInterface", "gateway", "subnet", "network"]) {
    t.deepEqual(fixture.objects(kind), [], kind);
  }
});

for (const createdResource of ["top", "sub"] as const) {
  test(`ten gateways at once, each named in its operation (${createdResource}): each has its own ID`, async (t) => {
    const fixture = await ovhFixture(t, { createdResource });
    const { network } = await networkWith(fixture);
    const cloudProvider = fixture.cloudProvider();
    const made = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const cidr = `10.0.${index + 2}.0/24`;
        const subnet = await up(cloudProvider, SUBNET, `s${index}`, { region, network: network.id, cidr });
        return up(cloudProvider, GATEWAY, `g${index}`, { name: `g${index}`, region, subnet: subnet.id, model: "s" });
      }),
    );
    t.deepEqual(
      made.map((gateway) => fixture.objects("gateway").find(({ id }) => id === keyOf(gateway))?.name),
      Array.from({ length: 10 }, (_, index) => `g${index}`),
    );
    t.is(fixture.count(CREATE_GATEWAY), 10);
    fixture.emulators.clearRequests();
    const fresh = fixture.cloudProvider();
    await Promise.all(made.map((each) => refresh(fresh, GATEWAY, each)));
    t.is(fixture.emulators.requests("ovh").filter(({ operation }) => operation !== "GET /auth/time").length, 1);
  });
}

test("if its operation can no longer be read, a new gateway is found by its name", async (t) => {
  const fixture = await ovhFixture(t);
  const { web } = await networkWith(fixture);
  const operation = `GET ${PROJECT}/operation/{operationId}`;
  fixture.emulators.addFault({ cloud: "ovh", operation, times: 0, fault: { status: 404, body: "{}" } });
  const made = await up(fixture.cloudProvider(), GATEWAY, "out", { name: "out", region, subnet: web.id, model: "s" });
  t.deepEqual(
    fixture.objects("gateway").map(({ id }) => id),
    [keyOf(made)],
  );
  t.regex(fixture.warnings().join(), /was found by its name/);
});

test("a gateway that could not be built is recorded as failed, and the next up replaces it", async (t) => {
  const fixture = await ovhFixture(t, { gatewayOutcome: "error" });
  const { web } = await networkWith(fixture);
  const news = { region, subnet: web.id, model: "s" };
  const { error, storedState } = await halfUp(fixture.cloudProvider(), GATEWAY, "out", news);
  t.regex(error.message, /gateway .* could not be built: error\. The next pulumi up deletes it/);
  t.deepEqual(await differences(fixture.cloudProvider(), GATEWAY, storedState, news), ["failure replace"]);
});

test("a change of the model alone leaves a name that somebody else has set", async (t) => {
  const fixture = await ovhFixture(t);
  const { web } = await networkWith(fixture);
  const news = { name: "out", region, subnet: web.id, model: "s" };
  const gateway = await up(fixture.cloudProvider(), GATEWAY, "out", news);
  fixture.changeOutOfBand("gateway", keyOf(gateway), { name: "theirs" });
  await up(fixture.cloudProvider(), GATEWAY, "out", { ...news, model: "m" }, gateway);
  t.like(fixture.objects("gateway"), [{ name: "theirs", model: "m" }]);
  t.regex(fixture.warnings().join(), /name is "theirs"/);
});

for (const overlappingSubnets of ["refuse", "accept"] as const) {
  test(`a subnet that keeps its range is replaced by deleting it first; overlapping ranges: ${overlappingSubnets}`, async (t) => {
    const fixture = await ovhFixture(t, { overlappingSubnets });
    const { network, web } = await networkWith(fixture);
    const news = { ...web.inputs, dnsNameServers: ["9.9.9.9"] };
    const diff = await fixture.cloudProvider().diff(SUBNET, { id: web.id, olds: web.outputs, news });
    t.deepEqual([diff.deleteBeforeReplace, diff.differences.map(({ key }) => key)], [true, ["dnsNameServers"]]);
    const other = { region, network: network.id, cidr: "10.0.0.0/23" };
    const second = up(fixture.cloudProvider(), SUBNET, "other", other);
    await (overlappingSubnets === "refuse"
      ? t.throwsAsync(second, { message: /overlaps with another subnet/ })
      : t.notThrowsAsync(second));
  });
}

test("a network leaves a region only when nothing uses it there any more, and the error says what does", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { name: "back", regions: [region, "SBG5"] };
  const network = await up(fixture.cloudProvider(), NETWORK, "back", news);
  const subnet = { region, network: "back", cidr: "10.0.0.0/24" };
  const web = await up(fixture.cloudProvider(), SUBNET, "web", subnet);
  const gateway = await up(fixture.cloudProvider(), GATEWAY, "out", { region, subnet: web.id, model: "s" });
  const { error } = await halfUp(fixture.cloudProvider(), NETWORK, "back", { ...news, regions: ["SBG5"] }, network);
  t.regex(error.message, /One or more ports have an IP allocation/);
  const { id, outputs } = gateway;
  const [changed] = await Promise.all([
    up(fixture.cloudProvider(), NETWORK, "back", { ...news, regions: ["SBG5"] }, network),
    fixture.cloudProvider().delete(GATEWAY, id, outputs),
  ]);
  t.deepEqual(Object.keys({ ...Object(changed.outputs.openstackIds) }), ["SBG5"]);
});
