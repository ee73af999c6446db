import test from "ava";
import type { CloudProvider } from "../cloud-provider.ts";
import { generatedName, urnWithin } from "../definition/names.ts";
import type { Json } from "../definition/values.ts";
import { METADATA } from "../state/metadata.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, keysOf, metadataOf, type StoredState, urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const NEWS = { size: "small", image: "Debian 12" };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const RULE = vm.name ?? { max: 20, character: /[a-z0-9-]/ };

const checkedAs = async (fixture: Fixture, urn: string): Promise<Json> =>
  (await fixture.cloudProvider().check(VM_DEFINITION, { olds: {}, news: NEWS, urn })).inputs;

type Fixture = ReturnType<typeof fakeCloud>;

/** A box that was created by a process whose provider was then killed: the state knows nothing. */
const orphan = async (fixture: Fixture, news: Json = NEWS): Promise<StoredState> =>
  createThing(fixture.cloudProvider(), news);

const READS: readonly string[] = ["regions", "sizes", "images", "groups", "keys", "list", "get"];
const writes = ({ api }: Fixture) => api.calls.filter((call) => !READS.includes(call));

const left = async (
  fixture: Fixture,
  news: Json = NEWS,
  more: Partial<Omit<Parameters<CloudProvider["findInterruptedCreate"]>[1], "inputs">> = {},
) => {
  const cloudProvider = fixture.cloudProvider();
  return cloudProvider.findInterruptedCreate(VM_DEFINITION, {
    inputs: await checked(cloudProvider, news),
    known: [],
    ...more,
  });
};

/** What Pulumi would keep of it. */
const taken = async (fixture: Fixture, news: Json = NEWS, more = {}): Promise<StoredState> => {
  const found = await left(fixture, news, more);
  if (found.is !== "found") {
    throw new Error(JSON.stringify(found));
  }
  return { id: found.id, outputs: found.outputs, inputs: await checked(fixture.cloudProvider(), news) };
};

test("if nothing was created, nothing is found and nothing is written", async (t) => {
  const fixture = fakeCloud();
  t.deepEqual(await left(fixture), { is: "nothing" });
  t.deepEqual(writes(fixture), []);
});

test("a created box is found by its generated name; the next update finishes the rest and creates nothing", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture);
  fixture.api.calls.length = 0;
  const stored = await taken(fixture);
  t.is(stored.id, created.id);
  t.deepEqual(writes(fixture), []);
  const next = await alter(fixture.cloudProvider(), stored, NEWS);
  t.deepEqual(next.diff.differences, []);
  t.true(next.diff.rewrite);
  // Only the dead process knew the birthmark.
  const { birthmark, [METADATA]: _, ...same } = created.outputs;
  t.truthy(birthmark);
  t.like(next.outputs, same);
  t.is(metadataOf(next)?.pending, false);
  t.is(fixture.api.count("create"), 0);
  t.false((await alter(fixture.cloudProvider(), next, NEWS)).diff.rewrite);
});

test("the next update runs a step that was not run", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture);
  const news = { ...NEWS, power: "off", groups: ["web"] };
  const stored = await taken(fixture, news);
  t.is(stored.outputs.power, "on");
  const next = await alter(fixture.cloudProvider(), stored, news);
  t.deepEqual(keysOf(next.diff.differences).sort(), ["groups update", "power update"]);
  t.is(fixture.api.vms.get(created.id.slice(3))?.power, "off");
  t.deepEqual(next.outputs.groups, ["web"]);
});

test("the next update waits for a box that is still being built", async (t) => {
  const fixture = fakeCloud();
  fixture.api.fault = (call, index) =>
    call === "get" || (call === "list" && index > 0 && fixture.api.count("create") > 0)
      ? { when: "before", error: cloudError(call, { kind: "invalid", effect: "none" }) }
      : undefined;
  await t.throwsAsync(orphan(fixture));
  fixture.api.fault = () => undefined;
  const found = await left(fixture);
  t.is(found.is === "found" ? found.phase : found.is, "pending");
  const next = await alter(fixture.cloudProvider(), await taken(fixture), NEWS);
  t.is(next.outputs.status, "active");
  t.is(fixture.api.count("create"), 1);
});

test("a failed build is reported, and the next diff replaces it", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture);
  fixture.api.changeOutOfBand(created.id.slice(3), { state: "broken" });
  const found = await left(fixture);
  t.is(found.is === "found" ? found.phase : found.is, "failed");
  await t.throwsAsync(alter(fixture.cloudProvider(), await taken(fixture), NEWS), { message: /replaces for failure/ });
});

