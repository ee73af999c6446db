import test from "ava";
import fc from "fast-check";
import { type Dialect, isAmbiguous, joined, type Pairs, type Signing, signature } from "./signature.ts";

const signing = (method: string, parameters: Pairs): Signing => ({
  timestamp: 1369758680,
  unique: "ABCDEF",
  privateKey: "fazbaz",
  method,
  parameters,
});

const ECHO = "utility.echo";
const DOCUMENTED = signing("domain.list", [
  ["status", "registered"],
  ["order", "desc"],
]);
const BOTH = ["php", "js"] as const;

/** The documented example, and computed ones for the cases that it does not cover (§1.2, §1.4). */
const vectors: readonly (readonly [what: string, Signing, readonly Dialect[], hash: string])[] = [
  ["the documented example", DOCUMENTED, BOTH, "499b5d8b8bce0f66d829d9186fb475c16b505ef7e6238c3b43c3342902ce27dd"],
  [
    "no parameters",
    signing("server.list", []),
    BOTH,
    "4279db7777096dcb45480574ca95b67430dfe431f8581a7d26c3fb41a4fbdec8",
  ],
  [
    "an address and a host name",
    signing("vps.rdns.update", [
      ["ip", "192.0.2.10"],
      ["ptr", "vps1.example.com"],
    ]),
    BOTH,
    "10768a0d23f89c2f607394af1bf10c39997155d2c6fae83dd5fafdd0c9a98643",
  ],
  [
    "JSON inside a parameter",
    signing("vps.graphs", [
      ["cuid", "V101"],
      ["type", "bandwidth"],
      ["date_range", '["2017-04-04","2017-04-05"]'],
    ]),
    BOTH,
    "9d3d460a4d79b117f6042b38016b47371420001f019849277030d61272a710f2",
  ],
  ...(
    [
      ["php", "ffbfd4cf757109137a9965f66af426af5832dd0c27671ba22b9bdd356318894e"],
      ["js", "760413967bb98361263cf27824661b5a02e74ee86b1295477b19f26fb2286b58"],
    ] as const
  ).map(
    ([dialect, hash]) =>
      [
        `slashes and accents in ${dialect}`,
        signing(ECHO, [
          ["path", "/srv/data"],
          ["name", "café"],
        ]),
        [dialect],
        hash,
      ] as const,
  ),
  [
    "a number as text",
    signing(ECHO, [["n", "5"]]),
    BOTH,
    "047a06c2ec9abb93fa0cf11bf63ed0913a7f298611a32861918f5f4a7f4b7881",
  ],
  [
    "quotes, backslashes, line ends and empty text",
    signing(ECHO, [
      ["q", 'a"b\\c\nd'],
      ["e", ""],
      ["amp", "<&>"],
    ]),
    BOTH,
    "bb4aff100d2b24564eacc3172ba27d65d7b981bd5c884b3432c24db83c960f7f",
  ],
  [
    "a surrogate pair in php",
    signing(ECHO, [["e", "😀"]]),
    ["php"],
    "38522d18269578bb4878181a21bf2cf8f8ae07ba64446d5d50412723ea2df535",
  ],
  [
    "a surrogate pair in js",
    signing(ECHO, [["e", "😀"]]),
    ["js"],
    "a49f24ae8ad56b1758997e366fe41f1e3ebaf43d4e68639c7144fd4cb01e9cdc",
  ],
];

for (const [what, given, dialects, hash] of vectors) {
  test(`the hash of ${what} is the known one`, (t) => {
    for (const dialect of dialects) {
      t.is(signature(given, dialect), hash);
    }
    t.is(isAmbiguous(given.parameters), dialects.length === 1);
  });
}

test("the hashed text matches the documentation byte for byte", (t) => {
  t.is(
    joined(DOCUMENTED, "php"),
    String.raw`1369758680:ABCDEF:fazbaz:domain.list:"{\"status\":\"registered\",\"order\":\"desc\"}"`,
  );
});

/** Hashes of the documented example by wrong methods (§1.2). */
const wrong = [
  "f0cae6e8847f4893ef512e65ae41775cb65dc9fcd26e983b9d186c78b866c47e",
  "368db3d0d8eb105e6e8ca8b4d5798c7329dd2ad97a78ebc49d8a398d1174f49f",
  "b46013bedaf845120dea6581ea4b95b21947167a0f1bf774327451d371a234dd",
  "8704316b24150b202e5f8c253c1c93d5919f856e339ff561f99bdd7d1bc7a442",
  "60c1f60a45efca55e3be553cb755de03577fa878a0f087c932682185c09e7e7d",
  "89183d502331264565986b2c3eedd4945bc81f5f40a9c4962e507124970497f4",
  "cf667f1dca6a19d6c2ac3b255baba942c3f2b5aa482977682b2a68309d968d35",
];

test("the hash differs from those of wrong methods", (t) => {
  const { parameters } = DOCUMENTED;
  const others = [
    DOCUMENTED,
    { ...DOCUMENTED, parameters: [...parameters].reverse() },
    { ...DOCUMENTED, privateKey: "foobar" },
  ].map((each) => signature(each, "php"));
  t.deepEqual(
    others.map((hash) => wrong.includes(hash)),
    [false, true, true],
    "sorted names and the public key are the caller's to get right; the rest cannot come about",
  );
});

const pairs = fc.array(fc.tuple(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), fc.string({ unit: "binary" })), {
  maxLength: 5,
});

test("the two dialects differ exactly for ambiguous values, and php's is plain ASCII", (t) => {
  fc.assert(
    fc.property(pairs, (parameters) => {
      const given = signing(ECHO, parameters);
      t.is(joined(given, "php") !== joined(given, "js"), isAmbiguous(parameters));
      t.regex(joined(given, "php"), /^[\x20-\x7f]*$/);
    }),
  );
});

test("the signed parameters can be parsed from the text, whatever the values", (t) => {
  fc.assert(
    fc.property(pairs, fc.constantFrom(...BOTH), (parameters, dialect) => {
      const text = joined(signing(ECHO, parameters), dialect).split(":").slice(4).join(":");
      const read: unknown = JSON.parse(JSON.parse(text));
      t.deepEqual(read, Object.fromEntries(parameters));
    }),
  );
});
