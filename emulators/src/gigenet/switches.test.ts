import { createHmac } from "node:crypto";
import test from "ava";
import { signGigeNetV4 } from "../index.ts";
import { type Observe as ObserveBy, switchTester } from "../testing-switches.ts";
import { encodeText } from "./form.ts";
import { defaultSwitches } from "./switches.ts";
import {
  at,
  basicNow,
  formOf,
  list,
  type Parameters,
  parse,
  plain,
  run,
  runOn,
  show,
  start,
  state,
  type TestClient,
  texts,
} from "./testing.ts";

type Observe = ObserveBy<TestClient>;
const tested = new Set<string>();
const testSwitch = switchTester(start);
const both: typeof testSwitch = (title, patch, ...rest) => {
  for (const name of Object.keys(patch)) tested.add(name);
  testSwitch(title, patch, ...rest);
};

const one = (id: string) => ({ "InstanceId.1": id });

const codeOf =
  (action: string, parameters: Parameters = {}): Observe =>
  (client) =>
    client.code(action, parameters);

const displayed =
  (...path: string[]): Observe =>
  async (client, emulators) =>
    at(await show(client, await runOn(emulators, client)), ...path);

const stateAfter =
  (seconds: number): Observe =>
  async (client, emulators) => {
    const id = await run(client);
    emulators.advance(seconds);
    return state(client, id);
  };

both("how long a build takes", { durations: { build: 5 } }, stateAfter(5), "unknown/4", "on/0");
both("the word of a state", { words: { on: "running" } }, stateAfter(45), "on/0", "running/0");
both("the code of a state", { codes: { on: 16 } }, stateAfter(45), "on/0", "on/16");
both("a build that fails", { buildOutcome: "error" }, stateAfter(45), "on/0", "error/5");
both("a build that never ends", { buildOutcome: "never" }, stateAfter(100_000), "on/0", "unknown/4");

both(
  "an instance that does not appear at once",
  { durations: { appear: 10 } },
  async (client, emulators) => {
    const id = await run(client);
    const count = async () => list(await client.ok("DescribeInstances"), "reservationSet").length;
    const early = [await client.code("DescribeInstances", one(id)), await count()];
    emulators.advance(10);
    return [...early, await client.code("DescribeInstances", one(id)), await count()];
  },
  ["", 1, "", 1],
  ["InvalidInstanceID.NotFound", 0, "", 1],
);

both(
  "the PHP sample of the documentation, which signs the query as sent",
  { strictSignatures: false },
  async (client, emulators) => {
    const { endpoint, credentials } = emulators.clouds.gigenet;
    const id = await run(client);
    const { apiKey, apiHash } = credentials;
    const signing = "SignatureMethod=HmacSHA256&SignatureVersion=2";
    const query = `AWSKeyId=${apiKey}&Action=DescribeInstances&${signing}&Timestamp=${encodeText(new Date().toISOString())}&InstanceId.1=${id}`;
    const signed = ["GET", new URL(endpoint).hostname, "/", query].join("\n");
    const signature = createHmac("sha256", apiHash).update(signed).digest("base64");
    return (await parse(await fetch(`${endpoint}?${query}&Signature=${encodeText(signature)}`))).code;
  },
  "IncompleteSignature",
  "",
);

both(
  "version 4 in the query",
  { presignedV4: true },
  async (_, emulators) => {
    const { endpoint, credentials } = emulators.clouds.gigenet;
    const scope = { date: basicNow(), region: "ord1", service: "ec2", signedHeaders: ["host"] };
    const query = formOf({
      Action: "DescribeRegions",
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": `${credentials.apiKey}/${scope.date.slice(0, 8)}/ord1/ec2/aws4_request`,
      "X-Amz-Date": scope.date,
      "X-Amz-Expires": 60,
      "X-Amz-SignedHeaders": "host",
    });
    const request = { method: "GET", path: "/", query, headers: { host: new URL(endpoint).host }, body: "" };
    const signature = signGigeNetV4(request, credentials.apiHash, scope);
    return (await parse(await fetch(`${endpoint}/?${query}&X-Amz-Signature=${signature}`))).code;
  },
  "MissingAuthenticationToken",
  "",
);

