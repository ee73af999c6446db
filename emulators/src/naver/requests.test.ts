import test from "ava";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { type EncodedTree, type Fields, writeJson, writeXml } from "./encoding.ts";
import { decodeForm, listOf, objectsOf } from "./form.ts";
import { plainServer, record, runningServer, start } from "./testing.ts";

const plain = { idsAs: "text", largeNumbersAs: "integer", missingAs: "empty" } as const;

/**
 * Does what the Go SDK does with a body: cuts before the second brace, and one byte at the end (docs/api/naver.md
 * §2.3).
 */
function asGoSdk(body: string): unknown {
  if (!body.startsWith("{")) throw new Error("not JSON");
  return JSON.parse(body.slice(body.indexOf("{", 1) - 1, -1));
}

const names = fc.constantFrom("vpcNo", "vpcName", "status", "count", "isDefault", "x");
const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean());
const fields: fc.Arbitrary<Fields> = fc.letrec<{ fields: Fields; value: EncodedTree }>((tie) => ({
  fields: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(names, scalar),
    fc.dictionary(names, tie("value")),
    fc.record({ vpcList: fc.array(fc.dictionary(names, scalar)) }),
  ),
  value: fc.oneof(scalar, tie("fields")),
})).fields;

test("JSON has the right content, and the Go SDK can cut it", (t) => {
  fc.assert(
    fc.property(fields, (inner) => {
      const body = writeJson({ getVpcListResponse: inner }, plain);
      const meant: unknown = JSON.parse(JSON.stringify(inner));
      t.deepEqual(JSON.parse(body), { getVpcListResponse: meant });
      t.deepEqual(asGoSdk(body), meant);
      t.false(body.endsWith("\n"));
    }),
  );
});

test("the Go SDK could not read compact JSON, nor a trailing line break", (t) => {
  t.throws(() => asGoSdk('{"aResponse":{"b":1}}'));
  t.throws(() => asGoSdk('{"aResponse": {"b":1}}\n'));
});

test("XML decodes to the same texts, whatever they contain", (t) => {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true, htmlEntities: true });
  const text = fc.string({ unit: "binary" }).filter((one) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/.test(one));
  fc.assert(
    fc.property(text, (one) => {
      t.deepEqual(parser.parse(writeXml("root", { name: one, after: "x" }, plain)), {
        root: { name: one, after: "x" },
      });
    }),
  );
});

test("XML has singular elements in lists, and empty elements for missing values", (t) => {
  const body = {
    ...{ totalRows: 2, vpcNoList: ["1", "2"], vpcList: [{ vpcName: 'a<&>"\r' }, { vpcName: "" }], emptyList: [] },
  };
  t.is(
    writeXml("getVpcListResponse", body, plain),
    "<getVpcListResponse><totalRows>2</totalRows><vpcNoList><vpcNo>1</vpcNo><vpcNo>2</vpcNo></vpcNoList>" +
      "<vpcList><vpc><vpcName>a&lt;&amp;&gt;&quot;&#13;</vpcName></vpc><vpc><vpcName/></vpc></vpcList>" +
      "<emptyList/></getVpcListResponse>",
  );
});

test("IDs as numbers, large numbers as floats and missing texts are available as switches", (t) => {
  const body = { vpcNo: "70101", vpcNoList: ["1"], vpcName: "1", memorySize: 8_589_934_592, cpuCount: 2, none: "" };
  const shaped = { idsAs: "number", largeNumbersAs: "float", missingAs: "absent" } as const;
  t.is(
    writeJson(body, shaped).replace(/\s+/g, ""),
    '{"vpcNo":70101,"vpcNoList":[1],"vpcName":"1","memorySize":8.589934592E9,"cpuCount":2}',
  );
  t.is(writeJson({ n: 20_000_000 }, shaped).replace(/\s+/g, ""), '{"n":2.0E7}');
  t.is(
    writeXml("a", { vpcNo: "7", memorySize: 20_000_000 }, shaped),
    "<a><vpcNo>7</vpcNo><memorySize>2.0E7</memorySize></a>",
  );
});

test("forms decode to what was encoded", (t) => {
  const pairs = fc.uniqueArray(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), {
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(pairs, (all) => {
      t.deepEqual([...(decodeForm(new URLSearchParams(all).toString()) ?? [])], all);
      const percent = all.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
      t.deepEqual([...(decodeForm(percent) ?? [])], all);
    }),
  );
});

