import test from "ava";
import type { Json } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, keysOf, refresh, type StoredState, urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/** What some clouds need besides the usual: the same box with small differences in its definition. */

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NEWS = { size: "small", image: "Debian 12", name: "web" };

test("an object is found by a marker if the cloud shows no name", async (t) => {
  const marked: typeof vm = {
    ...vm,
    nameOf: ({ row }) => (row === undefined ? undefined : [`other-${row.id}`, `mark-${row.name}`]),
    searchKey: ({ name }) => `mark-${name}`,
  };
  const { api, cloudProvider, warnings } = fakeCloud(marked);
  api.fault = (name) =>
    name === "create"
      ? { when: "after", error: cloudError("create", { kind: "timeout", effect: "unknown", words: "no answer" }) }
      : undefined;
  const created = await createThing(cloudProvider(), NEWS);
  t.is(created.id, "r1/b1");
  t.regex(warnings()[0] ?? "", /the response to create was lost, but the box was found by its name: r1\/b1/);
  await t.throwsAsync(createThing(cloudProvider(), NEWS), {
    message: /A Fake box named "web" already exists: r1\/b1/,
  });
  t.is(api.count("create"), 1);
});

test("whether a change replaces can depend on another input", async (t) => {
  const { inputs } = vm;
  const choosing: typeof vm = {
    ...vm,
    inputs: {
      ...inputs,
      image: { ...inputs.image, change: (_was, _now, all) => (all.note === "keep" ? "update" : "replace") },
    },
  };
  const { cloudProvider } = fakeCloud(choosing);
  const provider = cloudProvider();
  const old = await createThing(provider, NEWS);
  const kindWith = async (note: string) => {
    const news = await checked(provider, { ...NEWS, image: "Debian 13", note }, old.inputs);
    const { differences } = await provider.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news });
    return differences.find(({ key }) => key === "image")?.kind;
  };
  t.is(await kindWith("keep"), "update");
  t.is(await kindWith("whatever"), "replace");
});

test("an input can name the object to adopt; then no name is generated, and there is no adopt", async (t) => {
  const { inputs } = vm;
  const taking = {
    ...vm,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    adoptInput: "which" as const,
    // An object that it does not own stays in the cloud.
    remove: async () => "released" as const,
  };
  const { api, cloudProvider } = fakeCloud(taking);
  const provider = cloudProvider();
  const isNew = await createThing(provider, { ...NEWS, name: "first" }, "bought");
  const taken = await createThing(provider, { which: "b1", size: "small" }, "taken");
  t.is(taken.id, isNew.id);
  t.is(api.count("create"), 1);
  t.is(taken.inputs.name, undefined);
  t.is(api.only.name, "first");
  await t.throwsAsync(checked(provider, { ...NEWS, adopt: "b1" }), { message: /a box has no property adopt/ });
  const another = await checked(provider, { which: "b2", size: "small" }, taken.inputs);
  const { replaces } = await provider.diff(VM_DEFINITION, { id: taken.id, olds: taken.outputs, news: another });
  t.deepEqual(replaces, ["which"]);
  await provider.delete(VM_DEFINITION, taken.id, taken.outputs);
  t.is(api.all.length, 1);
  await t.throwsAsync(createThing(provider, { which: "b9", size: "small" }, "third"), {
    message: /so which cannot adopt it/,
  });
});

