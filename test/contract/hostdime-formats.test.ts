import test from "ava";
import fc from "fast-check";
import type { ZodType } from "zod";
import { type EncodedTree, reshape } from "../../emulators/src/hostdime/encoding.ts";
import { write } from "../../emulators/src/hostdime/formats.ts";
import { enveloped, listOf, rdnsRow, serviceRow, vpsDetailOf } from "../../provider/src/clouds/hostdime/schemas.ts";
import { decoders } from "../../provider/src/http/decode/decoders.ts";

const serviceList = listOf(serviceRow, undefined);
const rdnsList = listOf(rdnsRow, undefined);

/**
 * HostDime's answers as its emulator encodes them, read by the provider: neither the format nor PHP's habits make a
 * difference.
 */
const FORMATS = [
  ["json", "json"],
  ["xml", "xml"],
  ["yml", "yaml"],
] as const;

function read<T>(body: string, decoder: "json" | "xml" | "yaml", schema: ZodType<T>): T {
  return enveloped(schema, decoder === "xml").parse(decoders[decoder](body));
}

/** The same answer read in every format. */
function inAll<T>(response: EncodedTree, schema: ZodType<T>): T[] {
  return FORMATS.map(([format, decoder]) => read(write[format]({ error: null, response }), decoder, schema));
}

/** Texts that a parser which guesses types would change, and any others that XML can contain. */
const text = fc.oneof(
  fc.constantFrom("no", "010", "1e3", "1_000", "12:30:45", "2017-04-04", "~", "null", ".5", "7.10", "0o10", "true"),
  fc.constantFrom(
    "- a",
    "a: b",
    "# a",
    "&a",
    "*a",
    "<a>&amp;",
    "]]>",
    "{a}",
    "'",
    '"',
    "\\",
    "/srv",
    "caf\u00e9",
    "\ud83d\ude00",
  ),
  fc
    .string({ unit: "binary" })
    .filter((value) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value)),
);
const missing = fc.constantFrom<EncodedTree>("", null);
const maybe = fc.oneof(text, missing);
const shape = fc.record({
  emptyObjectAs: fc.constantFrom("list" as const, "object" as const),
  listsAs: fc.constantFrom("list" as const, "object" as const),
});

const meant = (value: EncodedTree | undefined): string | undefined => String(value ?? "").trim() || undefined;
const meantAll = (row: Readonly<Record<string, EncodedTree | undefined>>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, meant(value)]));
const withText = text.filter((value) => meant(value) !== undefined);

test("lists of services of any length are the same in every format, and match what was sent", (t) => {
  const row = fc.record({ cuid: withText, name: maybe, status: maybe, ip_main: maybe });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), shape, (rows, how) => {
      for (const seen of inAll(reshape(rows, how), serviceList)) {
        t.deepEqual(seen.map(meantAll), rows.map(meantAll));
      }
    }),
  );
});

test("reverse DNS entries are the same in every format, and match what was sent", (t) => {
  const row = fc.record({ ip: withText, ptr: maybe });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), shape, (rows, how) => {
      for (const seen of inAll(reshape(rows, how), rdnsList)) {
        t.deepEqual(seen.map(meantAll), rows.map(meantAll));
      }
    }),
  );
});

test("a VPS is the same in every format and matches what was sent; a value that should be a number and is not is omitted", (t) => {
  const whole = fc.nat().chain((number) => fc.constantFrom<EncodedTree>(number, String(number)));
  const number = fc.oneof(whole, missing, fc.constantFrom<EncodedTree>("unlimited", "1,024", "12 GB"));
  const texts = fc.record({ status: maybe, memory: maybe, os: maybe, control_panel: maybe, ip_main: maybe });
  const numbers = fc.record({ ssh_port: number, disk_usage: number, disk_quota: number });
  const dns = fc.array(fc.record({ dns: withText, ip: maybe }), { maxLength: 3 });
  const nobodyKnows = fc.constant({ location: { city: "Orlando", tags: ["a", "b"] }, empty: [] });
  fc.assert(
    fc.property(withText, texts, numbers, dns, nobodyKnows, shape, (cuid, words, counts, servers, more, how) => {
      const sent = { cuid, ...words, ...counts, dns: servers, ...more };
      for (const seen of inAll(reshape(sent, how), vpsDetailOf(cuid.trim()))) {
        const { dns: seenServers, ssh_port, disk_usage, disk_quota, name, ...rest } = seen;
        t.deepEqual(rest, { cuid: meant(cuid) ?? "", ...meantAll(words) });
        t.is(name, undefined);
        t.deepEqual(seenServers.map(meantAll), servers.map(meantAll));
        for (const [value, given] of [
          [ssh_port, counts.ssh_port],
          [disk_usage, counts.disk_usage],
          [disk_quota, counts.disk_quota],
        ] as const) {
          t.is(value, /^\d+$/.test(String(given)) ? Number(given) : undefined);
        }
      }
    }),
  );
});

for (const [what, body] of [
  [
    "items of another name",
    "<answer><error/><response><vps><cuid>V1</cuid></vps><vps><cuid>V2</cuid></vps></response></answer>",
  ],
  ["numbered items", "<answer><error/><response><i0><cuid>V1</cuid></i0><i1><cuid>V2</cuid></i1></response></answer>"],
  [
    "more beside the items",
    "<result><error/><response><item><cuid>V1</cuid></item><item><cuid>V2</cuid></item><total>2</total></response></result>",
  ],
  ["no error at all", "<r><response><row><cuid>V1</cuid></row><row><cuid>V2</cuid></row></response></r>"],
] as const) {
  test(`XML's own names are unknown, so any are accepted: ${what}`, (t) => {
    t.deepEqual(
      read(body, "xml", serviceList).map(({ cuid }) => cuid),
      ["V1", "V2"],
    );
  });
}

test("in XML, one item of an unknown name is a list of one, and an empty element is an empty list", (t) => {
  const one = "<r><response><vps><cuid>V1</cuid><name>a</name></vps></response></r>";
  t.deepEqual(
    read(one, "xml", serviceList).map(({ cuid }) => cuid),
    ["V1"],
  );
  t.deepEqual(read("<r><error/><response/></r>", "xml", serviceList), []);
});

test("a list that is missing in the answer is not an empty one", (t) => {
  const schemas: readonly ZodType<readonly unknown[]>[] = [serviceList, rdnsList];
  for (const schema of schemas) {
    for (const body of [
      '{"error":null}',
      '{"error":null,"response":null}',
      '{"error":null,"response":""}',
      '{"error":null,"response":{}}',
      '{"error":null,"response":{"vps":[]}}',
      '{"error":null,"response":"none"}',
      '{"response":null}',
    ]) {
      t.throws(() => read(body, "json", schema), undefined, body);
      t.throws(() => read(body, "yaml", schema), undefined, body);
    }
    t.throws(() => read("<r><response/></r>", "xml", schema));
    t.throws(() => read('<r><error/><response nil="true"/></r>', "xml", schema));
    t.throws(() => read("<r><error/></r>", "xml", schema));
    t.deepEqual(read('{"error":null,"response":[]}', "json", schema), []);
  }
  const empty = listOf(serviceRow, "empty");
  t.deepEqual(read('{"error":null,"response":null}', "json", empty), []);
  t.throws(() => read('{"response":null}', "json", empty));
});
