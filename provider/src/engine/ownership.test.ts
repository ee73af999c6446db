import test from "ava";
import { namespaced } from "./names.ts";
import { BOX, box, cloudError, fakeWorld, urnOf } from "./testing.ts";
import type { Json } from "./values.ts";

/* Two deployments with the same project and stack name, on one account. */

const NEWS = { size: "small", image: "Debian 12" };

type World = ReturnType<typeof fakeWorld>;

/** One run of one deployment, as an adapter makes it. */
async function up(world: World, program: Program = {}, name = "web") {
  const core = world.core({ namespace: program.namespace });
  return core.create(BOX, await inputsOf(world, program, name));
}

type Program = { namespace?: string } & Json;

async function inputsOf(world: World, { namespace, ...news }: Program, name: string): Promise<Json> {
  const urn = namespaced(urnOf(name), namespace);
  return (await world.core().check(BOX, { olds: {}, news: { ...NEWS, ...news }, urn })).inputs;
}

test("without a namespace the second is refused, with both possibilities and both remedies, the command first", async (t) => {
  const world = fakeWorld();
  await up(world);
  const { message } = await t.throwsAsync(up(world));
  t.regex(message, /^There is a Fake box named "web-[0-9a-f]{7}" already, id r1\/b1\. Nothing was made\./);
  t.regex(
    message,
    /an interrupted run of this stack made it, or another deployment with the same project and stack name/,
  );
  t.regex(message, /npx indiecloud recover.*pulumi config set indiecloud:namespace <name>.*adopt: "r1\/b1"$/);
  // Of which Pulumi tells the provider nothing: it asks for another one, as if there were none yet.
  t.regex(message, /If you ran pulumi up --replace, set the resource option deleteBeforeReplace: true/);
  t.is(world.api.count("create"), 1);
});

test("what a resource of the program has is not called a stranger: it goes first, or the other gets another name", async (t) => {
  const world = fakeWorld();
  const { id, outputs } = await up(world, { name: "web" });
  const news = await inputsOf(world, { name: "web" }, "web");
  const core = world.core();
  await core.diff(BOX, { id, olds: outputs, news });
  const { message } = await t.throwsAsync(core.create(BOX, news));
  t.regex(message, /id r1\/b1\. Nothing was made\. A resource of this program has it\..*deleteBeforeReplace: true/);
  t.notRegex(message, /adopt|recover/);
});

test("of a name that the program gives, somebody else may be the owner, and the remedy is another name", async (t) => {
  const world = fakeWorld();
  await up(world, { name: "web" });
  const { message } = await t.throwsAsync(up(world, { name: "web", namespace: "acme" }));
  t.regex(message, /or somebody else did,.*npx indiecloud recover.*give the resource another name/);
  t.notRegex(message, /namespace/);
});

test("with a namespace each they never meet; with the same one the refusal says so", async (t) => {
  const world = fakeWorld();
  await up(world);
  await up(world, { namespace: "acme" });
  await up(world, { namespace: "other" });
  t.is(world.api.all.length, 3);
  const { message } = await t.throwsAsync(up(world, { namespace: "acme" }));
  t.regex(message, /another deployment with the same namespace did,.*set another namespace/);
});

test("ten resources that an interrupted run has made say once what to do", async (t) => {
  const world = fakeWorld();
  const names = Array.from({ length: 10 }, (_, index) => `web${index}`);
  for (const name of names) {
    await up(world, {}, name);
  }
  const core = world.core();
  const refused = await Promise.all(
    names.map(async (name) => {
      const { inputs } = await core.check(BOX, { olds: {}, news: NEWS, urn: urnOf(name) });
      return t.throwsAsync(core.create(BOX, inputs));
    }),
  );
  const texts = refused.map(({ message }) => message);
  t.true(texts.every((text) => /id r1\/b\d+\. Nothing was made\./.test(text)));
  t.is(texts.filter((text) => text.includes("npx indiecloud recover")).length, 1);
  t.is(texts.filter((text) => text.includes("adopt")).length, 1);
  t.is(texts.filter((text) => /What to do is said for web0-[0-9a-f]{7}\.$/.test(text)).length, 9);
});

