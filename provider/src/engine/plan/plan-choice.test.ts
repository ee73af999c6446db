import test from "ava";
import type { CloudProvider } from "../cloud-provider.ts";
import type { Entry } from "../definition/catalog.ts";
import { type Json, UNKNOWN } from "../definition/values.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { vm } from "../testing/vm.ts";

/* The plan and the image are chosen by what a server needs, and the choice is kept. */

const TOKEN = "fake:PlanChoice";

const plan = (name: string, vcpus: number, memoryMb: number, hourly: number, more: Partial<Entry> = {}): Entry => ({
  id: `id-${name}`,
  name,
  info: { vcpus, memoryMb, price: { hourly, currency: "EUR" } },
  ...more,
});

const image = (name: string, version: string, more: Partial<Entry> = {}): Entry => ({
  id: `id-${name}`,
  name,
  info: { distribution: "ubuntu", version },
  ...more,
});

function setup() {
  const matches = { input: "size", fact: "hypervisor" };
  const fixture = fakeCloud({ ...vm, inputs: { ...vm.inputs, image: { ...vm.inputs.image, matches } } });
  fixture.api.entries.sizes = [
    plan("s.1", 1, 1000, 0.1),
    plan("s.2", 2, 4000, 0.2),
    plan("s.2-dear", 2, 4000, 0.3),
    plan("s.4", 4, 8000, 0.4),
    { id: "sold", name: "s.sold", info: { vcpus: 2, memoryMb: 4000, available: false } },
  ];
  fixture.api.entries.images = [image("Ubuntu 24.04", "24.04"), image("Ubuntu 22.04", "22.04")];
  return { ...fixture, one: fixture.cloudProvider() };
}

async function check(cloudProvider: CloudProvider, news: Json, olds: Json = {}) {
  const { inputs, failures } = await cloudProvider.check(TOKEN, {
    olds,
    news: { system: "ubuntu-24.04", ...news },
    urn: `urn:pulumi:dev::shop::${TOKEN}::one`,
  });
  return { inputs, failures: failures.map(({ property, reason }) => `${property}: ${reason}`) };
}

const chosen = async (cloudProvider: CloudProvider, news: Json, olds: Json = {}) => {
  const { inputs, failures } = await check(cloudProvider, news, olds);
  return failures.length > 0 ? failures : [inputs.plan, inputs.image];
};

test("the cheapest available plan that is large enough, and the image with the system", async (t) => {
  const { one } = setup();
  t.deepEqual(await chosen(one, {}), ["s.1", "Ubuntu 24.04"]);
  t.deepEqual(await chosen(one, { vcpus: 2 }), ["s.2", "Ubuntu 24.04"]);
  t.deepEqual(await chosen(one, { memoryGb: 5, system: "ubuntu-22.04" }), ["s.4", "Ubuntu 22.04"]);
  t.deepEqual(await chosen(one, { memoryGb: 5, system: "ubuntu-22" }), ["s.4", "Ubuntu 22.04"]);
});

test("a name that two entries have is replaced by the ID", async (t) => {
  const { api, one } = setup();
  api.entries.sizes = [...(api.entries.sizes ?? []), { ...plan("s.1", 1, 1000, 0.5), id: "twin" }];
  t.deepEqual(await chosen(one, {}), ["id-s.1", "Ubuntu 24.04"]);
});

test("plan and image fit each other", async (t) => {
  const { api, one } = setup();
  api.entries.sizes = [
    plan("xen", 2, 4000, 0.1, { facts: { hypervisor: "XEN" } }),
    plan("kvm", 2, 4000, 0.2, { facts: { hypervisor: "KVM" } }),
  ];
  api.entries.images = [image("Ubuntu", "24.04", { facts: { hypervisor: "KVM" } })];
  t.deepEqual(await chosen(one, { vcpus: 2 }), ["kvm", "Ubuntu"]);
  t.deepEqual(await chosen(one, { plan: "xen" }), [
    'system: no plan of Fake in r1 with the name "xen" works with an image of "ubuntu-24.04"',
  ]);
});

