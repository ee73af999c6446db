import test, { type ExecutionContext } from "ava";
import { ovhServiceAccounts, startEmulators } from "../index.ts";
import { activeInstance, answerOf, type Json, plain, record, records, signed, start, testClient } from "./testing.ts";

type Stage = Awaited<ReturnType<typeof start>>;

/** Requests a key and returns a client that signs with it. */
async function askForKey({ emulators }: Stage, body: Json) {
  const { endpoint, credentials } = emulators.clouds.ovh;
  const headers = { "x-ovh-application": credentials.applicationKey, "content-type": "application/json" };
  const send = { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await answerOf(await fetch(`${endpoint}/1.0/auth/credential`, send));
  const { consumerKey, validationUrl } = record(answer.body);
  const key = String(consumerKey);
  return {
    answer,
    key,
    url: String(validationUrl),
    client: testClient(emulators, { ...credentials, consumerKey: key }),
  };
}

const all = [{ method: "GET", path: "/*" }];
const decideOn = (url: string, decision: string) =>
  fetch(url, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" });

test("a consumer key is requested unsigned, is unusable, and works once validated on its page", async (t) => {
  const stage = await start(t);
  const { answer, key, url, client } = await askForKey(stage, { accessRules: all });
  t.is(answer.status, 200);
  t.deepEqual(Object.keys(record(answer.body)), ["consumerKey", "state", "validationUrl"]);
  t.is(record(answer.body).state, "pendingValidation");
  t.regex(url, /^http:\/\/127\.0\.0\.1:\d+\/auth\/\?credentialToken=\w{64}$/);
  const early = await client.call("GET", "/me");
  t.deepEqual([early.status, record(early.body).message], [403, "This credential is not valid"]);
  const page = await fetch(url);
  t.regex(page.headers.get("content-type") ?? "", /text\/html/);
  t.true((await page.text()).includes("GET /*"));
  t.is((await decideOn(url, "perhaps")).status, 400);
  t.is((await decideOn(url, "validate")).status, 200);
  t.is((await client.call("GET", "/me")).status, 200);
  t.is((await decideOn(url, "refuse")).status, 409);
  t.is((await fetch(url.slice(0, -1))).status, 404);
  const seen = JSON.stringify([stage.emulators.requests(), stage.emulators.objects()]);
  t.false(seen.includes(key) || seen.includes(url.slice(-64)));
});

test("a refused key stays unusable, and the page redirects the user", async (t) => {
  const stage = await start(t);
  const redirection = "https://example.com/done";
  const { url, client } = await askForKey(stage, { accessRules: all, redirection });
  const response = await decideOn(url, "refuse");
  t.deepEqual([response.status, response.headers.get("location")], [302, redirection]);
  t.is((await client.call("GET", "/me")).status, 403);
});

test("a key can be validated, refused and expired out of band, by itself or its ID", async (t) => {
  const stage = await start(t);
  const { key, client } = await askForKey(stage, { accessRules: all });
  const act = (action: string, id: string): void => stage.emulators.change({ cloud: "ovh", action, id });
  act("validate-key", key);
  const { credentialId, status } = record(await client.ok("GET", "/auth/currentCredential"));
  t.is(status, "validated");
  t.throws(() => act("refuse-key", key), { message: /is validated/ });
  act("expire-key", String(credentialId));
  t.is((await client.call("GET", "/me")).status, 403);
  t.throws(() => act("expire-key", "x"), { message: /no credential/ });
});

test("a validated key expires after a day", async (t) => {
  const stage = await start(t);
  const { key, client } = await askForKey(stage, { accessRules: all });
  stage.emulators.change({ cloud: "ovh", action: "validate-key", id: key });
  stage.emulators.advance(86_399);
  t.is((await client.call("GET", "/me")).status, 200);
  stage.emulators.advance(1);
  t.is((await client.call("GET", "/me")).status, 403);
  t.is(stage.emulators.requests().at(-1)?.note, "the consumer key is expired");
  t.is(stage.emulators.requests().at(-1)?.signature, "ok");
});

const badRequests: [string, Json][] = [
  ["no rules", {}],
  ["an empty list of rules", { accessRules: [] }],
  ["a rule with an unknown method", { accessRules: [{ method: "PATCH", path: "/*" }] }],
  ["a rule without a path", { accessRules: [{ method: "GET" }] }],
  ["addresses that are none", { accessRules: all, allowedIPs: ["here"] }],
  ["a block too long", { accessRules: all, allowedIPs: ["192.0.2.0/24", "192.0.2.0/33"] }],
];
for (const [title, body] of badRequests) {
  test(`a key is not issued for ${title}`, async (t) => {
    t.is((await askForKey(await start(t), body)).answer.status, 400);
  });
}

test("an unknown application key is 403, signed or not", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, credentials } = emulators.clouds.ovh;
  const wrong = { ...credentials, applicationKey: "NOSUCHAPPKEY0001" };
  const expected = { class: "Client::Forbidden", message: "Invalid application key" };
  const call = await testClient(emulators, wrong).call("GET", "/me");
  t.deepEqual([call.status, call.body], [403, expected]);
  const bare = await answerOf(await fetch(`${endpoint}/1.0/me`));
  t.deepEqual([bare.status, bare.body], [403, expected]);
  const headers = { "x-ovh-application": wrong.applicationKey };
  const ask = await answerOf(await fetch(`${endpoint}/1.0/auth/credential`, { method: "POST", headers }));
  t.deepEqual([ask.status, ask.body], [403, expected]);
});

