import grpc from "@grpc/grpc-js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { ManualClock } from "../../http/testing.ts";
import { SIGNATURE, seal } from "../encoding.ts";
import { bareRecord, InitFailed, isSecret, struct } from "../testing-calls.ts";
import { call, over, Refused } from "../testing-client.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { ACCOUNT, type Plugin, program, replay, start, TYPE, URN } from "./testing-plugin.ts";

/* The service behind a real gRPC connection, with the cloud for tests, on an automatic clock. */

type Created<T> = T extends new () => infer M ? M : never;
type Message<Name extends keyof typeof messages> = Created<(typeof messages)[Name]>;

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
const { Kind } = messages.PropertyDiff;

const about = <R extends { setUrn(urn: string): R; setType(type: string): R }>(request: R): R =>
  request.setUrn(URN).setType(TYPE);

const properties = (message: { getProperties(): { toJavaScript(): Json } | undefined }): Json =>
  message.getProperties()?.toJavaScript() ?? {};

const check = (plugin: Plugin, news: Json, olds: Json = {}, change = (request: Message<"CheckRequest">) => request) =>
  call<Message<"CheckResponse">>((done) =>
    plugin.client.check(change(about(new messages.CheckRequest().setOlds(struct(olds)).setNews(struct(news)))), done),
  );

const checked = async (plugin: Plugin, news: Json, olds: Json = {}): Promise<Json> =>
  (await check(plugin, news, olds)).getInputs()?.toJavaScript() ?? {};

const create = (plugin: Plugin, inputs: Json, change = (request: Message<"CreateRequest">) => request) =>
  call<Message<"CreateResponse">>((done) =>
    plugin.client.create(change(about(new messages.CreateRequest().setProperties(struct(inputs)))), done),
  );

const diff = (plugin: Plugin, olds: Json, news: Json, change = (request: Message<"DiffRequest">) => request) =>
  call<Message<"DiffResponse">>((done) =>
    plugin.client.diff(
      change(about(new messages.DiffRequest().setId("north/1").setOlds(struct(olds)).setNews(struct(news)))),
      done,
    ),
  );

const update = (plugin: Plugin, olds: Json, news: Json, change = (request: Message<"UpdateRequest">) => request) =>
  call<Message<"UpdateResponse">>((done) =>
    plugin.client.update(
      change(about(new messages.UpdateRequest().setId("north/1").setOlds(struct(olds)).setNews(struct(news)))),
      done,
    ),
  );

const read = (plugin: Plugin, id: string, change = (request: Message<"ReadRequest">) => request) =>
  call<Message<"ReadResponse">>((done) =>
    plugin.client.read(change(about(new messages.ReadRequest().setId(id))), done),
  );

/** Creates a VM like `up`; returns its inputs, and its outputs with their marks. */
async function createVm(plugin: Plugin, inputs: Json = {}): Promise<{ inputs: Json; outputs: Json }> {
  const news = await checked(plugin, program(inputs));
  return { inputs: news, outputs: properties(await create(plugin, news)) };
}

const setup = async (t: ExecutionContext) => {
  const cloud = new FakeCloud();
  return { cloud, plugin: await start(t, cloud) };
};

const refused = async (t: ExecutionContext, promise: Promise<unknown>): Promise<Refused> => {
  const error = await t.throwsAsync(promise, { instanceOf: Refused });
  return error ?? t.fail();
};

/* Start */

test("the handshake accepts secrets and resources, and supports the stack's naming configuration", async (t) => {
  const { plugin } = await setup(t);
  t.deepEqual(plugin.shaken.toObject(), {
    acceptSecrets: true,
    acceptResources: true,
    acceptOutputs: false,
    supportsAutonamingConfiguration: true,
  });
  const configured = await plugin.configure({});
  t.like(configured.toObject(), { acceptsecrets: true, supportspreview: true, acceptresources: true });
});

