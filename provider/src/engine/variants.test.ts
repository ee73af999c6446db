import test from "ava";
import { alter, BOX, box, checked, cloudError, fakeWorld, type Kept, keysOf, make, refresh, urnOf } from "./testing.ts";
import type { Json } from "./values.ts";

/** What some clouds need beside the usual: the same box, defined a little differently. */

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NEWS = { size: "small", image: "Debian 12", name: "web" };

test("an object is found by a marker, where the cloud shows no name", async (t) => {
  const marked: typeof box = {
    ...box,
    nameOf: ({ row }) => (row === undefined ? undefined : [`other-${row.id}`, `mark-${row.name}`]),
    lookFor: ({ name }) => `mark-${name}`,
  };
  const { api, core, warnings } = fakeWorld(marked);
  api.mishap = (name) =>
    name === "create"
      ? { when: "after", error: cloudError("create", { kind: "timeout", effect: "unknown", words: "no answer" }) }
      : undefined;
  const made = await make(core(), NEWS);
  t.is(made.id, "r1/b1");
  t.regex(warnings()[0] ?? "", /the answer to create was lost, and the box was found by its name: r1\/b1/);
  await t.throwsAsync(make(core(), NEWS), { message: /There is a Fake box named "web" already, id r1\/b1/ });
  t.is(api.count("create"), 1);
});

test("whether a change replaces can depend on another input", async (t) => {
  const { inputs } = box;
  const choosing: typeof box = {
    ...box,
    inputs: {
      ...inputs,
      image: { ...inputs.image, change: (_was, _now, all) => (all.note === "keep" ? "update" : "replace") },
    },
  };
  const { core } = fakeWorld(choosing);
  const provider = core();
  const old = await make(provider, NEWS);
  const kindWith = async (note: string) => {
    const news = await checked(provider, { ...NEWS, image: "Debian 13", note }, old.inputs);
    const { differences } = await provider.diff(BOX, { id: old.id, olds: old.outputs, news });
    return differences.find(({ key }) => key === "image")?.kind;
  };
  t.is(await kindWith("keep"), "update");
  t.is(await kindWith("whatever"), "replace");
});

test("an input can name the object to take over; then no name is generated, and there is no adopt", async (t) => {
  const { inputs } = box;
  const taking = {
    ...box,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    takes: "which" as const,
    // What it does not own it leaves where it is.
    remove: async () => "released" as const,
  };
  const { api, core } = fakeWorld(taking);
  const provider = core();
  const bought = await make(provider, { ...NEWS, name: "first" }, "bought");
  const taken = await make(provider, { which: "b1", size: "small" }, "taken");
  t.is(taken.id, bought.id);
  t.is(api.count("create"), 1);
  t.is(taken.inputs.name, undefined);
  t.is(api.only.name, "first");
  await t.throwsAsync(checked(provider, { ...NEWS, adopt: "b1" }), { message: /a box has no property adopt/ });
  const another = await checked(provider, { which: "b2", size: "small" }, taken.inputs);
  const { replaces } = await provider.diff(BOX, { id: taken.id, olds: taken.outputs, news: another });
  t.deepEqual(replaces, ["which"]);
  await provider.delete(BOX, taken.id, taken.outputs);
  t.is(api.all.length, 1);
  await t.throwsAsync(make(provider, { which: "b9", size: "small" }, "third"), {
    message: /so which cannot take it over/,
  });
});