test("naming another object does not replace a created one; its own ID is only recorded", async (t) => {
  const { inputs } = vm;
  const taking = {
    ...vm,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    adoptInput: "which" as const,
  };
  const { api, cloudProvider, warnings } = fakeCloud(taking);
  const old = await createThing(cloudProvider(), NEWS);
  await createThing(cloudProvider(), { ...NEWS, name: "other" }, "other");
  const diff = async (news: Json) => {
    const process = cloudProvider();
    const checkedNews = await checked(process, news, old.inputs);
    return process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: checkedNews });
  };
  for (const which of ["b2", "r1/b2"]) {
    await t.throwsAsync(diff({ ...NEWS, which }), {
      message: new RegExp(
        `which is "${which}", but this resource already manages "r1/b1".*second resource for the other box.*which: "r1/b1" first`,
      ),
    });
  }
  // Also together with a change that replaces only if the user asks for it.
  await t.throwsAsync(diff({ ...NEWS, which: "b2", keys: ["anna"] }), { message: /already manages "r1\/b1"/ });
  t.deepEqual((await diff({ ...NEWS, which: "b2", image: "Debian 13" })).replaces, ["image", "which"]);
  t.deepEqual(keysOf((await diff({ ...NEWS, which: UNKNOWN })).differences), ["which recorded"]);
  api.calls.length = 0;
  for (const which of ["b1", "r1/b1"]) {
    t.deepEqual(keysOf((await diff({ ...NEWS, which })).differences), ["which recorded"]);
    const now = await alter(cloudProvider(), old, { ...NEWS, which });
    t.is(now.outputs.which, which);
    t.deepEqual((await alter(cloudProvider(), now, { ...NEWS, which })).diff.differences, []);
  }
  t.deepEqual(
    api.calls.filter((call) => ["create", "delete", "get", "list"].includes(call)),
    [],
  );
  t.deepEqual(warnings(), []);
});

test("after a lost answer, several boxes with the name are to be adopted by the input that names one", async (t) => {
  const { inputs } = vm;
  const taking = {
    ...vm,
    inputs: { ...inputs, which: { ...inputs.note, change: "replace" as const } },
    adoptInput: "which" as const,
  };
  const { api, cloudProvider } = fakeCloud(taking);
  api.fault = (name) => {
    if (name === "list" && api.vms.size === 1) {
      api.put({ ...api.only, id: "x9" });
    }
    return name === "create" ? { when: "after", error: cloudError(name) } : undefined;
  };
  await t.throwsAsync(createThing(cloudProvider(), NEWS), { message: /r1\/b1.*r1\/x9.*adopt it with which: "<id>"/ });
});

test("without a list no absence is confirmed, and no object is created that could already exist", async (t) => {
  const { views } = vm;
  const listless: typeof vm = { ...vm, views: { ...views, row: { ...views.row, list: async () => undefined } } };
  const { api, cloudProvider } = fakeCloud();
  const created: StoredState[] = [];
  for (const name of ["a", "b", "c"]) {
    created.push(await createThing(cloudProvider(), { ...NEWS, name }, name));
  }
  const blind = cloudProvider({ resource: listless });
  const seen = await Promise.all(created.map((each) => refresh(blind, each)));
  t.deepEqual(
    seen.map((each) => each?.outputs.name),
    ["a", "b", "c"],
  );
  api.remove("b2");
  await t.throwsAsync(
    refresh(cloudProvider({ resource: listless }), created[1] ?? { id: "", inputs: {}, outputs: {} }),
    {
      message:
        /box r1\/b2 was not found \(.*no box b2.*\), but this account has no list that would prove it deleted.*pulumi state delete/,
    },
  );
  await t.throwsAsync(createThing(blind, { ...NEWS, name: "d" }, "d"), {
    message: /does not list boxes.*Nothing was created/,
  });
  t.is(api.count("create"), 3);
});

test("a text that several entries share matches the desired entry if it is one of its spellings", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.entries.sizes = [
    { id: "11", name: "small", also: ["1cpu"] },
    { id: "12", name: "old small", also: ["1cpu"] },
    { id: "13", name: "large", also: ["2cpu"] },
  ];
  const created = await createThing(cloudProvider(), NEWS);
  api.put({ ...api.only, size: "1cpu" });
  t.is((await refresh(cloudProvider(), created))?.outputs.size, "small");
  api.put({ ...api.only, size: "2cpu" });
  t.is((await refresh(cloudProvider(), created))?.outputs.size, "large");
});

test("the scope can come from the account, and nothing is requested for an unknown one", async (t) => {
  const scopes: string[] = [];
  const placed: typeof vm = {
    ...vm,
    scope: ({ region }, api) => {
      const scope = `${api.all.length}/${region}`;
      scopes.push(scope);
      return scope;
    },
  };
  const { cloudProvider } = fakeCloud(placed);
  const { failures } = await cloudProvider().check(VM_DEFINITION, {
    olds: {},
    news: { ...NEWS, image: "no such image", region: UNKNOWN },
    urn: urnOf("one"),
  });
  t.deepEqual(failures, []);
  t.true(scopes.includes(`0/${UNKNOWN}`));
});
