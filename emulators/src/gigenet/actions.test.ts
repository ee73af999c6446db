import test, { type ExecutionContext } from "ava";
import type { GigeNetSwitchPatch } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { at, list, plain, runOn, show, state, type Tree, testClient, texts } from "./testing.ts";

async function start(t: ExecutionContext, switches: GigeNetSwitchPatch = {}) {
  const emulators = await startCloud(t, "gigenet", switches);
  const client = testClient(emulators);
  const attribute = async (id: string, name: string): Promise<Tree | undefined> =>
    at(await client.ok("DescribeInstanceAttribute", { InstanceId: id, Attribute: name }), name, "value");
  const modify = (id: string, set: Record<string, string>) =>
    client.code("ModifyInstanceAttribute", { InstanceId: id, ...set });
  return { emulators, client, attribute, modify };
}

test("a type changes after a while and keeps the power state", async (t) => {
  const { emulators, client, attribute, modify } = await start(t);
  const id = await runOn(emulators, client);
  t.is(await modify(id, { "InstanceType.Value": "gcl.4" }), "");
  emulators.advance(29);
  t.is(await attribute(id, "instanceType"), "custom_gcl_1vcpu_2048m_60gb");
  t.is(await state(client, id), "on/0");
  emulators.advance(1);
  t.is(await attribute(id, "instanceType"), "custom_gcl_2vcpu_4096m_90gb");
  t.is(at(await show(client, id), "instanceType"), "custom_gcl_2vcpu_4096m_90gb");
  t.is(await state(client, id), "on/0");
});

test("a type with a smaller disk is refused, one with less memory is not", async (t) => {
  const { emulators, client, attribute, modify } = await start(t);
  const id = await runOn(emulators, client, { InstanceType: "gcl.4" });
  t.is(await modify(id, { "InstanceType.Value": "gcl.2" }), "InvalidInstanceAttributeValue");
  t.is(await modify(id, { "InstanceType.Value": "gcl.8" }), "");
  emulators.advance(30);
  t.is(await modify(id, { "InstanceType.Value": "gcl.max.8" }), "");
  emulators.advance(30);
  t.is(await attribute(id, "instanceType"), "custom_max_2vcpu_8192m_180gb");
  t.is(await modify(id, { "InstanceType.Value": "gcl.9" }), "InvalidInstanceType");
});

test("a type that is too small for the operating system is refused", async (t) => {
  const { emulators, client, modify } = await start(t);
  const windows = { ImageId: "win64_2016", InstanceType: "gcl.2" };
  t.is(await client.code("RunInstances", { ...windows, InstanceType: "gcl.1" }), "InvalidInstanceType");
  const id = await runOn(emulators, client, windows);
  emulators.change({ cloud: "gigenet", kind: "instance", id, set: { type: "bal.small" } });
  t.is(await modify(id, { "InstanceType.Value": "promo.bal.small" }), "InvalidInstanceAttributeValue");
});

const spellings: Record<string, string>[] = [
  { "Hostname.Value": "web-1" },
  { Hostname_Value: "web-1" },
  { Attribute: "hostname", Value: "web-1" },
  { Attribute: "hostname", "Hostname.Value": "web-1" },
];
for (const spelling of spellings) {
  test(`a hostname is changed by ${JSON.stringify(spelling)}`, async (t) => {
    const { emulators, client, attribute, modify } = await start(t);
    const id = await runOn(emulators, client);
    t.is(await modify(id, spelling), "");
    emulators.advance(4);
    t.is(await attribute(id, "hostname"), "web-1");
    t.is(at(await show(client, id), "privateDnsName"), "web-1");
  });
}

test("a hostname that another instance of the account has, or will have, is a duplicate", async (t) => {
  const { emulators, client, modify } = await start(t);
  const first = await runOn(emulators, client);
  const second = await runOn(emulators, client);
  t.is(await modify(first, { "Hostname.Value": "web" }), "");
  t.is(await modify(second, { "Hostname.Value": "web" }), "InvalidHostname.Duplicate");
  emulators.advance(4);
  t.is(await modify(second, { "Hostname.Value": "web" }), "InvalidHostname.Duplicate");
  t.is(await modify(first, { "Hostname.Value": "web" }), "");
  const other = testClient(emulators, emulators.clouds.gigenet.accounts[1]);
  const theirs = await runOn(emulators, other);
  t.is(await other.code("ModifyInstanceAttribute", { InstanceId: theirs, "Hostname.Value": "web" }), "");
});

