import test from "ava";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, keysOf, refresh, urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NEWS = { size: "small", image: "Debian 12" };

/** The same box in another release: with another default, or none. */
function release(key: "region" | "disk" | "note", value: unknown): ResourceDefinition {
  const { default: _, ...field } = vm.inputs[key];
  return { ...vm, inputs: { ...vm.inputs, [key]: value === undefined ? field : { ...field, default: value } } };
}

async function failures(news: Json, olds: Json = {}): Promise<string[]> {
  const found = await fakeCloud()
    .cloudProvider()
    .check(VM_DEFINITION, { olds, news, urn: urnOf("one") });
  return found.failures.map(({ property, reason }) => `${property}: ${reason}`);
}

test("valid inputs pass unchanged, with the default and a generated name added", async (t) => {
  const news = { ...NEWS, groups: ["web", "g2"], tags: { a: { value: "b" } } };
  const { inputs, failures } = await fakeCloud()
    .cloudProvider()
    .check(VM_DEFINITION, { olds: {}, news, urn: urnOf("one") });
  t.deepEqual(failures, []);
  const { name, __defaulted, ...rest } = inputs;
  t.deepEqual(rest, { ...news, region: "r1" });
  t.regex(String(name), /^one-[0-9a-f]{7}$/);
  t.deepEqual(__defaulted, { name, region: rest.region });
});

test("unknown values pass unchanged, also nested, and are not looked up", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const news = {
    name: UNKNOWN,
    size: UNKNOWN,
    disk: UNKNOWN,
    groups: ["web", UNKNOWN],
    keys: UNKNOWN,
    tags: { a: { value: UNKNOWN } },
    timeouts: { create: UNKNOWN },
  };
  const { inputs, failures } = await cloudProvider().check(VM_DEFINITION, { olds: {}, news, urn: urnOf("one") });
  t.deepEqual(failures, []);
  t.deepEqual(inputs, { ...news, region: "r1", __defaulted: { region: "r1" } });
  t.deepEqual([...api.calls].sort(), ["groups", "regions"]);
});

test("while the region is unknown, nothing that depends on it is looked up", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const { failures } = await cloudProvider().check(VM_DEFINITION, {
    olds: {},
    news: { ...NEWS, region: UNKNOWN, image: "no such image" },
    urn: urnOf("one"),
  });
  t.deepEqual(failures, []);
  t.deepEqual(api.calls, []);
});

test("null counts as missing", async (t) => {
  const { inputs } = await fakeCloud()
    .cloudProvider()
    .check(VM_DEFINITION, { olds: {}, news: { ...NEWS, name: null, disk: null }, urn: urnOf("one") });
  t.false("disk" in inputs);
  t.regex(String(inputs.name), /^one-/);
});

test("a wrong value names the property, however deep, and the value; a secret one is not shown", async (t) => {
  const found = await failures({
    ...NEWS,
    disk: 1.5,
    tags: { a: { value: true } },
    token: "abc",
    timeouts: { create: "soon" },
  });
  t.is(found.length, 4);
  t.true(found.includes("disk: 1.5: must be a whole number"), found.join("\n"));
  t.true(found.includes("tags.a.value: true: must be text"), found.join("\n"));
  t.regex(found.join("\n"), /timeouts\.create: .*"soon".* is not a duration such as/);
  t.false(found.some((line) => line.startsWith("token") && line.includes("abc")));
});

test("a whole number is text where the type wants text, however deep; one that has lost digits stays an error", async (t) => {
  const checkOf = (news: Json) =>
    fakeCloud()
      .cloudProvider()
      .check(VM_DEFINITION, { olds: {}, news, urn: urnOf("one") });
  const { inputs, failures: none } = await checkOf({ ...NEWS, size: 87, tags: { a: { value: 7 } } });
  t.like(inputs, { size: "87", tags: { a: { value: "7" } } });
  t.false(none.some(({ reason }) => reason.includes("must be text")));
  const { failures: some } = await checkOf({ ...NEWS, image: 22.1, tags: { a: { value: 2 ** 60 } } });
  t.deepEqual(
    some.map(({ property, reason }) => [property, reason.includes("must be text")]),
    [
      ["image", true],
      ["tags.a.value", true],
    ],
  );
});