test("of several boxes with a name, only the requested one is adopted", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture, { ...NEWS, name: "web" });
  const row = fixture.api.vms.get(created.id.slice(3));
  t.truthy(row);
  if (row !== undefined) {
    fixture.api.put({ ...row, id: "x1" });
  }
  const news = { ...NEWS, name: "web" };
  t.deepEqual(await left(fixture, news), { is: "ambiguous", by: "name", ids: [created.id, "r1/x1"] });
  t.is((await taken(fixture, news, { adoptId: "r1/x1" })).id, "r1/x1");
  t.like(await left(fixture, news, { adoptId: "r1/x9" }), { is: "different", id: "r1/x9" });
});

test("objects of the resource in the state are not leftovers: the old half of a replacement, whatever differs", async (t) => {
  const fixture = fakeCloud();
  const old = await orphan(fixture, { ...NEWS, name: "web" });
  const news = { ...NEWS, image: "Debian 13", name: "web" };
  t.is((await left(fixture, news)).is, "different");
  t.deepEqual(await left(fixture, news, { own: [{ id: old.id, name: "web" }] }), { is: "nothing" });
  // The new half has the same name.
  const row = fixture.api.vms.get(old.id.slice(3));
  if (row !== undefined) {
    fixture.api.put({ ...row, id: "x1", image: "i2" });
  }
  t.like(await left(fixture, news, { own: [{ id: old.id, name: "web" }] }), { is: "found", id: "r1/x1" });
});

test("an object with any name is adopted on request, if it can be updated in place to match the program", async (t) => {
  const fixture = fakeCloud();
  const other = await orphan(fixture, { ...NEWS, name: "theirs" });
  t.deepEqual(await left(fixture), { is: "nothing" });
  t.is((await taken(fixture, NEWS, { adoptId: other.id })).id, other.id);
  t.like(await left(fixture, { ...NEWS, image: "Debian 13" }, { adoptId: other.id }), { is: "different" });
  t.like(await left(fixture, NEWS, { adoptId: "r2/x1" }), {
    is: "different",
    why: "it is in r2, but the program says r1",
  });
});

test("names from before a renaming or a namespace are looked up if the current one finds nothing", async (t) => {
  const fixture = fakeCloud();
  const before = "urn:pulumi:test::shop::";
  const created = await fixture
    .cloudProvider()
    .create(VM_DEFINITION, await checkedAs(fixture, urnWithin(before, urnOf("one"))));
  const urn = urnOf("one");
  t.deepEqual(await left(fixture, NEWS, { urn }), { is: "nothing" });
  t.deepEqual(await left(fixture, NEWS, { urn, formerly: ["urn:pulumi:qa::shop::"] }), { is: "nothing" });
  const found = await left(fixture, NEWS, { urn, formerly: ["urn:pulumi:qa::shop::", before] });
  const { name } = created.outputs;
  t.like(found, { is: "found", id: created.id, formerly: { identity: before, name } });
  t.is(found.is === "found" ? found.outputs.name : "", name);
  // A name that the program sets reveals nothing about a stack.
  t.deepEqual(await left(fixture, { ...NEWS, name: "web" }, { urn, formerly: [before] }), { is: "nothing" });
  // The next half of a replacement is named after its last name.
  const next = await fixture.cloudProvider().create(VM_DEFINITION, {
    ...created.outputs,
    ...(await checkedAs(fixture, urn)),
    name: generatedName(RULE, urnWithin(before, urn), String(name)),
  });
  const own = [{ id: created.id, name: String(name) }];
  t.like(await left(fixture, NEWS, { urn, formerly: [before], own }), { is: "found", id: next.id });
});

test("the creation time is reported if the cloud shows it, and the maximum duration of the create", async (t) => {
  const fixture = fakeCloud({ ...vm, createdAt: () => 1234 });
  await orphan(fixture);
  t.like(await left(fixture), { is: "found", createdAt: 1234, createSeconds: 600 });
  t.like(await left(fixture, { ...NEWS, timeouts: { create: "90s" } }), { createSeconds: 90 });
  const silent = fakeCloud();
  await orphan(silent);
  t.false("createdAt" in (await left(silent)));
});

