import { createHash } from "node:crypto";
import test, { type ExecutionContext } from "ava";
import fc from "fast-check";
import type { Emulators } from "../emulators.ts";
import { EmulatorClock, type HostDimeSwitchPatch, startEmulators } from "../index.ts";
import { type Dialect, encodeTwice, sign, withoutApi } from "./signature.ts";
import { type Envelope, otherClient, record, start, testClient } from "./testing.ts";
import { account, bodyOfV2, rejected, signedAsNumber, timestamp, unique, vectors } from "./testing-vectors.ts";

/** Emulators whose wall clock stands `off` seconds from that of the vectors. */
/** In 1970, whatever the time is and however long a test takes. */
const stopped = () => new EmulatorClock({ scale: 0, real: () => 0 });

async function at(t: ExecutionContext, switches: HostDimeSwitchPatch = {}, off = 0): Promise<Emulators> {
  const accounts = { hostdime: [account] };
  const emulators = await startEmulators({
    clouds: ["hostdime"],
    clock: stopped(),
    accounts,
    switches: { hostdime: switches },
  });
  t.teardown(() => emulators.stop());
  emulators.setClockSkew("hostdime", Number(timestamp) + off);
  return emulators;
}

async function post(emulators: Emulators, method: string, body: string | URLSearchParams): Promise<Envelope> {
  const url = `${emulators.clouds.hostdime.endpoint}/v1/${method.replaceAll(".", "/")}.json`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (await (await fetch(url, { method: "POST", headers, body })).json()) as Envelope;
}

function form(pairs: readonly (readonly [string, string])[], hash: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of pairs) body.append(name, value);
  const api = { api_key: account.publicKey, api_timestamp: timestamp, api_unique: unique, api_hash: hash };
  for (const [name, value] of Object.entries(api)) body.append(name, value);
  return body;
}

const codeOf = ({ error }: Envelope): unknown => (error ? record(error).code : undefined);
const example = vectors[0]?.parameters ?? [];
const exampleHash = vectors[0]?.hash ?? "";

for (const { title, method, parameters, dialects, text, hash } of vectors) {
  for (const dialect of dialects) {
    test(`vector ${title}: made in the ${dialect} dialect`, (t) => {
      const map = new Map(parameters);
      t.is(encodeTwice(map, dialect), text);
      t.is(sign({ method, timestamp, unique, privateKey: account.privateKey, parameters: map, dialect }), hash);
    });
  }
  const strict = dialects.includes("php");
  test(`vector ${title}: ${strict ? "accepted" : "refused, and the log names the dialect"}`, async (t) => {
    const emulators = await at(t);
    t.is(codeOf(await post(emulators, method, form(parameters, hash))) === 401, !strict);
    const [row] = emulators.requests();
    t.is(row?.signature, strict ? "ok" : "bad");
    t.is(row?.note, strict ? undefined : "api_hash matches in the JavaScript dialect");
  });
  test(`vector ${title}: accepted with acceptJsDialect`, async (t) => {
    const emulators = await at(t, { acceptJsDialect: true });
    t.not(codeOf(await post(emulators, method, form(parameters, hash))), 401);
    t.is(emulators.requests()[0]?.note, strict ? undefined : "api_hash matches in the JavaScript dialect");
  });
}

for (const [title, hash] of Object.entries(rejected)) {
  test(`refuses a hash made ${title}`, async (t) => {
    const emulators = await at(t, { acceptJsDialect: true, unsignedTesting: true });
    const envelope = await post(emulators, "domain.list", form(example, hash));
    t.deepEqual(envelope, { error: { code: 401, message: "api_hash does not match" }, response: null });
    t.is(emulators.requests()[0]?.signature, "bad");
  });
}

test("refuses a number signed as a number, since a text arrives", async (t) => {
  t.is(codeOf(await post(await at(t), "utility.echo", form([["n", "5"]], signedAsNumber))), 401);
});

test("refuses an upper-case hash", async (t) => {
  t.is(codeOf(await post(await at(t), "domain.list", form(example, exampleHash.toUpperCase()))), 401);
});

test("takes the body of V2 byte by byte", async (t) => {
  const emulators = await at(t);
  t.deepEqual(await post(emulators, "vps.rdns.update", bodyOfV2), { error: null, response: true });
  t.deepEqual(emulators.requests()[0]?.parameters, { ip: "192.0.2.10", ptr: "vps1.example.com" });
});

