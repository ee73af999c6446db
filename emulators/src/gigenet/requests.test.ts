import test, { type ExecutionContext } from "ava";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import type { GigeNetSwitchPatch } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { GigeNetError } from "./errors.ts";
import { encodeText, parsePairs, utf8 } from "./form.ts";
import { Parameters } from "./parameters.ts";
import { at, callV2, formOf, list, parse, plain, run, runOn, state, testClient, texts } from "./testing.ts";
import { writeXml } from "./xml.ts";

async function start(t: ExecutionContext, switches: GigeNetSwitchPatch = {}) {
  const emulators = await startCloud(t, "gigenet", switches);
  return { emulators, client: testClient(emulators), endpoint: emulators.clouds.gigenet.endpoint };
}

test("DescribeInstances is written in the documented order, byte by byte", async (t) => {
  const { emulators, client } = await start(t, { awsAliases: false });
  const id = await runOn(emulators, client, {
    ...{ ImageId: "centos64_6.4", InstanceType: "cpu.lg", PrivateIpAddress: "yes" },
    ...{ "TagSpecification.1.Tag.1.Key": "rex_t-a:g" },
  });
  const { text } = await client.call("DescribeInstances", { "InstanceId.1": id });
  const masked = text
    .replace(/(<RequestID>)[0-9a-f]{32}</, "$1…<")
    .replace(/(<launchTime>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/, "$1…")
    .replace(/ord1-[0-9a-f]{6}/, "ord1-…");
  t.is(
    masked,
    `<?xml version="1.0" encoding="utf-8"?>
<DescribeInstancesResponse>
  <reservationSet>
    <item>
      <ownerId>1479</ownerId>
      <instancesSet>
        <item>
          <imageId>centos64_6.4</imageId>
          <instanceId>2760</instanceId>
          <instanceType>custom_cpu_4vcpu_3200m_60gb</instanceType>
          <placement>
            <availabilityZone>ord1</availabilityZone>
          </placement>
          <launchTime>…+00:00</launchTime>
          <privateDnsName>ord1-…</privateDnsName>
          <privateIpAddress>10.60.0.10</privateIpAddress>
          <publicIpAddress>198.19.0.10</publicIpAddress>
          <state>
            <code>0</code>
            <name>on</name>
          </state>
          <subnetId>148</subnetId>
          <architecture>x86_64</architecture>
          <virtualizationType>hvm</virtualizationType>
          <rootDeviceName>/dev/sda1</rootDeviceName>
          <hypervisor>xenserver</hypervisor>
          <platform>Centos</platform>
          <tagSet>
            <item>
              <key>rex_t-a:g</key>
            </item>
          </tagSet>
        </item>
      </instancesSet>
    </item>
  </reservationSet>
  <RequestID>…</RequestID>
</DescribeInstancesResponse>
`,
  );
});

test("RunInstances is written in the documented order", async (t) => {
  const { client } = await start(t, { awsAliases: false });
  const { text } = await client.call("RunInstances", plain);
  const names = [...text.matchAll(/<([A-Za-z]+)\/?>/g)].map(([, name]) => name);
  t.is(
    names.join(" "),
    "RunInstancesResponse reservationId ownerId instancesSet item imageId instanceId instanceType placement availabilityZone launchTime privateDnsName privateIpAddress publicIpAddress state code name architecture virtualizationType rootDeviceName hypervisor platform tagSet RequestID",
  );
  t.true(text.includes("<tagSet/>"));
});

test("an error is the documented document", async (t) => {
  const { client } = await start(t);
  const { text, status } = await client.call("DescribeInstances", { "InstanceId.1": "i-<&>" });
  t.is(status, 400);
  t.is(
    text.replace(/[0-9a-f]{32}/, "…"),
    `<?xml version="1.0" encoding="utf-8"?>
<Response>
  <Errors>
    <Error>
      <Code>InvalidInstanceID.NotFound</Code>
      <Message>&quot;i-&lt;&amp;&gt;&quot; does not exist</Message>
    </Error>
  </Errors>
  <RequestID>…</RequestID>
</Response>
`,
  );
});

const refused: [string, Record<string, string | number>, string][] = [
  ["RunInstances", { InstanceType: "gcl.1" }, "MissingParameter"],
  ["RunInstances", { ImageId: "centos64_7" }, "MissingParameter"],
  ["RunInstances", { ...plain, ImageId: "beos" }, "InvalidAMIID.NotFound"],
  ["RunInstances", { ...plain, ImageId: "centos64_5.11" }, "InvalidAMIID.NotAvailable"],
  ["RunInstances", { ...plain, InstanceType: "t2.micro" }, "InvalidInstanceType"],
  ["RunInstances", { ...plain, "Placement.AvailabilityZone": "lax1" }, "InvalidZone.NotFound"],
  ["RunInstances", { ...plain, Placement_AvailabilityZone: "us-east-1a" }, "InvalidZone.NotFound"],
  ["RunInstances", { ...plain, BillingTerm: 2 }, "InvalidParameterValue"],
  ["RunInstances", { ...plain, MinCount: "two" }, "InvalidParameterValue"],
  ["RunInstances", { ...plain, MinCount: 3, MaxCount: 2 }, "InvalidParameterValue"],
  ["RunInstances", { ...plain, MaxCount: 51 }, "RequestResourceCountExceeded"],
  ["RunInstances", { ...plain, "NetworkInterface.1.AssociatePublicIpAddress": "maybe" }, "InvalidParameterValue"],
  ["RunInstances", { ...plain, DryRun: "perhaps" }, "InvalidParameterValue"],
  ["StopInstances", {}, "MissingParameter"],
  ["DescribeVolumes", {}, "InvalidAction"],
  ["GetConsoleOutput", { InstanceId: "2632" }, "InvalidAction"],
  ["constructor", {}, "InvalidAction"],
  ["Two Words", {}, "InvalidAction"],
  ["", {}, "MissingAction"],
];
for (const [action, parameters, code] of refused) {
  test(`${action || "no action"} with ${JSON.stringify(parameters)} is ${code}`, async (t) => {
    const { emulators, client } = await start(t);
    const reply = await client.call(action, parameters);
    t.deepEqual([reply.code, reply.status], [code, 400]);
    t.deepEqual(emulators.objects("gigenet"), []);
    t.true(emulators.requests()[0]?.error?.startsWith(`${code}: `));
  });
}

test("a dry run checks all and changes nothing", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client);
  const before = emulators.objects("gigenet");
  const tries: [string, Record<string, string>, string][] = [
    ["RunInstances", { ...plain, InstanceType: "gcl.9" } as Record<string, string>, "InvalidInstanceType"],
    ["RunInstances", plain as Record<string, string>, "DryRunOperation"],
    ["TerminateInstances", { "InstanceId.1": id }, "DryRunOperation"],
    ["StartInstances", { "InstanceId.1": id }, "InvalidState"],
    ["ModifyInstanceAttribute", { InstanceId: id, "OperatingSystem.Value": "centos64_6.4" }, "DryRunOperation"],
    ["CreateTags", { "ResourceId.1": id, "Tag.1.Key": "a" }, "DryRunOperation"],
    ["AllocateAddress", {}, "DryRunOperation"],
    ["DescribeInstances", {}, "DryRunOperation"],
  ];
  for (const [action, parameters, code] of tries)
    t.is(await client.code(action, { ...parameters, DryRun: "True" }), code);
  t.deepEqual(emulators.objects("gigenet"), before);
});

