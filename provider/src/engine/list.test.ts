import test from "ava";
import type { Core } from "./core.ts";
import { BOX, box, FakeApi, fakeWorld, make } from "./testing.ts";
import type { Json } from "./values.ts";

/* What an account has of a resource, whoever made it. */

/** The box of a cloud whose one list has the boxes of all regions. */
const everywhere = {
  ...box,
  listBy: { region: "all" as const },
  views: {
    ...box.views,
    row: {
      ...box.views.row,
      allScopes: true as const,
      list: async (api: unknown) =>
        api instanceof FakeApi ? (await api.list(undefined)).map((row) => [row.id, row, row.region] as const) : [],
    },
  },
};

async function idsIn(core: Core, asked: Json = {}): Promise<string[]> {
  const { objects, failures } = await core.list(BOX, asked);
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return objects.map(({ id }) => id);
}

async function withBoxes(definition: typeof box | typeof everywhere) {
  const world = fakeWorld(definition);
  for (const [name, region] of [
    ["c", "r2"],
    ["a", "r1"],
    ["b", "r2"],
  ] as const) {
    await make(world.core(), { size: "small", name, region }, name);
  }
  world.api.calls.length = 0;
  return world;
}

test("everything in one list, in the order of the ids, with the names", async (t) => {
  const { core, api } = await withBoxes(everywhere);
  t.deepEqual((await core().list(BOX, {})).objects, [
    { id: "r1/b2", name: "a" },
    { id: "r2/b1", name: "c" },
    { id: "r2/b3", name: "b" },
  ]);
  t.deepEqual(api.calls, ["list"]);
});

test("what is listed can be imported by its id", async (t) => {
  const { core } = await withBoxes(everywhere);
  for (const { id, name } of (await core().list(BOX, {})).objects) {
    t.like(await core().read(BOX, id, {}), { id, inputs: { name } });
  }
});

test("of a place, by its id or its name, also where one list shows all", async (t) => {
  const { core } = await withBoxes(everywhere);
  t.deepEqual(await idsIn(core(), { region: "r2" }), ["r2/b1", "r2/b3"]);
  t.deepEqual(await idsIn(core(), { region: "Region Two" }), ["r2/b1", "r2/b3"]);
});

test("where a list shows one place only, that of the default", async (t) => {
  const { core } = await withBoxes(box);
  t.deepEqual(await idsIn(core()), ["r1/b2"]);
  t.deepEqual(await idsIn(core(), { region: "Region Two" }), ["r2/b1", "r2/b3"]);
});

test("what is gone and still shown is left out, and what somebody else made is not", async (t) => {
  const { core, api } = await withBoxes(everywhere);
  api.meddle("b2", { state: "deleted" });
  const [other] = api.all;
  t.truthy(other);
  if (other !== undefined) {
    api.put({ ...other, id: "b9", region: "r1", name: "", state: "active" });
  }
  t.deepEqual((await core().list(BOX, { region: "r1" })).objects, [{ id: "r1/b9", name: "" }]);
});

const wrong: Record<string, [asked: Json, message: RegExp]> = {
  "an input that a list does not have": [{ size: "small" }, /^size: a list of fake:Box has no size; it takes region$/],
  "an input of another type": [{ region: 1 }, /^region: 1: /],
  "a place that there is not": [{ region: "Region Too" }, /^region: "Region Too" is no .*nearest: "Region Two"/],
};
for (const [what, [asked, message]] of Object.entries(wrong)) {
  test(`refused before anything is listed: ${what}`, async (t) => {
    const { core, api } = await withBoxes(box);
    await t.throwsAsync(idsIn(core(), asked), { message });
    t.is(api.count("list"), 0);
  });
}

test("where nothing lists all, the place must be told", async (t) => {
  const { core } = await withBoxes(box);
  const strict = { ...box, listBy: { region: "required" as const } };
  await t.throwsAsync(idsIn(core({ resource: strict })), { message: /no list that shows a box without region/ });
});

test("where the account has no list, an error says so", async (t) => {
  const { row, detail } = box.views;
  const unlisted = { ...box, views: { row: { ...row, list: async () => undefined }, detail } };
  await t.throwsAsync(idsIn(fakeWorld(unlisted).core()), { message: /shows this account no list of its boxes/ });
});
