import test from "ava";
import fc from "fast-check";
import type { Tree } from "./decode/tree.ts";
import { isSecretName, Redactor, redacted } from "./redact.ts";

/** Realistic secrets: keys, and passwords with any characters that a generator uses. */
const secret = fc.oneof(
  fc.string({ minLength: 16, maxLength: 128, unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789") }),
  fc.string({ minLength: 10, maxLength: 40, unit: "grapheme-ascii" }),
  fc.string({ minLength: 10, maxLength: 40, unit: "grapheme" }),
);

/** Written independently of the redactor's own table. */
const escapes: Record<string, (text: string) => string> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ a: text }),
  jsonInJson: (text) => JSON.stringify({ a: JSON.stringify({ b: text }) }),
  phpJson: (text) =>
    [...JSON.stringify(text).replaceAll("/", "\\/")]
      .flatMap((char) => char.split(""))
      .map((unit) => (unit > "\u007f" ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit))
      .join(""),
  uri: (text) => `https://example.com/?q=${encodeURIComponent(text)}`,
  form: (text) => new URLSearchParams({ q: text, r: "1" }).toString(),
  jsonInForm: (text) => new URLSearchParams({ req: JSON.stringify({ q: text }) }).toString(),
  xml: (text) => `<a>${text.replace(/[&<>]/g, (char) => `&${{ "&": "amp", "<": "lt", ">": "gt" }[char]};`)}</a>`,
  yaml: (text) => `a: '${text.replaceAll("'", "''")}'`,
  base64: (text) => `x ${Buffer.from(text).toString("base64")}`,
};
const wellFormed = (text: string) => Buffer.from(text).toString() === text;

test("a planted secret is hidden in every spelling and any surroundings", (t) => {
  const noise = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(
      secret.filter(wellFormed),
      fc.constantFrom(...Object.keys(escapes)),
      noise,
      noise,
      (value, spelling, before, after) => {
        const escaped = escapes[spelling]?.(value) ?? "";
        const bare = escapes[spelling]?.("") ?? "";
        const clean = new Redactor([value]).text(`${before}${escaped}${after}`);
        t.false(clean.includes(escaped) && escaped !== bare);
        for (let start = 0; start + 8 <= value.length; start += 1) {
          const piece = value.slice(start, start + 8);
          if (!`${before}|${after}|${bare}|${redacted}`.includes(piece))
            t.false(clean.includes(piece), `${spelling}: ${clean}`);
        }
        t.true(clean.includes(redacted));
      },
    ),
    { numRuns: 300 },
  );
});

test("no eight consecutive characters of a secret survive, such as LunaNode's partial key", (t) => {
  fc.assert(
    fc.property(secret, fc.nat(), fc.integer({ min: 8, max: 64 }), (value, at, length) => {
      const start = at % (value.length - 8 + 1);
      const piece = value.slice(start, start + length).replace(/\p{Surrogate}/gu, "");
      fc.pre(Buffer.byteLength(piece) >= 8);
      t.is(new Redactor([value]).text(`\n${piece}\n`), `\n${redacted}\n`);
    }),
  );
});

/** Encodings nested as APIs, gateways and logs nest them, with text before and after at each level. */
interface Layer {
  before: string;
  after: string;
  encode(text: string): string;
}
const wrapped = (text: string, width: number, end: string): string =>
  text.match(new RegExp(`.{1,${width}}`, "g"))?.join(end) ?? "";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const encoders: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.constant((text: string) => text),
  fc.constant(base64),
  fc.constant((text: string) => Buffer.from(text).toString("base64url")),
  fc.tuple(fc.constantFrom(64, 76), fc.constantFrom("\n", "\r\n", "\n    ")).map(
    ([width, end]) =>
      (text: string) =>
        wrapped(base64(text), width, end),
  ),
  fc.constant((text: string) => Buffer.from(text).toString("hex")),
  fc.constant((text: string) => JSON.stringify(text).slice(1, -1)),
  fc.constant((text: string) =>
    text.replace(/[\s\S]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  ),
  fc.constant((text: string) => encodeURIComponent(text)),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(([each, upper]) => (text: string) => {
    const octet = (char: string) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
    return [...text]
      .map((char, at) => (at % each === 0 || char === "%" ? (upper ? octet(char).toUpperCase() : octet(char)) : char))
      .join("");
  }),
  fc.constant((text: string) => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)),
);
const noise = fc.string({ maxLength: 9, unit: fc.constantFrom(..." 0123456789.,/-") });
const layer: fc.Arbitrary<Layer> = fc.record({ before: noise, after: noise, encode: encoders });

