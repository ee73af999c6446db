import test from "ava";
import type { CloudProvider } from "../cloud-provider.ts";
import type { Json } from "../definition/values.ts";
import { FakeApi } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { createThing } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/* The objects of an account, whoever created them. */

/** A box of a cloud with one list for all regions. */
const everywhere = {
  ...vm,
  listBy: { region: "all" as const },
  views: {
    ...vm.views,
    row: {
      ...vm.views.row,
      allScopes: true as const,
      list: async (api: unknown) =>
        api instanceof FakeApi ? (await api.list(undefined)).map((row) => [row.id, row, row.region] as const) : [],
    },
  },
};

async function idsIn(cloudProvider: CloudProvider, requested: Json = {}): Promise<string[]> {
  const { objects, failures } = await cloudProvider.list(VM_DEFINITION, requested);
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return objects.map(({ id }) => id);
}

async function withBoxes(definition: typeof vm | typeof everywhere) {
  const fixture = fakeCloud(definition);
  for (const [name, region] of [
    ["c", "r2"],
    ["a", "r1"],
    ["b", "r2"],
  ] as const) {
    await createThing(fixture.cloudProvider(), { size: "small", name, region }, name);
  }
  fixture.api.calls.length = 0;
  return fixture;
}

test("everything comes in one list, sorted by ID, with name, region and state", async (t) => {
  const { cloudProvider, api } = await withBoxes(everywhere);
  t.deepEqual((await cloudProvider().list(VM_DEFINITION, {})).objects, [
    { id: "r1/b2", name: "a", region: "r1", state: "running" },
    { id: "r2/b1", name: "c", region: "r2", state: "running" },
    { id: "r2/b3", name: "b", region: "r2", state: "running" },
  ]);
  t.deepEqual(api.calls, ["list"]);
});

test("a listed object can be imported by its ID", async (t) => {
  const { cloudProvider } = await withBoxes(everywhere);
  for (const { id, name } of (await cloudProvider().list(VM_DEFINITION, {})).objects) {
    t.like(await cloudProvider().read(VM_DEFINITION, id, {}), { id, inputs: { name } });
  }
});

test("objects are listed by region, by its ID or name, even if one list shows all regions", async (t) => {
  const { cloudProvider } = await withBoxes(everywhere);
  t.deepEqual(await idsIn(cloudProvider(), { region: "r2" }), ["r2/b1", "r2/b3"]);
  t.deepEqual(await idsIn(cloudProvider(), { region: "Region Two" }), ["r2/b1", "r2/b3"]);
});

test("if a list shows only one region, it is the default", async (t) => {
  const { cloudProvider } = await withBoxes(vm);
  t.deepEqual(await idsIn(cloudProvider()), ["r1/b2"]);
  t.deepEqual(await idsIn(cloudProvider(), { region: "Region Two" }), ["r2/b1", "r2/b3"]);
});

test("an object that is gone but still listed is left out, and one that somebody else created is not", async (t) => {
  const { cloudProvider, api } = await withBoxes(everywhere);
  api.changeOutOfBand("b2", { state: "deleted" });
  const [other] = api.all;
  t.truthy(other);
  if (other !== undefined) {
    api.put({ ...other, id: "b9", region: "r1", name: "", state: "active" });
  }
  const { objects } = await cloudProvider().list(VM_DEFINITION, { region: "r1" });
  t.deepEqual(objects, [{ id: "r1/b9", name: "", region: "r1", state: "running" }]);
});

const wrong: Record<string, [asked: Json, message: RegExp]> = {
  "an input that does not filter lists": [
    { size: "small" },
    /^size: a list of fake:Box cannot be filtered by size, only by region$/,
  ],
  "an input of another type": [{ region: 1 }, /^region: 1: /],
  "an unknown region": [{ region: "Region Too" }, /^region: "Region Too" is not a .*Did you mean "Region Two"/],
};
for (const [what, [requested, message]] of Object.entries(wrong)) {
  test(`rejected before a list is read: ${what}`, async (t) => {
    const { cloudProvider, api } = await withBoxes(vm);
    await t.throwsAsync(idsIn(cloudProvider(), requested), { message });
    t.is(api.count("list"), 0);
  });
}

test("if no list covers all regions, one must be given", async (t) => {
  const { cloudProvider } = await withBoxes(vm);
  const strict = { ...vm, listBy: { region: "required" as const } };
  await t.throwsAsync(idsIn(cloudProvider({ resource: strict })), {
    message: /listing boxes needs region/,
  });
});

test("an account without a list is an error that says so", async (t) => {
  const { row, detail } = vm.views;
  const unlisted = { ...vm, views: { row: { ...row, list: async () => undefined }, detail } };
  await t.throwsAsync(idsIn(fakeCloud(unlisted).cloudProvider()), {
    message: /does not list boxes for this account/,
  });
});