both(
  "how far clocks may be apart",
  { clockWindow: 5000 },
  async (client, emulators) => {
    emulators.setClockSkew("gigenet", 3600);
    return client.code("DescribeRegions");
  },
  "RequestExpired",
  "",
);
both("keys bound to an address", { allowedSourceIp: "192.0.2.1" }, codeOf("DescribeRegions"), "", "AuthFailure");

const aliased: Observe = async (client, emulators) => {
  const id = await runOn(emulators, client);
  const instance = await show(client, id);
  const [status] = list(await client.ok("DescribeInstanceStatus"), "instanceStatusSet");
  const [type] = list(await client.ok("DescribeVmTypes"), "instanceTypeSet");
  const [zone] = list(await client.ok("DescribeAvailabilityZones"), "availabilityZoneInfo");
  return [
    at(instance, "instanceState", "name"),
    at(instance, "ipAddress") === at(instance, "publicIpAddress"),
    at(status, "systemStatus", "status"),
    at(type, "vCpuInfo", "defaultVCpus"),
    at(zone, "messageSet", "item", 0, "message"),
    at(instance, "state", "name"),
  ];
};
const ec2 = ["on", true, "ok", "1", "Location: Arlington Heights, IL Zone 2", "on"];
const ownOnly = [undefined, false, undefined, undefined, undefined, "on"];
both("EC2's names beside GigeNET's", { awsAliases: false }, aliased, ec2, ownOnly);

both(
  "elements that nobody documents",
  { extraElements: true },
  async (client, emulators) => [
    at(await show(client, await runOn(emulators, client)), "futureFeature", "enabled"),
    at(await client.ok("DescribeRegions"), "futureFeature", "enabled"),
  ],
  [undefined, undefined],
  ["true", "true"],
);

both(
  "an empty list",
  { emptyLists: "absent" },
  async (client) => (await client.call("DescribeInstances")).text.includes("<reservationSet/>"),
  true,
  false,
);

const namespaces: Observe = async (client) => {
  const replies = [await client.call("DescribeVmTypes"), await client.call("DescribeRegions")];
  return replies.map(({ text }) => text.includes('xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'));
};
both("the namespace", { xmlns: "always" }, namespaces, [true, false], [true, true]);
both("no namespace", { xmlns: "never" }, namespaces, [true, false], [false, false]);

