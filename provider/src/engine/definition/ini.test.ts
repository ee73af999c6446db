import test from "ava";
import fc from "fast-check";
import { sectionsOf } from "./ini.ts";

const plain = (...texts: string[]) =>
  Object.fromEntries([...sectionsOf(...texts)].map(([name, keys]) => [name, Object.fromEntries(keys)]));

test("sections, comments, quotes and both separators of key and value", (t) => {
  t.deepEqual(
    plain(
      `\uFEFFfree = 1\r\n; a comment\n# another = one\n[ a.b ] # here\n  x: y   # made in May\nz="q # r" ; s\nempty=\nu=http://h:1/p;q#r\n[https://h/1.0]\nt='it''s'\n[a.b]\nx2 = 2\nno sign\n[open\n`,
    ),
    {
      "": { free: "1" },
      "a.b": { x: "y", z: "q # r", empty: "", u: "http://h:1/p;q#r", x2: "2" },
      "https://h/1.0": { t: "'it''s'" },
    },
  );
});

test("of several files the nearest wins, key by key", (t) => {
  t.deepEqual(plain("[a]\nx=near", "[a]\nx=far\ny=far\n[b]\nz=far"), {
    "": {},
    a: { x: "near", y: "far" },
    b: { z: "far" },
  });
});

test("no text makes the parser throw", (t) => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("[", "]", "[]", "=", "#", "[__proto__]", "a=' #", "\n"),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      sectionsOf(lines.join("\n"));
    }),
  );
  t.pass();
});

test("a value without blanks, quotes and comment characters is read unchanged", (t) => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9+/=._:;#-]{1,40}$/),
      fc.constantFrom("=", " = ", ":", " : "),
      (value, sign) => {
        t.deepEqual(plain(`[a]\nkey${sign}x${value}\n`), { "": {}, a: { key: `x${value}` } });
      },
    ),
  );
});