test("parameters count in the order sent, wherever the api_ fields stand", async (t) => {
  const emulators = await at(t, { repeatedUnique: "accept" });
  const first = new URLSearchParams([...form([], exampleHash), ["status", "registered"], ["order", "desc"]]);
  t.is(codeOf(await post(emulators, "domain.list", first)), undefined);
  const turned = form([...example].reverse(), exampleHash);
  t.is(codeOf(await post(emulators, "domain.list", turned)), 401);
});

test("of equal names the last value counts, at the place of the first", async (t) => {
  const repeated = form([["status", "expired"], ...example], exampleHash);
  t.is(codeOf(await post(await at(t), "domain.list", repeated)), undefined);
});

test("a hash is bound to its method", async (t) => {
  t.is(codeOf(await post(await at(t), "vps.list", form([], vectors[1]?.hash ?? ""))), 401);
});

for (const [off, code] of [
  [299, undefined],
  [-299, undefined],
  [302, 408],
  [-302, 408],
] as const) {
  test(`a timestamp ${off} s off gives ${code}`, async (t) => {
    t.is(codeOf(await post(await at(t, {}, off), "domain.list", form(example, exampleHash))), code);
  });
}

test("the window is a switch", async (t) => {
  t.is(codeOf(await post(await at(t, { clockWindow: 10 }, 12), "domain.list", form(example, exampleHash))), 408);
  t.is(
    codeOf(await post(await at(t, { clockWindow: 1e9 }, 1e8), "domain.list", form(example, exampleHash))),
    undefined,
  );
});

const broken: [string, Record<string, string>, number, RegExp][] = [
  ["no api_hash", { api_hash: "" }, 401, /missing api_hash/],
  ["no api_key and no api_unique", { api_key: "", api_unique: "" }, 401, /missing api_key, api_unique/],
  ["an unknown key before a wrong time", { api_key: "nobody", api_timestamp: "1" }, 401, /unknown api_key/],
  ["a wrong time before a wrong hash", { api_timestamp: "1", api_hash: "0" }, 408, /outside the window/],
  ["a time that is no number", { api_timestamp: "1.3e9" }, 408, /not a number of seconds/],
  ["a colon in the unique", { api_unique: "a:b" }, 400, /must not contain a colon/],
  ["a hash of another length", { api_hash: "0" }, 401, /api_hash does not match/],
];
for (const [title, set, code, message] of broken) {
  test(`refuses ${title}`, async (t) => {
    const body = form(example, exampleHash);
    for (const [name, value] of Object.entries(set)) body.set(name, value);
    const { error } = await post(await at(t), "domain.list", body);
    t.is(record(error).code, code);
    t.regex(String(record(error).message), message);
  });
}

test("an unsigned request is logged as such", async (t) => {
  const emulators = await at(t);
  t.is(codeOf(await post(emulators, "server.list", "")), 401);
  t.is(emulators.requests()[0]?.signature, "none");
});

test("a unique counts once a key, for twice the window, and a failed hash does not use it up", async (t) => {
  const { emulators, client } = await start(t, { clockWindow: 100 });
  const once = { unique: "once" };
  t.is(await client.code("server.list", {}, { ...once, set: { api_hash: "0" } }), 401);
  t.is(await client.code("server.list", {}, once), undefined);
  t.is(await client.code("server.list", {}, once), 409);
  t.is(await otherClient(emulators).code("server.list", {}, once), undefined);
  const later = (seconds: number) => {
    emulators.setClockSkew("hostdime", seconds);
    return client.code("server.list", {}, { ...once, timestamp: Math.floor(Date.now() / 1000) + seconds });
  };
  t.is(await later(190), 409);
  t.is(await later(210), undefined);
});

test("a used unique is taken again if the switch says so", async (t) => {
  const { client } = await start(t, { repeatedUnique: "accept" });
  t.is(await client.code("server.list", {}, { unique: "twice" }), undefined);
  t.is(await client.code("server.list", {}, { unique: "twice" }), undefined);
});

test("a call refused for its parameters uses its unique up", async (t) => {
  const { client } = await start(t);
  t.is(await client.code("vps.get", {}, { unique: "used" }), 400);
  t.is(await client.code("vps.get", { cuid: "V101" }, { unique: "used" }), 409);
});