test("parameters come in the query, in the form, or in both; un-numbered and from 0 or 1", async (t) => {
  const { emulators, client } = await start(t);
  const id = await run(client);
  const second = await run(client);
  const ids = async (parameters: Record<string, string>) => {
    const { root } = await callV2(emulators, "DescribeInstanceStatus", parameters);
    return texts(list(root, "instanceStatusSet"), "instanceId");
  };
  t.deepEqual(await ids({ InstanceId: id }), [id]);
  t.deepEqual(await ids({ "InstanceId.0": id, "InstanceId.1": second }), [id, second]);
  t.deepEqual(await ids({ "InstanceId.2": second, "InstanceId.1": id }), [id, second]);
  t.deepEqual(await ids({ InstanceId_1: second }), [second]);
  t.deepEqual(await ids({ "InstanceId.10": id, "InstanceId.9": second }), [second, id]);
  t.deepEqual(await ids({}), [id, second]);
});

test("unknown parameters are ignored, such as EC2's", async (t) => {
  const { client } = await start(t);
  const ec2 = { UserData: "IyEvYmluL3No", SubnetId: "subnet-1", DisableApiTermination: "true", ClientToken: "x" };
  t.is(await run(client, ec2), "2760");
  t.is(await run(client, ec2), "2761");
});

