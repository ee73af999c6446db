import test from "ava";
import fc from "fast-check";
import { startEmulators } from "../index.ts";
import { type OvhCredentials, sign, signedUrls, verify } from "./signature.ts";
import { record, sendRaw, signed, start, testClient } from "./testing.ts";

/** From OVHcloud's own tests; revoked. */
const official = {
  applicationSecret: "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
  consumerKey: "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
  timestamp: "1457018875",
};
const officialBody = '{"a":"b","c":"d"}';
const eu = "https://eu.api.ovh.com";
const officialVectors: [string, string, string, string][] = [
  ["GET", "/1.0/auth", "", "$1$e9556054b6309771395efa467c22e627407461ad"],
  ["POST", "/1.0/auth", officialBody, "$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1"],
  ["PUT", "/1.0/auth", officialBody, "$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b"],
  ["DELETE", "/1.0/auth", "", "$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85"],
  ["GET", "/1.0/authTO", "", "$1$1f0958be70f095ddaba525778a9ac1dcffac89f3"],
  ["POST", "/1.0/authTO", officialBody, "$1$b592effcb3bc2d37860eceb06a1b17670fbe49c6"],
  ["PUT", "/1.0/authTO", officialBody, "$1$6b27c2a693a0eb4980217046b2fe10d74ba796f0"],
  ["DELETE", "/1.0/authTO", "", "$1$bd59b15361548c388058009e00c508081e991e8b"],
  ["GET", "/1.0/call", "", "$1$7f2db49253edfc41891023fcd1a54cf61db05fbb"],
  ["GET", "/v1/call", "", "$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad"],
  ["GET", "/v2/call", "", "$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285"],
];

const example: OvhCredentials = {
  applicationKey: "EXAMPLEAPPKEY001",
  applicationSecret: "EXAMPLEappsecret0000000000000001",
  consumerKey: "EXAMPLEconsumerkey00000000000002",
  project: "0123456789abcdef0123456789abcdef",
};
const key = '"publicKey":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@host"}';
const sshkeys = `${eu}/v1/cloud/project/0123456789abcdef0123456789abcdef/sshkey`;
const vps = "/1.0/vps/vps-1234abcd.vps.ovh.net";
const vpsBody = '{"displayName":"web-1","netbootMode":"local","slaMonitoring":false}';
const credentials = `${eu}/1.0/me/api/credential?status=validated`;
const exampleVectors: [string, string, string, string][] = [
  ["GET", credentials, "", "$1$83513417b9ba73bdc97fd47bf28973f099ebae3f"],
  ["GET", `${credentials}&`, "", "$1$c48c05ccdc77ea7572bb99770b569a2ec84dba9a"],
  ["POST", sshkeys, `{"name":"cl\\u00e9-1",${key}`, "$1$3252718b0f997c67924fbdeaf232b4e4035ffb9a"],
  ["POST", sshkeys, `{"name":"clé-1",${key}`, "$1$2bf394041e1b40bda86571b4a112c17a5502f3f6"],
  ["PUT", `http://127.0.0.1:8080${vps}`, vpsBody, "$1$493b3f064e411b171edfa9e431d39086558ffe45"],
  ["PUT", `https://127.0.0.1${vps}`, vpsBody, "$1$b9f8affbf3d23732c893ff3eec4f0077538ae4c4"],
];

const vectors = [
  ...officialVectors.map(([method, path, body, signature]) => ({
    ...{ ...official, method, url: eu + path, body, signature },
  })),
  ...exampleVectors.map(([method, url, body, signature]) => ({
    ...{ applicationSecret: example.applicationSecret, consumerKey: example.consumerKey, timestamp: "1700000000" },
    ...{ method, url, body, signature },
  })),
];

test("there are seventeen vectors, two of them with one body in two spellings", (t) => {
  t.is(vectors.length, 17);
  t.deepEqual(
    vectors.filter(({ url }) => url === sshkeys).map(({ body }) => Buffer.byteLength(body)),
    [90, 86],
  );
});

