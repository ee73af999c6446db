import test from "ava";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { load } from "js-yaml";
import { type EncodedTree, reshape } from "./encoding.ts";
import { phpJson, write } from "./formats.ts";
import { record, start } from "./testing.ts";

const xmlParser = new XMLParser({
  ...{ ignoreAttributes: false, parseTagValue: false, trimValues: false, attributeNamePrefix: "@" },
  ...{ processEntities: true, htmlEntities: true, ignoreDeclaration: true },
  isArray: (name) => name === "item",
});

const sample: EncodedTree = {
  error: null,
  response: [
    { cuid: "1e3", os: "7.10", when: "12:30:45", no: "NO" },
    [],
    {},
    "",
    5,
    true,
    'é/"\\\n<&>',
    new Map([
      ["10", "a"],
      ["2", "b"],
    ]),
  ],
};

test("JSON is written as PHP writes it", (t) => {
  t.is(
    phpJson(sample),
    String.raw`{"error":null,"response":[{"cuid":"1e3","os":"7.10","when":"12:30:45","no":"NO"},[],{},"",5,true,"\u00e9\/\"\\\n<&>",{"10":"a","2":"b"}]}`,
  );
});

test("XML has a root, items, nil for null, and a key for names that it does not allow", (t) => {
  const text = write.xml(sample);
  t.is(
    text,
    '<?xml version="1.0" encoding="UTF-8"?>\n<result><error nil="true"/><response>' +
      "<item><cuid>1e3</cuid><os>7.10</os><when>12:30:45</when><no>NO</no></item><item/><item/><item/>" +
      "<item>5</item><item>true</item><item>é/&quot;\\&#10;&lt;&amp;&gt;</item>" +
      '<item><item key="10">a</item><item key="2">b</item></item></response></result>\n',
  );
});

test("YAML is in block style with every text quoted", (t) => {
  t.is(
    write.yml(sample),
    [
      "---",
      '"error": null',
      '"response":',
      "  -",
      '    "cuid": "1e3"',
      '    "os": "7.10"',
      '    "when": "12:30:45"',
      '    "no": "NO"',
      "  - []",
      "  - {}",
      '  - ""',
      "  - 5",
      "  - true",
      String.raw`  - "é/\"\\\n<&>"`,
      "  -",
      '    "10": "a"',
      '    "2": "b"',
      "",
    ].join("\n"),
  );
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    "no",
    "1e3",
    "010",
    "~",
    "null",
    "2017-04-04",
    "- a",
    "{",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\r\n",
    " x ",
  ),
);
const { tree } = fc.letrec<{ tree: EncodedTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constantFrom<EncodedTree>(null, true, false),
    fc.integer(),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(text, tie("tree"), { maxKeys: 3 }),
  ),
}));

test("YAML gives back what was written", (t) => {
  fc.assert(
    fc.property(tree, (value) => {
      t.deepEqual(load(write.yml({ value })), { value: plain(value) });
    }),
    { numRuns: 300 },
  );
});

test("JSON gives back what was written", (t) => {
  fc.assert(fc.property(tree, (value) => t.deepEqual(JSON.parse(phpJson(value)), plain(value))));
});

/** Replaces the prototype-less objects that fast-check generates. */
function plain(value: EncodedTree): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("XML gives back every text that it can hold", (t) => {
  const names = fc.stringMatching(/^[a-w][a-z_]{0,5}$/).filter((name) => name !== "item");
  fc.assert(
    fc.property(
      fc.dictionary(names, fc.string({ unit: "grapheme", minLength: 1 }), { minKeys: 1, maxKeys: 4 }),
      (value) => {
        const { result } = record(xmlParser.parse(write.xml(value)));
        t.deepEqual(result, plain(value));
      },
    ),
    { numRuns: 300 },
  );
});

test("XML replaces what it cannot hold", (t) => {
  t.regex(write.xml("a\u0000\u001b\ufffeb"), /<result>a\ufffd\ufffd\ufffdb<\/result>/);
});

