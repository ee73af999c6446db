import test from "ava";
import { RefusedError } from "../errors.ts";
import { FakeApi } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { createThing } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/* `pulumi import … name:<name>`: a name instead of an ID. */

/** A box of a cloud with one list for all regions, which shows the region of each box. */
const everywhere = {
  ...vm,
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

const BASE = { size: "small", image: "Debian 12" };

test("a name instead of an ID is found in the list, and the result has the ID", async (t) => {
  const { cloudProvider } = fakeCloud(everywhere);
  const created = await createThing(cloudProvider(), { ...BASE, name: "web", region: "r2" });
  await createThing(cloudProvider(), { ...BASE, name: "db" });
  const found = await cloudProvider().read(VM_DEFINITION, "name:web", {});
  t.is(found?.id, created.id);
  t.like(found?.inputs, { name: "web", region: "Region Two", size: "small", image: "Debian 12" });
});

test("a name with a scope is looked up only there", async (t) => {
  const { cloudProvider } = fakeCloud();
  const created = await createThing(cloudProvider(), { ...BASE, name: "web", region: "r2" });
  t.is((await cloudProvider().read(VM_DEFINITION, "name:r2/web", {}))?.id, created.id);
  await t.throwsAsync(cloudProvider().read(VM_DEFINITION, "name:r1/web", {}), {
    instanceOf: RefusedError,
    message: /no Fake box named "web" in r1/,
  });
});

test("several objects with one name are reported with their IDs, and a scope can distinguish them", async (t) => {
  const { cloudProvider } = fakeCloud(everywhere);
  const one = await createThing(cloudProvider(), { ...BASE, name: "web", region: "r1" });
  const two = await createThing(cloudProvider(), { ...BASE, name: "web", region: "r2" });
  const error = await t.throwsAsync(cloudProvider().read(VM_DEFINITION, "name:web", {}), { instanceOf: RefusedError });
  t.is(error?.message, `"web" is ambiguous: 2 Fake boxes have that name. Use an ID: ${one.id}, ${two.id}.`);
  t.is((await cloudProvider().read(VM_DEFINITION, "name:r2/web", {}))?.id, two.id);
});

test("an unknown name is an error with the nearest names", async (t) => {
  const { cloudProvider } = fakeCloud(everywhere);
  await createThing(cloudProvider(), { ...BASE, name: "web" });
  const message = 'There is no Fake box named "wbe". Did you mean "web"? Check the name and the credentials.';
  await t.throwsAsync(cloudProvider().read(VM_DEFINITION, "name:wbe", {}), { instanceOf: RefusedError, message });
});

test("a resource without names or without a list is imported only by ID, and the error shows one", async (t) => {
  const { name: _, ...unnamed } = everywhere;
  const { list: __, ...row } = vm.views.row;
  for (const definition of [unnamed, { ...vm, views: { ...vm.views, row } }]) {
    const { cloudProvider } = fakeCloud(definition);
    const message = /cannot be found by name\. Import by ID, such as r1\/b1/;
    await t.throwsAsync(cloudProvider().read(VM_DEFINITION, "name:web", {}), { instanceOf: RefusedError, message });
  }
});

test("an object in the state is never looked up by name, whatever its ID looks like", async (t) => {
  const { cloudProvider } = fakeCloud(everywhere);
  const created = await createThing(cloudProvider(), { ...BASE, name: "web" });
  const second = await cloudProvider().read(VM_DEFINITION, "name:web", created.outputs);
  t.is(second, undefined);
});