for (const { signature, ...parts } of vectors) {
  test(`signs ${parts.method} ${parts.url} ${Buffer.byteLength(parts.body)}`, (t) => {
    t.is(sign(parts), signature);
    t.true(verify(signature, [parts.url], parts));
  });

  test(`rejects anything that differs from ${parts.method} ${parts.url} ${Buffer.byteLength(parts.body)}`, (t) => {
    const { url } = parts;
    const never = (given: string, urls: string[], changed: Partial<typeof parts> = {}): boolean =>
      t.false(verify(given, urls, { ...parts, ...changed }));
    never(signature, [`${url}&`, `${url}?`, `${url}/`, url.replace("://", ":/"), url.toUpperCase()]);
    never(signature, []);
    never(signature, [url], { body: `${parts.body} ` });
    never(signature, [url], { method: parts.method.toLowerCase() });
    never(signature, [url], { timestamp: "1700000001" });
    never(signature, [url], { consumerKey: parts.applicationSecret });
    never(signature, [url], { applicationSecret: parts.consumerKey });
    never(signature.slice(3), [url]);
    never(signature.toUpperCase(), [url]);
    never("", [url]);
  });
}

test("bytes are signed as they are, whatever their encoding", (t) => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.nat(), (bytes, path, flip) => {
      const parts = { ...official, method: "POST", body: Buffer.from(bytes) };
      const url = `${eu}/1.0/${encodeURIComponent(path)}`;
      const signature = sign({ ...parts, url });
      t.regex(signature, /^\$1\$[0-9a-f]{40}$/);
      t.true(verify(signature, ["https://elsewhere", url], parts));
      const body = Buffer.concat([parts.body, Buffer.from([flip % 256])]);
      t.false(verify(signature, [url], { ...parts, body }));
    }),
  );
});

const rules = { publicUrl: null, nodeClientUrls: true };
test("the client's URL is that of the Host header, or https without a port", (t) => {
  t.deepEqual(signedUrls("127.0.0.1:8080", "/1.0/me?a=b", rules), [
    "http://127.0.0.1:8080/1.0/me?a=b",
    "https://127.0.0.1/1.0/me?a=b",
  ]);
  t.deepEqual(signedUrls("[::1]:80", "/v1/me", rules), ["http://[::1]:80/v1/me", "https://[::1]/v1/me"]);
  t.deepEqual(signedUrls("x:1", "/v1/me", { ...rules, nodeClientUrls: false }), ["http://x:1/v1/me"]);
});

test("a public URL replaces the Host header", (t) => {
  const publicUrl = "https://ovh.example.com:8443";
  t.deepEqual(signedUrls("127.0.0.1:1", "/1.0/me", { publicUrl, nodeClientUrls: true }), [
    "https://ovh.example.com:8443/1.0/me",
    "https://ovh.example.com/1.0/me",
  ]);
});

for (const [method, url, body, signature] of exampleVectors) {
  test(`the emulator accepts the vector ${method} ${url} ${Buffer.byteLength(body)} over the network`, async (t) => {
    const emulators = await startEmulators({ timeScale: 0, clouds: ["ovh"], accounts: { ovh: [example] } });
    t.teardown(() => emulators.stop());
    emulators.setClockSkew("ovh", 1_700_000_000 - Date.now() / 1000);
    const { host, pathname, search } = new URL(url);
    const path = pathname + search;
    const headers = {
      ...{ host, "x-ovh-application": example.applicationKey, "x-ovh-consumer": example.consumerKey },
      ...{ "x-ovh-timestamp": "1700000000", "x-ovh-signature": signature },
    };
    await sendRaw(emulators, method, path, headers, body);
    t.is(emulators.requests()[0]?.signature, "ok");
    await sendRaw(emulators, method, `${path}${search === "" ? "?" : "&"}`, headers, body);
    await sendRaw(emulators, method, path, headers, `${body} `);
    t.deepEqual(
      emulators.requests().map((row) => row.note),
      [undefined, "the signature does not match", "the signature does not match"],
    );
  });
}

