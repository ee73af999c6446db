import test from "ava";
import type { Core } from "./core.ts";
import { METADATA } from "./metadata.ts";
import { generatedName, urnWithin } from "./names.ts";
import {
  alter,
  BOX,
  box,
  checked,
  cloudError,
  fakeWorld,
  type Kept,
  keysOf,
  make,
  metadataOf,
  urnOf,
} from "./testing.ts";
import type { Json } from "./values.ts";

const NEWS = { size: "small", image: "Debian 12" };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const RULE = box.name ?? { max: 20, character: /[a-z0-9-]/ };

const checkedAs = async (world: World, urn: string): Promise<Json> =>
  (await world.core().check(BOX, { olds: {}, news: NEWS, urn })).inputs;

type World = ReturnType<typeof fakeWorld>;

/** The box that a process has made whose provider was then killed: the state knows nothing. */
const orphan = async (world: World, news: Json = NEWS): Promise<Kept> => make(world.core(), news);

const READS: readonly string[] = ["regions", "sizes", "images", "groups", "keys", "list", "get"];
const writes = ({ api }: World) => api.calls.filter((call) => !READS.includes(call));

const left = async (world: World, news: Json = NEWS, more: Omit<Parameters<Core["left"]>[1], "inputs"> = {}) => {
  const core = world.core();
  return core.left(BOX, { inputs: await checked(core, news), ...more });
};

/** What Pulumi would keep of it. */
const taken = async (world: World, news: Json = NEWS, more = {}): Promise<Kept> => {
  const found = await left(world, news, more);
  if (found.is !== "found") {
    throw new Error(JSON.stringify(found));
  }
  return { id: found.id, outputs: found.outputs, inputs: await checked(world.core(), news) };
};

test("nothing was made: nothing is found, and nothing is written", async (t) => {
  const world = fakeWorld();
  t.deepEqual(await left(world), { is: "nothing" });
  t.deepEqual(writes(world), []);
});

test("what was made is found by its generated name; the next update ends what is left to do, and buys nothing", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world);
  world.api.calls.length = 0;
  const kept = await taken(world);
  t.is(kept.id, made.id);
  t.deepEqual(writes(world), []);
  const next = await alter(world.core(), kept, NEWS);
  t.deepEqual(next.diff.differences, []);
  t.true(next.diff.rewrite);
  // The birthmark was known to the dead process only.
  const { birthmark, [METADATA]: _, ...same } = made.outputs;
  t.truthy(birthmark);
  t.like(next.outputs, same);
  t.is(metadataOf(next)?.pending, false);
  t.is(world.api.count("create"), 0);
  t.false((await alter(world.core(), next, NEWS)).diff.rewrite);
});

test("a step that was not run is run by the next update", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world);
  const news = { ...NEWS, power: "off", groups: ["web"] };
  const kept = await taken(world, news);
  t.is(kept.outputs.power, "on");
  const next = await alter(world.core(), kept, news);
  t.deepEqual(keysOf(next.diff.differences).sort(), ["groups update", "power update"]);
  t.is(world.api.boxes.get(made.id.slice(3))?.power, "off");
  t.deepEqual(next.outputs.groups, ["web"]);
});

test("one that is still built is waited for by the next update", async (t) => {
  const world = fakeWorld();
  world.api.mishap = (call, index) =>
    call === "get" || (call === "list" && index > 0 && world.api.count("create") > 0)
      ? { when: "before", error: cloudError(call, { kind: "invalid", effect: "none" }) }
      : undefined;
  await t.throwsAsync(orphan(world));
  world.api.mishap = () => undefined;
  const found = await left(world);
  t.is(found.is === "found" ? found.phase : found.is, "pending");
  const next = await alter(world.core(), await taken(world), NEWS);
  t.is(next.outputs.status, "active");
  t.is(world.api.count("create"), 1);
});

test("a build that has failed is told, and the next diff replaces it", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world);
  world.api.meddle(made.id.slice(3), { state: "broken" });
  const found = await left(world);
  t.is(found.is === "found" ? found.phase : found.is, "failed");
  await t.throwsAsync(alter(world.core(), await taken(world), NEWS), { message: /replaces for failure/ });
});

test("several of a name: none is taken but the one that is asked for", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world, { ...NEWS, name: "web" });
  const row = world.api.boxes.get(made.id.slice(3));
  t.truthy(row);
  if (row !== undefined) {
    world.api.put({ ...row, id: "x1" });
  }
  const news = { ...NEWS, name: "web" };
  t.deepEqual(await left(world, news), { is: "doubtful", by: "name", ids: [made.id, "r1/x1"] });
  t.is((await taken(world, news, { take: "r1/x1" })).id, "r1/x1");
  t.like(await left(world, news, { take: "r1/x9" }), { is: "different", id: "r1/x9" });
});

test("what the state has of the resource itself is nothing left over: the old half of a replacement, whatever it differs in", async (t) => {
  const world = fakeWorld();
  const old = await orphan(world, { ...NEWS, name: "web" });
  const news = { ...NEWS, image: "Debian 13", name: "web" };
  t.is((await left(world, news)).is, "different");
  t.deepEqual(await left(world, news, { own: [{ id: old.id, name: "web" }] }), { is: "nothing" });
  // The new half has the name too.
  const row = world.api.boxes.get(old.id.slice(3));
  if (row !== undefined) {
    world.api.put({ ...row, id: "x1", image: "i2" });
  }
  t.like(await left(world, news, { own: [{ id: old.id, name: "web" }] }), { is: "found", id: "r1/x1" });
});