/** The create has this effect, or none; at that moment the other deployment has made its own, named alike. */
async function answerLost(
  world: World,
  { effect, other = {}, ...program }: { effect: "none" | "made"; other?: Program } & Program,
): Promise<string> {
  const { name } = await inputsOf(world, other, "web");
  world.api.mishap = (call) => {
    if (call !== "create") {
      return undefined;
    }
    world.api.put({
      ...{ id: "x1", region: "r1", name: String(name), size: "11", image: "i1", disk: 10, power: "on", groups: [] },
      ...{ keys: [], note: "theirs", restarts: 0, state: "active" },
    });
    return { when: effect === "made" ? "after" : "before", error: cloudError(call) };
  };
  return up(world, program).then(
    ({ id }) => id,
    (error: Error) => error.message,
  );
}

test("without a namespace a lost answer is settled by the name, and the warning names the other deployment", async (t) => {
  const world = fakeWorld();
  t.is(await answerLost(world, { effect: "none" }), "r1/x1");
  t.regex(
    world.warnings().join("\n"),
    /found by its name: r1\/x1\. If another deployment with the same project and stack name .*pulumi config set indiecloud:namespace <name>/,
  );
  const given = fakeWorld();
  t.is(await answerLost(given, { effect: "none", name: "web", other: { name: "web" } }), "r1/x1");
  t.regex(given.warnings().join("\n"), /If somebody else was making a box of that name at this moment.*panel/);
});

test("with a namespace the other one's is not taken, and its own without a doubt", async (t) => {
  const world = fakeWorld();
  const other = { namespace: "other" };
  t.regex(await answerLost(world, { effect: "none", namespace: "acme", other }), /not known.*Run pulumi up again/);
  const own = fakeWorld();
  const id = await answerLost(own, { effect: "made", namespace: "acme", other });
  t.regex(own.api.boxes.get(id.slice(3))?.name ?? "", /^web-/);
  t.notRegex(own.warnings().join("\n"), /If /);
});

test("both were made under one name: none is taken, and both are named", async (t) => {
  const world = fakeWorld();
  t.regex(await answerLost(world, { effect: "made" }), /these bear its name: r1\/x1, r1\/b1\./);
});

test("where the cloud shows what a create sent along, each finds its own and no other's", async (t) => {
  const tokens = new Map<string, string>();
  const tokened: typeof box = {
    ...box,
    create: (op) => {
      const { api, want, token } = op;
      const { size, image = "", disk = 10, name = "", region = "" } = want;
      return api.create({ name, region, size, image, disk, groups: [], keys: [], note: token });
    },
    createToken: ({ row }) => tokens.get(row?.id ?? ""),
  };
  const notes = (world: World) => {
    const { put } = world.api;
    world.api.put = (each, at) => {
      tokens.set(each.id, each.note);
      put.call(world.api, each, at);
    };
    return world;
  };
  const none = notes(fakeWorld(tokened));
  t.regex(await answerLost(none, { effect: "none" }), /made by another create: r1\/x1\).*Run pulumi up again/);
  t.is(none.api.all.length, 1);
  const both = notes(fakeWorld(tokened));
  const id = await answerLost(both, { effect: "made" });
  t.is(id, "r1/b1");
  t.regex(both.warnings().join("\n"), /found by what was sent along with it: r1\/b1\.$/m);
});

test("where the cloud shows when an object was made, an older one is not taken", async (t) => {
  const made = (secondsAgo: number) => {
    const world: World = fakeWorld({ ...box, createdAt: () => start - secondsAgo * 1000 });
    const start = world.clock.now();
    return world;
  };
  t.regex(await answerLost(made(121), { effect: "none" }), /made by another create: r1\/x1/);
  // The cloud's clock may be slow.
  t.is(await answerLost(made(60), { effect: "none" }), "r1/x1");
});
