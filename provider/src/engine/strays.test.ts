import test from "ava";
import { generatedName, urnWithin } from "./names.ts";
import type { Belongings } from "./strays.ts";
import { BOX, box, fakeWorld, make, urnOf } from "./testing.ts";

const NEWS = { size: "small", image: "Debian 12" };
const RULE = box.name ?? { max: 20, character: /[a-z0-9-]/ };

type World = ReturnType<typeof fakeWorld>;

const strays = (world: World, more: Partial<Belongings> = {}) =>
  world.core().strays(BOX, { urnsOf: (logical) => [urnOf(logical)], urns: [], named: [], known: [], ...more });

test("a generated name tells whose it is, also when nothing knows the resource any more", async (t) => {
  const world = fakeWorld();
  const { id, inputs } = await make(world.core(), NEWS, "web");
  await make(world.core(), { ...NEWS, name: "web-abc1234" });
  await make(world.core(), { ...NEWS, name: "mail" });
  t.deepEqual(await strays(world), [{ id, name: String(inputs.name), urn: urnOf("web"), by: "generated" }]);
  t.deepEqual(await strays(world, { urnsOf: (logical) => [`urn:pulumi:prod::shop::fake:Box::${logical}`] }), []);
});

test("what a state has is none of them", async (t) => {
  const world = fakeWorld();
  const { id } = await make(world.core(), NEWS, "web");
  t.deepEqual(await strays(world, { known: [id] }), []);
});

test("replacements are followed, from a name that the program gave too", async (t) => {
  const world = fakeWorld();
  const chain = (before: string, length: number): string =>
    length === 0 ? before : chain(generatedName(RULE, urnOf("web"), before), length - 1);
  const [third, after] = [chain("", 3), chain("front", 2)];
  for (const name of [third, after]) {
    await make(world.core(), { ...NEWS, name });
  }
  const found = async (named: Belongings["named"]) => (await strays(world, { named })).map(({ name }) => name).sort();
  t.deepEqual(await found([]), [third]);
  t.deepEqual(await found([{ urn: urnOf("web"), name: "front" }]), [third, after].sort());
});

test("a name that is cut short is known by the resource's name in the program", async (t) => {
  const world = fakeWorld();
  const logical = "a-name-that-is-much-too-long";
  const { id } = await make(world.core(), NEWS, logical);
  t.deepEqual(await strays(world), []);
  t.deepEqual(
    (await strays(world, { urns: [urnOf(logical)] })).map((each) => each.id),
    [id],
  );
});

test("another object with a name of the state's is told as what may be somebody else's", async (t) => {
  const world = fakeWorld();
  const { id } = await make(world.core(), { ...NEWS, name: "web" });
  const named = [{ urn: urnOf("web"), name: "web" }];
  t.deepEqual(await strays(world, { named, known: ["r1/other"] }), [
    { id, name: "web", urn: urnOf("web"), by: "given" },
  ]);
});

test("where objects are told apart by a marker, the marker tells", async (t) => {
  const marker = (name: string) => `mark of ${name}`;
  const marked: typeof box = { ...box, lookFor: ({ name = "" }) => marker(name) };
  const world = fakeWorld(marked);
  const { id, inputs } = await make(world.core(), NEWS, "web");
  world.api.meddle(id.slice(3), { name: marker(String(inputs.name)) });
  t.deepEqual(await strays(world), []);
  t.deepEqual(
    (await strays(world, { urns: [urnOf("web")] })).map((each) => each.id),
    [id],
  );
});

test("names are made from the URNs of a namespace and of former stacks too, and it is told from which", async (t) => {
  const world = fakeWorld();
  const identities = ["urn:pulumi:acme::", "urn:pulumi:old::shop::"];
  const made = [];
  for (const identity of identities) {
    const { inputs } = await world.core().check(BOX, { olds: {}, news: NEWS, urn: urnWithin(identity, urnOf("web")) });
    made.push({ ...(await world.core().create(BOX, inputs)), identity });
  }
  const wanted = made.map(({ id, identity }) => ({ id, identity, urn: urnOf("web"), by: "generated" }));
  const found = async (more: Partial<Belongings>) => (await strays(world, more)).map(({ name: _, ...rest }) => rest);
  t.deepEqual(await found({ identities }), wanted);
  t.deepEqual(await found({ identities, urnsOf: () => [], urns: [urnOf("web")] }), wanted);
  t.deepEqual(await found({}), []);
});

test("places are looked at where the stack has something, beside the account's own", async (t) => {
  const world = fakeWorld();
  const { id } = await make(world.core(), { ...NEWS, region: "r2" }, "web");
  t.deepEqual(await strays(world), []);
  t.deepEqual(
    (await strays(world, { known: ["r2/x"] })).map((each) => each.id),
    [id],
  );
});
