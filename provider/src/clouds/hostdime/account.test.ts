import test from "ava";
import { accepted as done } from "../../http/decode/schemas.ts";
import { ManualClock, reply, serve, type TestServer } from "../../http/testing.ts";
import { HostDime, openAccount } from "./account.ts";
import { classify } from "./errors.ts";
import { signature } from "./signature.ts";

const given = (tree: Parameters<typeof classify>[0]["tree"], name = "vps.start", skew?: number, status = 200) =>
  classify({ tree, call: { name, safety: "write" }, skew, status });

for (const [what, error] of [
  ["null", null],
  ["nothing", ""],
  ["false", "false"],
  ["an empty list", []],
  ["an empty map", {}],
] as const) {
  test(`an error that is ${what} is none, in XML too`, (t) => {
    t.is(given({ error, response: "true" }), undefined);
    t.is(given({ result: { error, response: "true" } }), undefined);
  });
}

for (const [message, code, kind, effect = "none"] of [
  ["unknown method", "405", "invalid"],
  ["api_hash does not match", "401", "auth"],
  ["api_hash does not match", "", "auth"],
  ["api_timestamp is outside the window", "", "auth"],
  ["api_unique was used before", "409", "conflict", "unknown"],
  ["Too many requests", "429", "throttled"],
  ["VPS limit reached", "403", "quota"],
  ["no capacity is available for this plan", "422", "capacity"],
  ["This plan is sold out, try again later", "", "capacity"],
  ["Service temporarily unavailable", "", "unavailable", "unknown"],
  ["V9 not found", "404", "notFound"],
  ["V9 is stopped already", "422", "conflict"],
  ["V9 is clientsuspend, not active", "", "conflict"],
  ["that will not do", "12", "invalid"],
  ["", "500", "unavailable", "unknown"],
  ["", "409", "conflict", "unknown"],
] as const) {
  test(`"${message}", code ${code}, is ${kind}`, (t) => {
    const mapping = given({ error: { code, message }, response: null });
    t.is(mapping?.kind, kind);
    t.is(mapping?.effect, effect);
    t.is(mapping?.words, message === "" ? "HostDime gave no reason" : message);
  });
}

test("an unknown error text is classified by the HTTP status; a known text takes precedence", (t) => {
  const error = { message: "computer says no" };
  for (const [status, kind, effect] of [
    [200, "invalid", "none"],
    [422, "invalid", "none"],
    [429, "throttled", "none"],
    [503, "unavailable", "unknown"],
  ] as const) {
    t.like(given({ error }, "vps.start", undefined, status), { kind, effect });
  }
  t.is(given({ error: { message: "V9 not found" } }, "vps.start", undefined, 500)?.kind, "notFound");
});

