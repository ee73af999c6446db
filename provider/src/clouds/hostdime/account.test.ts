import test from "ava";
import { anything } from "../../http/decode/wire.ts";
import { ManualClock, reply, serve } from "../../http/testing.ts";
import { classify, HostDime, open } from "./account.ts";
import { signature } from "./signature.ts";

const given = (tree: Parameters<typeof classify>[0]["tree"], name = "vps.start", skew?: number) =>
  classify({ tree, operation: { name, effect: "write" }, skew });

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

for (const [message, code, kind] of [
  ["unknown method", "405", "invalid"],
  ["api_hash does not match", "401", "auth"],
  ["Too many requests", "429", "throttled"],
  ["VPS limit reached", "403", "quota"],
  ["no capacity is available for this plan", "422", "capacity"],
  ["V9 not found", "404", "notFound"],
  ["V9 is stopped already", "422", "conflict"],
  ["that will not do", "12", "invalid"],
  ["", "500", "unavailable"],
] as const) {
  test(`"${message}" is ${kind}`, (t) => {
    const verdict = given({ error: { code, message }, response: null });
    t.is(verdict?.kind, kind);
    t.is(verdict?.effect, kind === "unavailable" ? "unknown" : "none");
    t.is(verdict?.words, message === "" ? "HostDime gave no reason" : message);
  });
}

test("an unknown call says how to order in the portal; a wrong clock says by how much", (t) => {
  t.regex(
    given({ error: { code: "405", message: "unknown method" } })?.nextStep ?? "",
    /order it in the portal .* and take it over by cuid/,
  );
  const clock = given({ error: { message: "invalid api_timestamp" } }, "vps.get", -95);
  t.regex(clock?.nextStep ?? "", /clock is right: it is 95 s ahead of HostDime's/);
});

test("a refusal of vps.get whose words nobody knows may mean that there is no such VPS", (t) => {
  t.is(given({ error: "computer says no" }, "vps.get")?.kind, "notFound");
  t.is(given({ error: "computer says no" }, "vps.start")?.kind, "invalid");
});

const tools = () => ({ clock: new ManualClock({ auto: true }), signal: new AbortController().signal });
const keys = { publicKey: "public0001", privateKey: "private0001", format: "json" } as const;
const options = { ...keys, createMethod: "vps.create", cancelMethod: "vps.cancel" } as const;

test("a refused hash is made once more in the other dialect, if that makes a difference, with a new unique", async (t) => {
  const refused = reply(200, { error: { code: 401, message: "api_hash does not match" }, response: null });
  const server = await serve(refused, reply(200, { error: null, response: true }));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, tools());
  await api.call("utility.echo", "write", { name: "café" }, anything);
  const sent = server.seen.map(({ body }) => new URLSearchParams(body));
  t.is(sent.length, 2);
  t.not(sent[0]?.get("api_unique"), sent[1]?.get("api_unique"));
  for (const [index, dialect] of (["php", "js"] as const).entries()) {
    const form = sent[index] ?? new URLSearchParams();
    const signing = {
      timestamp: Number(form.get("api_timestamp")),
      unique: form.get("api_unique") ?? "",
      privateKey: keys.privateKey,
      method: "utility.echo",
      parameters: [["name", "café"]] as const,
    };
    t.is(form.get("api_hash"), signature(signing, dialect));
  }
});

test("a refused hash that is the same in both dialects is final", async (t) => {
  const server = await serve(reply(200, { error: { code: 401, message: "api_hash does not match" } }));
  t.teardown(server.close);
  const api = new HostDime(server.url, options, tools());
  await t.throwsAsync(api.call("vps.start", "write", { cuid: "V1" }, anything), {
    message: /API keys belong together/,
  });
  t.is(server.seen.length, 1);
});

test("the address is the same with and without the version and a slash, and the method's dots are slashes", async (t) => {
  const server = await serve(reply(200, { response: true }));
  t.teardown(server.close);
  for (const base of ["", "/", "/v1", "/v1/"]) {
    await new HostDime(`${server.url}${base}`, options, tools()).call("vps.rdns.list", "read", {}, anything);
  }
  t.deepEqual(
    [...new Set(server.seen.map(({ method, target }) => `${method} ${target}`))],
    ["POST /v1/vps/rdns/list.json"],
  );
});

test("what cannot be used is told before anything is sent", async (t) => {
  t.throws(() => open({ ...options, format: "yaml", endpoint: "https://x" }, tools()), { message: /json, xml or yml/ });
  t.throws(() => open({ ...options, privateKey: "a:b", endpoint: "https://x" }, tools()), { message: /colon/ });
  const api = new HostDime("https://127.0.0.1", options, tools());
  await t.throwsAsync(api.call("utility.echo", "write", { name: "\ud83d" }, anything), { message: /half a character/ });
});
