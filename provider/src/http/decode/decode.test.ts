import test from "ava";
import fc from "fast-check";
import { z } from "zod";
import { decoders } from "./decoders.ts";
import { decodeJson } from "./json.ts";
import {
  bool,
  decimal,
  flag,
  integer,
  isoDate,
  list,
  mapOf,
  optional,
  optionalList,
  optionalText,
  record,
  text,
  verbatim,
} from "./schemas.ts";
import { DecodeError, limits } from "./tree.ts";
import { decodeXml } from "./xml.ts";
import { decodeYaml } from "./yaml.ts";

/** A value with the digits of its numbers as they are written, so that `1.0` and `010` differ. */
type Plain = string | boolean | null | { digits: string } | Plain[] | Map<string, Plain>;

const isDigits = (value: Plain): value is { digits: string } =>
  typeof value === "object" && value !== null && "digits" in value;

function toJson(value: Plain): string {
  if (isDigits(value))
    return /^-?(?:0|[1-9])/.test(value.digits) && !/^-?0\d/.test(value.digits) ? value.digits : `"${value.digits}"`;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(", ")}}`;
  return JSON.stringify(value);
}

const escapeXml = (value: string) =>
  value.replace(/[&<>"'\r\n\t]/g, (char) =>
    char === "&" ? "&amp;" : char === "<" ? "&lt;" : `&#${char.charCodeAt(0)};`,
  );

/** As GigeNET and NAVER do: a list is an element with one `item` per entry. */
function toXml(name: string, value: Plain, pad = "\n"): string {
  if (value === null || value === "") return `${pad}<${name}/>`;
  if (isDigits(value)) return `${pad}<${name}>${value.digits}</${name}>`;
  if (typeof value === "boolean") return `${pad}<${name}>${value}</${name}>`;
  if (typeof value === "string") return `${pad}<x:${name} xml:space="preserve">${escapeXml(value)}</x:${name}>`;
  const inner = Array.isArray(value)
    ? value.map((item) => toXml("item", item, `${pad}  `))
    : [...value].map(([key, item]) => toXml(key, item, `${pad}  `));
  return `${pad}<${name}>${inner.join("")}${pad}</${name}>`;
}

/** Block style. Text that a more typed reader could take for another type is left unquoted on purpose. */
function toYaml(value: Plain, pad = "\n"): string {
  if (value === null) return " ~";
  if (isDigits(value)) return ` ${value.digits}`;
  if (typeof value === "boolean") return ` ${value}`;
  if (typeof value === "string") {
    const plain = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(value) && !/^null$/i.test(value);
    return plain ? ` ${value}` : ` ${JSON.stringify(value)}`;
  }
  if (Array.isArray(value))
    return value.length === 0 ? " []" : value.map((item) => `${pad}-${toYaml(item, `${pad}  `)}`).join("");
  return value.size === 0
    ? " {}"
    : [...value].map(([key, item]) => `${pad}${key}:${toYaml(item, `${pad}  `)}`).join("");
}

/** XML cannot represent most control characters or lone surrogates. */
const fitsXml = (value: string) =>
  [...value].every((char) => (char >= " " || "\t\n\r".includes(char)) && !"\ufffe\uffff".includes(char)) &&
  Buffer.from(value).toString() === value;
