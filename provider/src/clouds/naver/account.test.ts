import { createHmac } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import { accepted } from "../../http/decode/schemas.ts";
import { ManualClock, type ReceivedRequest, reply, serve } from "../../http/testing.ts";
import { openAccount, signature } from "./account.ts";
import type { Parameters } from "./parameters.ts";
import { SERVER } from "./schemas.ts";

const secretKey = "ExampleSecretKey/0000+abcdEFGH0123456789";
const FIRST = { timestamp: "1505290625682", accessKey: "D78BB444D6D3C84CA38A" };
const accessKey = "EXAMPLEACCESSKEY0001";

for (const [title, method, target, { timestamp, accessKey: key }, expected] of [
  ["a query", "GET", "/photos/puppy.jpg?query1=&query2", FIRST, "/kLo9b5IgWxmsKZnufyvJMLnsjjsYKcjYBoH86NaUJw="],
  [
    "a detail call",
    "GET",
    "/vserver/v2/getServerInstanceDetail?regionCode=KR&serverInstanceNo=26695183&responseFormatType=json",
    { timestamp: "1727169379000", accessKey },
    "rHNAFa/tpodFBNXM14HZMlkshF8m83Alm9VvT+PieD0=",
  ],
  [
    "a form, whatever it holds",
    "POST",
    "/vserver/v2/createServerInstances",
    { timestamp: "1727169379000", accessKey },
    "kjsJqVHBu1pLE/TAPhvGumSydI81BxtxHmuXt4IM6N4=",
  ],
  [
    "lists and escapes",
    "GET",
    "/vserver/v2/getServerInstanceList?regionCode=KR&serverInstanceNoList.1=26695183&serverInstanceNoList.2=26695184&serverName=web%20a%2Bb&responseFormatType=json",
    { timestamp: "1727169379123", accessKey },
    "spZVaVTcrYRhzJOtJVcQ6fvCbNIfgwTwwBGgg/UTang=",
  ],
  [
    "the classic generation",
    "POST",
    "/server/v2/terminateServerInstances",
    { timestamp: "1727169379123", accessKey },
    "IfnlO12rKN4Q6BgHT74zzjadT7OAMkzx4zjN94hTgUM=",
  ],
] as const) {
  test(`the signature of ${title} matches the one computed by hand`, (t) => {
    t.is(signature(method, target, timestamp, { accessKey: key, secretKey }), expected);
  });
}

test("the wrong signatures of the vendor's samples are not produced", (t) => {
  const created = signature("GET", "/photos/puppy.jpg?query1=&query2", FIRST.timestamp, { ...FIRST, secretKey });
  t.not(created, "ij02thQ7U4+aHjJQcgkXrJNNJv3dSTr77lHpXKL8FI4=", "without the access key");
  t.not(created, "UyVm9tY2f6jW7KlL4fQswuswXeUBy5YxiAXvI2g5LKE=", "with an empty line");
});

const word = fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text));

test("every part of a request, and both keys, change its signature", (t) => {
  const parts = fc.record({ method: word, target: word, timestamp: word, accessKey: word, secretKey: word });
  const sign = (all: { method: string; target: string; timestamp: string; accessKey: string; secretKey: string }) =>
    signature(all.method, all.target, all.timestamp, all);
  fc.assert(
    fc.property(parts, fc.constantFrom("method", "target", "timestamp", "accessKey", "secretKey"), (all, changed) => {
      t.not(sign({ ...all, [changed]: `${all[changed]}x` }), sign(all));
      t.regex(sign(all), /^[A-Za-z0-9+/]{43}=$/);
    }),
  );
});

const dependencies = () => ({ clock: new ManualClock({ auto: true }), signal: new AbortController().signal });
const keys = { accessKey, secretKey };
const good = { xResponse: { returnCode: "0" } };

/** The expected signature of a received request, computed from its own bytes. */
const expected = ({ method, target, headers }: ReceivedRequest): string =>
  createHmac("sha256", secretKey)
    .update(`${method} ${target}\n${headers["x-ncp-apigw-timestamp"]}\n${headers["x-ncp-iam-access-key"]}`)
    .digest("base64");