test("an object of any name is taken if it is asked for, and can become what the program says", async (t) => {
  const world = fakeWorld();
  const other = await orphan(world, { ...NEWS, name: "theirs" });
  t.deepEqual(await left(world), { is: "nothing" });
  t.is((await taken(world, NEWS, { take: other.id })).id, other.id);
  t.like(await left(world, { ...NEWS, image: "Debian 13" }, { take: other.id }), { is: "different" });
  t.like(await left(world, NEWS, { take: "r2/x1" }), { is: "different", why: "it is in r2, and the program says r1" });
});

test("the names of before a renaming, or before a namespace, are looked for where today's finds nothing", async (t) => {
  const world = fakeWorld();
  const before = "urn:pulumi:test::shop::";
  const made = await world.core().create(BOX, await checkedAs(world, urnWithin(before, urnOf("one"))));
  const urn = urnOf("one");
  t.deepEqual(await left(world, NEWS, { urn }), { is: "nothing" });
  t.deepEqual(await left(world, NEWS, { urn, formerly: ["urn:pulumi:qa::shop::"] }), { is: "nothing" });
  const found = await left(world, NEWS, { urn, formerly: ["urn:pulumi:qa::shop::", before] });
  const { name } = made.outputs;
  t.like(found, { is: "found", id: made.id, formerly: { identity: before, name } });
  t.is(found.is === "found" ? found.outputs.name : "", name);
  // A name of the program says nothing of a stack.
  t.deepEqual(await left(world, { ...NEWS, name: "web" }, { urn, formerly: [before] }), { is: "nothing" });
  // And the next half of a replacement is made from its last name.
  const next = await world.core().create(BOX, {
    ...made.outputs,
    ...(await checkedAs(world, urn)),
    name: generatedName(RULE, urnWithin(before, urn), String(name)),
  });
  const own = [{ id: made.id, name: String(name) }];
  t.like(await left(world, NEWS, { urn, formerly: [before], own }), { is: "found", id: next.id });
});

test("when it was made is told where the cloud shows it, and how long its create may take", async (t) => {
  const world = fakeWorld({ ...box, createdAt: () => 1234 });
  await orphan(world);
  t.like(await left(world), { is: "found", createdAt: 1234, createSeconds: 600 });
  t.like(await left(world, { ...NEWS, timeouts: { create: "90s" } }), { createSeconds: 90 });
  const silent = fakeWorld();
  await orphan(silent);
  t.false("createdAt" in (await left(silent)));
});

test("one without a name that could be it is doubtful, unless another resource has it", async (t) => {
  const nameless: typeof box.nameless = { is: ({ row }) => row?.name === "", like: ["size"], claim: "give it a name" };
  const world = fakeWorld({ ...box, nameless });
  const made = await orphan(world);
  world.api.meddle(made.id.slice(3), { name: "" });
  t.deepEqual(await left(world), { is: "doubtful", by: "likeness", ids: [made.id] });
  t.deepEqual(await left(world, NEWS, { known: [made.id] }), { is: "nothing" });
  t.deepEqual(await left(world, { ...NEWS, size: "large" }), { is: "nothing" });
  const kept = await taken(world, NEWS, { take: made.id });
  await alter(world.core(), kept, NEWS);
  t.regex(world.api.boxes.get(made.id.slice(3))?.name ?? "", /^one-[0-9a-f]{7}$/);
});

test("what cannot become what the program says by now is not taken", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world);
  const found = await left(world, { ...NEWS, image: "Debian 13" });
  t.is(found.is, "different");
  t.is(found.is === "different" ? found.id : "", made.id);
  t.regex(found.is === "different" ? found.why : "", /image is .* and the program says "Debian 13"/);
});

test("a resource that takes over, by adopt or by nothing else, makes nothing that could be left", async (t) => {
  const world = fakeWorld();
  const made = await orphan(world);
  t.deepEqual(await left(world, { ...NEWS, adopt: made.id }), { is: "adopting" });
  const { create, ...adopted } = box;
  t.truthy(create);
  t.deepEqual(await left(fakeWorld(adopted)), { is: "adopting" });
});

test("where the name, the place, or any name at all is not known, nothing is told", async (t) => {
  const world = fakeWorld();
  await orphan(world);
  for (const unknown of [{ name: UNKNOWN }, { region: UNKNOWN }]) {
    const core = world.core();
    const inputs = await checked(core, NEWS);
    t.is((await core.left(BOX, { inputs: { ...inputs, ...unknown } })).is, "untold", JSON.stringify(unknown));
  }
  const { nameOf, ...anonymous } = box;
  t.truthy(nameOf);
  t.is((await left(fakeWorld(anonymous))).is, "untold");
});

test("an input that is not known yet is not managed until it is", async (t) => {
  const world = fakeWorld();
  await orphan(world);
  const core = world.core();
  const inputs = await checked(core, NEWS);
  const found = await core.left(BOX, { inputs: { ...inputs, groups: [UNKNOWN], note: UNKNOWN } });
  t.is(found.is, "found");
  const text = JSON.stringify(found);
  t.false(text.includes(UNKNOWN));
  t.false(text.includes('"note"'));
});

test("one list answers for many resources", async (t) => {
  const world = fakeWorld();
  const core = world.core();
  const names = ["a", "b", "c", "d"];
  const asked = await Promise.all(names.map((name) => checked(core, { ...NEWS, name })));
  const found = await Promise.all(asked.map((inputs) => core.left(BOX, { inputs })));
  t.deepEqual(new Set(found.map(({ is }) => is)), new Set(["nothing"]));
  t.is(world.api.count("list"), 1);
});
