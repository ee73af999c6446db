import { createHash, generateKeyPairSync } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import { couldBeSecret, quoted } from "./secrecy.ts";

test("names, IDs, addresses and sentences may be quoted", (t) => {
  for (const value of [
    ...[
      "m.22",
      "Ubuntu 24.04 64-bit (template)",
      "ubuntu64_16.04",
      "promo.bal.small",
      "SW.VSVR.OS.LNX64.ROCKY.0810.B050",
    ],
    ...[
      "toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869",
      "my-web-server-2024-production-01.example.com",
      "My-Web-Server-In-Production_And-More",
      "203.0.113.0/24",
    ],
    ...[
      "running",
      "",
      "https://ncloud.apigw.ntruss.com",
      "2001:db8::1",
      "custom_4vcpu_8192m_100gb",
      "a sentence of some words",
    ],
    ...[7, true, null, undefined, ["a", "b"], { tags: ["web"] }],
  ]) {
    t.false(couldBeSecret(value), String(value));
  }
  t.is(quoted("m.22"), '"m.22"');
  t.is(quoted(undefined), "nothing");
});

test("keys, tokens and machine-generated passwords are not quoted, wherever they are", (t) => {
  const { privateKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const random = fc.constantFrom<BufferEncoding>("base64", "base64url", "hex").chain((encoding) =>
    fc
      .uint8Array({ minLength: 20, maxLength: 60, size: "max" })
      // fast-check's bytes are small and repeat. Hashed, they are as even as a key's, and reproducible with a seed.
      .map((bytes) => createHash("sha512").update(bytes).digest().subarray(0, bytes.length).toString(encoding)),
  );
  fc.assert(
    fc.property(fc.oneof(random, fc.constant(privateKey)), fc.constantFrom("", "Bearer ", "key="), (secret, before) => {
      const value = before + secret;
      for (const each of [value, [value], { a: value }, { a: [{ b: value }] }, { [value]: 1 }]) {
        t.true(couldBeSecret(each), value);
        t.false(quoted(each).includes(secret.slice(0, 12)));
      }
    }),
  );
});