test("an unknown consumer key, one of another application, and none at all are 403", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, credentials, accounts } = emulators.clouds.ovh;
  for (const consumerKey of ["x".repeat(32), accounts[1]?.consumerKey ?? ""]) {
    const { status, body } = await testClient(emulators, { ...credentials, consumerKey }).call("GET", "/me");
    t.deepEqual([status, record(body).message], [403, "This credential does not exist"]);
  }
  const headers = { "x-ovh-application": credentials.applicationKey };
  const bare = await answerOf(await fetch(`${endpoint}/1.0/me`, { headers }));
  t.deepEqual([bare.status, record(bare.body).message], [403, "You must login first"]);
});

const rights: [string, string, string, number][] = [
  ["GET", "/me", "/me", 200],
  ["GET", "/me", "/me/api/credential", 403],
  ["GET", "/me/*", "/me", 403],
  ["GET", "/me/*", "/me/api/credential", 200],
  ["GET", "/me/*", "/me/api/application", 200],
  ["POST", "/*", "/me", 403],
  ["GET", "/*", "/cloud/project", 200],
  ["GET", "/*/application", "/me/api/application", 200],
  ["GET", "/m.", "/me", 403],
];
for (const [method, path, called, status] of rights) {
  test(`a key for ${method} ${path} calling GET ${called}: ${status}`, async (t) => {
    const { emulators, client } = await start(t);
    const [credential] = emulators.objects("ovh").filter(({ kind }) => kind === "credential");
    emulators.change({
      cloud: "ovh",
      kind: "credential",
      id: String(credential?.id),
      set: { rules: [{ method, path }] },
    });
    const answer = await client.call("GET", called);
    t.is(answer.status, status);
    if (status === 403) t.is(record(answer.body).message, "This call has not been granted");
  });
}

test("a key bound to addresses works only from those", async (t) => {
  const stage = await start(t);
  const { key, client } = await askForKey(stage, { accessRules: all, allowedIPs: ["192.0.2.0/24"] });
  stage.emulators.change({ cloud: "ovh", action: "validate-key", id: key });
  t.is((await client.call("GET", "/me")).status, 403);
  const bound = stage.emulators.objects("ovh").filter(({ allowedIPs }) => JSON.stringify(allowedIPs)?.includes("192"));
  t.is(bound.length, 1);
  const id = String(bound[0]?.id);
  stage.emulators.change({ cloud: "ovh", kind: "credential", id, set: { allowedIPs: ["127.0.0.0/8"] } });
  t.is((await client.call("GET", "/me")).status, 200);
});

test("logging out ends the key", async (t) => {
  const { client } = await start(t);
  t.is((await client.call("POST", "/auth/logout")).status, 200);
  t.is((await client.call("GET", "/me")).status, 403);
});

test("credentials and applications are listed by id, with the last use", async (t) => {
  const stage = await start(t);
  const { client } = stage;
  await askForKey(stage, { accessRules: all });
  const [first, second] = (await client.ok("GET", "/me/api/credential")) as number[];
  t.deepEqual(await client.ok("GET", "/me/api/credential?status=validated"), [first]);
  t.deepEqual(await client.ok("GET", "/me/api/credential?status=pendingValidation&applicationId=2000001"), [second]);
  t.deepEqual(await client.ok("GET", "/me/api/credential?applicationId=1"), []);
  const used = record(await client.ok("GET", `/me/api/credential/${first}`));
  t.regex(String(used.lastUse), /\+02:00$/);
  t.is(used.expiration, null);
  const pending = record(await client.ok("GET", `/me/api/credential/${second}`));
  t.deepEqual([pending.status, pending.lastUse, pending.ovhSupport], ["pendingValidation", null, false]);
  const application = record(await client.ok("GET", `/me/api/credential/${second}/application`));
  t.is(application.applicationKey, stage.emulators.clouds.ovh.credentials.applicationKey);
  t.deepEqual(await client.ok("GET", "/me/api/application"), [application.applicationId]);
  t.is((await client.call("GET", "/me/api/credential/700000002")).status, 404);
});