test("an unknown property is reported with the nearest one", async (t) => {
  t.deepEqual(await failures({ ...NEWS, gruops: ["web"] }), [
    "gruops: a box has no property gruops. Did you mean groups?",
  ]);
});

test("a missing required property is reported with its description", async (t) => {
  t.deepEqual(await failures({ image: "Debian 12" }), ["size: a box needs size: Size."]);
});

test("a misspelled reference is reported with property, text and the nearest names; an ambiguous one with all its IDs", async (t) => {
  t.deepEqual(await failures({ ...NEWS, image: "Debian 14" }), [
    'image: "Debian 14" is not a Fake image in r1. Did you mean "Debian 12" (ID i1) or "Debian 13" (ID i2)?',
  ]);
  t.deepEqual(await failures({ ...NEWS, groups: ["web", "wbe"] }), [
    'groups: "wbe" is not a Fake group in r1. Did you mean "web" (ID g1), "db" (ID g2) or "mail" (ID g3)?',
  ]);
  const fixture = fakeCloud();
  fixture.api.entries.images = [
    { id: "i1", name: "Debian 12" },
    { id: "i9", name: "Debian 12" },
  ];
  await t.throwsAsync(checked(fixture.cloudProvider(), NEWS), { message: /is ambiguous.*i1.*i9/ });
  t.truthy(await checked(fixture.cloudProvider(), { ...NEWS, image: "i9" }));
});

test("IDs, names, other cases and surrounding blanks are all accepted", async (t) => {
  t.deepEqual(await failures({ size: "11", image: "i1", region: "r1" }), []);
  t.deepEqual(await failures({ size: "SMALL", image: " debian 12", region: "region one" }), []);
});

test("the region is resolved by its name, and then the image in that region", async (t) => {
  t.deepEqual(await failures({ ...NEWS, region: "Region Two", image: "i3" }), []);
  t.deepEqual(await failures({ ...NEWS, region: "Region Two", image: "i1" }), [
    'image: "i1" is not a Fake image in r2. Did you mean "Debian 12" (ID i3)?',
  ]);
});

test("only a wrong region is reported: what depends on it is not guessed", async (t) => {
  const found = await failures({ ...NEWS, region: "r9", image: "nonsense" });
  t.is(found.length, 1);
  t.regex(found[0] ?? "", /^region: "r9" is not a Fake region/);
});

test("a hundred resources cost one list per kind, checked at once or one by one", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const news = { ...NEWS, groups: ["web", "db"], keys: ["anna"] };
  const process = cloudProvider();
  await Promise.all(Array.from({ length: 100 }, (_, index) => checked(process, news, {}, `box${index}`)));
  for (const index of Array(20).keys()) {
    await checked(process, news, {}, `more${index}`);
  }
  t.deepEqual([...api.calls].sort(), ["groups", "images", "keys", "regions", "sizes"]);
});

test("a hundred misspellings cost one more list, because the entry may be new; a new entry is then found", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const many = Array.from({ length: 100 }, (_, index) =>
    checked(process, { ...NEWS, size: "tiny" }, {}, `box${index}`),
  );
  t.true((await Promise.allSettled(many)).every(({ status }) => status === "rejected"));
  t.is(api.count("sizes"), 2);
  api.entries.sizes = [...(api.entries.sizes ?? []), { id: "13", name: "huge" }];
  t.truthy(await checked(process, { ...NEWS, size: "huge" }));
});

test("a list that cannot be read is a warning; wrong credentials are an error", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  api.fault = (name) => (name === "images" ? { when: "before", error: cloudError(name) } : undefined);
  t.deepEqual(
    (await cloudProvider().check(VM_DEFINITION, { olds: {}, news: { ...NEWS, size: "tiny" }, urn: urnOf("one") }))
      .failures.length,
    1,
  );
  t.regex(warnings().join("\n"), /image was not checked, because the list could not be read\. .*out of order/);

  api.fault = (name) => ({ when: "before", error: cloudError(name, { kind: "auth", words: "wrong key" }) });
  await t.throwsAsync(checked(cloudProvider(), NEWS), { message: /wrong key/ });
});