test("the plugin returns its version, and its schema in the only version of the format", async (t) => {
  const { plugin } = await setup(t);
  const info = await call<InstanceType<typeof plugins.PluginInfo>>((done) =>
    plugin.client.getPluginInfo(new empties.Empty(), done),
  );
  t.is(info.getVersion(), "1.2.3");
  const schema = (version: number) =>
    call<Message<"GetSchemaResponse">>((done) =>
      plugin.client.getSchema(new messages.GetSchemaRequest().setVersion(version), done),
    );
  t.is((await schema(0)).getSchema(), '{ "name": "indiecloud" }');
  t.is((await refused(t, schema(1))).code, grpc.status.UNIMPLEMENTED);
});

test("mappings are empty, and methods for components are not implemented", async (t) => {
  const { client } = (await setup(t)).plugin;
  const mapping = await call<Message<"GetMappingResponse">>((done) =>
    client.getMapping(new messages.GetMappingRequest().setKey("terraform"), done),
  );
  t.is(mapping.getProvider(), "");
  const mappings = await call<Message<"GetMappingsResponse">>((done) =>
    client.getMappings(new messages.GetMappingsRequest().setKey("terraform"), done),
  );
  t.deepEqual(mappings.getProvidersList(), []);
  const calls = [
    call((done) => client.construct(new messages.ConstructRequest(), done)),
    call((done) => client.call(new messages.CallRequest(), done)),
    call((done) => client.parameterize(new messages.ParameterizeRequest(), done)),
    call((done) => client.invoke(new messages.InvokeRequest().setTok("indiecloud:fake:getMoon"), done)),
  ];
  for (const each of calls) {
    t.is((await refused(t, each)).code, grpc.status.UNIMPLEMENTED);
  }
});

/* Configuration */

test("a configuration is accepted as an object or as JSON text, with secrets in it", async (t) => {
  for (const fake of [
    ACCOUNT,
    JSON.stringify(ACCOUNT),
    seal(JSON.stringify(ACCOUNT)),
    { ...ACCOUNT, apiKey: seal("right") },
  ]) {
    const plugin = await start(t, new FakeCloud(), { config: { fake, version: "1.2.3" } });
    t.is((await create(plugin, await checked(plugin, program()))).getId(), "north/1");
  }
});

test("an unused cloud needs no keys; a used one reports what is missing", async (t) => {
  const plugin = await start(t, new FakeCloud(), { config: {} });
  const error = await refused(t, create(plugin, { ...program(), name: "web" }));
  t.regex(error.message, /^Fake credentials: apiId and apiKey are missing/);
  t.regex(error.message, /FAKE_API_KEY/);
});

test("a configuration with only part of a credential set misses keys", async (t) => {
  const env = { FAKE_API_ID: "me", FAKE_API_KEY: "right" };
  const plugin = await start(t, new FakeCloud(), { config: undefined, env });
  const error = await refused(t, plugin.configure({ fake: JSON.stringify({ apiId: "me" }) }));
  t.deepEqual(error.missing, [{ name: "--path --secret indiecloud:fake.apiKey", description: "Key." }]);
  t.regex(error.message, /a set of credentials must come from a single source/);
  // Only an endpoint: the credentials come from the environment.
  await plugin.configure({ fake: { endpoint: "here" } });
  t.truthy((await create(plugin, await checked(plugin, program()))).getId());
});

test("credentials from the environment are in no answer", async (t) => {
  const env = { FAKE_API_ID: "public-half", FAKE_API_KEY: "hush-hush" };
  const plugin = await start(t, new FakeCloud(), { config: {}, env });
  const request = new messages.CheckRequest().setNews(struct({ fake: { endpoint: "here" } }));
  const config = await call<Message<"CheckResponse">>((done) => plugin.client.checkConfig(request, done));
  const { inputs, outputs } = await createVm(plugin);
  const seen = JSON.stringify([config.toObject(), inputs, outputs, plugin.lines]);
  t.false(seen.includes("hush-hush"));
  t.false(seen.includes("public-half"));
});