test("a credential can be bound to addresses and revoked", async (t) => {
  const stage = await start(t);
  const { client } = stage;
  await askForKey(stage, { accessRules: all });
  const [first, second] = (await client.ok("GET", "/me/api/credential")) as number[];
  await client.ok("PUT", `/me/api/credential/${second}`, { allowedIPs: ["192.0.2.1/32"] });
  t.deepEqual(record(await client.ok("GET", `/me/api/credential/${second}`)).allowedIPs, ["192.0.2.1/32"]);
  await client.ok("DELETE", `/me/api/credential/${second}`);
  t.is(record(await client.ok("GET", `/me/api/credential/${second}`)).status, "expired");
  await client.ok("DELETE", `/me/api/credential/${first}`);
  t.is((await client.call("GET", "/me")).status, 403);
});

test("deleting an application ends its keys", async (t) => {
  const { client } = await start(t);
  const [id] = (await client.ok("GET", "/me/api/application")) as number[];
  await client.ok("DELETE", `/me/api/application/${id}`);
  t.is(record((await client.call("GET", "/me")).body).message, "Invalid application key");
});

test("pagination mode shows pages, and objects in place of ids", async (t) => {
  const stage = await start(t);
  await askForKey(stage, { accessRules: all });
  await askForKey(stage, { accessRules: all });
  const page = async (number: string) => {
    const mode = { "x-pagination-mode": "CachedObjectList-Pages", "x-pagination-size": "2" };
    const headers = { ...mode, "x-pagination-number": number };
    return records((await stage.client.call("GET", "/me/api/credential", undefined, headers)).body);
  };
  t.deepEqual(
    (await page("1")).map(({ status }) => status),
    ["validated", "pendingValidation"],
  );
  t.is((await page("2")).length, 1);
  t.deepEqual(await page("3"), []);
});

test("/me and /auth/details identify the caller", async (t) => {
  const { emulators, client } = await start(t);
  const me = record(await client.ok("GET", "/me"));
  const details = record(await client.ok("GET", "/auth/details"));
  t.is(me.nichandle, "ex10001-ovh");
  t.deepEqual([details.account, details.method], [me.nichandle, "account"]);
  t.is(records(details.allowedRoutes).length, 4);
  const other = testClient(emulators, emulators.clouds.ovh.accounts[1]);
  t.is(record(await other.ok("GET", "/me")).nichandle, "ex10002-ovh");
});

test("every response has its own query ID", async (t) => {
  const { emulators, client } = await start(t);
  const { endpoint } = emulators.clouds.ovh;
  emulators.addFault({ cloud: "ovh", operation: "GET /me/api/application", fault: { error: "down" } });
  const answers = [
    await client.call("GET", "/me"),
    await client.call("GET", "/nowhere"),
    await client.call("GET", "/me/api/application"),
    ...(await Promise.all(
      ["/1.0/auth/time", "/1.0/me", "/elsewhere", "/auth/?credentialToken=x"].map(async (path) =>
        answerOf(await fetch(endpoint + path)),
      ),
    )),
    await answerOf(await fetch(`${endpoint}/auth/oauth2/token`, { method: "POST" })),
  ];
  const ids = answers.map(({ headers }) => headers.get("x-ovh-queryid") ?? "");
  t.true(ids.every((id) => /^EU\.ext-1\.[0-9a-f]{8}\.\d+\.[0-9a-f]{32}$/.test(id)));
  t.is(new Set(ids).size, 8);
  t.deepEqual(answers[2]?.body, { class: "Client::BadRequest", message: "down" });
  t.deepEqual(answers[1]?.body, { class: "Client::NotFound", message: "Got an invalid (or empty) URL" });
});

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  readonly basic?: string;
}