test("while the regions cannot be read, images are not looked up in a text that may not be a region's ID", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  api.fault = (name) => (name === "regions" ? { when: "before", error: cloudError(name) } : undefined);
  const { failures } = await cloudProvider().check(VM_DEFINITION, {
    olds: {},
    news: { ...NEWS, region: "Region One" },
    urn: urnOf("one"),
  });
  t.deepEqual(failures, []);
  t.is(warnings().length, 1);
});

test("an entry that is no longer offered is accepted if the state has it, but not for a new box", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, keys: ["anna"] });
  api.entries.images = [{ id: "i2", name: "Debian 13", scope: "r1" }];
  api.entries.keys = [{ id: "k2", name: "bert" }];
  t.truthy(await checked(cloudProvider(), { ...NEWS, keys: ["anna"], name: "x" }, old.inputs));
  await t.throwsAsync(checked(cloudProvider(), { ...NEWS, keys: ["anna", "carl"], name: "x" }, old.inputs), {
    message: 'keys: "carl" is not a Fake key in r1. Did you mean "bert" (ID k2)?',
  });
  await t.throwsAsync(checked(cloudProvider(), NEWS), { message: /^image: "Debian 12" is not a Fake image/ });
});

/** A box whose image must be of the family of its size; each family has its own Debian 12. */
function withFamilies() {
  const image = { ...vm.inputs.image, matches: { input: "size", fact: "family" } };
  const fixture = fakeCloud({ ...vm, inputs: { ...vm.inputs, image } });
  fixture.api.entries.sizes = [
    { id: "11", name: "small", facts: { family: "arm" } },
    { id: "12", name: "large", facts: { family: "x86" } },
    { id: "13", name: "odd" },
  ];
  fixture.api.entries.images = [
    { id: "i1", name: "Debian 12 (arm)", also: ["Debian 12"], facts: { family: "arm" } },
    { id: "i2", name: "Debian 12 (x86)", also: ["Debian 12"], facts: { family: "x86" } },
    { id: "i3", name: "Windows", facts: { family: "x86" } },
  ];
  return fixture;
}

test("of several entries with one name, the one that matches another input is used", async (t) => {
  for (const [size, image, id] of [
    ["small", "Debian 12", "i1"],
    ["large", "Debian 12", "i2"],
    ["large", "Debian 12 (x86)", "i2"],
    ["odd", "Windows", "i3"],
  ] as const) {
    const { cloudProvider, api } = withFamilies();
    const old = await createThing(cloudProvider(), { ...NEWS, size, image });
    t.is(api.only.image, id);
    t.is(old.outputs.image, image);
    t.deepEqual((await refresh(cloudProvider(), old))?.inputs, old.inputs);
    const process = cloudProvider();
    const spelled = await checked(process, { ...NEWS, size, image: id }, old.inputs);
    const { replaces } = await process.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: spelled });
    t.deepEqual(replaces, []);
  }
});

test("an entry that does not match the other input is a preview error of the input that changed", async (t) => {
  const { cloudProvider } = withFamilies();
  const reason = '"Windows" is for x86, but size "small" is for arm; choose both for the same family';
  await t.throwsAsync(checked(cloudProvider(), { ...NEWS, image: "Windows" }), { message: `image: ${reason}` });
  const old = await createThing(cloudProvider(), { ...NEWS, size: "large", image: "Windows" });
  await t.throwsAsync(checked(cloudProvider(), { ...NEWS, image: "Windows" }, old.inputs), {
    message: `size: image ${reason}`,
  });
  t.truthy(await checked(cloudProvider(), { ...NEWS, size: "large", image: "Windows" }, old.inputs));
});

test("an entry is found by its name alone if there is nothing to match, or nothing known yet", async (t) => {
  const { cloudProvider } = withFamilies();
  await t.throwsAsync(checked(cloudProvider(), { ...NEWS, size: "odd", image: "Debian 12" }), {
    message: /^image: "Debian 12" is ambiguous: 2 entries have that name\. Use an ID: "Debian 12 \(arm\)" \(ID i1\), /,
  });
  t.truthy(await checked(cloudProvider(), { ...NEWS, size: UNKNOWN, image: "Debian 12" }));
});

