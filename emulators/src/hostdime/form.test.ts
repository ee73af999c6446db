import test from "ava";
import fc from "fast-check";
import { collect, decodeForm } from "./form.ts";
import { phpJson } from "./formats.ts";

test("form values keep their order, and bad UTF-8 is noticed", (t) => {
  const form = decodeForm(Buffer.from("b=1+2&10=x&2=y&b=%C3%A9&&c&d=%2"));
  t.true(form.wellFormed);
  t.deepEqual(
    [...collect(form, "refuse")],
    [
      ["b", "é"],
      ["10", "x"],
      ["2", "y"],
      ["c", ""],
      ["d", "%2"],
    ],
  );
  t.false(decodeForm(Buffer.from("a=%ff")).wellFormed);
  t.false(decodeForm(Buffer.from("%ff=a")).wellFormed);
});

test("form decoding undoes URLSearchParams", (t) => {
  const some = fc.string({ unit: "binary", maxLength: 10 });
  fc.assert(
    fc.property(fc.array(fc.tuple(some, some)), (pairs) => {
      t.deepEqual(decodeForm(Buffer.from(new URLSearchParams(pairs).toString())).pairs, pairs);
    }),
  );
});

const nested: [string, unknown][] = [
  ["a[]=1&a[]=2", { a: { 0: "1", 1: "2" } }],
  ["a[5]=1&a[]=2", { a: { 5: "1", 6: "2" } }],
  ["a[b][c]=1&a[b][d]=2", { a: { b: { c: "1", d: "2" } } }],
  ["a=1&a[b]=2", { a: { b: "2" } }],
  ["a.b=1&c d=2", { a_b: "1", c_d: "2" }],
  ["a[b=1", { a_b: "1" }],
  ["a[b]rest=1", { a: { b: "1" } }],
  [`a${"[x]".repeat(70)}=1&b=2`, { b: "2" }],
];
for (const [body, expected] of nested) {
  test(`PHP reads ${body.slice(0, 30)} as ${JSON.stringify(expected)}`, (t) => {
    t.deepEqual(JSON.parse(phpJson(collect(decodeForm(Buffer.from(body)), "php"))), expected);
  });
}