test("a choice is kept until a requirement changes, whatever the cloud offers meanwhile", async (t) => {
  const { api, cloudProvider, one } = setup();
  const { inputs } = await check(one, { vcpus: 2 });
  const created = await one.create(TOKEN, inputs);
  api.entries.sizes = [plan("s.2-cheap", 2, 4000, 0.01), ...(api.entries.sizes ?? [])];
  api.entries.images = [image("Ubuntu 24.04 LTS", "24.04"), ...(api.entries.images ?? [])];
  const next = cloudProvider();
  const kept = await check(next, { vcpus: 2 }, inputs);
  t.deepEqual(kept, { inputs, failures: [] });
  t.deepEqual((await next.diff(TOKEN, { id: created.id, olds: created.outputs, news: kept.inputs })).differences, []);
  const changed = await check(next, { vcpus: 2, memoryGb: 4 }, inputs);
  t.deepEqual([changed.inputs.plan, changed.inputs.image], ["s.2-cheap", "Ubuntu 24.04"]);
  const { outputs } = await next.update(TOKEN, created.id, created.outputs, changed.inputs);
  t.is(outputs.plan, "s.2-cheap");
  t.deepEqual(await chosen(next, { vcpus: 2, memoryGb: 4 }, changed.inputs), ["s.2-cheap", "Ubuntu 24.04"]);
});

test("what the program gives is not chosen; once it no longer gives it, a new choice is made", async (t) => {
  const { one } = setup();
  const given = await check(one, { vcpus: 4, plan: "s.2-dear" });
  t.deepEqual([given.inputs.plan, given.inputs.image], ["s.2-dear", "Ubuntu 24.04"]);
  t.deepEqual(await chosen(one, { vcpus: 4 }, given.inputs), ["s.4", "Ubuntu 24.04"]);
  t.deepEqual(await chosen(one, { vcpus: 4, image: "my own" }), ["s.4", "my own"]);
});

test("a choice that depends on an unknown value is unknown", async (t) => {
  const { api, one } = setup();
  t.deepEqual(await chosen(one, { vcpus: UNKNOWN }), [UNKNOWN, UNKNOWN]);
  t.deepEqual(await chosen(one, { region: UNKNOWN }), [UNKNOWN, UNKNOWN]);
  t.false(api.calls.includes("sizes"));
});

test("it changes nothing in the cloud, survives a refresh, and an interrupted create leaves nothing", async (t) => {
  const { api, cloudProvider, one } = setup();
  const { inputs } = await check(one, { vcpus: 2 });
  const created = await one.create(TOKEN, inputs);
  t.is(created.outputs.plan, "s.2");
  const next = cloudProvider();
  const asked = api.calls.length;
  t.like(await next.read(TOKEN, created.id, created.outputs), { id: created.id, outputs: { plan: "s.2" } });
  t.deepEqual(await next.findInterruptedCreate(TOKEN, { inputs, known: [] }), { is: "nothing" });
  await next.delete(TOKEN, created.id, created.outputs);
  t.is(api.calls.length, asked);
});

const refused: Record<string, [news: Json, failure: string]> = {
  "a size that no plan has": [
    { vcpus: 8, memoryGb: 4 },
    'vcpus: Fake has no plan in r1 with 8 virtual CPUs and 4 GB of memory. The largest is "s.4", with 4 virtual CPUs and 8 GB of memory',
  ],
  "a disk that no plan is known to have": [{ diskGb: 10 }, "vcpus: Fake has no plan in r1 with 10 GB of disk."],
  "a plan that does not exist": [{ plan: "s.9" }, 'plan: Fake has no plan in r1 with the name "s.9".'],
  "a system without an image": [
    { system: "ubuntu-26.04" },
    'system: Fake has no image of "ubuntu-26.04" in r1. Did you mean "ubuntu-24.04" or "ubuntu-22.04"?',
  ],
  "a system without a version": [
    { system: "ubuntu" },
    'system: "ubuntu": is not a distribution and version such as "ubuntu-24.04"',
  ],
  "an ID to adopt": [{ adopt: "x" }, "adopt: a plan choice has no property adopt."],
};

for (const [name, [news, failure]] of Object.entries(refused)) {
  test(`refused in the preview: ${name}`, async (t) => {
    const { failures } = await check(setup().one, news);
    t.is(failures.length, 1);
    t.true(failures[0]?.startsWith(failure), failures[0]);
  });
}
