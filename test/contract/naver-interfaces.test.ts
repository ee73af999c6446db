import test from "ava";
import { differences, halfUp, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { NETWORK_INTERFACE, naverFixture, PLACEMENT_GROUP, SERVER, WEB } from "../support/naver-fixture.ts";

test("an additional interface is attached to a running server, moves to another and is deleted; the servers stay as they are", async (t) => {
  const fixture = await naverFixture(t);
  const first = await up(fixture.core(), SERVER, "first", { ...WEB, name: "first" });
  const second = await up(fixture.core(), SERVER, "second", { ...WEB, name: "second", fixedIp: "10.0.1.99" });
  t.is(second.outputs.privateIp, "10.0.1.99");
  const news = { subnet: "demo-private", fixedIp: "10.0.3.20", secondaryIps: ["10.0.3.21"], server: first.id };
  let nic: StoredState = await up(fixture.core(), NETWORK_INTERFACE, "nic", news);
  const row = () => fixture.objects("networkInterface").find(({ id }) => id === keyOf(nic));
  t.like(row(), { serverNo: keyOf(first), deviceName: "eth1", ip: "10.0.3.20", secondaryIps: ["10.0.3.21"] });
  t.is(nic.outputs.deviceName, "eth1");
  t.deepEqual((await refresh(fixture.core(), NETWORK_INTERFACE, nic)).inputs, nic.inputs);

  fixture.emulators.clearRequests();
  const next = { ...news, secondaryIps: ["10.0.3.22"], server: keyOf(second) };
  nic = await up(fixture.core(), NETWORK_INTERFACE, "nic", next, nic);
  t.like(row(), { serverNo: keyOf(second), secondaryIps: ["10.0.3.22"] });
  t.deepEqual(fixture.writes(), [
    "assignSecondaryIps",
    "unassignSecondaryIps",
    "detachNetworkInterface",
    "attachNetworkInterface",
  ]);
  t.deepEqual(await differences(fixture.core(), NETWORK_INTERFACE, nic, { ...next, fixedIp: "10.0.3.23" }), [
    "fixedIp replace",
  ]);
  for (const server of [first, second]) {
    t.is((await refresh(fixture.core(), SERVER, server)).outputs.networkInterfaceNo, server.outputs.networkInterfaceNo);
  }
  await fixture.core().delete(NETWORK_INTERFACE, nic.id, nic.outputs);
  t.is(row(), undefined);
});

test("a server that is deleted leaves an additional interface, which shows that no server has it", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  const nic = await up(fixture.core(), NETWORK_INTERFACE, "nic", { subnet: "demo-private", server: server.id });
  await fixture.core().delete(SERVER, server.id, server.outputs);
  t.is((await refresh(fixture.core(), NETWORK_INTERFACE, nic)).inputs.server, "");
});

test("lists leave out the interface that a server was created with; adopted, it stays when its resource is deleted", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  await up(fixture.core(), NETWORK_INTERFACE, "nic", { name: "extra-nic", subnet: "demo-private" });
  const { objects } = await fixture.core().list(NETWORK_INTERFACE, {});
  t.is(objects.length, 1);
  const [eth0] = fixture.objects("networkInterface").filter(({ isDefault }) => isDefault === true);
  const own = { name: eth0?.name, subnet: "demo-public", adopt: `KR/${eth0?.id}` };
  const nic = await up(fixture.core(), NETWORK_INTERFACE, "eth0", own);
  await fixture.core().delete(NETWORK_INTERFACE, nic.id, nic.outputs);
  t.regex(fixture.warnings().join(), /created with its server and is deleted with it/);
  t.deepEqual(fixture.groups(keyOf(server)).length, 1);
});

for (const placementNeedsStop of [false, true]) {
  test(`a server changes its placement group${placementNeedsStop ? ", stopped if NAVER demands it" : " while it runs"}`, async (t) => {
    const fixture = await naverFixture(t, { placementNeedsStop });
    const [first, second] = [
      await up(fixture.core(), PLACEMENT_GROUP, "first", {}),
      await up(fixture.core(), PLACEMENT_GROUP, "second", {}),
    ];
    const group = () => fixture.servers()[0]?.placementGroupNo;
    let server: StoredState = await up(fixture.core(), SERVER, "web", { ...WEB, placementGroup: first.id });
    t.is(group(), keyOf(first));
    const next = { ...WEB, placementGroup: second.id };
    if (placementNeedsStop) {
      const { error, storedState } = await halfUp(fixture.core(), SERVER, "web", next, server);
      t.regex(error.message, /must be stopped.*set powerState: "stopped" together with placementGroup/);
      server = storedState;
    }
    const rest = placementNeedsStop ? { powerState: "stopped" } : {};
    server = await up(fixture.core(), SERVER, "web", { ...next, ...rest }, server);
    t.is(group(), keyOf(second));
    await t.throwsAsync(fixture.core().delete(PLACEMENT_GROUP, second.id, second.outputs), {
      message: /placement group still has servers/,
    });
    server = await up(fixture.core(), SERVER, "web", { ...next, ...rest, placementGroup: "" }, server);
    t.is(group(), "");
    for (const each of [first, second]) {
      await fixture.core().delete(PLACEMENT_GROUP, each.id, each.outputs);
    }
    t.deepEqual(fixture.objects("placementGroup"), []);
  });
}