test("an image of the family is installed anew: off the air for a while, same id, new password", async (t) => {
  const { emulators, client, attribute, modify } = await start(t);
  const id = await runOn(emulators, client);
  const password = async () => at(await client.ok("GetPasswordData", { InstanceId: id }), "passwordData");
  const before = await password();
  t.is(await modify(id, { "OperatingSystem.Value": "centos64_6.4" }), "");
  t.is(await state(client, id), "unknown/4");
  t.is(await modify(id, { "Hostname.Value": "web" }), "InvalidState");
  emulators.advance(60);
  t.is(await state(client, id), "on/0");
  t.is(await attribute(id, "operatingSystem"), "centos64_6.4");
  t.not(await password(), before);
});

const badModifications: [Record<string, string>, string][] = [
  [{ "OperatingSystem.Value": "ubuntu64_16.04" }, "InvalidInstanceAttributeValue"],
  [{ "OperatingSystem.Value": "centos64_8" }, "InvalidAMIID.NotFound"],
  [{ "OperatingSystem.Value": "centos64_5.11" }, "InvalidAMIID.NotAvailable"],
  [{ "Hostname.Value": "two words" }, "InvalidParameterValue"],
  [{ Attribute: "color", Value: "red" }, "InvalidParameterValue"],
  [{ "DisableApiTermination.Value": "true" }, "MissingParameter"],
  [{ Attribute: "hostname" }, "MissingParameter"],
];
for (const [set, code] of badModifications) {
  test(`ModifyInstanceAttribute with ${JSON.stringify(set)} is ${code}`, async (t) => {
    const { emulators, client, modify } = await start(t);
    t.is(await modify(await runOn(emulators, client), set), code);
  });
}

test("several attributes change at once, or none if one is wrong", async (t) => {
  const { emulators, client, attribute, modify } = await start(t);
  const id = await runOn(emulators, client);
  const wrong = { "Hostname.Value": "web", "InstanceType.Value": "gcl.9" };
  t.is(await modify(id, wrong), "InvalidInstanceType");
  emulators.advance(60);
  t.not(await attribute(id, "hostname"), "web");
  t.is(await modify(id, { ...wrong, "InstanceType.Value": "gcl.4" }), "");
  emulators.advance(60);
  t.is(await attribute(id, "hostname"), "web");
  t.is(await attribute(id, "instanceType"), "custom_gcl_2vcpu_4096m_90gb");
});

test("attributes go back to their defaults", async (t) => {
  const { emulators, client, attribute, modify } = await start(t);
  const id = await runOn(emulators, client);
  const reset = (Attribute: string) => client.code("ResetInstanceAttribute", { InstanceId: id, Attribute });
  await modify(id, { "Hostname.Value": "web" });
  emulators.advance(4);
  t.is(await reset("hostname"), "");
  emulators.advance(4);
  t.regex(String(await attribute(id, "hostname")), /^ord1-[0-9a-f]{6}$/);
  t.is(await reset("operatingSystem"), "");
  t.is(await state(client, id), "unknown/4");
  emulators.advance(60);
  t.deepEqual([await reset("password"), await reset("networkConfig"), await reset("instanceType")], ["", "", ""]);
  t.is(await reset("color"), "InvalidParameterValue");
  emulators.advance(60);
  emulators.change({ cloud: "gigenet", kind: "instance", id, set: { type: "gcl.4" } });
  t.is(await reset("instanceType"), "InvalidInstanceAttributeValue");
});

test("graphs are there and unknown attributes are not", async (t) => {
  const { emulators, client, attribute } = await start(t);
  const id = await runOn(emulators, client);
  const graph = Buffer.from(String(await attribute(id, "graph_cpu_month")), "base64");
  t.is(graph.subarray(1, 4).toString(), "PNG");
  const parameters = { InstanceId: id, Attribute: "graph_cpu_decade" };
  t.is(await client.code("DescribeInstanceAttribute", parameters), "InvalidParameterValue");
});