both(
  "content type",
  { contentType: "application/xml" },
  async (_, { clouds }) => (await fetch(clouds.gigenet.endpoint)).headers.get("content-type"),
  "text/xml; charset=utf-8",
  "application/xml",
);
both(
  "the reply of RunInstances",
  { runReply: "reservation" },
  async (client) => {
    const reply = await client.ok("RunInstances", plain);
    const rows = [...list(reply, "instancesSet"), ...list(reply, "reservation", "instances")];
    return [Object.keys(reply), texts(rows, "instanceId")];
  },
  [["reservationId", "ownerId", "instancesSet", "RequestID"], ["2760"]],
  [["reservation", "RequestID"], ["2760"]],
);
both(
  "replies without a sample",
  { unsampledReplies: "bare" },
  async (client, emulators) => {
    const id = await runOn(emulators, client);
    return [
      Object.keys(await client.ok("AssignPublicIpAddress", { InstanceId: id })),
      Object.keys(await client.ok("StopInstances", one(id))),
      Object.keys(await client.ok("TerminateInstances", one(id))),
    ];
  },
  [
    ["publicIp", "domain", "instanceId", "RequestID"],
    ["instancesSet", "return", "RequestID"],
    ["instancesSet", "return", "RequestID"],
  ],
  [
    ["return", "RequestID"],
    ["return", "RequestID"],
    ["return", "RequestID"],
  ],
);
both(
  "where temporary credentials are",
  { sessionCredentials: "item" },
  async (client) => {
    const credentials = at(await client.ok("GetSessionToken"), "GetSessionTokenResult", "Credentials");
    const wrapped = at(credentials, "item", 0);
    return [wrapped !== undefined, Object.keys(wrapped ?? credentials ?? {})];
  },
  [false, ["SessionToken", "SecretAccessKey", "Expiration", "AccessKeyId"]],
  [true, ["SessionToken", "SecretAccessKey", "Expiration", "AccessKeyId"]],
);
both(
  "how types are reported",
  { reportedTypes: "name" },
  displayed("instanceType"),
  "custom_gcl_1vcpu_2048m_60gb",
  "gcl.2",
);
both(
  "how hostnames are reported",
  { dnsNames: "domain" },
  async (client, emulators) => String(await displayed("privateDnsName")(client, emulators)).replace(/[0-9a-f]{6}/, "…"),
  "ord1-…",
  "ord1-….thegcloud.com",
);
both(
  "zones that are listed several times",
  { duplicateZones: false },
  async (client) => texts(list(await client.ok("DescribeAvailabilityZones"), "availabilityZoneInfo"), "zoneName"),
  ["ord1", "ord1", "lax1", "ord1"],
  ["ord1", "lax1"],
);
both(
  "additional addresses on the bill",
  { billAdditional: false },
  async (client, emulators) => {
    await client.ok("AssignPublicIpAddress", { InstanceId: await runOn(emulators, client) });
    const [bill] = list(await client.ok("DescribeReservedInstances"), "reservedInstancesSet");
    return list(bill ?? "", "recurringCharges").length;
  },
  1,
  0,
);
both(
  "additional addresses in DescribeAddresses",
  { listAdditional: false },
  async (client, emulators) => {
    await client.ok("AssignPublicIpAddress", { InstanceId: await runOn(emulators, client) });
    await client.ok("AllocateAddress");
    return list(await client.ok("DescribeAddresses"), "addressesSet").length;
  },
  2,
  1,
);
both(
  "the instance of an address in DescribeAddresses",
  { addressInstances: false },
  async (client, emulators) => {
    const InstanceId = await runOn(emulators, client);
    const PublicIp = String(at(await client.ok("AllocateAddress"), "publicIp"));
    await client.ok("AssociateAddress", { InstanceId, PublicIp });
    const [row] = list(await client.ok("DescribeAddresses"), "addressesSet");
    return Object.keys(Object(row));
  },
  ["publicIp", "domain", "privateIpAddress", "instanceId"],
  ["publicIp", "domain"],
);
both(
  "what an address calls its domain",
  { addressDomain: "zone" },
  async (client) => {
    await client.ok("AllocateAddress");
    return at(list(await client.ok("DescribeAddresses"), "addressesSet")[0] ?? "", "domain");
  },
  "standard",
  "ord1",
);
both(
  "associating an address that another instance has",
  { reassociation: "refuse" },
  async (client, emulators) => {
    const [first, second] = [await runOn(emulators, client), await runOn(emulators, client)];
    const PublicIp = String(at(await client.ok("AllocateAddress"), "publicIp"));
    await client.ok("AssociateAddress", { InstanceId: first, PublicIp });
    return client.code("AssociateAddress", { InstanceId: second, PublicIp });
  },
  "",
  "InvalidState",
);
both(
  "what only the vendor's Go client reads",
  { goClientFields: false },
  async (client, emulators) => {
    const InstanceId = await runOn(emulators, client);
    await client.ok("CreateTags", { "ResourceId.1": InstanceId, "Tag.1.Key": "shop" });
    const PublicIp = String(at(await client.ok("AllocateAddress"), "publicIp"));
    await client.ok("AssociateAddress", { InstanceId, PublicIp });
    const [address, tag] = [
      list(await client.ok("DescribeAddresses"), "addressesSet")[0],
      list(await client.ok("DescribeTags"), "tagSet")[0],
    ];
    return [address, tag].map((row) => Object.keys(Object(row)));
  },
  [
    ["publicIp", "domain", "privateIpAddress", "instanceId"],
    ["resourceId", "resourceType", "key", "value"],
  ],
  [
    ["publicIp", "domain", "instanceId"],
    ["resourceId", "resourceType", "key"],
  ],
);
both(
  "filters",
  { filters: false },
  async (client) => {
    await run(client);
    const nothing = { "Filter.1.Name": "image-id", "Filter.1.Value.1": "beos" };
    return list(await client.ok("DescribeInstances", nothing), "reservationSet").length;
  },
  0,
  1,
);