test("a namespace replaces stack and project in the hash of a name; changing it does not replace the provider", async (t) => {
  const nameOf = async (config: Json, urn = URN) => {
    const plugin = await start(t, new FakeCloud(), { config: { fake: ACCOUNT, ...config } });
    const answer = await check(plugin, program(), {}, (request) => request.setUrn(urn));
    return answer.getInputs()?.toJavaScript().name;
  };
  const elsewhere = URN.replace("dev::shop", "prod::store");
  t.is(await nameOf({ namespace: "acme" }), await nameOf({ namespace: "acme" }, elsewhere));
  t.not(await nameOf({ namespace: "acme" }), await nameOf({ namespace: "other" }));
  t.not(await nameOf({ namespace: "acme" }), await nameOf({}));
  const { plugin } = await setup(t);
  const request = new messages.DiffRequest()
    .setOldInputs(struct({ fake: ACCOUNT }))
    .setNews(struct({ fake: ACCOUNT, namespace: "acme" }));
  const answer = await call<Message<"DiffResponse">>((done) => plugin.client.diffConfig(request, done));
  t.is(answer.getChanges(), DIFF_SOME);
  t.deepEqual(answer.getReplacesList(), []);
});

test("configuration values are secrets in the state, and returned unchanged", async (t) => {
  const { plugin } = await setup(t);
  const news = { fake: JSON.stringify(ACCOUNT), version: "1.2.3" };
  const request = new messages.CheckRequest().setNews(struct(news));
  const answer = await call<Message<"CheckResponse">>((done) => plugin.client.checkConfig(request, done));
  t.deepEqual(answer.getFailuresList(), []);
  t.deepEqual(answer.getInputs()?.toJavaScript(), { ...news, fake: seal(news.fake) });
});

test("a configuration that no environment could correct is rejected, without its values", async (t) => {
  const { plugin } = await setup(t);
  const failures = async (news: Json) => {
    const request = new messages.CheckRequest().setNews(struct(news));
    const answer = await call<Message<"CheckResponse">>((done) => plugin.client.checkConfig(request, done));
    return answer.getFailuresList().map((each) => each.toObject());
  };
  const wrong = await failures({ fake: "{not json", moon: "1", "fake.apiKey": "hush", pluginDownloadURL: "x" });
  t.is(wrong.length, 3);
  t.true(wrong.every(({ property }) => property === ""));
  const text = wrong.map(({ reason }) => reason).join("\n");
  t.regex(text, /moon is not a cloud\. The clouds are fake/);
  t.regex(text, /indiecloud:fake\.apiKey was set without --path/);
  t.regex(text, /indiecloud:fake must be an object/);
  t.notRegex(text, /hush|not json/);
  const [unknown] = await failures({ fake: { apiId: "me", apikey: "hush" } });
  t.regex(unknown?.reason ?? "", /unknown setting apikey/);
  t.deepEqual(await failures({ fake: UNKNOWN, namespace: "acme" }), []);
  const [space] = await failures({ namespace: "a::b" });
  t.regex(space?.reason ?? "", /indiecloud:namespace must be/);
  t.deepEqual(await failures({ fake: { apiId: "me" }, budget: "redis://:p@cache" }), []);
  const [budget] = await failures({ budget: "mysql://:hush@cache" });
  t.is(budget?.property, "budget");
  t.notRegex(budget?.reason ?? "", /hush/);
});

test("a changed key never replaces the provider, and so none of its resources", async (t) => {
  const { plugin } = await setup(t);
  const compared = async (olds: Json, news: Json) => {
    const request = new messages.DiffRequest().setOldInputs(struct(olds)).setOlds(struct(olds)).setNews(struct(news));
    return (await call<Message<"DiffResponse">>((done) => plugin.client.diffConfig(request, done))).toObject();
  };
  const changed = await compared({ fake: JSON.stringify(ACCOUNT) }, { fake: { ...ACCOUNT, apiKey: "new" } });
  t.like(changed, { changes: DIFF_SOME, replacesList: [], deletebeforereplace: false });
  t.is((await compared({ fake: JSON.stringify(ACCOUNT), "shop:x": "1" }, { fake: ACCOUNT })).changes, DIFF_NONE);
  t.is((await compared({ budget: "redis://one" }, { budget: "redis://two" })).changes, DIFF_SOME);
});