test("tags are keys: values are ignored, repeating is harmless, deleting without Tag takes all", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const second = await runOn(emulators, client);
  const tags = async () =>
    list(await client.ok("DescribeTags"), "tagSet").map((row) => `${at(row, "resourceId")} ${at(row, "key")}`);
  const both = { "ResourceId.1": id, "ResourceId.2": second };
  await client.ok("CreateTags", { ...both, "Tag.1.Key": "a", "Tag.1.Value": "x", "Tag.2.Key": "rex_t-a:g" });
  await client.ok("CreateTags", { "ResourceId.1": id, "Tag.1.Key": "a", "Tag.1.Value": "y" });
  t.deepEqual(await tags(), [`${id} a`, `${id} rex_t-a:g`, `${second} a`, `${second} rex_t-a:g`]);
  await client.ok("DeleteTags", { "ResourceId.1": id, "Tag.1.Key": "a", "Tag.2.Key": "never" });
  await client.ok("DeleteTags", { "ResourceId.1": second });
  t.deepEqual(await tags(), [`${id} rex_t-a:g`]);
  t.is(await client.code("CreateTags", { "ResourceId.1": id }), "MissingParameter");
  t.is(await client.code("CreateTags", { "ResourceId.1": "1", "Tag.1.Key": "a" }), "InvalidInstanceID.NotFound");
  t.is(await client.code("CreateTags", { "Tag.1.Key": "a" }), "MissingParameter");
});

test("tags are described by filter and by the ResourceId of the raw sample", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client, {
    "TagSpecification.1.Tag.1.Key": "a",
    "TagSpecification.1.Tag.2.Key": "b",
  });
  await runOn(emulators, client, { "TagSpecification.1.Tag.1.Key": "a" });
  const byFilter = await client.ok("DescribeTags", { "Filter.1.Name": "resource-id", "Filter.1.Value.1": id });
  const bySample = await client.ok("DescribeTags", { "ResourceId.1": id });
  t.deepEqual(list(byFilter, "tagSet"), [
    { resourceId: id, resourceType: "instance", key: "a", value: "" },
    { resourceId: id, resourceType: "instance", key: "b", value: "" },
  ]);
  t.deepEqual(list(bySample, "tagSet"), list(byFilter, "tagSet"));
  const byKey = await client.ok("DescribeTags", { "Filter.1.Name": "key", "Filter.1.Value.1": "a" });
  t.deepEqual(texts(list(byKey, "tagSet"), "resourceId"), [id, "2761"]);
});

test("instances are found by filters, and unknown filters are ignored", async (t) => {
  const { emulators, client } = await start(t);
  await runOn(emulators, client, { "TagSpecification.1.Tag.1.Key": "a" });
  await runOn(emulators, client);
  emulators.change({ cloud: "gigenet", action: "power-off", id: "2761" });
  const found = async (...filters: [string, string][]) => {
    const entries = filters.map(([name, value], n) => ({
      [`Filter.${n + 1}.Name`]: name,
      [`Filter.${n + 1}.Value.1`]: value,
    }));
    const [reservation] = list(await client.ok("DescribeInstances", Object.assign({}, ...entries)), "reservationSet");
    return reservation ? texts(list(reservation, "instancesSet"), "instanceId") : [];
  };
  t.deepEqual(await found(["tag-key", "a"]), ["2760"]);
  t.deepEqual(await found(["instance-state-name", "off"]), ["2761"]);
  t.deepEqual(await found(["tag-key", "a"], ["instance-state-name", "off"]), []);
  t.deepEqual(await found(["image-id", "centos64_7"]), ["2760", "2761"]);
  t.deepEqual(await found(["color", "red"]), ["2760", "2761"]);
});