test("what is not signed gets the documented statuses", async (t) => {
  const { emulators, endpoint } = await start(t);
  const unsigned = await parse(await fetch(`${endpoint}/?Action=DescribeInstances`));
  t.deepEqual([unsigned.code, unsigned.status], ["MissingAuthenticationToken", 400]);
  const { credentials } = emulators.clouds.gigenet;
  const stranger = await testClient(emulators, { ...credentials, apiKey: "SOMEBODY" }).call("DescribeInstances");
  t.deepEqual([stranger.code, stranger.status], ["AuthFailure", 401]);
  const forged = await testClient(emulators, { ...credentials, apiHash: "guess" }).call("RunInstances", plain);
  t.deepEqual([forged.code, forged.status], ["SignatureDoesNotMatch", 401]);
  const broken = await parse(await fetch(`${endpoint}/?Action=%zz`));
  t.deepEqual([broken.code, broken.status], ["MalformedQueryString", 400]);
  const rows = emulators.requests().map(({ operation, signature, handled }) => `${operation} ${signature} ${handled}`);
  t.deepEqual(rows, [
    "DescribeInstances none true",
    "DescribeInstances bad true",
    "RunInstances bad true",
    "? none true",
  ]);
  t.deepEqual(emulators.objects("gigenet"), []);
});

test("a cloud whose clock is off refuses what is signed now", async (t) => {
  const { emulators, client } = await start(t);
  emulators.setClockSkew("gigenet", 3600);
  const reply = await client.call("DescribeRegions");
  t.deepEqual([reply.code, reply.status], ["RequestExpired", 400]);
  t.regex(emulators.requests()[0]?.note ?? "", /-360\d s off/);
  t.is((await callV2(emulators, "DescribeRegions")).code, "RequestExpired");
});

test("there is nothing beside the one path, and no other method", async (t) => {
  const { emulators, endpoint } = await start(t);
  const statuses = [
    (await fetch(`${endpoint}/api?Action=DescribeInstances`)).status,
    (await fetch(`${endpoint}/`, { method: "PUT" })).status,
  ];
  t.deepEqual(statuses, [404, 404]);
  t.deepEqual(
    emulators.requests().map(({ operation, signature }) => [operation, signature]),
    [
      ["?", "none"],
      ["?", "none"],
    ],
  );
});

test("a body that is no form is not read", async (t) => {
  const { emulators, endpoint } = await start(t);
  const body = formOf({ Action: "DescribeRegions" });
  await fetch(endpoint, { method: "POST", body, headers: { "content-type": "application/json" } });
  await fetch(endpoint, { method: "POST", body, headers: { "content-type": "APPLICATION/X-WWW-FORM-URLENCODED" } });
  t.deepEqual(
    emulators.requests().map(({ operation }) => operation),
    ["?", "DescribeRegions"],
  );
});