const anyText = fc.string({ unit: "grapheme", maxLength: 12 }).filter(fitsXml);
const tricky = fc.constantFrom(
  "010",
  "no",
  "1e3",
  "1_000",
  "0o10",
  "12:30:45",
  "2017-04-04",
  "~x",
  "null!",
  "true",
  "NO",
  "0x1F",
  "1.10",
  " a ",
  "<b>",
  "a: b",
  "- a",
  "&amp;",
  "#c",
  "12345678901234567890",
);
const words = fc.oneof(tricky, anyText);
const some = words.filter((value) => value.trim() !== "");
const digits = fc.oneof(
  fc.maxSafeInteger().map(String),
  fc.nat(9999).map((number) => `0${number}`),
  fc.nat(99).map((number) => `${number}.0`),
  fc.nat(99).map((number) => `${number}e3`),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

interface Row {
  id: string;
  note: string | null;
  script: string;
  size: string;
  share: number;
  on: boolean;
  off: boolean | null;
  tags: string[];
  count: string | null;
}
const row: fc.Arbitrary<Row> = fc.record({
  id: some,
  note: maybe(words),
  script: words,
  size: digits,
  // No format writes the minus of a negative zero.
  share: fc.double({ noNaN: true, noDefaultInfinity: true }).map((share) => share + 0),
  on: fc.boolean(),
  off: maybe(fc.boolean()),
  tags: fc.array(some, { maxLength: 3 }),
  count: maybe(digits),
});
const answer = fc.record({
  rows: fc.array(row, { maxLength: 3 }),
  // An empty name would be empty text in XML, and so missing.
  names: fc.dictionary(fc.constantFrom("a", "toronto", "b-1"), some, { minKeys: 1 }),
});

const plainRow = (value: Row): Plain =>
  new Map<string, Plain>([
    ["id", value.id],
    ["note", value.note],
    ["script", value.script],
    ["size", { digits: value.size }],
    ["share", { digits: String(value.share) }],
    ["on", value.on],
    ["off", value.off],
    ["tags", value.tags],
    ["count", value.count === null ? null : { digits: value.count }],
    ["unknown", [new Map([["deep", "x"]])]],
    ["created", "2024-09-24T18:16:19+0900"],
  ]);

const schema = z.object({
  root: record({
    rows: list(
      record({
        id: text,
        note: optionalText,
        script: verbatim,
        size: integer,
        share: decimal,
        on: bool,
        off: flag,
        tags: list(text, { in: "item" }),
        count: optional(integer),
        created: isoDate,
        absent: optionalText,
      }),
      { in: "item" },
    ),
    names: mapOf(text),
  }),
});

test("JSON, XML and YAML of the same values are the same after the wire schema, and are those values", (t) => {
  fc.assert(
    fc.property(answer, (given) => {
      const plain: Plain = new Map<string, Plain>([
        ["rows", given.rows.map(plainRow)],
        ["names", new Map(Object.entries(given.names))],
      ]);
      const expected = {
        rows: given.rows.map((one) => ({
          id: one.id.trim(),
          note: one.note?.trim() || undefined,
          script: one.script,
          size: Number(one.size),
          share: one.share,
          on: one.on,
          off: one.off ?? false,
          tags: one.tags.map((tag) => tag.trim()),
          count: one.count === null ? undefined : Number(one.count),
          created: "2024-09-24T09:16:19.000Z",
          absent: undefined,
        })),
        names: Object.fromEntries(Object.entries(given.names).map(([key, value]) => [key, value.trim()])),
      };
      const bodies = {
        json: toJson(new Map([["root", plain]])),
        xml: `<?xml version="1.0" encoding="UTF-8"?>${toXml("root", plain)}\n`,
        yaml: `---${toYaml(new Map([["root", plain]]))}\n`,
      };
      for (const format of ["json", "xml", "yaml"] as const) {
        const { root } = schema.parse(decoders[format](bodies[format]));
        const rows = root.rows.map((one) => ({ ...one, absent: one.absent }));
        t.deepEqual({ ...root, rows }, expected, `${format}: ${bodies[format]}`);
      }
    }),
    { numRuns: 300 },
  );
});

test("lists of one and of none mean the same in all three formats", (t) => {
  const things = z.object({ r: record({ things: optionalList(record({ id: text }), { in: "item" }) }) });
  for (const [format, none, one] of [
    ["json", '{"r":{"things":[]}}', '{"r":{"things":[{"id":"010"}]}}'],
    ["json", '{"r":[]}', '{"r":{"things":{"0":{"id":"010"}}}}'],
    ["xml", "<r><things/></r>", "<r><things><item><id>010</id></item></things></r>"],
    ["xml", "<r><other/></r>", "<r><things><id>010</id></things></r>"],
    ["yaml", "r:\n  things: []", "r:\n  things:\n  - id: 010"],
    ["yaml", "r:\n  things:", "r: {things: {id: 010}}"],
  ] as const) {
    t.deepEqual(things.parse(decoders[format](none)), { r: { things: [] } }, none);
    t.deepEqual(things.parse(decoders[format](one)), { r: { things: [{ id: "010" }] } }, one);
  }
});

test("JSON numbers keep the digits that were sent", (t) => {
  t.deepEqual(decodeJson('\uFEFF{"a":12345678901234567890,"b":1.0,"c":-1e3,"d":true,"e":null,"f":"\\/"}'), {
    a: "12345678901234567890",
    b: "1.0",
    c: "-1e3",
    d: "true",
    e: null,
    f: "/",
  });
});

test("YAML leaves are text or null, whatever they look like", (t) => {
  t.deepEqual(
    decodeYaml("a: no\nb: 010\nc: ~\nd:\ne: ''\nf: null\ng: 2017-04-04\nh: 1e3\ni: !!str 1\nj: |\n  x\n   y\n"),
    {
      a: "no",
      b: "010",
      c: null,
      d: null,
      e: "",
      f: null,
      g: "2017-04-04",
      h: "1e3",
      i: "1",
      j: "x\n y\n",
    },
  );
});

test("XML: entities, CDATA, comments, namespaces, repeated elements", (t) => {
  t.deepEqual(
    decodeXml(
      `<?xml version="1.0"?><!-- c --><x:r xmlns:x="urn:y"><a>&amp;lt; &#65;&#x1F600; &nbsp;&bogus;</a><b><![CDATA[ &amp; <!DOCTYPE x> ]]></b>
       <i>1</i><j x:nil="true"/><i> 2 </i><k>a<!-- n -->b</k><l t="1"/></x:r>`,
    ),
    { r: { a: "&lt; A😀 &nbsp;&bogus;", b: " &amp; <!DOCTYPE x> ", i: ["1", " 2 "], j: null, k: "ab", l: "" } },
  );
});

const refused: [why: string, format: "json" | "xml" | "yaml", body: string][] = [
  ["cut", "json", '{"a":[1,2'],
  ["two documents", "json", "{}{}"],
  ["a duplicate key", "json", '{"a":1,"a":2}'],
  ["an invalid number", "json", '{"a":010}'],
  ["deep", "json", `${"[".repeat(100)}${"]".repeat(100)}`],
  ["very deep", "json", "[".repeat(200_000)],
  ["cut", "xml", "<a><b>1</b>"],
  ["wrongly closed", "xml", "<a><b>1</a>"],
  ["text", "xml", "Service unavailable"],
  ["two roots", "xml", "<a/><b/>"],
  ["a document type", "xml", "<!DOCTYPE a><a/>"],
  ["an entity bomb", "xml", `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>`],
  ["a document type inside", "xml", "<a><!DOCTYPE b [<!ENTITY x 'y'>]><b>&x;</b></a>"],
  ["deep", "xml", `${"<a>".repeat(100)}${"</a>".repeat(100)}`],
  ["a prototype", "xml", "<a><__proto__><polluted>1</polluted></__proto__></a>"],
  ["an alias", "yaml", "a: &x 1\nb: *x"],
  ["an alias bomb", "yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]"],
  ["an anchor", "yaml", "- &a 1"],
  ["a duplicate key", "yaml", "a: 1\na: 1"],
  ["two documents", "yaml", "--- 1\n--- 2"],
  ["a binary tag", "yaml", "a: !!binary AAAA"],
  ["a language-specific tag", "yaml", "a: !ruby/object:Gem x"],
  ["cut", "yaml", 'a: "b'],
  ["deep", "yaml", `${"[".repeat(100)}${"]".repeat(100)}`],
  ["very deep", "yaml", "[".repeat(200_000)],
];
for (const [why, format, body] of refused) {
  test(`${format} is rejected: ${why}`, (t) => {
    const error = t.throws(() => decoders[format](body), { instanceOf: DecodeError });
    t.true((error?.message.length ?? 99) < 60);
  });
}

test("a body over the limit is rejected before it is parsed", (t) => {
  const body = " ".repeat(limits.characters + 1);
  for (const decode of Object.values(decoders)) t.throws(() => decode(body), { message: /more than/ });
});

test("a body cannot reach a prototype", (t) => {
  for (const tree of [
    decodeJson(
      '{"__proto__":{"polluted":"1"},"a":{"__proto__":{"polluted":"1"}},"constructor":{"prototype":{"polluted":"1"}}}',
    ),
    decodeYaml("__proto__:\n  polluted: 1\na: {__proto__: {polluted: 1}}\nconstructor: {prototype: {polluted: 1}}"),
  ]) {
    t.deepEqual(tree, { a: {}, constructor: { prototype: { polluted: "1" } } });
    t.is(Reflect.get(Object(tree), "polluted"), undefined);
    t.is(Reflect.get({}, "polluted"), undefined);
  }
});

test("an error never quotes the body", (t) => {
  for (const [format, body] of [
    ["json", '{"password": hunter2}'],
    ["xml", "<password>hunter2</passwor>"],
    ["yaml", "password: 'hunter2\nx: ]"],
  ] as const) {
    const error = t.throws(() => decoders[format](body), { instanceOf: DecodeError });
    t.notRegex(`${error?.message}${error?.cause ?? ""}`, /hunter2/);
  }
});

test("decoding any text gives a tree of text or a DecodeError", (t) => {
  const isTree = (tree: unknown): boolean =>
    tree === null || typeof tree === "string" || (typeof tree === "object" && Object.values(tree).every(isTree));
  const pieces = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"',
      "a",
      "1",
      "<a>",
      "</a>",
      "<",
      ">",
      "&",
      "*a",
      "&a ",
      "- ",
      "\n",
      "  ",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "?",
      "|",
      "!",
      "#",
      "'",
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((list) => list.join("")),
      ),
      (body) => {
        for (const decode of Object.values(decoders)) {
          try {
            t.true(isTree(decode(body)));
          } catch (error) {
            t.true(error instanceof DecodeError, `${error}: ${body}`);
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});