test("elastic addresses are allocated in a zone, associated, moved, disassociated and released", async (t) => {
  const { emulators, client } = await start(t, { openZones: ["ord1", "lax1"] });
  const id = await runOn(emulators, client);
  const second = await runOn(emulators, client);
  const allocated = await client.ok("AllocateAddress", { Domain: "ord1" });
  const PublicIp = String(at(allocated, "publicIp"));
  t.is(at(allocated, "domain"), "ord1");
  const rows = async () => list(await client.ok("DescribeAddresses", { "PublicIp.1": PublicIp }), "addressesSet");
  t.deepEqual(await rows(), [{ publicIp: PublicIp, domain: "standard" }]);
  for (const InstanceId of [id, second]) {
    t.is(at(await client.ok("AssociateAddress", { InstanceId, PublicIp }), "return"), "true");
    t.deepEqual(await rows(), [
      { publicIp: PublicIp, domain: "standard", privateIpAddress: "none", instanceId: InstanceId },
    ]);
  }
  t.is(await client.code("ReleaseAddress", { PublicIp }), "InvalidState");
  await client.ok("DisassociateAddress", { PublicIp });
  t.is(await client.code("DisassociateAddress", { PublicIp }), "InvalidInput");
  await client.ok("ReleaseAddress", { PublicIp });
  t.is(await client.code("DescribeAddresses", { "PublicIp.1": PublicIp }), "InvalidAddress.NotFound");
  const elsewhere = String(at(await client.ok("AllocateAddress", { Domain: "lax1" }), "publicIp"));
  t.is(await client.code("AssociateAddress", { InstanceId: id, PublicIp: elsewhere }), "InvalidParameterValue");
  t.is(await client.code("AllocateAddress", { Domain: "vpc" }), "InvalidZone.NotFound");
  t.is(await client.code("AssociateAddress", { PublicIp: elsewhere }), "MissingParameter");
});

test("additional addresses are bound to their instance", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const reply = await client.ok("AssignPublicIpAddress", { InstanceId: id });
  t.deepEqual([at(reply, "domain"), at(reply, "instanceId")], ["ord1", id]);
  const PublicIp = String(at(reply, "publicIp"));
  for (const action of ["ReleaseAddress", "DisassociateAddress"]) {
    t.is(await client.code(action, { PublicIp }), "InvalidAddress.NotFound");
  }
  const elastic = String(at(await client.ok("AllocateAddress"), "publicIp"));
  t.is(await client.code("UnassignPublicIpAddress", { PublicIp: elastic }), "InvalidAddress.NotFound");
  await client.ok("UnassignPublicIpAddress", { PublicIp });
  t.deepEqual(texts(list(await client.ok("DescribeAddresses"), "addressesSet"), "publicIp"), [elastic]);
  const other = testClient(emulators, emulators.clouds.gigenet.accounts[1]);
  t.is(await other.code("ReleaseAddress", { PublicIp: elastic }), "InvalidAddress.NotFound");
});

test("the billing view shows each instance with its additional addresses", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client, { "NetworkInterface.1.AssociatePublicIpAddress": "true" });
  await runOn(emulators, client);
  const [first, second] = list(await client.ok("DescribeReservedInstances"), "reservedInstancesSet");
  t.deepEqual([at(first, "reservedInstancesId"), at(first, "state"), at(first, "instanceCount")], [id, "on", "1"]);
  t.regex(String(at(first, "usagePrice")), /^0\.\d{17}$/);
  const [charge] = list(first ?? "", "recurringCharges");
  t.deepEqual([at(charge, "frequency"), at(charge, "desc")], ["Hourly", "1 Additional IPs"]);
  t.is(at(second, "recurringCharges"), "");
  const wrong = { "ReservedInstancesId.1": "1" };
  t.is(await client.code("DescribeReservedInstances", wrong), "InvalidInstanceID.NotFound");
});

test("types are listed in two catalogs, both of which can be run", async (t) => {
  const { client } = await start(t, { awsAliases: false });
  const names = async (action: string) =>
    list(await client.ok(action), "instanceTypeSet").map((row) => String(at(row, "name")));
  const current = await names("DescribeVmTypes");
  const legacy = await names("DescribeInstanceTypes");
  t.deepEqual([current.length, legacy.length], [9, 16]);
  t.true(current.every((name) => name.startsWith("gcl.")));
  t.true(legacy.includes("client_1544-bal.small"));
  const [one] = list(await client.ok("DescribeVmTypes", { InstanceType: "gcl.max.16" }), "instanceTypeSet");
  t.deepEqual(one, { name: "gcl.max.16", cores: "4", memory: "16384", disk: "360" });
  t.is(await client.code("DescribeVmTypes", { "InstanceType.1": "bal.small" }), "InvalidInstanceType");
  t.is(await client.code("RunInstances", { ...plain, InstanceType: "bal.small" }), "");
});