test("an object without a name that could be it is ambiguous, unless another resource manages it", async (t) => {
  const unnamed: typeof vm.unnamed = { is: ({ row }) => row?.name === "", like: ["size"], claimHint: "give it a name" };
  const fixture = fakeCloud({ ...vm, unnamed });
  const created = await orphan(fixture);
  fixture.api.changeOutOfBand(created.id.slice(3), { name: "" });
  t.deepEqual(await left(fixture), { is: "ambiguous", by: "similarity", ids: [created.id] });
  t.deepEqual(await left(fixture, NEWS, { known: [created.id] }), { is: "nothing" });
  t.deepEqual(await left(fixture, { ...NEWS, size: "large" }), { is: "nothing" });
  const stored = await taken(fixture, NEWS, { adoptId: created.id });
  await alter(fixture.cloudProvider(), stored, NEWS);
  t.regex(fixture.api.vms.get(created.id.slice(3))?.name ?? "", /^one-[0-9a-f]{7}$/);
});

test("an object that can no longer be updated in place to match the program is not adopted", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture);
  const found = await left(fixture, { ...NEWS, image: "Debian 13" });
  t.is(found.is, "different");
  t.is(found.is === "different" ? found.id : "", created.id);
  t.regex(found.is === "different" ? found.why : "", /image is .*, the program says "Debian 13"/);
});

test("a resource that adopts, by adopt or always, creates nothing that could be left", async (t) => {
  const fixture = fakeCloud();
  const created = await orphan(fixture);
  t.deepEqual(await left(fixture, { ...NEWS, adopt: created.id }), { is: "adopting" });
  const { create, ...adopted } = vm;
  t.truthy(create);
  t.deepEqual(await left(fakeCloud(adopted)), { is: "adopting" });
});

test("if the name or the scope is unknown, or there is no name at all, the result is unidentified", async (t) => {
  const fixture = fakeCloud();
  await orphan(fixture);
  for (const unknown of [{ name: UNKNOWN }, { region: UNKNOWN }]) {
    const cloudProvider = fixture.cloudProvider();
    const inputs = await checked(cloudProvider, NEWS);
    t.is(
      (await cloudProvider.findInterruptedCreate(VM_DEFINITION, { inputs: { ...inputs, ...unknown }, known: [] })).is,
      "unidentified",
      JSON.stringify(unknown),
    );
  }
  const { nameOf, ...anonymous } = vm;
  t.truthy(nameOf);
  t.is((await left(fakeCloud(anonymous))).is, "unidentified");
});

test("what is looked for by several inputs is unidentified until all of them are known", async (t) => {
  const fixture = fakeCloud({ ...vm, searchKey: ({ name, note }) => `${name} ${String(note).trim()}` });
  const cloudProvider = fixture.cloudProvider();
  const inputs = await checked(cloudProvider, { ...NEWS, name: "web", note: " a " });
  const search = (unknown: Json) =>
    cloudProvider.findInterruptedCreate(VM_DEFINITION, { inputs: { ...inputs, ...unknown }, known: [] });
  t.deepEqual(await search({}), { is: "nothing" });
  const unidentified = {
    is: "unidentified",
    why: "a box has a name that is not known yet by which it could be identified",
  } as const;
  t.deepEqual(await search({ note: UNKNOWN }), unidentified);
  t.deepEqual(await search({ name: UNKNOWN }), unidentified);
  t.deepEqual(await search({ image: UNKNOWN }), { is: "nothing" });
});

test("an unknown input is not managed until it is known", async (t) => {
  const fixture = fakeCloud();
  await orphan(fixture);
  const cloudProvider = fixture.cloudProvider();
  const inputs = await checked(cloudProvider, NEWS);
  const found = await cloudProvider.findInterruptedCreate(VM_DEFINITION, {
    inputs: { ...inputs, groups: [UNKNOWN], note: UNKNOWN },
    known: [],
  });
  t.is(found.is, "found");
  const text = JSON.stringify(found);
  t.false(text.includes(UNKNOWN));
  t.false(text.includes('"note"'));
});

test("one list answers for many resources", async (t) => {
  const fixture = fakeCloud();
  const cloudProvider = fixture.cloudProvider();
  const names = ["a", "b", "c", "d"];
  const requested = await Promise.all(names.map((name) => checked(cloudProvider, { ...NEWS, name })));
  const found = await Promise.all(
    requested.map((inputs) => cloudProvider.findInterruptedCreate(VM_DEFINITION, { inputs, known: [] })),
  );
  t.deepEqual(new Set(found.map(({ is }) => is)), new Set(["nothing"]));
  t.is(fixture.api.count("list"), 1);
});