const launchTags: Observe = async (client) => {
  const tag = (member: string, key: string) => ({ [`TagSpecification.1.${member}.1.Key`]: key });
  await run(client, { ...tag("Tag", "a"), ...tag("Tags", "b") });
  return texts(list(await client.ok("DescribeTags"), "tagSet"), "key");
};
both("tags at launch in EC2's spelling", { launchTags: "Tag" }, launchTags, ["a", "b"], ["a"]);
both("tags at launch in GigeNET's spelling", { launchTags: "Tags" }, launchTags, ["a", "b"], ["b"]);
both("tags at launch that are not read", { launchTags: "none" }, launchTags, ["a", "b"], []);

both(
  "client tokens",
  { enforceClientToken: true },
  async (client) => [
    await run(client, { ClientToken: "t" }),
    await run(client, { ClientToken: "t" }),
    await client.code("RunInstances", { ...plain, ClientToken: "t", BillingTerm: 1 }),
    await run(client, { ClientToken: "u" }),
    await run(client),
  ],
  ["2760", "2761", "", "2763", "2764"],
  ["2760", "2760", "IdempotentParameterMismatch", "2761", "2762"],
);
both(
  "starting what runs",
  { repeatedPower: "ok" },
  async (client, emulators) => {
    const id = await runOn(emulators, client);
    return [await client.code("StartInstances", one(id)), await state(client, id)];
  },
  ["InvalidState", "on/0"],
  ["", "on/0"],
);
both(
  "a new type for what runs",
  { resizeNeedsStop: true },
  async (client, emulators) => {
    const id = await runOn(emulators, client);
    const resize = () => client.code("ModifyInstanceAttribute", { InstanceId: id, "InstanceType.Value": "gcl.4" });
    const running = await resize();
    emulators.change({ cloud: "gigenet", action: "power-off", id });
    return [running, await resize()];
  },
  ["", ""],
  ["InvalidState", ""],
);
both(
  "modifications that do nothing",
  { modifyIgnored: true },
  async (client, emulators) => {
    const id = await runOn(emulators, client);
    await client.ok("ModifyInstanceAttribute", { InstanceId: id, "Hostname.Value": "web" });
    emulators.advance(60);
    return at(await show(client, id), "privateDnsName") === "web";
  },
  true,
  false,
);
both(
  "releasing an associated address",
  { releaseAssociated: "release" },
  async (client, emulators) => {
    const InstanceId = await runOn(emulators, client);
    const PublicIp = String(at(await client.ok("AllocateAddress"), "publicIp"));
    await client.ok("AssociateAddress", { InstanceId, PublicIp });
    return client.code("ReleaseAddress", { PublicIp });
  },
  "InvalidState",
  "",
);
both(
  "elastic addresses of a terminated instance",
  { terminateReleasesElastic: true },
  async (client, emulators) => {
    const InstanceId = await runOn(emulators, client);
    const PublicIp = String(at(await client.ok("AllocateAddress"), "publicIp"));
    await client.ok("AssociateAddress", { InstanceId, PublicIp });
    await client.ok("TerminateInstances", { InstanceId });
    emulators.advance(10);
    return list(await client.ok("DescribeAddresses"), "addressesSet").length;
  },
  1,
  0,
);
both(
  "terminated instances",
  { terminatedLingers: true },
  async (client, emulators) => {
    const id = await runOn(emulators, client);
    await client.ok("TerminateInstances", one(id));
    emulators.advance(10);
    const after = (await client.code("DescribeInstances", one(id))) || (await state(client, id));
    emulators.advance(60);
    return [after, await client.code("DescribeInstances", one(id))];
  },
  ["InvalidInstanceID.NotFound", "InvalidInstanceID.NotFound"],
  ["terminated/6", "InvalidInstanceID.NotFound"],
);