test("images are described, one by one too, and by attribute", async (t) => {
  const { client } = await start(t);
  const all = list(await client.ok("DescribeImages"), "imagesSet");
  t.is(all.length, 8);
  t.deepEqual(texts(all, "imageState"), ["inactive", ...Array(7).fill("active")]);
  const [ubuntu] = list(await client.ok("DescribeImages", { "ImageId.1": "ubuntu64_14.04.1" }), "imagesSet");
  t.deepEqual([at(ubuntu, "name"), at(ubuntu, "hypervisor")], ["ubuntu64_14.04.1", "xen"]);
  t.is(await client.code("DescribeImages", { "ImageId.1": "beos" }), "InvalidAMIID.NotFound");
  const attribute = (Attribute: string) => ({ ImageId: "ubuntu64_14.04.1", Attribute });
  const reply = await client.ok("DescribeImageAttribute", attribute("description"));
  t.is(at(reply, "ImageId"), "ubuntu64_14.04.1");
  t.is(at(reply, "description", "value"), "Ubuntu 14.04.1 LTS AMD64");
  t.is(await client.code("DescribeImageAttribute", attribute("color")), "InvalidParameterValue");
});

test("zones are as in the sample, and only one region is reported", async (t) => {
  const { client } = await start(t, { awsAliases: false });
  const zones = list(await client.ok("DescribeAvailabilityZones"), "availabilityZoneInfo");
  const displayed = zones.map((row) => `${at(row, "zoneName")} ${at(row, "zoneState")}`);
  t.deepEqual(displayed, ["ord1 available", "ord1 unavailable", "lax1 unavailable", "ord1 available"]);
  t.deepEqual(at(zones[2], "messageSet"), { message: "Location: Los Angeles, CA" });
  t.is(await client.code("DescribeAvailabilityZones", { "ZoneName.1": "sfo1" }), "InvalidZone.NotFound");
  const regions = list(await client.ok("DescribeRegions"), "regionInfo");
  t.deepEqual(regions, [{ regionEndpoint: "api.thegcloud.com", regionName: "ord1" }]);
});

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEludmVudGVkIGtleSBmb3IgdGVzdHMgb25seSEhISE= someone@example.test";

test("key pairs are made, imported, described and deleted", async (t) => {
  const { client } = await start(t);
  const created = await client.call("CreateKeyPair", { KeyName: "made" });
  t.regex(
    created.text,
    /<keyMaterial>-----BEGIN PRIVATE KEY-----\n\t[A-Za-z0-9+/=]+\n\t-----END PRIVATE KEY-----\n\t<\/keyMaterial>/,
  );
  t.regex(String(at(created.root, "keyFingerprint")), /^([0-9a-f]{2}:){19}[0-9a-f]{2}$/);
  const material = Buffer.from(key).toString("base64");
  const imported = await client.ok("ImportKeyPair", { KeyName: "mine", PublicKeyMaterial: material });
  t.regex(String(at(imported, "keyFingerprint")), /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  t.is(
    await client.code("ImportKeyPair", { KeyName: "mine", PublicKeyMaterial: material }),
    "InvalidKeyPair.Duplicate",
  );
  t.is(await client.code("ImportKeyPair", { KeyName: "bad", PublicKeyMaterial: key }), "InvalidParameterValue");
  t.deepEqual(texts(list(await client.ok("DescribeKeyPairs"), "keySet"), "keyName"), ["made", "mine"]);
  await client.ok("DeleteKeyPair", { KeyName: "made" });
  t.is(await client.code("DescribeKeyPairs", { "KeyName.1": "made" }), "InvalidKeyPair.NotFound");
  t.is(await client.code("DeleteKeyPair", { KeyName: "made" }), "InvalidKeyPair.NotFound");
});

test("a session token signs requests for its time, for its account", async (t) => {
  const { emulators, client } = await start(t);
  const credentials = at(
    await client.ok("GetSessionToken", { DurationSeconds: 900 }),
    "GetSessionTokenResult",
    "Credentials",
  );
  const account = {
    apiKey: String(at(credentials, "AccessKeyId")),
    apiHash: String(at(credentials, "SecretAccessKey")),
  };
  const session = testClient(emulators, account, String(at(credentials, "SessionToken")));
  const id = await runOn(emulators, session);
  t.is(await state(client, id), "on/0");
  t.is(await testClient(emulators, account).code("DescribeRegions"), "AuthFailure");
  for (const DurationSeconds of [899, 129_601]) {
    t.is(await client.code("GetSessionToken", { DurationSeconds }), "InvalidParameterValue");
  }
});