test("a bad signature is 400 and says so", async (t) => {
  const { emulators, client } = await start(t);
  const { status, body } = await client.call("GET", "/me", undefined, { "x-ovh-signature": `$1$${"0".repeat(40)}` });
  t.is(status, 400);
  t.deepEqual(body, { class: "Client::BadRequest", message: "Invalid signature" });
  t.is(emulators.requests()[0]?.signature, "bad");
});

test("query, path encoding and order are signed as sent", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, credentials: account } = emulators.clouds.ovh;
  for (const path of ["/1.0/me/api/credential?b=2&a=%c3%A9&", "/1.0/me/api/credential?status=validated&status=x"]) {
    const { status } = await sendRaw(emulators, "GET", path, signed(account, "GET", endpoint + path));
    t.is(status, 200);
  }
});

test("lenient signatures accept any signature of a known key", async (t) => {
  const { emulators, client } = await start(t, { signatures: "lenient" });
  t.is((await client.call("GET", "/me", undefined, { "x-ovh-signature": "$1$0" })).status, 200);
  const unknown = { ...emulators.clouds.ovh.credentials, consumerKey: "x".repeat(32) };
  t.is((await testClient(emulators, unknown).call("GET", "/me")).status, 403);
});

test("the Node.js client's signature is invalid if that is switched off", async (t) => {
  for (const nodeClientUrls of [true, false]) {
    const { emulators } = await start(t, { nodeClientUrls });
    const headers = signed(emulators.clouds.ovh.credentials, "GET", "https://127.0.0.1/1.0/me");
    t.is((await sendRaw(emulators, "GET", "/1.0/me", headers)).status, nodeClientUrls ? 200 : 400);
  }
});

test("with a public URL, that URL must be signed", async (t) => {
  const { emulators, client } = await start(t, { publicUrl: "https://ovh.example.com" });
  t.is((await client.call("GET", "/me")).status, 400);
  const headers = signed(emulators.clouds.ovh.credentials, "GET", "https://ovh.example.com/1.0/me");
  t.is((await sendRaw(emulators, "GET", "/1.0/me", headers)).status, 200);
});

test("a timestamp may differ from the cloud's clock by a minute", async (t) => {
  const { emulators, client } = await start(t);
  for (const [seconds, status] of [
    [50, 200],
    [-50, 200],
    [70, 400],
    [-70, 400],
  ] as const) {
    emulators.setClockSkew("ovh", seconds);
    const answer = await client.call("GET", "/me");
    t.is(answer.status, status);
    if (status === 400) t.is(record(answer.body).message, "Query out of time");
  }
  t.regex(emulators.requests()[2]?.note ?? "", /timestamp is -(69|70|71) s off/);
});

test("/auth/time needs no authentication and returns the cloud's clock, with which a client signs", async (t) => {
  const { emulators } = await start(t);
  emulators.setClockSkew("ovh", 3600);
  const { status, body } = await sendRaw(emulators, "GET", "/1.0/auth/time", {});
  t.is(status, 200);
  const off = Number(body) - Date.now() / 1000;
  t.true(off > 3590 && off < 3610);
  const { endpoint, credentials: account } = emulators.clouds.ovh;
  const headers = signed(account, "GET", `${endpoint}/1.0/me`, "", body);
  t.is((await sendRaw(emulators, "GET", "/1.0/me", headers)).status, 200);
});

test("a timestamp that is not a whole number of seconds is rejected", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, credentials: account } = emulators.clouds.ovh;
  const headers = signed(account, "GET", `${endpoint}/1.0/me`, "", `${Date.now() / 1000}.5`);
  t.is((await sendRaw(emulators, "GET", "/1.0/me", headers)).status, 400);
});