test("the signed text is the request target as received, whatever the parameters contain, and they arrive unchanged", async (t) => {
  const server = await serve(reply(200, good));
  t.teardown(server.close);
  const { api } = openAccount({ ...keys, endpoint: `${server.url}/gate/` }, dependencies());
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("web a+b", "a&b=c", "100%", "서버", "'!*()~"));
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(text, { maxLength: 3 }),
      fc.constantFrom("read", "write"),
      async (one, list, effect) => {
        const parameters: Parameters = { serverName: one, list, absent: undefined };
        await api.call("vserver/x", effect, "KR", parameters, accepted);
        const seen = server.requests.at(-1);
        t.truthy(seen);
        if (seen !== undefined) {
          t.is(seen.headers["x-ncp-apigw-signature-v2"], expected(seen));
          const sent = new URLSearchParams(effect === "read" ? seen.target.split("?")[1] : seen.body);
          t.deepEqual(
            [...sent],
            [
              ["responseFormatType", "json"],
              ["regionCode", "KR"],
              ["serverName", one],
              ...list.map((item, index) => [`list.${index + 1}`, item]),
            ],
          );
          t.regex(seen.target, /^\/gate\/vserver\/v2\/x/);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("reads use GET with the format in the query; writes use POST with everything in the form", async (t) => {
  const server = await serve(reply(200, good));
  t.teardown(server.close);
  const { api } = openAccount({ ...keys, endpoint: server.url }, dependencies());
  await api.call("vpc/x", "read", "JPN", { vpcNo: "1" }, accepted);
  await api.call("vpc/x", "create", "JPN", { vpcNo: "1" }, accepted);
  t.deepEqual(
    server.requests.map(({ method, target, body, headers }) => [method, target, body, headers["content-type"]]),
    [
      ["GET", "/vpc/v2/x?responseFormatType=json&regionCode=JPN&vpcNo=1", "", undefined],
      ["POST", "/vpc/v2/x", "responseFormatType=json&regionCode=JPN&vpcNo=1", "application/x-www-form-urlencoded"],
    ],
  );
});

test("a request with a rejected signature is retried once with the gateway's time, if that is far off", async (t) => {
  const refused = { error: { errorCode: "200", message: "Authentication Failed" } };
  const clock = new ManualClock({ auto: true });
  const ahead = new Date(clock.now() + 3_600_000).toUTCString();
  const server = await serve(reply(401, refused, { date: ahead }), reply(200, good, { date: ahead }));
  t.teardown(server.close);
  const { api } = openAccount({ ...keys, endpoint: server.url }, { ...dependencies(), clock });
  await api.call("vserver/x", "create", "KR", {}, accepted);
  const [first, second] = server.requests.map(({ headers }) => Number(headers["x-ncp-apigw-timestamp"]));
  t.true(Math.abs((second ?? 0) - (first ?? 0) - 3_600_000) < 2000);

  const near = await serve(reply(401, refused, { date: new Date(clock.now()).toUTCString() }));
  t.teardown(near.close);
  const other = openAccount({ ...keys, endpoint: near.url }, { ...dependencies(), clock }).api;
  await t.throwsAsync(other.call("vserver/x", "create", "KR", {}, accepted), {
    message: /Authentication Failed \(code 200, HTTP 401\)\. Check that access key and secret key belong together/,
  });
  t.is(near.requests.length, 1);
});

test("a success of another call, or one without a return code, is not an empty list", async (t) => {
  for (const body of [
    {},
    { getServerInstanceListResponse: { totalRows: 0, serverInstanceList: [] } },
    { getServerInstanceListResponse: { totalRows: 0, returnCode: "0" } },
    { getVpcListResponse: { totalRows: 0, serverInstanceList: [], returnCode: "0" } },
  ]) {
    const server = await serve(reply(200, body));
    t.teardown(server.close);
    const { api } = openAccount({ ...keys, endpoint: server.url }, dependencies());
    await t.throwsAsync(api.list(SERVER, "KR"), { message: /unexpected response/ }, JSON.stringify(body));
    await t.throwsAsync(api.detail(SERVER, { scope: "KR", key: "1" }), undefined, JSON.stringify(body));
  }
});

test("a list with fewer rows than its count is an error", async (t) => {
  const rows = { totalRows: 2, serverInstanceList: [{ serverInstanceNo: "1" }], returnCode: "0" };
  const server = await serve(reply(200, { getServerInstanceListResponse: rows }));
  t.teardown(server.close);
  const { api } = openAccount({ ...keys, endpoint: server.url }, dependencies());
  await t.throwsAsync(api.list(SERVER, "KR"), { message: /the list has fewer rows than its total says/ });
});

test("the site determines endpoint and region; explicit settings take precedence", (t) => {
  for (const [site, endpoint, region] of [
    ["public", "https://ncloud.apigw.ntruss.com", "KR"],
    ["gov", "https://ncloud.apigw.gov-ntruss.com", "KR"],
    ["fin", "https://fin-ncloud.apigw.fin-ntruss.com", "FKR"],
  ] as const) {
    const opened = openAccount({ ...keys, site }, dependencies());
    t.is(opened.endpoint, endpoint);
    t.is(opened.api.region, region);
    t.is(opened.identity, accessKey);
  }
  const own = openAccount({ ...keys, site: "fin", endpoint: "https://gate.example", region: "KR" }, dependencies());
  t.deepEqual([own.endpoint, own.api.region], ["https://gate.example", "KR"]);
  // The vendor's file identifies a site by its URL, with or without a trailing slash.
  const named = openAccount({ ...keys, endpoint: "https://fin-ncloud.apigw.fin-ntruss.com/" }, dependencies());
  t.deepEqual([named.endpoint, named.api.region], ["https://fin-ncloud.apigw.fin-ntruss.com", "FKR"]);
  t.throws(() => openAccount({ ...keys, site: "military" }, dependencies()), {
    message: /site is "military".*public, gov, fin/,
  });
  t.throws(() => openAccount({ ...keys, format: "yaml" }, dependencies()), { message: /format is "yaml".*json, xml/ });
});
