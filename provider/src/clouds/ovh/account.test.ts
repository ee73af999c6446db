import test, { type ExecutionContext } from "ava";
import { accepted } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import { ManualClock, reply, serve, type TestServer } from "../../http/testing.ts";
import { connect, openAccount } from "./account.ts";
import { signature } from "./signature.ts";

const keys = {
  applicationKey: "EXAMPLEappkey001",
  applicationSecret: "EXAMPLEappsecret0000000000000001",
  consumerKey: "EXAMPLEck00000000000000000000002",
};
const project = "0123456789abcdef0123456789abcdef";
const LOCAL = 1_457_018_875.467;
const AHEAD = 6;

type Reply = ReturnType<typeof reply>;

/** Answers `/auth/time` from the clock, a few seconds ahead, and everything else from the replies in order. */
async function timed(t: ExecutionContext, clock: ManualClock, replies: readonly Reply[]) {
  let next = 0;
  const server = await serve((response, seen) => {
    const answer =
      seen.target === "/1.0/auth/time"
        ? reply(200, String(Math.floor(clock.now() / 1000) + AHEAD))
        : replies[Math.min(next++, replies.length - 1)];
    answer?.(response);
  });
  t.teardown(server.close);
  return server;
}

const account = (server: TestServer, clock: ManualClock, more: Record<string, string> = keys) =>
  connect({ endpoint: server.url, ...more }, { clock, random: () => 0 }).api;

const targets = (server: TestServer) => server.requests.map(({ method, target }) => `${method} ${target}`);

test("OVHcloud's time is read once, unsigned, and every request is signed with it", async (t) => {
  const clock = new ManualClock({ auto: true, start: LOCAL * 1000 });
  const server = await timed(t, clock, [reply(200, "null"), reply(200, "[]")]);
  const api = account(server, clock);
  await api.command("PUT /cloud/project/{p}/instance/{i}", "idempotent", { p: project, i: "7", instanceName: "é" });
  await api.call("GET /me/api/credential", "read", { status: "validated" }, accepted);
  t.deepEqual(targets(server), [
    "GET /1.0/auth/time",
    `PUT /1.0/cloud/project/${project}/instance/7`,
    "GET /1.0/me/api/credential?status=validated",
  ]);
  const [time, ...signed] = server.requests;
  t.deepEqual(
    Object.keys(time?.headers ?? {}).filter((name) => name.startsWith("x-ovh")),
    ["x-ovh-application"],
  );
  for (const { method, target, headers, body } of signed) {
    t.is(headers["x-ovh-timestamp"], "1457018881");
    t.is(headers["x-ovh-application"], keys.applicationKey);
    t.is(headers["x-ovh-consumer"], keys.consumerKey);
    const timestamp = 1_457_018_881;
    t.is(headers["x-ovh-signature"], signature({ ...keys, method, url: server.url + target, body, timestamp }));
  }
  t.deepEqual(
    signed.map(({ body }) => body),
    ['{"instanceName":"é"}', ""],
  );
  t.deepEqual(
    signed.map(({ headers }) => headers["content-type"]),
    ["application/json", undefined],
  );
});

for (const [status, body] of [
  [400, { class: "Client::BadRequest", message: "Invalid signature" }],
  [400, { class: "Client::BadRequest", message: "Query out of time" }],
] as const) {
  test(`after "${body.message}" the time is read again, and the request is retried once, even a create`, async (t) => {
    const clock = new ManualClock({ auto: true });
    const server = await timed(t, clock, [reply(status, body), reply(200, { id: "7" })]);
    await account(server, clock).call("POST /x", "create", { a: "b" }, accepted);
    t.deepEqual(targets(server), ["GET /1.0/auth/time", "POST /1.0/x", "GET /1.0/auth/time", "POST /1.0/x"]);
  });
}

test("a signature that stays invalid is an error that names the keys, the call and the query", async (t) => {
  const clock = new ManualClock({ auto: true });
  const body = { class: "Client::BadRequest", message: "Invalid signature" };
  const server = await timed(t, clock, [reply(400, body, { "x-ovh-queryid": "EU.ext-1.2.3" })]);
  await t.throwsAsync(account(server, clock).call("GET /me", "read", {}, accepted), {
    message:
      /OVHcloud GET \/me: Invalid signature \(code Client::BadRequest, HTTP 400, request EU\.ext-1\.2\.3\)\. Check that applicationKey, applicationSecret and consumerKey/,
  });
  t.is(server.requests.length, 4);
});

test("without the time nothing is signed, and the next call reads it again", async (t) => {
  const clock = new ManualClock({ auto: true });
  let fail = true;
  const server = await serve((response, { target }) => {
    const time = target === "/1.0/auth/time";
    reply(time && fail ? 400 : 200, time ? (fail ? { message: "no" } : "7") : "[]")(response);
  });
  t.teardown(server.close);
  const api = account(server, clock);
  await t.throwsAsync(api.call("GET /me", "read", {}, accepted), { message: /GET \/auth\/time: no/ });
  fail = false;
  await t.notThrowsAsync(api.call("GET /me", "read", {}, accepted));
});

test("an empty answer is only valid if none is expected", async (t) => {
  const clock = new ManualClock({ auto: true });
  for (const body of ["null", ""]) {
    const server = await timed(t, clock, [reply(200, body)]);
    await t.notThrowsAsync(account(server, clock).command("POST /x", "write", {}));
    await t.throwsAsync(account(server, clock).call("GET /x", "write", {}, accepted), { message: /empty response/ });
  }
});

