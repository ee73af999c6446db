import test from "ava";
import fc from "fast-check";
import { z } from "zod";
import {
  about,
  accepted,
  at,
  bool,
  decimal,
  flag,
  indexed,
  integer,
  isoDate,
  list,
  listUnder,
  mapOf,
  nothing,
  optional,
  optionalList,
  optionalText,
  record,
  text,
  textAt,
  verbatim,
  yesNo,
} from "./schemas.ts";

const refused = Symbol("refused");
const read = (schema: z.ZodType, tree: unknown): unknown => {
  const result = schema.safeParse(tree);
  return result.success ? result.data : refused;
};

const keys = indexed(text, { beside: "success" });

const cases: [name: string, schema: z.ZodType, tree: unknown, value: unknown][] = [
  ["text", text, " a b\n", "a b"],
  ["text", text, "010", "010"],
  ["text", text, " ", refused],
  ["text", text, null, refused],
  ["text", text, { a: "x" }, refused],
  ["text", text, ["x"], refused],
  ["optionalText", optionalText, "", undefined],
  ["optionalText", optionalText, null, undefined],
  ["optionalText", optionalText, " x ", "x"],
  ["optionalText", optionalText, ["x"], refused],
  ["verbatim", verbatim, " a\n", " a\n"],
  ["verbatim", verbatim, null, ""],
  ["verbatim", verbatim, { a: "x" }, refused],
  ["integer", integer, "010", 10],
  ["integer", integer, "-7", -7],
  ["integer", integer, "1e3", 1000],
  ["integer", integer, "1.0E9", 1_000_000_000],
  ["integer", integer, "1.5", refused],
  ["integer", integer, "0x10", refused],
  ["integer", integer, "12345678901234567890", refused],
  ["integer", integer, "1_000", refused],
  ["integer", integer, "", refused],
  ["integer", integer, "true", refused],
  ["decimal", decimal, "0.50000000000000000", 0.5],
  ["decimal", decimal, "1e999", refused],
  ["decimal", decimal, "NaN", refused],
  ["bool", bool, "Yes", true],
  ["bool", bool, "0", false],
  ["bool", bool, "off", false],
  ["bool", bool, "2", refused],
  ["bool", bool, "", refused],
  ["flag", flag, "", false],
  ["flag", flag, null, false],
  ["flag", flag, "1", true],
  ["flag", flag, "maybe", refused],
  ["yesNo", yesNo, "yes", true],
  ["yesNo", yesNo, "true", refused],
  ["isoDate", isoDate, "2024-09-24T18:16:19+0900", "2024-09-24T09:16:19.000Z"],
  ["isoDate", isoDate, "2018-03-20T18:17:59+00:00", "2018-03-20T18:17:59.000Z"],
  ["isoDate", isoDate, "2018-03-20 18:17:59", "2018-03-20T18:17:59.000Z"],
  ["isoDate", isoDate, "2018-03-20", "2018-03-20T00:00:00.000Z"],
  ["isoDate", isoDate, "2018-13-20", refused],
  ["isoDate", isoDate, "yesterday", refused],
  ["list", list(text), null, refused],
  ["list", list(text), " \n ", refused],
  ["list", list(text), "a", refused],
  ["list", list(text), {}, refused],
  ["list", list(text), { a: "b" }, refused],
  ["list", list(text), [], []],
  ["list", list(text), ["a", "b"], ["a", "b"]],
  ["list", list(text), { 10: "c", 2: "b", 0: "a" }, ["a", "b", "c"]],
  ["list", list(text), ["a", null], refused],
  ["list of records", list(record({ a: text })), { a: "x" }, refused],
  ["wrapped list", list(record({ a: text }), { in: "item" }), { item: { a: "x" } }, [{ a: "x" }]],
  ["wrapped list", list(text, { in: "item" }), { item: ["a", "b"] }, ["a", "b"]],
  ["wrapped list", list(text, { in: "item" }), "", []],
  ["wrapped list", list(text, { in: "item" }), null, refused],
  ["wrapped list", list(text, { in: "item" }), "none", refused],
  ["wrapped list", list(text, { in: "item" }), { item: "" }, refused],
  ["wrapped list", list(text, { in: "item" }), { items: ["a"] }, refused],
  ["optional list", optionalList(text), null, []],
  ["optional list", optionalList(text), " \n ", []],
  ["optional list", optionalList(text), "a", ["a"]],
  ["optional list", optionalList(record({ a: text })), { a: "x" }, [{ a: "x" }]],
  ["optional list", optionalList(text), { 1: "b", 0: "a" }, ["a", "b"]],
  ["optional list", optionalList(text, { in: "item" }), { item: "" }, []],
  ["optional list", optionalList(text), ["a", null], refused],
  ["list under a name", listUnder("vms", text), { vms: ["a"], success: "yes" }, ["a"]],
  ["list under a name", listUnder("vms", text), { success: "yes" }, refused],
  ["list under a name", listUnder("vms", text), { vms: null }, refused],
  ["list under a name", listUnder("vms", text), [], refused],
  ["list under a name that may be missing", listUnder("vms", text, { missing: "empty" }), { success: "yes" }, []],
  ["list under a name that may be missing", listUnder("vms", text, { missing: "empty" }), { vms: null }, refused],
  ["list under a name that may be missing", listUnder("vms", text, { missing: "empty" }), "yes", refused],
  ["about", about(record({ id: text }), ({ id }) => id, "7a"), { id: "7A" }, { id: "7A" }],
  ["about", about(record({ id: text }), ({ id }) => id, "7a"), { id: "8" }, refused],
  ["wrapped list", list(text, { in: "item" }), ["a"], ["a"]],
  ["record", record({ a: optionalText }), [], {}],
  ["record", record({ a: optionalText }), "", refused],
  ["record", record({ a: optionalText }), null, refused],
  ["record", record({ a: text }), { a: "1", b: "2" }, { a: "1" }],
  ["record", record({ a: text }), ["x"], refused],
  ["record", record({ a: text }), "x", refused],
  ["record", record({ a: text }), {}, refused],
  ["mapOf", mapOf(text), [], {}],
  ["mapOf", mapOf(text), null, refused],
  ["mapOf", mapOf(text), "", refused],
  ["mapOf", mapOf(text), { toronto: "x" }, { toronto: "x" }],
  ["optional record", optional(record({ a: text })), null, undefined],
  ["accepted", accepted, { a: "1" }, undefined],
  ["nothing", nothing, null, undefined],
  ["nothing", nothing, "", refused],
  ["nothing", nothing, {}, refused],
  ["nothing", nothing, [], refused],
  [
    "indexed",
    indexed(record({ id: text }), { beside: "success" }),
    { 1: { id: "b" }, success: "yes", 0: { id: "a" } },
    [{ id: "a" }, { id: "b" }],
  ],
  ["indexed", keys, { success: "yes" }, []],
  ["indexed", keys, { success: "yes", count: "0" }, refused],
  ["indexed", keys, { 0: "a", count: "1" }, ["a"]],
  ["indexed, where none may be missing", indexed(text, { beside: "success", missing: "empty" }), { count: "0" }, []],
  ["indexed", keys, "x", refused],
  ["indexed", keys, [], refused],
  ["indexed", keys, { success: "yes", keys: {} }, refused],
  ["indexed", keys, { success: "yes", 0: "a", x: ["b"] }, refused],
];
for (const [name, schema, tree, value] of cases) {
  test(`${name} reads ${JSON.stringify(tree)} as ${value === refused ? "an error" : JSON.stringify(value)}`, (t) => {
    t.deepEqual(read(schema, tree), value === refused ? refused : value);
  });
}