test("testing belongs to what is signed, unless the switch lets it be left out", async (t) => {
  const { emulators, client } = await start(t);
  const after = { set: { testing: "true" } };
  t.is(await client.code("server.list", {}, after), 401);
  t.is(emulators.requests()[0]?.note, "api_hash leaves testing out");
  emulators.setSwitches("hostdime", { unsignedTesting: true });
  t.is(await client.code("server.list", {}, after), undefined);
  t.is(await client.code("server.list", { testing: "true" }), undefined);
});

test("a JavaScript client that adds testing after hashing passes with both switches", async (t) => {
  const { client } = await start(t, { acceptJsDialect: true, unsignedTesting: true });
  const how = { dialect: "js", set: { testing: "true" } } as const;
  t.is(await client.code("vps.rdns.list", { cuid: "V101", path: "/é" }, how), undefined);
});

test("invalid UTF-8 is signed as PHP's failing encoder has it, and then refused", async (t) => {
  const emulators = await at(t);
  const joined = `${timestamp}:${unique}:${account.privateKey}:utility.echo:false`;
  const hash = createHash("sha256").update(joined).digest("hex");
  const envelope = await post(emulators, "utility.echo", `a=%E9&${form([], hash)}`);
  t.deepEqual(envelope.error, { code: 400, message: "the parameters are not valid UTF-8" });
  t.is(emulators.requests()[0]?.signature, "ok");
});

test("bracketed names are refused, or signed as PHP does", async (t) => {
  const emulators = await at(t);
  const nested = new Map([
    [
      "l",
      new Map([
        ["0", "a"],
        ["1", "b"],
      ]),
    ],
  ]);
  const signing = { method: "utility.echo", timestamp, unique, privateKey: account.privateKey, parameters: nested };
  const body = form(
    [
      ["l[]", "a"],
      ["l[]", "b"],
    ],
    sign(signing),
  );
  t.is(encodeTwice(nested, "php"), String.raw`"{\"l\":{\"0\":\"a\",\"1\":\"b\"}}"`);
  t.is(codeOf(await post(emulators, "utility.echo", body)), 400);
  emulators.setSwitches("hostdime", { bracketedNames: "php" });
  t.deepEqual((await post(emulators, "utility.echo", body)).response, { l: { 0: "a", 1: "b" } });
});

test("an account with a colon in a key cannot be given to the emulator", async (t) => {
  const accounts = { hostdime: [{ publicKey: "a:b", privateKey: "c" }] };
  await t.throwsAsync(startEmulators({ clouds: ["hostdime"], accounts }), { message: /without a colon/ });
});

test("the other account's private key does not make this account's hash", async (t) => {
  const { emulators } = await start(t);
  const [first, second] = emulators.clouds.hostdime.accounts;
  const mixed = { publicKey: first?.publicKey ?? "", privateKey: second?.privateKey ?? "" };
  t.is(await testClient(emulators, mixed).code("server.list"), 401);
});

const names = fc.string({ unit: "binary", maxLength: 8 });
const entries = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 6 });

for (const dialect of ["php", "js"] as const satisfies readonly Dialect[]) {
  test(`decoding twice what is hashed gives the parameters back, in order: ${dialect}`, (t) => {
    fc.assert(
      fc.property(entries, (given) => {
        const map = new Map(given);
        const inner: unknown = JSON.parse(encodeTwice(map, dialect));
        const pairs = [...withoutApi(map)];
        const plain = pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        t.deepEqual(JSON.parse(String(inner)), Object.fromEntries(pairs));
        if (dialect === "js") t.is(inner, `{${plain.join(",")}}`);
        else t.notRegex(String(inner), /[^\\]\/|[\u0080-\uffff]/);
      }),
    );
  });
}

test("a request whose parameters were changed after signing never passes", async (t) => {
  const { client } = await start(t, { repeatedUnique: "accept" });
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary", maxLength: 10 }),
      fc.string({ unit: "binary", maxLength: 10 }),
      async (a, b) => {
        t.is(await client.code("utility.echo", { a }, { set: { a: b } }), a === b ? undefined : 401);
      },
    ),
    { numRuns: 40 },
  );
});
