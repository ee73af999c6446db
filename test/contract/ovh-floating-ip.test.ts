import test from "ava";
import { differences, keyOf, refresh, up } from "../support/fixture.ts";
import { INSTANCE, ovhFixture, PROJECT, WEB } from "../support/ovh-fixture.ts";

/* Floating IPs by v2, attached by v1, and additional IPs (docs/api/ovh.md §4.5). */

const FLOATING = "ovh:FloatingIp";
const ATTACHMENT = "ovh:AdditionalIpAttachment";
const region = "GRA11";
const V2 = "/v2/publicCloud/project/{serviceName}/publicIp/floating";
const ASSOCIATE = `POST ${PROJECT}/region/{regionName}/instance/{instanceId}/associateFloatingIp`;

type Fixture = Awaited<ReturnType<typeof ovhFixture>>;

/** An instance in a private network without a gateway. */
async function inner(fixture: Fixture) {
  await fixture.network("back", region, "10.1.0");
  return up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, networks: ["back"] });
}

test("where the network has no gateway the attachment is refused, and nothing is bought instead", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await inner(fixture);
  const made = up(fixture.cloudProvider(), FLOATING, "front", { region, instance: vm.id });
  await t.throwsAsync(made, {
    message: /No gateway is attached to subnet.*needs an address in a private network.*Nothing was bought instead/s,
  });
  t.is(fixture.objects("floatingIp").length, 1);
  t.deepEqual(fixture.objects("gateway"), []);
});

test("an instance without a private address is an error that says so", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const made = up(fixture.cloudProvider(), FLOATING, "front", { region, instance: vm.id });
  await t.throwsAsync(made, { message: /has no private address.*Add a private network to its networks/s });
  t.is(fixture.count(ASSOCIATE), 0);
});

for (const status of [403, 404]) {
  test(`if v2 refuses the creation with ${status}, that is the error, and the older API is not asked to buy one`, async (t) => {
    const fixture = await ovhFixture(t, { floatingIpNeedsGateway: false });
    const vm = await inner(fixture);
    const words = status === 403 ? "This call has not been granted" : "Got an invalid (or empty) URL";
    const body = JSON.stringify({ class: status === 403 ? "Client::Forbidden" : "Client::NotFound", message: words });
    fixture.emulators.addFault({ cloud: "ovh", operation: `POST ${V2}`, times: 0, fault: { status, body } });
    fixture.emulators.clearRequests();
    await t.throwsAsync(up(fixture.cloudProvider(), FLOATING, "front", { region, instance: vm.id }), {
      message: status === 403 ? /not been granted/ : /this API does not have the call/,
    });
    t.deepEqual(fixture.writes(), [`POST ${V2}`]);
  });
}

test("an address that was changed between the read of its checksum and the write is written again", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { region, description: "front" };
  const address = await up(fixture.cloudProvider(), FLOATING, "front", news);
  const body = JSON.stringify({ class: "Client::Conflict::ChecksumMismatch", message: "Another checksum" });
  fixture.emulators.addFault({ cloud: "ovh", operation: `PUT ${V2}/{id}`, times: 1, fault: { status: 409, body } });
  await up(fixture.cloudProvider(), FLOATING, "front", { ...news, description: "back" }, address);
  t.like(fixture.objects("floatingIp"), [{ description: "back" }]);
  t.is(fixture.count(`PUT ${V2}/{id}`), 2);
});

test("the addresses of all regions are on pages of one list, and a refresh of many reads it once", async (t) => {
  const fixture = await ovhFixture(t, { v2PageSize: 2 });
  const cloudProvider = fixture.cloudProvider();
  const made = await Promise.all(
    ["a", "b", "c", "d", "e"].map((description) => up(cloudProvider, FLOATING, description, { region, description })),
  );
  t.is(new Set(made.map(keyOf)).size, 5);
  fixture.emulators.clearRequests();
  const fresh = fixture.cloudProvider();
  for (const state of await Promise.all(made.map((each) => refresh(fresh, FLOATING, each)))) {
    t.deepEqual(await differences(fixture.cloudProvider(), FLOATING, state, state.inputs), []);
  }
  t.is(fixture.count(`GET ${V2}`), 3);
});

test("an address that somebody has attached elsewhere is moved back, and destroy detaches it first", async (t) => {
  const fixture = await ovhFixture(t, { floatingIpNeedsGateway: false });
  const vm = await inner(fixture);
  const address = await up(fixture.cloudProvider(), FLOATING, "front", { region, instance: vm.id });
  t.like(fixture.objects("floatingIp"), [{ instanceId: keyOf(vm), target: vm.outputs.privateIp }]);
  const seen = await refresh(fixture.cloudProvider(), FLOATING, address);
  t.deepEqual(await differences(fixture.cloudProvider(), FLOATING, seen, address.inputs), []);
  await fixture.cloudProvider().delete(FLOATING, address.id, address.outputs);
  t.deepEqual(fixture.objects("floatingIp"), []);
});

test("an additional IP waits for the instance's address, is moved, and stays with a warning", async (t) => {
  const fixture = await ovhFixture(t, { durations: { address: 30 } });
  const first = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const second = await up(fixture.cloudProvider(), INSTANCE, "db", { ...WEB, name: "db" });
  const news = { ip: "192.0.2.10", instance: first.id };
  const attached = await up(fixture.cloudProvider(), ATTACHMENT, "moved", news);
  t.is(attached.outputs.address, "192.0.2.10");
  const moved = await up(fixture.cloudProvider(), ATTACHMENT, "moved", { ...news, instance: second.id }, attached);
  t.is(fixture.objects("additionalIp")[0]?.instanceId, keyOf(second));
  await fixture.cloudProvider().delete(ATTACHMENT, moved.id, moved.outputs);
  t.is(fixture.objects("additionalIp")[0]?.instanceId, keyOf(second));
  t.regex(fixture.warnings().join(), /192\.0\.2\.10 stays in the project, routed to instance .* can move it, but not/);
});