test("absent fields are an error if required, else missing, also in a plain object schema", (t) => {
  const lenient = { a: optionalText, b: optionalList(text), c: flag, e: verbatim, f: optional(integer) };
  for (const schema of [record(lenient), z.object(lenient)]) {
    const value: { a?: string | undefined; b: string[]; c: boolean } = schema.parse({});
    t.like(value, { b: [], c: false, e: "" });
    t.is(value.a, undefined);
  }
  for (const needed of [text, integer, bool, record({}), list(text), mapOf(text), keys]) {
    t.is(read(record({ a: needed }), {}), refused);
  }
});

test("an error says where and what is wrong, never the text that was found", (t) => {
  const result = record({ info: record({ password: list(text), size: integer }) }).safeParse({
    info: { password: [{ hunter2: "x" }], size: "hunter2" },
  });
  t.false(result.success);
  t.notRegex(JSON.stringify(result.error?.issues), /hunter2/);
  t.deepEqual(
    result.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    ["info.password.0: expected text, found a map", "info.size: expected a whole number, found other text"],
  );
});

test("any safe integer is read from its digits, also with leading zeros and as a float", (t) => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(3), (number, zeros) => {
      const digits = `${number < 0 ? "-" : ""}${"0".repeat(zeros)}${Math.abs(number)}`;
      t.is(integer.parse(digits) + 0, number + 0);
      t.is(integer.parse(`${number}.0`) + 0, number + 0);
    }),
  );
});

test("a lookup in a tree stops at absent keys and at keys of Object.prototype", (t) => {
  const tree = { error: { code: " 5 ", message: "" }, list: ["a"] };
  t.is(textAt(tree, "error", "code"), "5");
  t.is(textAt(tree, "error", "message"), undefined);
  t.is(textAt(tree, "error"), undefined);
  t.is(at(tree, "list", "0"), undefined);
  t.is(at(tree, "constructor"), undefined);
  t.is(at(undefined, "error"), undefined);
});