async function token(t: ExecutionContext, { emulators }: Stage, { form, basic }: TokenRequest) {
  const authorization = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString("base64")}` };
  const body = new URLSearchParams({ scope: "all", ...form });
  const url = `${emulators.clouds.ovh.endpoint}/auth/oauth2/token`;
  const answer = await answerOf(await fetch(url, { method: "POST", headers: authorization, body }));
  t.false(JSON.stringify(emulators.requests()).includes(String(form.client_secret ?? "SECRET00")));
  return answer;
}

const [service, otherService] = ovhServiceAccounts;
const grant = { grant_type: "client_credentials" };
const inForm = { ...grant, client_id: service?.clientId ?? "", client_secret: service?.clientSecret ?? "" };

async function bearer(stage: Stage, authorization: string, path: string) {
  return answerOf(await fetch(`${stage.emulators.clouds.ovh.endpoint}/1.0${path}`, { headers: { authorization } }));
}

test("client credentials give a Bearer token for an hour, from the form or by HTTP Basic", async (t) => {
  const stage = await start(t);
  const basic = `${service?.clientId}:${service?.clientSecret}`;
  for (const request of [{ form: inForm }, { form: grant, basic }]) {
    const { status, body } = await token(t, stage, request);
    const { access_token: accessToken, ...rest } = record(body);
    t.is(status, 200);
    t.deepEqual(rest, { token_type: "Bearer", expires_in: 3599, scope: "all" });
    t.is((await bearer(stage, `Bearer ${accessToken}`, "/me")).status, 200);
    t.is((await bearer(stage, String(accessToken), "/me")).status, 200);
    stage.emulators.advance(3599);
    const late = await bearer(stage, `Bearer ${accessToken}`, "/me");
    t.deepEqual([late.status, record(late.body).class], [401, "Client::Unauthorized::InvalidAuthToken"]);
  }
  t.is((await bearer(stage, "Bearer nonsense", "/me")).status, 401);
});

test("a service account acts for its account and has no consumer key", async (t) => {
  const stage = await start(t);
  const id = await activeInstance(stage.emulators, stage.client);
  const { access_token: accessToken } = record((await token(t, stage, { form: inForm })).body);
  const call = (path: string) => bearer(stage, `Bearer ${accessToken}`, path);
  const { body } = await call(`/cloud/project/${service?.project}/instance`);
  t.deepEqual(
    records(body).map((one) => one.id),
    [id],
  );
  t.is((await call(`/cloud/project/${otherService?.project}/instance`)).status, 404);
  t.is(record((await call("/auth/details")).body).method, "oauth2_client_credentials");
  t.is((await call("/auth/currentCredential")).status, 403);
  t.is(stage.emulators.requests().at(-1)?.signature, "ok");
});

test("a wrong client or grant gets no token", async (t) => {
  const stage = await start(t);
  const invalid = { error: "invalid_client", error_description: "ovhcloud oauth2 client does not exists" };
  for (const wrong of [{ client_id: "EU.0" }, { client_secret: "wrong" }]) {
    const { status, body } = await token(t, stage, { form: { ...inForm, ...wrong } });
    t.deepEqual([status, body], [400, invalid]);
  }
  t.is((await token(t, stage, { form: { ...inForm, grant_type: "password" } })).status, 400);
});

test("a service account is created, shows its secret once, and is deleted", async (t) => {
  const stage = await start(t);
  const { client } = stage;
  const about = { name: "ci", description: "for CI", flow: "CLIENT_CREDENTIALS", callbackUrls: [] };
  const { clientId, clientSecret } = record(await client.ok("POST", "/me/api/oauth2/client", about));
  const path = `/me/api/oauth2/client/${clientId}`;
  await client.ok("PUT", path, { description: "changed" });
  const displayed = record(await client.ok("GET", path));
  t.deepEqual([displayed.name, displayed.description, displayed.clientSecret], ["ci", "changed", undefined]);
  t.is(displayed.identity, `urn:v1:eu:identity:credential:ex10001-ovh/oauth2-${clientId}`);
  t.is(((await client.ok("GET", "/me/api/oauth2/client")) as string[]).length, 2);
  const form = { ...grant, client_id: String(clientId), client_secret: String(clientSecret) };
  const { access_token: accessToken } = record((await token(t, stage, { form })).body);
  t.is((await bearer(stage, `Bearer ${accessToken}`, "/me")).status, 200);
  await client.ok("DELETE", path);
  t.is((await token(t, stage, { form })).status, 400);
  t.is((await bearer(stage, `Bearer ${accessToken}`, "/me")).status, 401);
});

test("accounts can be replaced, and must be complete", async (t) => {
  const account = { applicationKey: "A", applicationSecret: "S", consumerKey: "C", project: "c".repeat(32) };
  const emulators = await startEmulators({ timeScale: 0, clouds: ["ovh"], accounts: { ovh: [account] } });
  t.teardown(() => emulators.stop());
  const client = testClient(emulators);
  t.deepEqual(await client.ok("GET", "/cloud/project"), [account.project]);
  t.is((await client.post("/instance", plain(emulators))).status, "BUILD");
  const broken = startEmulators({ clouds: ["ovh"], accounts: { ovh: [{ ...account, project: "" }] } });
  await t.throwsAsync(broken, { message: /an account has applicationKey/ });
});

test("the environment points the vendor's clients here", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, environment, credentials } = emulators.clouds.ovh;
  t.is(environment.OVH_ENDPOINT, `${endpoint}/1.0`);
  t.is(environment.OVH_CONSUMER_KEY, credentials.consumerKey);
  const headers = signed(credentials, "GET", `${environment.OVH_ENDPOINT}/me`);
  t.is((await fetch(`${environment.OVH_ENDPOINT}/me`, { headers })).status, 200);
});
