import test from "ava";
import { within } from "../testing-calls.ts";
import { Engine } from "../testing-engine.ts";
import { configured, program, setup, UNKNOWN, URN } from "./testing-adapter.ts";

/* The rules for names, under the replay of Pulumi's engine in testing-engine.ts. */

test("a generated name is the same in preview and up and after a kill, and new on each replacement", async (t) => {
  const { engine } = setup();
  const { inputs } = await engine.preview(program());
  await engine.up(program());
  t.is(engine.outputs.name, inputs.name);
  t.regex(String(inputs.name), /^web-[0-9a-f]{7}$/);
  const names = [inputs.name];
  for (const image of ["Debian 12", "Ubuntu 24.04"]) {
    const planned = await engine.preview(program({ image }));
    await engine.up(program({ image }));
    t.is(engine.outputs.name, planned.inputs.name);
    names.push(engine.outputs.name);
  }
  t.is(new Set(names).size, 3);
  t.is(await engine.up(program({ image: "Ubuntu 24.04" })), "same");
});

test("provider killed in create: the next up finds the server by its name and does not create a second one", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program());
  engine.dropFromState();
  const error = await t.throwsAsync(engine.up(program()));
  t.regex(error.message, /adopt: "north\/1"/);
  t.is(cloud.count("vm/create"), 1);
  t.is(await engine.up(program({ adopt: "north/1" })), "create");
  t.is(engine.state?.id, "north/1");
});

test("the name is made from __autoName: it is the URN and does not reach the state, so renaming a resource changes nothing", async (t) => {
  const { engine } = setup();
  await engine.up(program());
  t.false("__autoName" in engine.inputs || "__autoName" in engine.outputs);
  t.is(await engine.up(program({ __autoName: URN.replace("web", "front") })), "same");
});

test("a namespace replaces stack and project in the hash; names of existing objects stay", async (t) => {
  const { engine, openAdapter, cloud } = setup();
  const start = (namespace?: string) => {
    const { provider } = openAdapter();
    void provider.configure(configured(undefined, namespace));
    return within(provider);
  };
  const nameOf = async (namespace: string | undefined, urn: string) => {
    const { inputs } = await start(namespace).check({}, program({ __autoName: urn }));
    return inputs.name;
  };
  const elsewhere = URN.replace("dev::shop", "prod::store");
  t.is(await nameOf("acme", URN), await nameOf("acme", elsewhere));
  t.not(await nameOf("acme", URN), await nameOf("other", URN));
  t.not(await nameOf("acme", URN), await nameOf(undefined, URN));
  t.not(await nameOf(undefined, URN), await nameOf(undefined, elsewhere));
  // Two resources that were not created by the SDK's classes do not share a name either.
  const { __autoName: _, ...bare } = program();
  const names = await Promise.all(
    [bare, { ...bare, plan: "large" }].map(async (news) => (await start("acme").check({}, news)).inputs.name),
  );
  t.is(new Set(names).size, 2);

  await engine.up(program());
  const later = new Engine(() => start("acme"));
  later.state = engine.state;
  t.is(await later.up(program()), "same");
  t.is(later.outputs.name, engine.outputs.name);
  t.is(cloud.count("vm/create"), 1);
});

test("an invalid namespace is an error of every call", async (t) => {
  const { provider } = setup().openAdapter();
  void provider.configure(configured(undefined, "a::b"));
  await t.throwsAsync(provider.check({}, program()), { message: /indiecloud:namespace must be/ });
});

test("without __autoName, preview and up still agree on a name", async (t) => {
  const { engine } = setup();
  const { __autoName: _, ...bare } = program();
  const { inputs } = await engine.preview(bare);
  await engine.up(bare);
  t.is(engine.outputs.name, inputs.name);
  t.regex(String(inputs.name), /^vm-[0-9a-f]{7}$/);
  t.is(await engine.up(bare), "same");
});

test("in a preview with an unknown URN, the generated name is unknown too", async (t) => {
  const { engine } = setup();
  t.is((await engine.preview(program({ __autoName: UNKNOWN }))).inputs.name, UNKNOWN);
  await engine.up(program());
  t.is((await engine.preview(program({ __autoName: UNKNOWN }))).inputs.name, engine.outputs.name);
});

test("a setting without --path is an error of check with the right command; objects in the state can still be read and deleted", async (t) => {
  const { openAdapter, engine } = setup();
  await engine.up(program());
  const { provider } = openAdapter();
  const { config } = configured();
  const stray = (key: string) => (key === "indiecloud:fake.apiKey" ? "horse" : config.get(key));
  void provider.configure({ config: { ...config, get: stray } });
  const error = await t.throwsAsync(provider.check({}, program()));
  t.regex(
    error.message,
    /fake\.apiKey was set without --path, so it has no effect\. Run: pulumi config rm 'indiecloud:fake\.apiKey' && pulumi config set --path --secret 'indiecloud:fake\.apiKey' <value>/,
  );
  t.notRegex(error.message, /horse/);
  t.is((await provider.read("north/1", engine.outputs)).id, "north/1");
});