test("a secret is hidden however it is encoded, however often, and at any position in the encoded text", (t) => {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const other = (text: string) => text.replace(/./g, (char) => letters.charAt((letters.indexOf(char) + 13) % 52));
  fc.assert(
    fc.property(
      fc.string({ minLength: 12, maxLength: 60, unit: fc.constantFrom(...letters) }),
      fc.array(layer, { minLength: 1, maxLength: 3 }),
      (value, layers) => {
        const spelt = (plain: string) =>
          layers.reduce((text, { before, after, encode }) => `${encode(`${before}${text}${after}`)}`, plain);
        const [text, same] = [spelt(value), spelt(other(value))];
        // Only the parts that depend on the secret differ.
        const differing = [...text].flatMap((char, at) => (char === same[at] ? [] : [at]));
        const displayUrl = new Redactor([value]).text(text).split(redacted);
        t.true(displayUrl.length > 1, text);
        t.true((displayUrl[0] ?? "").length <= (differing[0] ?? 0), text);
        t.true((displayUrl.at(-1) ?? "").length <= text.length - 1 - (differing.at(-1) ?? 0), text);
        t.deepEqual(
          displayUrl.slice(1, -1).filter((piece) => piece !== ""),
          [],
          text,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("a line that was sent is hidden in every spelling, and a long one also if it is cut", (t) => {
  const line = `echo ${"0123456789abcdef".repeat(3)} > /etc/token`;
  const redactor = new Redactor([]).with([`#!/bin/sh\n  ${line}\nls\n`]);
  for (const text of [line, base64(`x${line}`), encodeURIComponent(line), JSON.stringify(base64(line))]) {
    t.false(redactor.text(`said: ${text}`).includes(text.slice(8, 40)), text);
  }
  t.is(redactor.text(`cut ${line.slice(0, 40)}`), `cut ${redacted}`);
  t.is(redactor.text("ls and echo are ordinary words"), "ls and echo are ordinary words");
});

test("a secret in a text is found in every spelling", (t) => {
  const redactor = new Redactor(["correct-horse-battery"]);
  t.true(redactor.finds(`id ${base64("my correct-horse-battery!")}`));
  t.true(redactor.finds("horse-batt"));
  t.false(redactor.finds("correct answer, horse and battery"));
});

test("a secret is hidden everywhere in a tree, as a value and as a key", (t) => {
  const { tree } = fc.letrec<{ tree: Tree; map: Tree; list: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Tree>("SECRET", null, "text", "a SECRET b"),
      tie("map"),
      tie("list"),
    ),
    map: fc.dictionary(fc.constantFrom("a", "b", "SECRET"), tie("tree")),
    list: fc.array(tie("tree"), { maxLength: 3 }),
  }));
  const value = 'k3y/"with"&all+of=it';
  fc.assert(
    fc.property(tree, (planted) => {
      const json = JSON.stringify(planted).replaceAll("SECRET", JSON.stringify(value).slice(1, -1));
      const clean = new Redactor([value]).tree(JSON.parse(json));
      t.false(JSON.stringify(clean).includes("k3y"));
    }),
  );
});

test("short secrets are hidden as a whole; those under four characters are not hidden", (t) => {
  const redactor = new Redactor(["hunter2", "ab", ""]);
  t.is(redactor.text("pw is hunter2, about"), `pw is ${redacted}, about`);
});

test("a value that is added later is hidden from then on", (t) => {
  const redactor = new Redactor();
  t.is(redactor.text("root is s3cr3t-w0rd"), "root is s3cr3t-w0rd");
  redactor.add("s3cr3t-w0rd");
  t.is(redactor.text("root is s3cr3t-w0rd"), `root is ${redacted}`);
});

test("a value is hidden by the name before it, in every format", (t) => {
  const redactor = new Redactor();
  for (const [given, hidden] of [
    ['{"password":"a b\\"c","name":"web"}', '{"password":[redacted],"name":"web"}'],
    ['{"req":"{\\"api_partialkey\\":\\"abc\\",\\"n\\":1}"}', '{"req":"{\\"api_partialkey\\":[redacted],\\"n\\":1}"}'],
    ["name=web&signature=0123&nonce=5", "name=web&signature=[redacted]&nonce=5"],
    ["Authorization: Bearer abc.def", "Authorization: [redacted]"],
    ["X-Ovh-Consumer: abc", "X-Ovh-Consumer: [redacted]"],
    ["<login_details>username: root; password: x</login_details>", "<login_details>[redacted]</login_details>"],
    ['<n:rootPassword type="t">x y</n:rootPassword>', '<n:rootPassword type="t">[redacted]</n:rootPassword>'],
    ["root_password: 'it''s'\nname: web", "root_password: [redacted]\nname: web"],
    ["api_hash=00ff x-ncp-iam-access-key=AK", "api_hash=[redacted] x-ncp-iam-access-key=[redacted]"],
    ["before -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after", "before [redacted] after"],
    ["-----BEGIN PRIVATE KEY-----\nMIIE cut", "[redacted]"],
  ] as const) {
    const clean = redactor.text(given);
    t.is(clean, hidden);
  }
  t.deepEqual(
    redactor.tree({ login_details: { a: "x" }, apiKey: "x", keyName: "web", secretless: null, list: ["x"] }),
    {
      login_details: redacted,
      apiKey: redacted,
      keyName: "web",
      secretless: null,
      list: ["x"],
    },
  );
});

test("a cloud's sentence stays readable", (t) => {
  const redactor = new Redactor(["zzzzzzzzzzzzzzzz"]);
  for (const sentence of [
    "authentication failure; common reasons: bad nonce (computer time off), source IP mismatch, invalid API id/key",
    "The key pair web does not exist.",
    "invalid image selection",
    "This call has not been granted",
  ]) {
    t.is(redactor.text(sentence), sentence);
  }
});

test("secret names, and names that only look like one", (t) => {
  for (const name of [
    "key",
    "api_partialkey",
    "privateKey",
    "X-Ovh-Signature",
    "rootPassword",
    "Passphrase",
    "login_details",
    "userData",
    "scriptContent",
    "initScriptContent",
    "script_content",
    "vnc_url",
  ]) {
    t.true(isSecretName(name), name);
  }
  for (const name of ["keyName", "key_id", "sshKeys", "name", "passive", "monkeys", "keyFingerprint"]) {
    t.false(isSecretName(name), name);
  }
});

test("a large body is redacted in linear time", (t) => {
  // Each of these takes minutes if a pattern rescans the same text from every position.
  const redactor = new Redactor(["a".repeat(64), "correct-horse-battery", "k".repeat(20_000)]);
  t.is(redactor.text("a".repeat(200_000)), redacted);
  for (const piece of [
    "pass",
    "key",
    "key=",
    '{"key":"',
    "\\",
    '\\"',
    "'",
    " ",
    "<key",
    "<key>",
    "-----BEGIN ",
    "key:\\",
    "key   ",
  ]) {
    t.true(redactor.text(piece.repeat(300_000 / piece.length)).length > 0);
    t.true(redactor.text(`key="${piece.repeat(300_000 / piece.length)}`).length > 0);
  }
});