test("the error for an unknown call says how to order in the portal; the one for a wrong clock says by how much", (t) => {
  t.regex(
    given({ error: { code: "405", message: "unknown method" } })?.nextStep ?? "",
    /Order a VPS in the portal .* and adopt it with cuid/,
  );
  t.regex(given({ error: { code: "405", message: "none of ours" } })?.nextStep ?? "", /Order a VPS in the portal/);
  const clock = given({ error: { message: "invalid api_timestamp" } }, "vps.get", -95);
  t.regex(clock?.nextStep ?? "", /clock is right: it is 95 s ahead of HostDime's/);
});

test("a refusal of vps.get with an unknown text may mean that the VPS does not exist", (t) => {
  t.is(given({ error: "computer says no" }, "vps.get")?.kind, "notFound");
  t.is(given({ error: "computer says no" }, "vps.start")?.kind, "invalid");
});

const dependencies = () => ({ clock: new ManualClock({ auto: true }), signal: new AbortController().signal });
const keys = { publicKey: "public0001", privateKey: "private0001", format: "json" } as const;
const options = { ...keys, createMethod: "vps.create", cancelMethod: "vps.cancel" } as const;

/** The dialect in which each request was signed. */
const dialects = (server: TestServer) =>
  server.requests.map(({ target, body }) => {
    const form = new URLSearchParams(body);
    const signing = {
      timestamp: Number(form.get("api_timestamp")),
      unique: form.get("api_unique") ?? "",
      privateKey: keys.privateKey,
      method: target
        .replace(/^\/v1\//, "")
        .replace(/\.json$/, "")
        .replaceAll("/", "."),
      parameters: [...form].filter(([name]) => !name.startsWith("api_")),
    };
    return (["php", "js"] as const).filter((dialect) => signature(signing, dialect) === form.get("api_hash")).join(" ");
  });
const refused = { error: { code: 401, message: "api_hash does not match" }, response: null };
const accepted = { error: null, response: true };

test("after a refused hash, the request is signed once more in the other dialect, if they differ, with a new unique", async (t) => {
  const server = await serve(reply(200, refused), reply(200, accepted));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await api.call("utility.echo", "create", { name: "café" }, done);
  t.deepEqual(dialects(server), ["php", "js"]);
  const uniques = server.requests.map(({ body }) => new URLSearchParams(body).get("api_unique"));
  t.is(new Set(uniques).size, 2);
});

test("calls that are refused in parallel all continue in the other dialect, and later ones start with it", async (t) => {
  const held: (() => void)[] = [];
  const server: TestServer = await serve((response, seen) => {
    const isFirst = server.requests.filter(({ body }) => body.split("&")[0] === seen.body.split("&")[0]).length === 1;
    held.push(() => reply(200, isFirst && server.requests.length <= 2 ? refused : accepted)(response));
    if (server.requests.length >= 2) {
      for (const answer of held.splice(0)) {
        answer();
      }
    }
  });
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await Promise.all(["é", "è"].map((name) => api.call("utility.echo", "write", { name }, done)));
  await api.call("utility.echo", "write", { name: "ê" }, done);
  t.deepEqual(dialects(server), ["php", "php", "js", "js", "js"]);
});

test("a call that is the same in both dialects is never sent again, whatever was signed before", async (t) => {
  const server = await serve(reply(200, accepted), reply(200, refused));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await api.call("utility.echo", "write", { name: "café" }, done);
  await t.throwsAsync(api.call("vps.get", "read", { cuid: "V1" }, done), { message: /API keys belong together/ });
  t.deepEqual(dialects(server), ["php", "php js"]);
});

test("a refused timestamp does not change the dialect", async (t) => {
  const server = await serve(reply(200, { error: { code: 408, message: "api_timestamp is outside the window" } }));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await t.throwsAsync(api.call("utility.echo", "write", { name: "café" }, done), { message: /clock is right/ });
  t.is(server.requests.length, 1);
});

test("a response without error and response is rejected", async (t) => {
  const server = await serve(reply(200, { status: "down for the night" }));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await t.throwsAsync(api.call("vps.stop", "write", { cuid: "V1" }, done), {
    message: /expected error and response/,
  });
});

test("a refused hash that is the same in both dialects is final", async (t) => {
  const server = await serve(reply(200, { error: { code: 401, message: "api_hash does not match" } }));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, dependencies());
  await t.throwsAsync(api.call("vps.start", "write", { cuid: "V1" }, done), {
    message: /API keys belong together/,
  });
  t.is(server.requests.length, 1);
});

test("the URL is the same with and without the version and a slash, and the method's dots become slashes", async (t) => {
  const server = await serve(reply(200, { response: true }));
  t.teardown(server.close);
  for (const base of ["", "/", "/v1", "/v1/"]) {
    await new HostDime(`${server.url}${base}`, options, dependencies()).call("vps.rdns.list", "read", {}, done);
  }
  t.deepEqual(
    [...new Set(server.requests.map(({ method, target }) => `${method} ${target}`))],
    ["POST /v1/vps/rdns/list.json"],
  );
  const endpoints = ["", "/", "/v1", "/v1/"].map(
    (end) => openAccount({ ...options, endpoint: `https://x${end}` }, dependencies()).endpoint,
  );
  t.is(new Set(endpoints).size, 1, "the state tells accounts apart by it");
});

test("unusable settings are reported before anything is sent", async (t) => {
  t.throws(() => openAccount({ ...options, format: "yaml", endpoint: "https://x" }, dependencies()), {
    message: /json, xml or yml/,
  });
  t.throws(() => openAccount({ ...options, privateKey: "a:b", endpoint: "https://x" }, dependencies()), {
    message: /colon/,
  });
  t.throws(() => openAccount({ ...options, createMethod: "../admin", endpoint: "https://x" }, dependencies()), {
    message: /is not a method name/,
  });
  const api = new HostDime("https://127.0.0.1", options, dependencies());
  await t.throwsAsync(api.call("utility.echo", "write", { name: "\ud83d" }, done), {
    message: /half a surrogate pair/,
  });
});
