import test from "ava";
import { generatedName, urnWithin } from "../definition/names.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { createThing, urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";
import type { StackIdentity } from "./orphans.ts";

const NEWS = { size: "small", image: "Debian 12" };
const RULE = vm.name ?? { max: 20, character: /[a-z0-9-]/ };

type Fixture = ReturnType<typeof fakeCloud>;

const orphans = (fixture: Fixture, more: Partial<StackIdentity> = {}) =>
  fixture.cloudProvider().findOrphans(VM_DEFINITION, {
    urnsOf: (logical) => [urnOf(logical)],
    urns: [],
    namesInState: [],
    knownIds: [],
    ...more,
  });

test("a generated name reveals its owner, even if nothing knows the resource any more", async (t) => {
  const fixture = fakeCloud();
  const { id, inputs } = await createThing(fixture.cloudProvider(), NEWS, "web");
  await createThing(fixture.cloudProvider(), { ...NEWS, name: "web-abc1234" });
  await createThing(fixture.cloudProvider(), { ...NEWS, name: "mail" });
  t.deepEqual(await orphans(fixture), [{ id, name: String(inputs.name), urn: urnOf("web"), by: "generated" }]);
  t.deepEqual(await orphans(fixture, { urnsOf: (logical) => [`urn:pulumi:prod::shop::fake:Box::${logical}`] }), []);
});

test("objects in a state are not orphans", async (t) => {
  const fixture = fakeCloud();
  const { id } = await createThing(fixture.cloudProvider(), NEWS, "web");
  t.deepEqual(await orphans(fixture, { knownIds: [id] }), []);
});

test("replacements are followed, also from a name that the program set", async (t) => {
  const fixture = fakeCloud();
  const chain = (before: string, length: number): string =>
    length === 0 ? before : chain(generatedName(RULE, urnOf("web"), before), length - 1);
  const [third, after] = [chain("", 3), chain("front", 2)];
  for (const name of [third, after]) {
    await createThing(fixture.cloudProvider(), { ...NEWS, name });
  }
  const found = async (named: StackIdentity["namesInState"]) =>
    (await orphans(fixture, { namesInState: named })).map(({ name }) => name).sort();
  t.deepEqual(await found([]), [third]);
  t.deepEqual(await found([{ urn: urnOf("web"), name: "front" }]), [third, after].sort());
});

test("a shortened name is recognized by the resource's name in the program", async (t) => {
  const fixture = fakeCloud();
  const logical = "a-name-that-is-much-too-long";
  const { id } = await createThing(fixture.cloudProvider(), NEWS, logical);
  t.deepEqual(await orphans(fixture), []);
  t.deepEqual(
    (await orphans(fixture, { urns: [urnOf(logical)] })).map((each) => each.id),
    [id],
  );
});

test("another object with a name from the state is reported as possibly somebody else's", async (t) => {
  const fixture = fakeCloud();
  const { id } = await createThing(fixture.cloudProvider(), { ...NEWS, name: "web" });
  const named = [{ urn: urnOf("web"), name: "web" }];
  t.deepEqual(await orphans(fixture, { namesInState: named, knownIds: ["r1/other"] }), [
    { id, name: "web", urn: urnOf("web"), by: "given" },
  ]);
});

test("if objects have markers, the marker reveals the owner", async (t) => {
  const marker = (name: string) => `mark of ${name}`;
  const marked: typeof vm = { ...vm, searchKey: ({ name = "" }) => marker(name) };
  const fixture = fakeCloud(marked);
  const { id, inputs } = await createThing(fixture.cloudProvider(), NEWS, "web");
  fixture.api.changeOutOfBand(id.slice(3), { name: marker(String(inputs.name)) });
  t.deepEqual(await orphans(fixture), []);
  t.deepEqual(
    (await orphans(fixture, { urns: [urnOf("web")] })).map((each) => each.id),
    [id],
  );
});

test("names generated from a namespace or a former stack are recognized and reported with that identity", async (t) => {
  const fixture = fakeCloud();
  const identities = ["urn:pulumi:acme::", "urn:pulumi:old::shop::"];
  const created = [];
  for (const identity of identities) {
    const { inputs } = await fixture
      .cloudProvider()
      .check(VM_DEFINITION, { olds: {}, news: NEWS, urn: urnWithin(identity, urnOf("web")) });
    created.push({ ...(await fixture.cloudProvider().create(VM_DEFINITION, inputs)), identity });
  }
  const wanted = created.map(({ id, identity }) => ({ id, identity, urn: urnOf("web"), by: "generated" }));
  const found = async (more: Partial<StackIdentity>) =>
    (await orphans(fixture, more)).map(({ name: _, ...rest }) => rest);
  t.deepEqual(await found({ identities }), wanted);
  t.deepEqual(await found({ identities, urnsOf: () => [], urns: [urnOf("web")] }), wanted);
  t.deepEqual(await found({}), []);
});

test("scopes where the stack has objects are searched, besides the account's own", async (t) => {
  const fixture = fakeCloud();
  const { id } = await createThing(fixture.cloudProvider(), { ...NEWS, region: "r2" }, "web");
  t.deepEqual(await orphans(fixture), []);
  t.deepEqual(
    (await orphans(fixture, { knownIds: ["r2/x"] })).map((each) => each.id),
    [id],
  );
});
