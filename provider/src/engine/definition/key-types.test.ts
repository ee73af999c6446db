import { generateKeyPairSync } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import { isQuotable, keyMaterial, privateKey, publicKey } from "./key-types.ts";

const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMadeU0 me@here";
const RSA = `ssh-rsa ${Buffer.from("\0\0\0\u0007ssh-rsa\0\0\0\u0003\u0001\0\u0001\0\0\u0001\u0001abc", "latin1").toString("base64")}`;
const OPENSSH = `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n-----END OPENSSH PRIVATE KEY-----\n`;
const { privateKey: PEM } = generateKeyPairSync("ed25519", {
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const problemOf = (text: unknown, types?: string[]): string | undefined => {
  const result = publicKey(types).safeParse(text);
  return result.success ? undefined : result.error.issues.map(({ message }) => message).join("; ");
};

test("public keys of every type are accepted, with surrounding blanks and comments", (t) => {
  for (const key of [
    ED25519,
    RSA,
    `  ${RSA}\n`,
    "ssh-ed25519 AAAA me",
    "ssh-ed25519  AAAA\tyou@host",
    "ecdsa-sha2-nistp256 AAAA",
  ]) {
    t.is(problemOf(key), undefined, key);
  }
  t.is(problemOf("sk-ssh-ed25519@openssh.com AAAA"), undefined);
  t.is(keyMaterial(` ${ED25519} `), ED25519.split(" ").slice(0, 2).join(" "));
});

test("a private key in any form is rejected as one", (t) => {
  for (const key of [
    PEM,
    OPENSSH,
    OPENSSH.replaceAll("\n", "\\n"),
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU",
    `ssh-ed25519 ${PEM}`,
  ]) {
    t.regex(problemOf(key) ?? "", /contains a private key, which must stay on your machine/, key);
  }
});

test("invalid, damaged, unsupported and multiple keys are rejected with the reason", (t) => {
  for (const [key, problem] of [
    ["AAAAC3NzaC1lZDI1NTE5AAAAIMadeUp", /is not a public key such as `ssh-ed25519 AAAA… comment`/],
    ["hunter2", /is not a public key/],
    ["", /is not a public key/],
    ["ssh-ed25519", /is damaged/],
    ["ssh-ed25519 AAAA…", /is damaged/],
    ["ssh-ed25519 hunter2-password", /is damaged/],
    [ED25519.replace("ssh-ed25519", "ssh-rsa"), /is damaged: the text after ssh-rsa is not the base64 of such a key/],
    [`${ED25519}\n${RSA}`, /more than one line/],
  ] as const) {
    t.regex(problemOf(key) ?? "", problem, key);
  }
  t.regex(problemOf(ED25519, ["ssh-rsa"]) ?? "", /is a key of type ssh-ed25519; it must be ssh-rsa/);
  t.is(problemOf(RSA, ["ssh-rsa"]), undefined);
});

test("no message about a key contains any part of it", (t) => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/-]{12,60}$/);
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom("", "ssh-ed25519 ", "ssh-rsa ", "-----BEGIN RSA PRIVATE KEY-----\n"),
      (text, before) => {
        t.false((problemOf(before + text) ?? "").includes(text.slice(0, 12)));
        t.false(privateKey().safeParse(text).error?.message.includes(text.slice(0, 12)) === true);
      },
    ),
  );
  t.false(isQuotable(publicKey()) || isQuotable(privateKey()));
});

test("a PEM private key is accepted if one is required, and a public key is not", (t) => {
  for (const key of [PEM, OPENSSH]) t.true(privateKey().safeParse(key).success);
  t.false(privateKey().safeParse(ED25519).success);
});