/* The life of a resource */

test("a complete lifecycle: create, no change, drift, repair, replacement, deletion", async (t) => {
  const { engine, cloud } = replay(t);
  t.is(await engine.up(program()), "create");
  t.is(await engine.up(program()), "same");
  t.is(await engine.refresh(), "same");
  cloud.vms.set("1", { ...(cloud.vms.get("1") ?? t.fail()), plan: "2" });
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.plan, "large");
  t.is(await engine.up(program()), "update");
  t.is(cloud.vms.get("1")?.plan, "1");
  t.is(await engine.up(program({ region: "south" })), "replace");
  t.deepEqual([...cloud.vms.keys()], ["2"]);
  await engine.destroy();
  t.is(cloud.vms.size, 0);
});

test("an object that was deleted elsewhere is reported by an empty ID", async (t) => {
  const { engine, cloud } = replay(t);
  await engine.up(program());
  cloud.vms.clear();
  t.is(await engine.refresh(), "delete");
});

test("with only an ID, read returns the inputs that a user would write, and the next plan is empty", async (t) => {
  const { cloud, plugin } = await setup(t);
  await createVm(plugin, { name: "web", labels: { a: "b" } });
  const later = await start(t, cloud);
  const answer = await read(later, "north/1");
  const inputs = answer.getInputs()?.toJavaScript() ?? {};
  t.deepEqual(inputs, { region: "north", plan: "small", image: "Ubuntu 24.04", name: "web", labels: { a: "b" } });
  const outputs = properties(answer);
  const again = await checked(later, inputs, inputs);
  const compared = await diff(later, outputs, again, (request) => request.setOldInputs(struct(inputs)));
  t.is(compared.getChanges(), DIFF_NONE);
  t.is((await read(later, "north/9")).getId(), "");
});

test("differences are reported one by one, with those that replace", async (t) => {
  const { plugin } = await setup(t);
  const { outputs } = await createVm(plugin, { labels: { a: "b" }, sshKeys: ["a"] });
  const news = await checked(plugin, program({ plan: "large", region: "south", memo: "new", sshKeys: ["b"] }), outputs);
  const answer = await diff(plugin, outputs, news);
  t.is(answer.getChanges(), DIFF_SOME);
  t.deepEqual(answer.getReplacesList(), ["region"]);
  const detailed = new Map(
    answer
      .getDetaileddiffMap()
      .toArray()
      .map(([key]) => [key, answer.getDetaileddiffMap().get(key)?.toObject()]),
  );
  t.deepEqual(Object.fromEntries(detailed), {
    region: { kind: Kind.UPDATE_REPLACE, inputdiff: true },
    plan: { kind: Kind.UPDATE, inputdiff: true },
    memo: { kind: Kind.ADD, inputdiff: true },
    labels: { kind: Kind.DELETE, inputdiff: true },
    sshKeys: { kind: Kind.UPDATE, inputdiff: true },
  });
});

test("outputs that a change cannot alter are stable and known in its preview", async (t) => {
  const { plugin, cloud } = await setup(t);
  const { outputs } = await createVm(plugin);
  const news = await checked(plugin, program({ memo: "new" }), outputs);
  t.deepEqual((await diff(plugin, outputs, news)).getStablesList(), ["ip", "size"]);
  const before = cloud.log.length;
  const answer = properties(await update(plugin, outputs, news, (request) => request.setPreview(true)));
  t.like(answer, { ip: "10.0.0.1", size: "1 GB", status: UNKNOWN, memo: "new", plan: "small" });
  const resized = await checked(plugin, program({ plan: "large" }), outputs);
  const larger = properties(await update(plugin, outputs, resized, (request) => request.setPreview(true)));
  t.like(larger, { ip: "10.0.0.1", size: UNKNOWN, plan: "large" });
  t.is(cloud.log.length, before);
});