test("an object that was made cannot be given up for another one by naming that; its own id is only recorded", async (t) => {
  const { inputs } = box;
  const taking = {
    ...box,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    takes: "which" as const,
  };
  const { api, core, warnings } = fakeWorld(taking);
  const old = await make(core(), NEWS);
  await make(core(), { ...NEWS, name: "other" }, "other");
  const diff = async (news: Json) => {
    const process = core();
    const checkedNews = await checked(process, news, old.inputs);
    return process.diff(BOX, { id: old.id, olds: old.outputs, news: checkedNews });
  };
  for (const which of ["b2", "r1/b2"]) {
    await t.throwsAsync(diff({ ...NEWS, which }), {
      message: new RegExp(
        `which names "${which}", but this resource already manages "r1/b1".*second resource for the other box.*which: "r1/b1" first`,
      ),
    });
  }
  // Also where only a change that replaces if the user asks for it comes with it.
  await t.throwsAsync(diff({ ...NEWS, which: "b2", keys: ["anna"] }), { message: /already manages "r1\/b1"/ });
  t.deepEqual((await diff({ ...NEWS, which: "b2", image: "Debian 13" })).replaces, ["image", "which"]);
  t.deepEqual(keysOf((await diff({ ...NEWS, which: UNKNOWN })).differences), ["which recorded"]);
  api.calls.length = 0;
  for (const which of ["b1", "r1/b1"]) {
    t.deepEqual(keysOf((await diff({ ...NEWS, which })).differences), ["which recorded"]);
    const now = await alter(core(), old, { ...NEWS, which });
    t.is(now.outputs.which, which);
    t.deepEqual((await alter(core(), now, { ...NEWS, which })).diff.differences, []);
  }
  t.deepEqual(
    api.calls.filter((call) => ["create", "delete", "get", "list"].includes(call)),
    [],
  );
  t.deepEqual(warnings(), []);
});

test("several boxes of the name after a lost answer are to be taken over by the input that names one", async (t) => {
  const { inputs } = box;
  const taking = {
    ...box,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    takes: "which" as const,
  };
  const { api, core } = fakeWorld(taking);
  api.mishap = (name) => {
    if (name === "list" && api.boxes.size === 1) {
      api.put({ ...api.only, id: "x9" });
    }
    return name === "create" ? { when: "after", error: cloudError(name) } : undefined;
  };
  await t.throwsAsync(make(core(), NEWS), { message: /r1\/b1.*r1\/x9.*take it over by which: "<id>"/ });
});

test("without a list nothing is proved gone, and nothing is made that could be there already", async (t) => {
  const { views } = box;
  const listless: typeof box = { ...box, views: { ...views, row: { ...views.row, list: async () => undefined } } };
  const { api, core } = fakeWorld();
  const made: Kept[] = [];
  for (const name of ["a", "b", "c"]) {
    made.push(await make(core(), { ...NEWS, name }, name));
  }
  const blind = core({ resource: listless });
  const seen = await Promise.all(made.map((each) => refresh(blind, each)));
  t.deepEqual(
    seen.map((each) => each?.outputs.name),
    ["a", "b", "c"],
  );
  api.remove("b2");
  await t.throwsAsync(refresh(core({ resource: listless }), made[1] ?? { id: "", inputs: {}, outputs: {} }), {
    message:
      /box r1\/b2 is not shown \(.*no box b2.*\), and this account has no list that would prove it gone.*pulumi state delete/,
  });
  await t.throwsAsync(make(blind, { ...NEWS, name: "d" }, "d"), { message: /no list of its boxes.*Nothing was made/ });
  t.is(api.count("create"), 3);
});

test("a shown text that several entries share is the wanted one if it is one of its spellings", async (t) => {
  const { api, core } = fakeWorld();
  api.entries.sizes = [
    { id: "11", name: "small", also: ["1cpu"] },
    { id: "12", name: "old small", also: ["1cpu"] },
    { id: "13", name: "large", also: ["2cpu"] },
  ];
  const made = await make(core(), NEWS);
  api.put({ ...api.only, size: "1cpu" });
  t.is((await refresh(core(), made))?.outputs.size, "small");
  api.put({ ...api.only, size: "2cpu" });
  t.is((await refresh(core(), made))?.outputs.size, "large");
});

test("the scope can come from the account, and one that is not known yet is not asked for", async (t) => {
  const scopes: string[] = [];
  const placed: typeof box = {
    ...box,
    scope: ({ region }, api) => {
      const scope = `${api.all.length}/${region}`;
      scopes.push(scope);
      return scope;
    },
  };
  const { core } = fakeWorld(placed);
  const { failures } = await core().check(BOX, {
    olds: {},
    news: { ...NEWS, image: "no such image", region: UNKNOWN },
    urn: urnOf("one"),
  });
  t.deepEqual(failures, []);
  t.true(scopes.includes(`0/${UNKNOWN}`));
});