/** The leaves of a decoded reply as texts; null, empty text and empty list become equal, as in XML. */
function leaves(value: unknown): unknown {
  if (value === null || value === "") return [];
  if (Array.isArray(value)) return value.map(leaves);
  if (typeof value !== "object") return String(value);
  const { item, "@nil": nil, ...rest } = record(value);
  if (nil !== undefined) return [];
  return item === undefined
    ? Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, leaves(one)]))
    : leaves(item);
}

for (const [method, parameters] of [
  ["vps.get", { cuid: "V103" }],
  ["vps.get", { cuid: "V999" }],
  ["vps.list", {}],
  ["vps.rdns.list", { cuid: "V101" }],
  ["server.get", { cuid: "S38" }],
  ["domain.list", { status: "expired" }],
  ["domain.list", { status: "none" }],
  ["utility.echo", { no: "yes", path: "/é", n: "010", t: "12:30:45", empty: "" }],
] as const) {
  test(`${method} ${JSON.stringify(parameters)} has the same values in all three formats`, async (t) => {
    const { client } = await start(t);
    const body = async (extension: string) => (await client.send(method, parameters, { extension })).text();
    const json = leaves(JSON.parse(await body("json")));
    t.deepEqual(leaves(load(await body("yml"))), json);
    t.deepEqual(leaves(record(xmlParser.parse(await body("xml"))).result), json);
  });
}

test("content types follow the extension", async (t) => {
  const { client } = await start(t);
  const typeOf = async (extension: string, parameters = {}) =>
    (await client.send("server.list", parameters, { extension })).headers.get("content-type");
  t.is(await typeOf("json"), "application/json; charset=utf-8");
  t.is(await typeOf("xml"), "application/xml; charset=utf-8");
  t.is(await typeOf("yml"), "application/x-yaml; charset=utf-8");
  t.is(await typeOf("json", { callback: "f" }), "application/javascript; charset=utf-8");
  t.is(await typeOf("xml", { callback: "f" }), "application/xml; charset=utf-8");
});

test("a callback pads JSON, also an error's; another name than a function's is refused", async (t) => {
  const { client } = await start(t);
  const body = async (parameters: Record<string, string>) => (await client.send("vps.get", parameters)).text();
  t.is(
    await body({ callback: "a.$b" }),
    'a.$b({"error":{"code":400,"message":"missing parameter cuid"},"response":null});',
  );
  t.is(
    await body({ callback: "alert(1)//" }),
    '{"error":{"code":400,"message":"invalid parameter callback"},"response":null}',
  );
});

test("the envelope of an injected error comes in the format asked for", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ cloud: "hostdime", operation: "vps.*", times: 0, fault: { error: "boom" } });
  const body = async (extension: string) => (await client.send("vps.get", { cuid: "V101" }, { extension })).text();
  t.is(await body("json"), '{"error":{"code":500,"message":"boom"},"response":null}');
  t.true((await body("xml")).includes("<error><code>500</code><message>boom</message></error>"));
  t.true((await body("yml")).startsWith('---\n"error":\n  "code": 500\n  "message": "boom"\n'));
});

test("the same data reshaped: lists with a hole, empty objects as lists", (t) => {
  const data: EncodedTree = { list: ["a", "b", "c"], none: [], empty: {}, one: { deep: ["x"] } };
  const shaped = (shape: Parameters<typeof reshape>[1]): unknown => JSON.parse(phpJson(reshape(data, shape)));
  t.deepEqual(shaped({ listsAs: "list", emptyObjectAs: "list" }), {
    list: ["a", "b", "c"],
    none: [],
    empty: [],
    one: { deep: ["x"] },
  });
  const objects = { list: { 0: "a", 2: "b", 3: "c" }, none: [], empty: {}, one: { deep: { 0: "x" } } };
  t.deepEqual(shaped({ listsAs: "object", emptyObjectAs: "object" }), objects);
});
