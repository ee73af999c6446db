import test from "ava";
import { RefusedError } from "./problems.ts";
import { BOX, box, FakeApi, fakeWorld, make } from "./testing.ts";

/* `pulumi import … name:<name>`: the name in place of the id. */

/** The box of a cloud whose one list has the boxes of all regions, and says of each where it is. */
const everywhere = {
  ...box,
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

const BASE = { size: "small", image: "Debian 12" };

test("a name in place of an id is found in the list, and what is read has the id", async (t) => {
  const { core } = fakeWorld(everywhere);
  const made = await make(core(), { ...BASE, name: "web", region: "r2" });
  await make(core(), { ...BASE, name: "db" });
  const found = await core().read(BOX, "name:web", {});
  t.is(found?.id, made.id);
  t.like(found?.inputs, { name: "web", region: "Region Two", size: "small", image: "Debian 12" });
});

test("a name with its scope is looked for there alone", async (t) => {
  const { core } = fakeWorld();
  const made = await make(core(), { ...BASE, name: "web", region: "r2" });
  t.is((await core().read(BOX, "name:r2/web", {}))?.id, made.id);
  await t.throwsAsync(core().read(BOX, "name:r1/web", {}), {
    instanceOf: RefusedError,
    message: /no Fake box named "web" in r1/,
  });
});

test("of several with one name each id is told, and a scope can tell them apart", async (t) => {
  const { core } = fakeWorld(everywhere);
  const one = await make(core(), { ...BASE, name: "web", region: "r1" });
  const two = await make(core(), { ...BASE, name: "web", region: "r2" });
  const error = await t.throwsAsync(core().read(BOX, "name:web", {}), { instanceOf: RefusedError });
  t.is(error?.message, `There are 2 Fake boxes named "web": ${one.id}, ${two.id}. Give the id of one.`);
  t.is((await core().read(BOX, "name:r2/web", {}))?.id, two.id);
});

test("a name that nothing has is an error with the nearest ones", async (t) => {
  const { core } = fakeWorld(everywhere);
  await make(core(), { ...BASE, name: "web" });
  const message = 'There is no Fake box named "wbe"; the nearest: "web". Check the name and the credentials.';
  await t.throwsAsync(core().read(BOX, "name:wbe", {}), { instanceOf: RefusedError, message });
});

test("what has no name, or no list, is imported by its id only, and the error shows one", async (t) => {
  const { name: _, ...nameless } = everywhere;
  const { list: __, ...row } = box.views.row;
  for (const definition of [nameless, { ...box, views: { ...box.views, row } }]) {
    const { core } = fakeWorld(definition);
    const message = /can be found by a name\. Import it by its id, such as r1\/b1/;
    await t.throwsAsync(core().read(BOX, "name:web", {}), { instanceOf: RefusedError, message });
  }
});

test("an object of the state is never looked for by name, whatever its id is called", async (t) => {
  const { core } = fakeWorld(everywhere);
  const made = await make(core(), { ...BASE, name: "web" });
  const second = await core().read(BOX, "name:web", made.outputs);
  t.is(second, undefined);
});