test("lists may have any indexes in any order, and objects may contain lists", (t) => {
  const sent = decodeForm("a.10=z&a.2=y&a.x=1&b.2.c.1=p&b.2.d=q&b.1.d=r&a=0&b.3=s");
  if (!sent) return t.fail();
  t.deepEqual(listOf(sent, "a"), ["y", "z"]);
  const objects = objectsOf(sent, "b");
  t.deepEqual(
    objects.map(({ index, sent: one }) => [index, one.get("d")]),
    [
      [1, "r"],
      [2, "q"],
    ],
  );
  t.deepEqual(listOf(objects[1]?.sent ?? new Map(), "c"), ["p"]);
});

test("what the Go SDK leaves unencoded in lists decodes correctly", (t) => {
  const sent = decodeForm("responseFormatType=json&keyNameList.1=a+b&c=d&keyNameList.2=50%");
  t.deepEqual(sent && listOf(sent, "keyNameList"), ["a b", "50%"]);
  t.is(sent?.get("c"), "d");
});

test("bytes that are not UTF-8 are not parameters", (t) => {
  t.is(decodeForm("a=%ff"), undefined);
  t.is(decodeForm("%c3=b"), undefined);
  t.is(decodeForm("a=%c3%a9")?.get("a"), "é");
});

test("a successful reply in JSON: root, order, indent", async (t) => {
  const { client } = await start(t, { site: "gov" });
  const reply = await client.send("getRegionList");
  const body = await reply.text();
  t.regex(
    body,
    /^\{\n {2}"getRegionListResponse": \{\n {4}"totalRows": 1,\n {4}"regionList": \[\n {6}\{\n {8}"regionCode": "KR",\n {8}"regionName": "Korea \(public sector\)"\n {6}\}\n {4}\],\n {4}"requestId": "[0-9a-f-]{36}",\n {4}"returnCode": "0",\n {4}"returnMessage": "success"\n {2}\}\n\}$/,
  );
});

test("a successful reply in XML is the default, and has its parts in another order", async (t) => {
  const { client } = await start(t, { site: "gov" });
  const body = await (await client.send("getRegionList", {}, { format: "" })).text();
  t.regex(
    body,
    /^<getRegionListResponse><requestId>[0-9a-f-]{36}<\/requestId><returnCode>0<\/returnCode><returnMessage>success<\/returnMessage><totalRows>1<\/totalRows><regionList><region><regionCode>KR</,
  );
});

test("the Go SDK can read every reply of a server's life, with the types it expects", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  for (const [action, parameters] of [
    ["getServerInstanceDetail", { serverInstanceNo: id }],
    ["getServerInstanceList", {}],
    ["getNetworkInterfaceList", {}],
    ["getBlockStorageInstanceList", { serverInstanceNo: id }],
    ["getServerInstanceDetail", { serverInstanceNo: "1" }],
    ["createServerInstances", plainServer(emulators)],
  ] as const) {
    const decoded = record(asGoSdk(await (await client.send(action, parameters)).text()));
    t.is(decoded.returnCode, "0");
    t.is(typeof decoded.totalRows, "number");
  }
  const row = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  for (const [name, value] of Object.entries(row)) {
    if (/^(cpuCount|memorySize)$/.test(name)) t.is(typeof value, "number", name);
    else if (name.startsWith("is")) t.is(typeof value, "boolean", name);
    else if (/(No|Code|Date|Name)$/.test(name)) t.is(typeof value, "string", name);
  }
});

test("the service's errors are in the format that the request asks for", async (t) => {
  const { client } = await start(t);
  const json = await client.send("getVpcDetail");
  t.is(json.status, 400);
  t.deepEqual(await json.json(), {
    responseError: { returnCode: "900", returnMessage: "required field missing: vpcNo" },
  });
  const xml = await client.send("getVpcDetail", {}, { format: "xml" });
  t.is(
    await xml.text(),
    "<responseError><returnCode>900</returnCode><returnMessage>required field missing: vpcNo</returnMessage></responseError>",
  );
});

for (const [what, path, how] of [
  ["an unknown action", "/vserver/v2/getNothing", {}],
  ["an action of the other service", "/vserver/v2/getVpcList", {}],
  ["another path", "/server/v2/getServerInstanceList", {}],
  ["a name that every object has", "/vserver/v2/constructor", {}],
] as const) {
  test(`${what} is the gateway's 404, which says nothing about objects`, async (t) => {
    const { client } = await start(t);
    t.is((await client.send(path, {}, how)).status, 404);
    t.is(await client.code(path, {}, how), "300");
  });
}

test("parameters that are not UTF-8 are the gateway's 400", async (t) => {
  const { client } = await start(t);
  const reply = await client.send("createVpc", {}, { raw: "responseFormatType=json&vpcName=%ff" });
  t.is(reply.status, 400);
  t.is(record(record(await reply.json()).error).errorCode, "100");
});