test("the request log holds no key, signature or secret", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runOn(emulators, client, { UserData: "canary-1" });
  await client.ok("ModifyInstanceAttribute", { InstanceId: id, "Password.Value": "canary-2" });
  await client.ok("ModifyInstanceAttribute", { InstanceId: id, Attribute: "password", Value: "canary-3" });
  await callV2(emulators, "ModifyInstanceAttribute", { InstanceId: id, Password_Value: "canary-4" });
  await callV2(emulators, "DescribeRegions", { SecurityToken: "canary-5" });
  const log = JSON.stringify(emulators.requests());
  t.notRegex(log, /canary|GNTEST|AWSAccess|"Signature|Timestamp/);
  t.is(emulators.requests()[0]?.parameters.UserData, "(8 characters)");
  t.is(emulators.requests()[0]?.parameters.ImageId, "centos64_7");
  t.deepEqual(
    emulators.requests().map(({ kind }) => kind),
    ["write", "write", "write", "write", "read"],
  );
});

test("requests have ids of their own, and reading does not change what is made next", async (t) => {
  const { emulators, client } = await start(t);
  const first = await client.ok("DescribeRegions");
  const second = await client.ok("DescribeRegions");
  t.regex(String(at(first, "RequestID")), /^[0-9a-f]{32}$/);
  t.not(at(first, "RequestID"), at(second, "RequestID"));
  const id = await run(client);
  const name = emulators.objects("gigenet").find((row) => row.id === id)?.hostname;
  emulators.reset();
  await run(client);
  t.is(emulators.objects("gigenet").find((row) => row.id === id)?.hostname, name);
});

test("version 2 over GET does all that version 4 does", async (t) => {
  const { emulators, client } = await start(t);
  const created = await callV2(emulators, "RunInstances", {
    ...plain,
    "TagSpecification.1.Tag.1.Key": "web server/é~*",
  });
  t.is(created.status, 200);
  emulators.advance(45);
  t.is(await state(client, "2760"), "on/0");
  t.deepEqual(texts(list(await client.ok("DescribeTags"), "tagSet"), "key"), ["web server/é~*"]);
});

test("a fault's text becomes the code, with a message if it has one", (t) => {
  const reported = (text: string) => {
    const { code, message, status } = GigeNetError.parse(text);
    return [code, message, status];
  };
  t.deepEqual(reported("TagLimitExceeded: too many"), ["TagLimitExceeded", "too many", 400]);
  t.deepEqual(reported("SignatureDoesNotMatch").slice(0, 1), ["SignatureDoesNotMatch"]);
  t.deepEqual(reported("Throttling: slow down"), ["Throttling", "slow down", 400]);
  t.deepEqual(reported("it broke"), ["ServerError", "it broke", 500]);
});

const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true });

test("whatever text is written, a parser reads it back, but for what XML cannot hold", (t) => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
      const document = writeXml(["root", [["a", text]]]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
      const kept = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
      const read: unknown = parser.parse(document).root.a;
      return read === kept.replaceAll("\r", "&#13;") || read === kept;
    }),
  );
  t.is(writeXml(["r", []], "urn:x"), '<?xml version="1.0" encoding="utf-8"?>\n<r xmlns="urn:x"/>\n');
});

test("a form is read back as it was written, and broken escapes are found", (t) => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (name, value) => {
      const [pair] = parsePairs(`${encodeText(name)}=${encodeText(value)}`) ?? [];
      return pair !== undefined && utf8(pair.name) === name && utf8(pair.value) === value;
    }),
  );
  for (const broken of ["a=%", "a=%1", "%gg=1", "a=%2"]) t.is(parsePairs(broken), undefined);
  t.deepEqual(parsePairs("&a+b&&c=d=e"), [
    { name: "a b", value: "", raw: "a+b" },
    { name: "c", value: "d=e", raw: "c=d=e" },
  ]);
});

test("parameters are the same with dots and with underscores", (t) => {
  const names = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.dictionary(names, fc.string(), { noNullPrototype: true }), (values) => {
      const dotted = Object.entries(values).map(([name, value]): [string, string] => [`List.1.${name}`, value]);
      const [one] = new Parameters(dotted).structures("List");
      const underscored = dotted.map(([name, value]): [string, string] => [name.replaceAll(".", "_"), value]);
      const [other] = new Parameters(underscored).structures("List");
      return Object.keys(values).every((name) => one?.get(name) !== undefined && one.get(name) === other?.get(name));
    }),
  );
  t.pass();
});
