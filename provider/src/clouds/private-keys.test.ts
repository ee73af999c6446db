import { generateKeyPairSync } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import { withoutSecrets } from "../adapters/encoding.ts";
import { isQuotable } from "../engine/definition/key-types.ts";
import { quoted } from "../engine/definition/secrecy.ts";
import { shapeFailures } from "../engine/definition/shape.ts";
import { unresolvedMessage } from "../engine/observe/references.ts";
import { cloudNames, loadCloud } from "./index.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const [, line = ""] = privateKey.split("\n");

/** A private key in every position of an input that can hold a text. */
const slips = (value: string): unknown[] => [
  value,
  [value],
  { a: value },
  [{ protocol: value, name: value, cidr: value }],
];

const definitions = (await Promise.all(cloudNames.map(loadCloud))).flatMap(({ resources }) => resources);
const inputs = definitions.flatMap((definition) =>
  Object.entries(definition.inputs).map(([key, field]) => ({ definition, key, field })),
);

test("a private key in an input that is not secret is refused, and no message shows any of it", (t) => {
  for (const { definition, key, field } of inputs.filter((each) => each.field.secret !== true)) {
    for (const value of slips(privateKey)) {
      const failures = shapeFailures(key, field, value);
      // Names of catalog entries are only compared here and never sent.
      t.true(failures.length > 0 || field.catalog !== undefined, `${definition.token}.${key} takes a private key`);
      for (const { property, reason } of failures.map((failure) =>
        withoutSecrets(definition, failure, { [key]: value }),
      )) {
        // If a failure names a property, Pulumi prints its value.
        t.is(property, "", `${definition.token}.${key}`);
        t.false(reason.includes(line.slice(0, 12)), reason);
        t.true(reason.startsWith(key), reason);
      }
    }
  }
  t.false(
    (unresolvedMessage({ is: "missing", nearest: [] }, quoted(privateKey), "key") ?? "").includes(line.slice(0, 12)),
  );
});

test("every input that takes a key checks its form, and is never quoted", (t) => {
  const named = inputs.filter(
    ({ key, field }) => /key/i.test(`${key} ${field.description}`) && field.catalog === undefined,
  );
  const keys = named
    .filter(({ field }) => !isQuotable(field.type))
    .map(({ definition, key }) => `${definition.token}.${key}`);
  t.deepEqual(keys, [
    "lunanode:SshKey.publicKey",
    "gigenet:KeyPair.publicKey",
    "naver:Server.privateKey",
    "naver:LoginKey.publicKey",
    "ovh:SshKey.publicKey",
    "ovh:Vps.publicSshKey",
    "ovh:DedicatedServer.rescueSshKey",
    "ovh:DedicatedServer.publicSshKey",
    "ovh:Certificate.privateKey",
  ]);
  // For the other inputs, only the description mentions keys: names, tags, a region. Every input named "key" is one of
  // those above.
  t.deepEqual(
    named.filter(({ key, field }) => /key$/i.test(key) && isQuotable(field.type)).map(({ key }) => key),
    // The IDs of a key in a key manager.
    ["encryptionKey"],
  );
  for (const { definition, key, field } of named.filter((each) => !isQuotable(each.field.type))) {
    const [failure, ...others] = shapeFailures(key, field, "correct-horse");
    t.deepEqual(others, []);
    t.false(failure?.reason.includes("horse"), `${definition.token}.${key}`);
    t.is(failure && withoutSecrets(definition, failure, { [key]: "correct-horse" }).property, "");
  }
});

test("no message shows a value that the program marks as secret", (t) => {
  for (const { definition, key, field } of inputs.filter(
    (each) => !isQuotable(each.field.type) || each.field.secret !== true,
  )) {
    for (const value of slips("correct-horse")) {
      const hidden = new Set([key]);
      for (const failure of shapeFailures(key, { ...field, secret: true }, value)) {
        const { property, reason } = withoutSecrets(definition, failure, { [key]: value }, hidden);
        t.is(property, "");
        t.false(reason.includes("horse"), reason);
      }
    }
  }
});

test("whatever form a private key has, and whatever surrounds it, it is not a public key, and no message shows any of it", (t) => {
  const body = privateKey.split("\n").slice(1, -2);
  const forms: Readonly<Record<string, string>> = {
    pem: privateKey,
    windows: privateKey.replaceAll("\n", "\r\n"),
    oneLine: privateKey.replaceAll("\n", " "),
    escaped: privateKey.replaceAll("\n", "\\n"),
    withoutFrame: body.join("\n"),
    bare: body.join(""),
    encrypted: privateKey.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
    pkcs1: privateKey.replaceAll("PRIVATE KEY", "RSA PRIVATE KEY"),
    openSsh: `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA${body.join("\n")}\n-----END OPENSSH PRIVATE KEY-----\n`,
    putty: `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\nPrivate-Lines: ${body.length}\n${body.join("\n")}\n`,
    base64: Buffer.from(privateKey).toString("base64"),
  };
  const around = fc.record({
    form: fc.constantFrom(...Object.keys(forms)),
    before: fc.constantFrom(
      "",
      " ",
      "\n",
      "ssh-rsa ",
      "ssh-ed25519 ",
      "ecdsa-sha2-nistp256 ",
      "ssh-rsa AAAAB3NzaC1yc2E= ",
    ),
    after: fc.constantFrom("", "\n", " me@home", "\n\n"),
  });
  const publicKeys = inputs.filter(({ key }) => key === "publicKey");
  t.is(publicKeys.length, 4);
  fc.assert(
    fc.property(fc.constantFrom(...publicKeys), around, ({ definition, key, field }, { form, before, after }) => {
      const value = `${before}${forms[form]}${after}`;
      const failures = shapeFailures(key, field, value).map((failure) =>
        withoutSecrets(definition, failure, { [key]: value }),
      );
      t.is(failures.length, 1, `${definition.token}, ${form} after "${before}"`);
      for (const { property, reason } of failures) {
        t.is(property, "");
        t.false(body.some((each) => reason.includes(each.slice(4, 16))) || reason.includes("b3BlbnNz"), reason);
      }
    }),
    { numRuns: 400 },
  );
});
