import test from "ava";
import fc from "fast-check";
import { printable, printableJson, printableLine } from "./printable.ts";

const UNSEEN = [
  "\u001b[2J",
  "\u009b31m",
  "\u007f",
  "\u0000",
  "\u202e",
  "\u2066",
  "\u200e",
  "\ufeff",
  "\u2028",
  "\u{e0041}",
  "\ud800",
  "\r",
];
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const allowed = /[\n\t\u200c\u200d]/g;

const anyText = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...UNSEEN, "a", "\n", "\t", "\r\n")))
  .map((parts) => parts.join(""));

test("escape sequences and direction marks are shown as code points, everything else unchanged", (t) => {
  t.is(printable("web\u001b[31m\u202etxt.exe"), "web\\u001b[31m\\u202etxt.exe");
  t.is(printable("\u{e0041}x\ud83d"), "\\u{e0041}x\\ud83d");
  for (const plain of ["Zürich ☃ 日本語 🧑‍💻 نام‌ها", "two\nlines\tand a tab", "$x `y` \\u001b '\""]) {
    t.is(printable(plain), plain);
  }
  t.is(printable("a\r\nb"), "a\nb");
  t.is(printableLine("a\nb\tc"), "a\\u000ab\\u0009c");
});

test("no text can control a terminal", (t) => {
  fc.assert(
    fc.property(anyText, (text) => {
      t.false(unsafe.test(printable(text).replace(allowed, "")));
      t.false(unsafe.test(printableLine(text).replace(/[\u200c\u200d]/g, "")));
      t.is(printable(printable(text)), printable(text));
    }),
  );
});

test("JSON keeps its meaning and cannot control a terminal", (t) => {
  fc.assert(
    fc.property(fc.dictionary(anyText, anyText), (value) => {
      const text = printableJson(value);
      t.deepEqual({ ...JSON.parse(text) }, { ...JSON.parse(JSON.stringify(value)) });
      t.false(unsafe.test(text.replace(allowed, "")));
    }),
  );
});