test("a preview of a create asks no cloud, knows the inputs, and reports the rest as unknown", async (t) => {
  const { plugin, cloud } = await setup(t);
  const inputs = await checked(plugin, program({ labels: { a: UNKNOWN }, userData: seal("#!/bin/sh") }));
  const before = cloud.log.length;
  const answer = await create(plugin, inputs, (request) => request.setPreview(true));
  t.is(answer.getId(), "");
  const outputs = properties(answer);
  t.like(outputs, { plan: "small", name: inputs.name, labels: { a: UNKNOWN }, ip: UNKNOWN, status: UNKNOWN });
  t.deepEqual(outputs.userData, seal("#!/bin/sh"));
  t.deepEqual(outputs.password, seal(UNKNOWN));
  t.false("failure" in outputs);
  t.is(cloud.log.length, before);
});

test("an unknown value never reaches a cloud", async (t) => {
  const { plugin, cloud } = await setup(t);
  const error = await refused(t, create(plugin, { ...program({ name: "web" }), memo: UNKNOWN }));
  t.is(error.code, grpc.status.INVALID_ARGUMENT);
  t.is(error.message, "memo: the value is not known yet.");
  t.is(cloud.count("vm/create"), 0);
});

test("ignored changes are not differences", async (t) => {
  const { plugin, cloud } = await setup(t);
  const { outputs } = await createVm(plugin);
  const news = await checked(plugin, program({ plan: "large" }), outputs);
  const ignored = await diff(plugin, outputs, news, (request) => request.setIgnorechangesList(["plan", "labels.x"]));
  t.is(ignored.getChanges(), DIFF_NONE);
  const both = { ...news, memo: "new" };
  await update(plugin, outputs, both, (request) => request.setIgnorechangesList(["plan"]));
  t.like(cloud.vms.get("1"), { plan: "1", memo: "new" });
});

test("replaceOnChanges replaces on a change that is otherwise only recorded", async (t) => {
  const { engine, cloud } = replay(t, ["sshKeys"]);
  await engine.up(program({ sshKeys: ["a"] }));
  t.is(await engine.up(program({ sshKeys: ["b"] })), "replace");
  t.deepEqual([...cloud.vms.keys()], ["2"]);
});

test("state of the dynamic adapter is accepted unchanged: its own properties are not differences", async (t) => {
  const { plugin } = await setup(t);
  const { inputs, outputs } = await createVm(plugin);
  const foreign = { __provider: "exports.handler = …" };
  const again = await checked(plugin, program(), { ...inputs, ...foreign });
  t.is((await diff(plugin, { ...outputs, ...foreign }, again)).getChanges(), DIFF_NONE);
  const refreshed = await read(plugin, "north/1", (request) =>
    request.setProperties(struct({ ...outputs, ...foreign })).setInputs(struct({ ...inputs, ...foreign })),
  );
  t.false("__provider" in properties(refreshed));
});

/* Secrets, references */

test("secrets stay secrets: those of the definition and those of the program, nested ones in place", async (t) => {
  const { plugin } = await setup(t);
  const { inputs, outputs } = await createVm(plugin, {
    memo: seal("mine"),
    labels: { a: seal("1"), b: "2" },
    userData: "#!/bin/sh",
  });
  for (const each of [inputs, outputs]) {
    t.deepEqual(each.memo, seal("mine"));
    t.deepEqual(each.labels, { a: seal("1"), b: "2" });
    t.deepEqual(each.userData, seal("#!/bin/sh"));
    t.is(each.plan, "small");
  }
  t.true(isSecret(outputs.password));
  const answer = await read(plugin, "north/1", (request) =>
    request.setProperties(struct(outputs)).setInputs(struct(inputs)),
  );
  t.deepEqual(properties(answer), outputs);
  t.deepEqual(answer.getInputs()?.toJavaScript(), inputs);
});

test("a secret that drifted stays a secret", async (t) => {
  const { plugin, cloud } = await setup(t);
  const { inputs, outputs } = await createVm(plugin, { memo: seal("mine") });
  cloud.vms.set("1", { ...(cloud.vms.get("1") ?? t.fail()), memo: "theirs" });
  const later = await start(t, cloud);
  const answer = await read(later, "north/1", (request) =>
    request.setProperties(struct(outputs)).setInputs(struct(inputs)),
  );
  t.deepEqual(properties(answer).memo, seal("theirs"));
  t.deepEqual(answer.getInputs()?.toJavaScript().memo, seal("theirs"));
});