test("a default applies only without old state; the state keeps it, and also the user's value when its line is removed", async (t) => {
  const { cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, region: "r2" });
  t.is((await checked(cloudProvider(), NEWS, old.inputs)).region, "r2");
  t.deepEqual((await alter(cloudProvider(), old, { ...NEWS, region: "r2" })).diff.differences, []);
});

for (const [what, before, after] of [
  ["added", undefined, 40],
  ["changed", 20, 40],
  ["removed", 20, undefined],
] as const) {
  test(`a default that a later release ${what} does not change existing objects`, async (t) => {
    const fixture = fakeCloud(release("disk", before));
    const old = await createThing(fixture.cloudProvider(), NEWS);
    t.is(old.outputs.disk, before);
    const later = () => fixture.cloudProvider({ resource: release("disk", after) });
    const now = await alter(later(), old, NEWS);
    t.deepEqual(now.diff, {
      differences: [],
      replaces: [],
      deleteBeforeReplace: false,
      unfinished: [],
      rewrite: false,
    });
    t.deepEqual((await refresh(later(), now))?.inputs, old.inputs);
    t.deepEqual(await checked(later(), NEWS, now.inputs), old.inputs);
  });
}

test("a default that a later release adds to a replace field does not replace anything", async (t) => {
  const fixture = fakeCloud(release("region", undefined));
  const old = await createThing(fixture.cloudProvider(), NEWS);
  const now = await alter(fixture.cloudProvider({ resource: release("region", "r2") }), old, {
    ...NEWS,
    size: "large",
  });
  t.deepEqual(keysOf(now.diff.differences), ["size update"]);
});

test("a generated name is the same in preview and up, and after a kill", async (t) => {
  const { cloudProvider } = fakeCloud();
  const names = await Promise.all([1, 2, 3].map(async () => (await checked(cloudProvider(), NEWS)).name));
  t.is(new Set(names).size, 1);
  t.not((await checked(cloudProvider(), NEWS, {}, "two")).name, names[0]);
});

test("a generated name is kept on update, and new on each replacement", async (t) => {
  const { cloudProvider } = fakeCloud();
  const seen = new Set<unknown>();
  let inputs = await checked(cloudProvider(), NEWS);
  for (const image of ["Debian 13", "Debian 12", "Debian 13"]) {
    seen.add(inputs.name);
    const stored = await checked(cloudProvider(), { ...NEWS, size: "large" }, inputs);
    t.is(stored.name, inputs.name);
    t.deepEqual(stored.__defaulted, inputs.__defaulted);
    // The two checks of a replacement: with the old inputs, then with none. Preview and up are two processes.
    const pairs = [cloudProvider(), cloudProvider()].map(async (process) => {
      t.is((await checked(process, { ...NEWS, image }, stored)).name, stored.name);
      return checked(process, { ...NEWS, image });
    });
    const [preview, up] = await Promise.all(pairs);
    t.deepEqual(preview, up);
    inputs = up ?? {};
  }
  seen.add(inputs.name);
  t.is(seen.size, 4);
});

test("a name that the user set and removed stays until the box is replaced", async (t) => {
  const { cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const given = await checked(process, { ...NEWS, name: "web" });
  t.deepEqual(given.__defaulted, { region: given.region });
  const stored = await checked(process, NEWS, given);
  t.is(stored.name, "web");
  t.deepEqual(stored.__defaulted, { name: stored.name, region: stored.region });
  t.regex(String((await checked(process, { ...NEWS, image: "Debian 13" })).name), /^one-[0-9a-f]{7}$/);
});

test("a generated name is adjusted and shortened to the cloud's rule", async (t) => {
  const { cloudProvider } = fakeCloud();
  for (const logical of ["My Web_Server", "über.größe/\\::x", "a".repeat(100), "---", "日本", "-x-", ""]) {
    const { name } = await checked(cloudProvider(), NEWS, {}, logical);
    t.regex(String(name), /^[a-z0-9][a-z0-9-]*-[0-9a-f]{7}$/, logical);
    t.true(String(name).length <= 20, logical);
    t.notRegex(String(name), /--[0-9a-f]{7}$/, logical);
  }
  t.regex(String((await checked(cloudProvider(), NEWS, {}, "MyWeb")).name), /^myweb-/);
});