const service = { clientId: "EU.0000000000000001", clientSecret: "EXAMPLEclientsecret0001" };
const issued = (n: number, lives = 3599) =>
  reply(200, { access_token: `EXAMPLEtoken000${n}`, token_type: "Bearer", expires_in: lives, scope: "all" });

test("client credentials get a token, which is renewed before it expires", async (t) => {
  const clock = new ManualClock({ auto: true });
  const server = await serve(issued(1), reply(200, "[]"), reply(200, "[]"), issued(2), reply(200, "[]"));
  t.teardown(server.close);
  const api = account(server, clock, service);
  await api.call("GET /me", "read", {}, accepted);
  await clock.sleep(3_588_000);
  await api.call("GET /me", "read", {}, accepted);
  await clock.sleep(2000);
  await api.call("GET /me", "read", {}, accepted);
  t.deepEqual(targets(server), [
    "POST /auth/oauth2/token",
    "GET /1.0/me",
    "GET /1.0/me",
    "POST /auth/oauth2/token",
    "GET /1.0/me",
  ]);
  t.is(
    server.requests[0]?.body,
    `grant_type=client_credentials&client_id=${service.clientId}&client_secret=${service.clientSecret}&scope=all`,
  );
  t.deepEqual(
    server.requests.filter(({ target }) => target === "/1.0/me").map(({ headers }) => headers.authorization),
    ["Bearer EXAMPLEtoken0001", "Bearer EXAMPLEtoken0001", "Bearer EXAMPLEtoken0002"],
  );
  t.true(server.requests.every(({ headers }) => headers["x-ovh-signature"] === undefined));
});

test("a rejected token is requested again, once", async (t) => {
  const clock = new ManualClock({ auto: true });
  const refused = reply(401, { class: "Client::Unauthorized::InvalidAuthToken", message: "Invalid access token" });
  const server = await serve(issued(1), refused, issued(2), refused);
  t.teardown(server.close);
  await t.throwsAsync(account(server, clock, service).call("GET /me", "read", {}, accepted), {
    message: /Invalid access token/,
  });
  t.is(server.requests.length, 4);
});

test("requests that wait for the first token share it", async (t) => {
  const clock = new ManualClock({ auto: true });
  const server = await serve(issued(1), reply(200, "[]"));
  t.teardown(server.close);
  const api = account(server, clock, service);
  await Promise.all([1, 2, 3, 4].map(() => api.call("GET /me", "read", {}, accepted)));
  t.is(server.requests.filter(({ method }) => method === "POST").length, 1);
});

test("a custom token endpoint is used", async (t) => {
  const clock = new ManualClock({ auto: true });
  const server = await serve(issued(1), reply(200, "[]"));
  t.teardown(server.close);
  const api = account(server, clock, { ...service, tokenEndpoint: `${server.url}/elsewhere` });
  await api.call("GET /me", "read", {}, accepted);
  t.deepEqual(targets(server), ["POST /elsewhere", "GET /1.0/me"]);
});

test("a wrong client is an error at the first call, without the secret, even if the status is a success", async (t) => {
  const clock = new ManualClock({ auto: true });
  const words = `no such client, its secret was ${service.clientSecret}`;
  const server = await serve(reply(200, { error: "invalid_client", error_description: words }));
  t.teardown(server.close);
  const error = await t.throwsAsync(account(server, clock, service).call("GET /me", "read", {}, accepted), {
    instanceOf: CloudError,
    message: /Check clientId and clientSecret/,
  });
  t.is(error?.kind, "auth");
  t.notRegex(error?.message ?? "", /EXAMPLEcl/);
});

test("an access token is sent unchanged, and its rejection is final", async (t) => {
  const clock = new ManualClock({ auto: true });
  const server = await serve(reply(401, { class: "Client::Unauthorized", message: "you said EXAMPLEtoken0009" }));
  t.teardown(server.close);
  const api = account(server, clock, { accessToken: "EXAMPLEtoken0009" });
  const error = await t.throwsAsync(api.call("GET /me", "read", {}, accepted), { message: /Check the access token/ });
  t.notRegex(error?.message ?? "", /EXAMPLE/);
  t.deepEqual(
    server.requests.map(({ headers }) => headers.authorization),
    ["Bearer EXAMPLEtoken0009"],
  );
});

const dependencies = () => ({ clock: new ManualClock(), signal: new AbortController().signal });

test("an account is identified by its project, whichever key opens it, and its endpoint by the URL", (t) => {
  const { identity, endpoint } = openAccount({ ...keys, project, endpoint: "ovh-us" }, dependencies());
  t.is(identity, project);
  t.is(endpoint, "https://api.us.ovhcloud.com/1.0");
  t.is(openAccount({ accessToken: "t", project, endpoint: "ovh-us" }, dependencies()).identity, project);
});

test("an invalid project or endpoint, and an API without OAuth2, are reported before anything is sent", (t) => {
  t.throws(() => openAccount({ ...keys, project: "my project", endpoint: "ovh-eu" }, dependencies()), {
    message: /project is "my project", which is not 32 hexadecimal digits/,
  });
  t.throws(() => openAccount({ ...keys, project, endpoint: "ovh-xx" }, dependencies()), {
    message: /"ovh-xx" is not an endpoint/,
  });
  t.throws(() => openAccount({ ...service, project, endpoint: "kimsufi-eu" }, dependencies()), {
    message: /does not support OAuth2/,
  });
});