test("a resource becomes its ID, and an output value its value", async (t) => {
  const { plugin } = await setup(t);
  const resource = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: URN, id: "key-1" };
  const output = {
    [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    value: "hidden",
    secret: true,
    dependencies: [URN],
  };
  const inputs = await checked(plugin, program({ sshKeys: [resource], memo: output }));
  t.deepEqual(inputs.sshKeys, ["key-1"]);
  t.deepEqual(inputs.memo, seal("hidden"));
});

test("check does not print a secret: Pulumi shows the value of the property that a failure names", async (t) => {
  const { plugin } = await setup(t);
  const failures = (await check(plugin, program({ userData: "x", userDate: "y" }))).getFailuresList();
  t.deepEqual(
    failures.map((each) => each.getProperty()),
    ["", ""],
  );
  t.deepEqual(
    (await check(plugin, program({ plan: "smal" }))).getFailuresList().map((each) => each.getProperty()),
    ["plan"],
  );
});

/* Names */

const { PROPOSE, ENFORCE, DISABLE } = messages.CheckRequest.AutonamingOptions.Mode;
const naming = (mode: 0 | 1 | 2, name: string) => (request: Message<"CheckRequest">) =>
  request.setAutonaming(new messages.CheckRequest.AutonamingOptions().setMode(mode).setProposedName(name));

test("names are generated as the stack configures them, and kept", async (t) => {
  const { plugin } = await setup(t);
  const nameOf = async (mode: 0 | 1 | 2, name: string, more: Json = {}, olds: Json = {}) =>
    (await check(plugin, program(more), olds, naming(mode, name))).getInputs()?.toJavaScript().name;
  t.is(await nameOf(PROPOSE, "Shop_web.1"), "shop-web-1");
  t.is(await nameOf(ENFORCE, "Shop_web.1"), "Shop_web.1");
  t.is(await nameOf(ENFORCE, "other", { name: "mine" }), "mine");
  t.regex(String(await nameOf(PROPOSE, "")), /^web-[0-9a-f]{7}$/);
  const { inputs } = await createVm(plugin);
  t.is(await nameOf(ENFORCE, "other", {}, inputs), inputs.name);
  t.is(await nameOf(DISABLE, "", {}, inputs), inputs.name);
});

test("if automatic names are disabled, a resource without a name is rejected", async (t) => {
  const { plugin } = await setup(t);
  const [failure] = (await check(plugin, program(), {}, naming(DISABLE, ""))).getFailuresList();
  t.is(failure?.getProperty(), "name");
  t.regex(
    failure?.getReason() ?? "",
    /a VM needs a name, because the stack's configuration turns automatic names off \(pulumi:autonaming\)/,
  );
  t.deepEqual((await check(plugin, program({ name: "web" }), {}, naming(DISABLE, ""))).getFailuresList(), []);
});

/* Time, interruption */

test("the resource option customTimeouts limits a wait, and overrides the input", async (t) => {
  const { plugin, cloud } = await setup(t);
  cloud.status = "building";
  const inputs = await checked(plugin, program({ timeouts: { create: "1h" } }));
  const error = await t.throwsAsync(
    create(plugin, inputs, (request) => request.setTimeout(90)),
    { instanceOf: InitFailed },
  );
  t.regex(error?.message ?? "", /is still "building" after 1m30s/);
  t.is(error?.id, "north/1");
});

test("a partial create keeps ID, outputs and secrets; the next run continues with the same object", async (t) => {
  const { engine, cloud } = replay(t);
  cloud.status = "building";
  const error = await t.throwsAsync(engine.up(program({ userData: "#!/bin/sh" })), { instanceOf: InitFailed });
  t.is(error?.id, "north/1");
  t.true(isSecret(error?.properties.userData));
  t.true(isSecret(error?.properties.password));
  t.deepEqual(error?.reasons, [error?.message ?? ""]);
  cloud.vms.set("1", { ...(cloud.vms.get("1") ?? t.fail()), status: "active" });
  t.is(await engine.up(program({ userData: "#!/bin/sh" })), "update");
  t.is(cloud.count("vm/create"), 1);
  t.is(await engine.up(program({ userData: "#!/bin/sh" })), "same");
});