const runError = codeOf("RunInstances", plain);
both("zones that take instances", { openZones: ["lax1"] }, runError, "", "InvalidZone.NotFound");
both("a zone without capacity", { fullZones: ["ord1"] }, runError, "", "InsufficientInstanceCapacity");
both("how no capacity is reported", { fullZones: ["ord1"], capacityCode: "Full" }, runError, "", "Full");
both("no funds", { funds: 0 }, runError, "", "InsufficientFunds");
both("no funds for addresses", { funds: 0 }, codeOf("AllocateAddress"), "", "InsufficientFunds");
both("the instance quota", { instanceQuota: 0 }, runError, "", "MaxSpotInstanceCountExceeded");
both(
  "an instance quota that leaves some of what is asked for",
  { instanceQuota: 2 },
  async (client) => {
    const reply = await client.ok("RunInstances", { ...plain, MinCount: 1, MaxCount: 3 });
    return [list(reply, "instancesSet").length, await client.code("RunInstances", plain)];
  },
  [3, ""],
  [2, "MaxSpotInstanceCountExceeded"],
);
both("the address quota", { addressQuota: 0 }, codeOf("AllocateAddress"), "", "AddressLimitExceeded");
both(
  "the tag quota",
  { tagQuota: 1 },
  async (client) => {
    const id = await run(client, { "TagSpecification.1.Tag.1.Key": "a" });
    const tag = (key: string) => client.code("CreateTags", { "ResourceId.1": id, "Tag.1.Key": key });
    return [await tag("a"), await tag("b")];
  },
  ["", ""],
  ["", "TagLimitExceeded"],
);

const second: Observe = async (client, emulators) => {
  await client.ok("DescribeRegions");
  const { code, status } = await client.call("DescribeRegions");
  emulators.advance(1);
  return [code, status, await client.code("DescribeRegions")];
};
both("too many calls", { callsPerSecond: 1 }, second, ["", 200, ""], ["RequestLimitExceeded", 503, ""]);
both(
  "what blocks an account",
  { callsPerSecond: 1, blocksAfter: 1 },
  async (client, emulators) => {
    for (let call = 0; call < 3; call += 1) await client.ok("DescribeRegions").catch(() => undefined);
    emulators.advance(60);
    return client.code("DescribeRegions");
  },
  "",
  "Blocked",
);
const throttling = { callsPerSecond: 1, throttleCode: "Throttling", throttleStatus: 400 };
both("how too many calls are reported", throttling, second, ["", 200, ""], ["Throttling", 400, ""]);
both(
  "the status of a dry run",
  { dryRunStatus: 412 },
  async (client) => (await client.call("DescribeRegions", { DryRun: "true" })).status,
  500,
  412,
);

test("every switch is tested in two positions", (t) => {
  t.deepEqual([...tested].sort(), Object.keys(defaultSwitches).sort());
});

test("a reset forgets the calls of the second", async (t) => {
  const { emulators, client } = await start(t, { callsPerSecond: 1 });
  const codes = [await client.code("DescribeRegions"), await client.code("DescribeRegions")];
  emulators.reset();
  t.deepEqual([...codes, await client.code("DescribeRegions")], ["", "RequestLimitExceeded", ""]);
});

test("a switch is refused by name or by word, and holds until the reset", async (t) => {
  const { emulators, client } = await start(t, { funds: 0 });
  t.throws(() => emulators.setSwitches("gigenet", { color: "red" }), { message: /no switch color/ });
  t.throws(() => emulators.setSwitches("gigenet", { xmlns: "some" }), { message: /xmlns must be one of/ });
  emulators.setSwitches("gigenet", { funds: 5 });
  t.is(await client.code("RunInstances", plain), "");
  emulators.reset();
  t.is(await client.code("RunInstances", plain), "InsufficientFunds");
});
