import test, { type ExecutionContext } from "ava";
import type { GigeNetSwitchPatch } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { at, list, plain, run, runOn, show, state, type TestClient, testClient, texts } from "./testing.ts";

async function start(t: ExecutionContext, switches: GigeNetSwitchPatch = {}) {
  const emulators = await startCloud(t, "gigenet", switches);
  const client = testClient(emulators);
  const other = testClient(emulators, emulators.clouds.gigenet.accounts[1]);
  return { emulators, client, other };
}

const one = (id: string) => ({ "InstanceId.1": id });
const field = async (client: TestClient, id: string, ...path: string[]) => at(await show(client, id), ...path);

test("a new instance is unknown, not launched and without a private address, then on", async (t) => {
  const { emulators, client } = await start(t);
  const reply = await client.ok("RunInstances", { ImageId: "centos64_6.4", InstanceType: "bal.small" });
  t.is(at(reply, "reservationId"), "0");
  t.is(at(reply, "ownerId"), "1479");
  const [born] = list(reply, "instancesSet");
  t.is(at(born, "instanceId"), "2760");
  t.is(at(born, "instanceType"), "custom_bal_1vcpu_512m_10gb");
  t.deepEqual(at(born, "state"), { code: "4", name: "unknown" });
  t.is(at(born, "launchTime"), "1970-01-01T00:00:00+00:00");
  t.is(at(born, "privateIpAddress"), "none");
  t.regex(String(at(born, "publicIpAddress")), /^198\.19\.\d+\.\d+$/);
  t.regex(String(at(born, "privateDnsName")), /^ord1-[0-9a-f]{6}$/);
  t.is(at(born, "subnetId"), undefined);
  emulators.advance(44);
  t.is(await state(client, "2760"), "unknown/4");
  emulators.advance(1);
  t.is(await state(client, "2760"), "on/0");
  const displayed = await show(client, "2760");
  t.regex(String(at(displayed, "launchTime")), /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
  t.is(at(displayed, "subnetId"), "148");
  t.is(at(displayed, "privateIpAddress"), "none");
  t.is(at(displayed, "publicIpAddress"), at(born, "publicIpAddress"));
});

test("what is asked for at launch is there: private address, additional addresses, tags, zone, several at once", async (t) => {
  const { emulators, client } = await start(t, { openZones: ["ord1", "lax1"] });
  const reply = await client.ok("RunInstances", {
    ...plain,
    ...{ MinCount: 1, MaxCount: 2, PrivateIpAddress: "any", "Placement.AvailabilityZone": "lax1", BillingTerm: 1 },
    ...{ "NetworkInterface.1.AssociatePublicIpAddress": "True", "NetworkInterface.2.AssociatePublicIpAddress": "true" },
    ...{ "NetworkInterface.3.AssociatePublicIpAddress": "false", "TagSpecification.1.ResourceType": "instance" },
    ...{ "TagSpecification.1.Tag.1.Key": "web server/é~*", "TagSpecification.1.Tag.1.Value": "ignored" },
    ...{ "TagSpecification.2.ResourceType": "volume", "TagSpecification.2.Tag.1.Key": "no" },
  });
  const ids = texts(list(reply, "instancesSet"), "instanceId");
  t.deepEqual(ids, ["2760", "2761"]);
  emulators.advance(45);
  const displayed = await show(client, "2761");
  t.is(at(displayed, "placement", "availabilityZone"), "lax1");
  t.regex(String(at(displayed, "privateIpAddress")), /^10\.60\./);
  t.deepEqual(texts(list(displayed, "tagSet"), "key"), ["web server/é~*"]);
  const addresses = list(await client.ok("DescribeAddresses"), "addressesSet");
  t.deepEqual(texts(addresses, "instanceId"), ["2760", "2760", "2761", "2761"]);
});

test("a described instance has a reservation an owner, and a list of none is empty", async (t) => {
  const { client, other } = await start(t);
  t.true((await client.call("DescribeInstances")).text.includes("<reservationSet/>"));
  await run(client);
  await run(client);
  await run(other);
  const reservations = list(await client.ok("DescribeInstances"), "reservationSet");
  t.is(reservations.length, 1);
  t.deepEqual(texts(list(reservations[0] ?? "", "instancesSet"), "instanceId"), ["2760", "2761"]);
  t.deepEqual(texts(list(await other.ok("DescribeInstances"), "reservationSet"), "ownerId"), ["4444"]);
});

test("another account's instance is not found, whatever is asked of it", async (t) => {
  const { emulators, client, other } = await start(t);
  const id = await runOn(emulators, client);
  const requested: [string, Record<string, string>][] = [
    ["DescribeInstances", one(id)],
    ["DescribeInstanceStatus", one(id)],
    ["StopInstances", one(id)],
    ["TerminateInstances", one(id)],
    ["GetPasswordData", { InstanceId: id }],
    ["ModifyInstanceAttribute", { InstanceId: id, "Hostname.Value": "mine" }],
    ["CreateTags", { "ResourceId.1": id, "Tag.1.Key": "mine" }],
    ["AssignPublicIpAddress", { InstanceId: id }],
  ];
  for (const [action, parameters] of requested)
    t.is(await other.code(action, parameters), "InvalidInstanceID.NotFound");
  t.is(await state(client, id), "on/0");
});

const powers: [string, string, string, number, string][] = [
  ["on", "StopInstances", "unknown/4", 8, "off/3"],
  ["off", "StartInstances", "unknown/4", 10, "on/0"],
  ["paused", "StartInstances", "unknown/4", 10, "on/0"],
  ["on", "RebootInstances", "unknown/4", 12, "on/0"],
];
for (const [phase, action, during, seconds, after] of powers) {
  test(`${action} of an instance that is ${phase} passes through ${during} to ${after}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await runOn(emulators, client);
    emulators.change({ cloud: "gigenet", kind: "instance", id, set: { phase } });
    await client.ok(action, one(id));
    t.is(await state(client, id), during);
    emulators.advance(seconds - 1);
    t.is(await state(client, id), during);
    emulators.advance(1);
    t.is(await state(client, id), after);
  });
}

const refused: [string, string][] = [
  ["on", "StartInstances"],
  ["building", "StopInstances"],
  ["off", "StopInstances"],
  ["off", "RebootInstances"],
  ["error", "StartInstances"],
];
for (const [phase, action] of refused) {
  test(`${action} of an instance that is ${phase} is InvalidState`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await runOn(emulators, client);
    emulators.change({ cloud: "gigenet", kind: "instance", id, set: { phase } });
    const reply = await client.call(action, one(id));
    t.deepEqual([reply.code, reply.status], ["InvalidState", 400]);
  });
}

test("a state put from outside is not undone by what was under way", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  await client.ok("StopInstances", one(id));
  emulators.change({ cloud: "gigenet", kind: "instance", id, set: { phase: "error" } });
  emulators.advance(100);
  t.is(await state(client, id), "error/5");
});

test("an id that is given twice counts once", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const twice = { ...one(id), "InstanceId.2": id };
  t.is(list(await client.ok("StopInstances", twice), "instancesSet").length, 1);
  t.is(list(await client.ok("DescribeInstanceStatus", twice), "instanceStatusSet").length, 1);
});

test("one wrong id spoils the whole call", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const stop = await client.code("StopInstances", { ...one(id), "InstanceId.2": "999" });
  const end = await client.code("TerminateInstances", { ...one(id), "InstanceId.2": "999" });
  t.deepEqual([stop, end], ["InvalidInstanceID.NotFound", "InvalidInstanceID.NotFound"]);
  t.is(await state(client, id), "on/0");
});

test("power calls tell the states before and after", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const reply = await client.ok("StopInstances", { ...one(id), Force: "true" });
  t.is(at(reply, "return"), "true");
  const [changed] = list(reply, "instancesSet");
  t.deepEqual(changed, {
    instanceId: id,
    currentState: { code: "4", name: "unknown" },
    previousState: { code: "0", name: "on" },
  });
  emulators.advance(8);
  await client.ok("StartInstances", one(id));
  emulators.advance(10);
  t.deepEqual(Object.keys(await client.ok("RebootInstances", one(id))), ["return", "RequestID"]);
});

test("a terminated instance is unknown for a while, then not found, and takes its additional addresses along", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client, { "NetworkInterface.1.AssociatePublicIpAddress": "true" });
  const elastic = String(at(await client.ok("AllocateAddress", { Domain: "ord1" }), "publicIp"));
  await client.ok("AssociateAddress", { InstanceId: id, PublicIp: elastic });
  await client.ok("TerminateInstances", one(id));
  t.is(await state(client, id), "unknown/4");
  t.is(await client.code("StartInstances", one(id)), "InvalidState");
  emulators.advance(9);
  await client.ok("TerminateInstances", one(id));
  emulators.advance(1);
  t.is(await client.code("DescribeInstances", one(id)), "InvalidInstanceID.NotFound");
  t.is(await client.code("TerminateInstances", one(id)), "InvalidInstanceID.NotFound");
  const left = list(await client.ok("DescribeAddresses"), "addressesSet");
  t.deepEqual(left, [{ publicIp: elastic, domain: "standard" }]);
});

test("an instance that is terminated while it is built never comes on", async (t) => {
  const { emulators, client } = await start(t, { durations: { terminate: 100 } });
  const id = await run(client);
  await client.ok("TerminateInstances", one(id));
  emulators.advance(99);
  t.is(await state(client, id), "unknown/4");
  emulators.advance(1);
  t.is(await client.code("DescribeInstances", one(id)), "InvalidInstanceID.NotFound");
});

test("the password is empty until the instance is built, and new after Password.Value", async (t) => {
  const { emulators, client } = await start(t);
  const id = await run(client);
  t.true((await client.call("GetPasswordData", { InstanceId: id })).text.includes("<passwordData/>"));
  emulators.advance(45);
  const before = at(await client.ok("GetPasswordData", { InstanceId: id }), "passwordData");
  t.regex(String(before), /^[0-9a-f]{12}$/);
  await client.ok("ModifyInstanceAttribute", { InstanceId: id, "Password.Value": "ignored" });
  t.is(at(await client.ok("GetPasswordData", { InstanceId: id }), "passwordData"), before);
  emulators.advance(4);
  const after = at(await client.ok("GetPasswordData", { InstanceId: id }), "passwordData");
  t.not(after, before);
  t.not(after, "ignored");
});

test("statuses are in item, and queued work is an event", async (t) => {
  const { emulators, client } = await start(t, { awsAliases: false });
  const id = await runOn(emulators, client);
  await client.ok("ModifyInstanceAttribute", { InstanceId: id, "Hostname.Value": "web" });
  const [status] = list(await client.ok("DescribeInstanceStatus"), "instanceStatusSet");
  t.is(at(status, "availabilityZone"), "ord1");
  t.deepEqual(at(status, "instanceState"), { code: "0", name: "on" });
  const ok = { item: [{ status: "ok", details: { item: [{ name: "reachability", status: "passed" }] } }] };
  t.deepEqual([at(status, "systemStatus"), at(status, "instanceStatus")], [ok, ok]);
  const [event] = list(status ?? "", "eventsSet");
  t.deepEqual([at(event, "code"), at(event, "description")], ["instance-modify", "modify"]);
  emulators.advance(4);
  t.true((await client.call("DescribeInstanceStatus", one(id))).text.includes("<eventsSet/>"));
});

const drifts: [string, Record<string, unknown>, string[], string][] = [
  ["hostname", { hostname: "fred" }, ["privateDnsName"], "fred"],
  ["type", { type: "gcl.4" }, ["instanceType"], "custom_gcl_2vcpu_4096m_90gb"],
  ["a size of its own", { type: "custom_bal_1vcpu_384m_10gb" }, ["instanceType"], "custom_bal_1vcpu_384m_10gb"],
  ["image", { imageId: "ubuntu64_16.04" }, ["platform"], "Ubuntu"],
  ["zone", { zone: "lax1" }, ["placement", "availabilityZone"], "lax1"],
  ["power", { phase: "off" }, ["state", "name"], "off"],
  ["public address", { publicIp: "198.19.9.9" }, ["publicIpAddress"], "198.19.9.9"],
  ["private address", { privateIp: "10.60.9.9" }, ["privateIpAddress"], "10.60.9.9"],
];
for (const [title, set, path, displayed] of drifts) {
  test(`a change of the ${title} from outside is seen`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await runOn(emulators, client);
    emulators.change({ cloud: "gigenet", kind: "instance", id, set });
    t.is(await field(client, id, ...path), displayed);
  });
}

test("tags set from outside and an address added or taken from outside are seen", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  emulators.change({ cloud: "gigenet", kind: "instance", id, set: { tags: ["a", "b"] } });
  t.deepEqual(texts(list(await show(client, id), "tagSet"), "key"), ["a", "b"]);
  emulators.change({ cloud: "gigenet", action: "add-address", id });
  const [address] = list(await client.ok("DescribeAddresses"), "addressesSet");
  t.is(at(address, "instanceId"), id);
  emulators.change({ cloud: "gigenet", kind: "address", id: String(at(address, "publicIp")), delete: true });
  t.deepEqual(list(await client.ok("DescribeAddresses"), "addressesSet"), []);
});

test("out-of-band actions take effect at once, whatever was going on", async (t) => {
  const { emulators, client } = await start(t);
  const id = await run(client);
  const after: Record<string, string> = {};
  for (const action of ["fail", "pause", "power-off", "power-on"]) {
    emulators.change({ cloud: "gigenet", action, id });
    after[action] = await state(client, id);
  }
  t.deepEqual(after, { fail: "error/5", pause: "pause/2", "power-off": "off/3", "power-on": "on/0" });
  emulators.advance(100);
  t.is(await state(client, id), "on/0");
  t.throws(() => emulators.change({ cloud: "gigenet", action: "explode", id }), { message: /it has power-off/ });
  t.throws(() => emulators.change({ cloud: "gigenet", action: "fail", id: "1" }), { message: /no instance/ });
});

test("an instance deleted from outside is gone with its additional addresses", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client, { "NetworkInterface.1.AssociatePublicIpAddress": "true" });
  emulators.change({ cloud: "gigenet", kind: "instance", id, delete: true });
  t.is(await client.code("DescribeInstances", one(id)), "InvalidInstanceID.NotFound");
  t.deepEqual(list(await client.ok("DescribeAddresses"), "addressesSet"), []);
});

test("faults meet the API's own calls: a lost reply, a stale list, its error document, a 200 with an error inside", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "RunInstances", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(client.call("RunInstances", plain));
  const rows = () => emulators.objects("gigenet").filter(({ kind }) => kind === "instance");
  t.is(rows().length, 1);
  await run(client);
  emulators.addFault({ operation: "DescribeInstances", fault: { stale: true } });
  t.is(await client.code("DescribeInstances", one("2761")), "InvalidInstanceID.NotFound");
  t.is(await client.code("DescribeInstances", one("2761")), "");
  const faults: [object, string, number][] = [
    [{ error: "InsufficientFunds" }, "InsufficientFunds", 400],
    [{ error: "something broke" }, "ServerError", 500],
    [{ error: "InsufficientInstanceCapacity: none left", status: 503 }, "InsufficientInstanceCapacity", 503],
    [{ error: "ServerError: hidden", status: 200 }, "ServerError", 200],
  ];
  for (const [fault, code, status] of faults) {
    emulators.addFault({ operation: "Describe*", fault });
    const reply = await client.call("DescribeRegions");
    t.deepEqual([reply.code, reply.status], [code, status]);
  }
});

test("a reset empties the cloud and gives the same ids again", async (t) => {
  const { emulators, client } = await start(t);
  const seen = async () => {
    const displayed = await show(client, await runOn(emulators, client));
    return [at(displayed, "instanceId"), at(displayed, "privateDnsName"), at(displayed, "publicIpAddress")];
  };
  const first = await seen();
  await client.call("DescribeInstances");
  emulators.reset();
  t.deepEqual(list(await client.ok("DescribeInstances"), "reservationSet"), []);
  t.deepEqual(await seen(), first);
});