test("a partial update keeps its unfinished changes for the next run", async (t) => {
  const { engine, cloud } = replay(t);
  await engine.up(program());
  cloud.faults.set("vm/set", { kind: "capacity", words: "no room" });
  const error = await t.throwsAsync(engine.up(program({ plan: "large" })), { instanceOf: InitFailed });
  t.regex(error?.message ?? "", /no room/);
  cloud.faults.clear();
  t.is(await engine.up(program({ plan: "large" })), "update");
  t.is(cloud.vms.get("1")?.plan, "2");
});

test("Cancel ends a wait at once and keeps the ID; afterwards the process still works", async (t) => {
  const cloud = new FakeCloud();
  // A clock that stands still: only the request can end the wait.
  const clock = new ManualClock();
  const plugin = await start(t, cloud, { clock });
  cloud.status = "building";
  const inputs = await checked(plugin, program());
  const requested = cloud.next("vm/create");
  const creating = t.throwsAsync(create(plugin, inputs), { instanceOf: InitFailed });
  // The lookup before a create waits for the batch window.
  await clock.advance(50);
  await requested;
  await call((done) => plugin.client.cancel(new empties.Empty(), done));
  const error = await creating;
  t.is(error?.id, "north/1");
  t.regex(error?.message ?? "", /when Pulumi asked to stop: the run was canceled/);
  t.deepEqual((await check(plugin, program())).getFailuresList(), []);
});

test("a closed server answers the calls in flight and accepts no more", async (t) => {
  const cloud = new FakeCloud();
  const plugin = await start(t, cloud);
  const { outputs } = await createVm(plugin);
  const news = await checked(plugin, program({ plan: "large" }), outputs);
  const requested = cloud.next("vm/set");
  const updating = update(plugin, outputs, news);
  await requested;
  const closed = plugin.server.close();
  t.is(properties(await updating).plan, "large");
  await closed;
  t.is((await refused(t, read(plugin, "north/1"))).code, grpc.status.UNAVAILABLE);
});

/* Pulumi's screen */

test("progress and warnings are shown with the resource, before the answer", async (t) => {
  const { plugin, cloud } = await setup(t);
  const { outputs } = await createVm(plugin, { sshKeys: ["a"] });
  const news = await checked(plugin, program({ sshKeys: ["b"] }), outputs);
  await update(plugin, outputs, news);
  const [warning] = plugin.lines;
  t.like(warning, { severity: 2, urn: URN, ephemeral: false });
  t.regex(warning?.message ?? "", /sshKeys is used only when a VM is created/);
  cloud.status = "building";
  const other = await checked(plugin, program({ name: "other" }));
  await t.throwsAsync(
    create(plugin, other, (request) => request.setTimeout(30)),
    { instanceOf: InitFailed },
  );
  const progress = plugin.lines.filter(({ severity }) => severity === 1);
  t.true(progress.length >= 2);
  t.true(progress.every(({ urn, ephemeral }) => urn === URN && ephemeral));
  t.deepEqual(plugin.lost, []);
});

test("a missing engine stops nothing", async (t) => {
  const { plugin } = await setup(t);
  plugin.screen.close();
  const { outputs } = await createVm(plugin, { sshKeys: ["a"] });
  await update(plugin, outputs, await checked(plugin, program({ sshKeys: ["b"] }), outputs));
  t.regex(plugin.lost.join("\n"), /^warning: .*sshKeys is used only.*could not be sent to Pulumi/);
});

test("messages go to the engine that attached", async (t) => {
  const { plugin } = await setup(t);
  const other = await start(t, new FakeCloud());
  const attach = new plugins.PluginAttach().setAddress(other.screen.address);
  await call((done) => plugin.client.attach(attach, done));
  const { outputs } = await createVm(plugin, { sshKeys: ["a"] });
  await update(plugin, outputs, await checked(plugin, program({ sshKeys: ["b"] }), outputs));
  t.is(plugin.lines.length, 0);
  t.is(other.lines.length, 1);
});

