import { globalAgent, request } from "node:https";
import test, { type ExecutionContext } from "ava";
import ovh from "ovh";
import { startEmulators } from "../../emulators/src/index.ts";
import { certificate, tlsBefore } from "../support/tls.ts";

// The client has no setting for this.
globalAgent.options.ca = certificate;

/** OVHcloud's emulator behind TLS, an hour ahead, on a manual clock, and the client for its first account. */
async function start(t: ExecutionContext) {
  const emulators = await startEmulators({ timeScale: 0, clouds: ["ovh"] });
  t.teardown(() => emulators.stop());
  const { endpoint, credentials, setSwitches } = emulators.clouds.ovh;
  const port = await tlsBefore(t, endpoint);
  setSwitches({ publicUrl: `https://127.0.0.1:${port}` });
  emulators.setClockSkew("ovh", 3600);
  const { applicationKey: appKey, applicationSecret: appSecret, consumerKey, project } = credentials;
  const client = (more: object = {}) => ovh({ appKey, appSecret, consumerKey, host: "127.0.0.1", port, ...more });
  const log = () => emulators.requests().map(({ operation, status, signature }) => [operation, status, signature]);
  return { emulators, client, log, path: `/cloud/project/${project}` };
}

/** What the button of the validation page sends. */
function press(url: string, decision: string): Promise<number | undefined> {
  return new Promise((settle, reject) => {
    request(url, { method: "POST" }, (reply) => settle(reply.resume().statusCode))
      .on("error", reject)
      .end(`decision=${decision}`);
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return { ...value };
}

/** The ID of the entry with this name. */
function idOf(list: unknown, name: string): unknown {
  const rows = Array.isArray(list) ? list.map(record) : [];
  return rows.find((row) => row.name === name)?.id;
}

const PROJECT = "/cloud/project/{serviceName}";
const INSTANCE = `${PROJECT}/instance/{instanceId}`;

test("OVH's Node.js client gets a consumer key with the requested rights, once it is validated", async (t) => {
  const { client, log, path } = await start(t);
  const asking = client({ consumerKey: undefined });
  const accessRules = [{ method: "GET", path: "/me" }];
  const { consumerKey, state, validationUrl } = record(
    await asking.requestPromised("POST", "/auth/credential", { accessRules, redirection: "https://example.org/done" }),
  );
  t.is(state, "pendingValidation");

  const mine = client({ consumerKey });
  const pending = { error: 403, message: "This credential is not valid" };
  t.deepEqual(await t.throwsAsync(mine.requestPromised("GET", "/me"), { any: true }), pending);
  t.is(await press(String(validationUrl), "validate"), 302);
  t.is(record(await mine.requestPromised("GET", "/me")).nichandle, "ex10001-ovh");
  const refused = { error: 403, message: "This call has not been granted" };
  t.deepEqual(await t.throwsAsync(mine.requestPromised("GET", `${path}/instance`), { any: true }), refused);

  t.is(mine.apiTimeDiff && Math.round(mine.apiTimeDiff / 600), 6);
  t.deepEqual(log(), [
    ["GET /auth/time", 200, "none"],
    ["POST /auth/credential", 200, "none"],
    ["GET /auth/time", 200, "none"],
    ["GET /me", 403, "ok"],
    ["POST /auth/", 302, "none"],
    ["GET /me", 200, "ok"],
    [`GET ${PROJECT}/instance`, 403, "ok"],
  ]);
});

test("OVH's Node.js client creates, renames, stops and deletes an instance", async (t) => {
  const { emulators, client, log, path } = await start(t);
  const api = client();
  t.deepEqual(await api.requestPromised("GET", "/cloud/project"), [
    path.slice("/cloud/project/".length),
    "a1000000000000000000000000000002",
  ]);
  const flavors = await api.requestPromised("GET", `${path}/flavor`, { region: "GRA11" });
  const images = await api.requestPromised("GET", `${path}/image`, { region: "GRA11", osType: "linux" });
  const created = record(
    await api.requestPromised("POST", `${path}/instance`, {
      ...{ name: "café ☁", region: "GRA11", userData: undefined },
      ...{ flavorId: idOf(flavors, "d2-2"), imageId: idOf(images, "Debian 12") },
    }),
  );
  t.like(created, { name: "café ☁", status: "BUILD", region: "GRA11" });
  const instance = `${path}/instance/${created.id}`;
  emulators.advance(60);
  t.like(await api.requestPromised("GET", instance), { status: "ACTIVE", name: "café ☁" });
  t.is(await api.requestPromised("PUT", instance, { instanceName: "thé" }), null);
  t.is(await api.requestPromised("POST", `${instance}/stop`), null);
  emulators.advance(30);
  t.like(await api.requestPromised("GET", instance), { status: "SHUTOFF", name: "thé" });
  t.is(await api.requestPromised("DELETE", instance), null);
  emulators.advance(60);
  const gone = await t.throwsAsync(api.requestPromised("GET", instance), { any: true });
  t.deepEqual(gone, { error: 404, message: "This instance does not exist" });

  t.deepEqual(log(), [
    ["GET /auth/time", 200, "none"],
    ["GET /cloud/project", 200, "ok"],
    [`GET ${PROJECT}/flavor`, 200, "ok"],
    [`GET ${PROJECT}/image`, 200, "ok"],
    [`POST ${PROJECT}/instance`, 200, "ok"],
    [`GET ${INSTANCE}`, 200, "ok"],
    [`PUT ${INSTANCE}`, 200, "ok"],
    [`POST ${INSTANCE}/stop`, 200, "ok"],
    [`GET ${INSTANCE}`, 200, "ok"],
    [`DELETE ${INSTANCE}`, 200, "ok"],
    [`GET ${INSTANCE}`, 404, "ok"],
  ]);
});

test("OVH's Node.js client is rejected with another secret, and without the server's time", async (t) => {
  const { client, log } = await start(t);
  const guessed = client({ appSecret: "OVHGUESSEDSECRET0000000000000001" });
  const wrong = await t.throwsAsync(guessed.requestPromised("GET", "/me"), { any: true });
  t.deepEqual(wrong, { error: 400, message: "Invalid signature" });
  const late = await t.throwsAsync(client({ apiTimeDiff: 1 }).requestPromised("GET", "/me"), { any: true });
  t.like(late, { error: 400 });
  t.deepEqual(log(), [
    ["GET /auth/time", 200, "none"],
    ["GET /me", 400, "bad"],
    ["GET /me", 400, "bad"],
  ]);
});
