import test from "ava";
import { type Json, UNKNOWN } from "../definition/values.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const NEWS = { size: "small", image: "Debian 12" };
const CLOSED =
  'region: "r2" is closed to new boxes: Fake reports its state as "off". Choose another region, such as "r1", or wait until it is open. Existing boxes are not affected.';

/** A cloud whose region r2 is closed. */
function half(definition: Parameters<typeof fakeCloud>[0] = vm) {
  const asked: string[] = [];
  const cloud = fakeCloud(definition);
  cloud.api.entries.regions = ["r1", "r2"].map((id) => ({ id, name: id }));
  cloud.catalogs.regions = {
    ...cloud.catalogs.regions,
    closed: async (_api, _scope, { entry, token }) => {
      asked.push(`${entry.id} ${token}`);
      return entry.id === "r2" ? 'its state as "off"' : undefined;
    },
  };
  const cloudProvider = cloud.cloudProvider();
  const check = async (news: Json, olds: Json = {}): Promise<string[]> => {
    const { failures } = await cloudProvider.check(VM_DEFINITION, { olds, news, urn: urnOf("one") });
    return failures.map(({ property, reason }) => `${property}: ${reason}`);
  };
  return { asked, check, api: cloud.api };
}

test("a new object in a closed region is an error that names an open one; the cloud is asked once", async (t) => {
  const { asked, check } = half();
  t.deepEqual(await check({ ...NEWS, region: "r2" }), [CLOSED]);
  t.deepEqual(await check({ ...NEWS, region: "r2" }), [CLOSED]);
  t.deepEqual(await check({ ...NEWS, region: "r1" }), []);
  t.deepEqual(asked, ["r2 fake:Box", "r1 fake:Box"]);
});

test("a change that moves an object there is an error; objects that are there, or are adopted, are not affected", async (t) => {
  const { asked, check, api } = half();
  const old = { ...NEWS, name: "box", region: "r2" };
  await api.create({ name: "box", region: "r2", size: "11", image: "i3", disk: 10, groups: [], keys: [], note: "" });
  t.deepEqual(await check({ ...old, name: "other" }, old), []);
  t.deepEqual(await check({ ...NEWS, region: "r2", adopt: "r2/b1" }), []);
  t.deepEqual(await check({ ...NEWS, region: "r2", adopt: UNKNOWN }), []);
  t.deepEqual(asked, []);
  t.deepEqual(await check({ ...old, region: "r2" }, { ...old, region: "r1" }), [CLOSED]);
});

test("the configuration's region is checked if the program has none, but only for a new object", async (t) => {
  const { default: _, ...region } = vm.inputs.region;
  const { check } = half({ ...vm, inputs: { ...vm.inputs, region }, configured: () => ({ region: "r2" }) });
  t.deepEqual(await check(NEWS), [CLOSED]);
  t.deepEqual(await check({ ...NEWS, region: "r1" }), []);
  t.deepEqual(await check({ ...NEWS, name: "other" }, { ...NEWS, name: "box" }), []);
});