/* Requests that Pulumi would not send */

test("requests without properties, IDs or types are errors, and the plugin keeps working", async (t) => {
  const { plugin, cloud } = await setup(t);
  const { client } = plugin;
  const ask = [
    call((done) => client.check(new messages.CheckRequest(), done)),
    call((done) => client.check(new messages.CheckRequest().setUrn("x").setType("aws:s3:Bucket"), done)),
    call((done) => client.diff(about(new messages.DiffRequest()), done)),
    call((done) => client.create(new messages.CreateRequest().setUrn("urn:pulumi:dev::shop"), done)),
    call((done) => client.read(about(new messages.ReadRequest()), done)),
    call((done) => client.update(about(new messages.UpdateRequest()), done)),
    call((done) => client.delete(about(new messages.DeleteRequest()), done)),
  ];
  for (const each of ask) {
    t.is((await refused(t, each)).code, grpc.status.INVALID_ARGUMENT);
  }
  t.regex(
    (
      await refused(
        t,
        call((done) => client.read(new messages.ReadRequest().setId("1").setType("indiecloud:fake:Yacht"), done)),
      )
    ).message,
    /has no resource fake:Yacht/,
  );
  t.deepEqual(cloud.log, []);
  t.true((await check(plugin, {})).getFailuresList().length > 0);
  t.is((await createVm(plugin)).outputs.status, "active");
});

test("properties without a kind and bytes that are not a message are errors", async (t) => {
  const { plugin } = await setup(t);
  const hollow = new structs.Struct();
  hollow.getFieldsMap().set("plan", new structs.Value());
  const request = about(new messages.CheckRequest().setNews(hollow));
  const error = await refused(
    t,
    call((done) => plugin.client.check(request, done)),
  );
  t.is(error.code, grpc.status.INVALID_ARGUMENT);
  const bytes = (message: Buffer) =>
    call((done) =>
      plugin.client.makeUnaryRequest(
        "/pulumirpc.ResourceProvider/Create",
        () => message,
        () => undefined,
        undefined,
        done,
      ),
    );
  for (const garbage of [
    Buffer.from([0xff, 0xff, 0xff]),
    Buffer.from("1a04deadbeef", "hex"),
    Buffer.alloc(100, 0x1a),
  ]) {
    await refused(t, bytes(garbage));
  }
  t.deepEqual((await check(plugin, program())).getFailuresList(), []);
});

test("an invalid state of any shape is compared without a crash", async (t) => {
  const { plugin } = await setup(t);
  const news = await checked(plugin, program());
  for (const olds of [{}, { plan: [1, { a: null }] }]) {
    t.is((await diff(plugin, olds, news)).getChanges(), DIFF_SOME);
  }
  for (const metadata of ["x", null, [], { managed: 1 }, { version: "2" }]) {
    await t.throwsAsync(diff(plugin, { __indiecloud: metadata }, news), { message: /is damaged.*pulumi state delete/ });
  }
});

test("a message of many megabytes is accepted, and a failed create returns everything known about the object", async (t) => {
  const { plugin, cloud } = await setup(t);
  const userData = `#!/bin/sh\n${"#".repeat(5 << 20)}`;
  t.true(isSecret((await createVm(plugin, { userData })).outputs.userData));
  cloud.status = "error";
  const long = `#!/bin/sh\n${"#".repeat(30_000)}`;
  const error = await t.throwsAsync(create(plugin, await checked(plugin, program({ name: "b", userData: long }))), {
    instanceOf: InitFailed,
  });
  t.is(bareRecord(error?.properties ?? {}).userData, long);
});

test("the type is read from the URN if an older engine does not send it", async (t) => {
  const { plugin } = await setup(t);
  const calls = over(plugin.client, { urn: `urn:pulumi:dev::shop::my:component:Web$${TYPE}::web`, type: "" });
  t.deepEqual((await calls.check({}, program())).failures, []);
});
