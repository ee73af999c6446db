import test, { type ExecutionContext } from "ava";
import type { CloudProvider } from "../cloud-provider.ts";
import { parseSystem } from "../definition/catalog-info.ts";
import type { Json } from "../definition/values.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { createThing } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";
import { functionsOf } from "./functions.ts";

/* What programs look up: the catalogs, and a server by its name. */

const ask = async (cloudProvider: CloudProvider, token: string, args: Json = {}): Promise<Json> => {
  const { result, failures } = await cloudProvider.invoke(token, args);
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return result;
};

const namesIn = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((item: Json) => item.name) : [`no list: ${String(list)}`];

function setup() {
  const fixture = fakeCloud();
  fixture.api.entries.sizes = [
    { id: "16", name: "s.16", info: { vcpus: 4, memoryMb: 16384, price: { hourly: 0.2, currency: "EUR" } } },
    { id: "2", name: "s.2", info: { vcpus: 1, memoryMb: 2048, price: { hourly: 0.1, currency: "EUR" } } },
    { id: "1", name: "s.1", info: { vcpus: 1, memoryMb: 1024, price: { hourly: 0.1, currency: "EUR" } } },
    {
      id: "0",
      name: "old",
      info: { vcpus: 1, memoryMb: 512, available: false, price: { hourly: 0.01, currency: "EUR" } },
    },
    { id: "9", name: "unknown" },
  ];
  fixture.api.entries.images = [
    { id: "i2", name: "Debian 13", scope: "r1", info: { os: "linux", distribution: "debian", version: "13" } },
    { id: "i1", name: "Debian 9", scope: "r1", info: { os: "linux", description: "Old and stable" } },
    { id: "i3", name: "Windows", scope: "r1", info: { os: "windows" } },
    { id: "i4", name: "Plan 9", scope: "r2" },
  ];
  return { ...fixture, one: fixture.cloudProvider() };
}

test("plans: the smallest first, whatever they cost; those of unknown size later, closed ones last", async (t) => {
  const { one } = setup();
  const { plans } = await ask(one, "fake:getPlans");
  t.deepEqual(namesIn(plans), ["s.1", "s.2", "s.16", "unknown", "old"]);
  t.deepEqual(Array.isArray(plans) && plans[0], {
    id: "1",
    name: "s.1",
    vcpus: 1,
    memoryMb: 1024,
    price: { hourly: 0.1, currency: "EUR" },
  });
});

const filters: Record<string, [token: string, args: Json, expected: unknown[]]> = {
  "a minimum number of CPUs": ["getPlans", { minVcpus: 2 }, ["s.16"]],
  "a minimum of memory, which an unknown size never satisfies": ["getPlans", { minMemoryMb: 2048 }, ["s.2", "s.16"]],
  "part of the name, in any case": ["getPlans", { name: "S.1" }, ["s.1", "s.16"]],
  "part of the description": ["getImages", { name: "stable" }, ["Debian 9"]],
  "the operating system": ["getImages", { os: "Linux" }, ["Debian 9", "Debian 13"]],
  "a region by its ID": ["getImages", { region: "r2" }, ["Plan 9"]],
  "a region by its name": ["getImages", { region: "Region Two" }, ["Plan 9"]],
  "several filters": ["getImages", { os: "linux", name: "13" }, ["Debian 13"]],
  nothing: ["getImages", {}, ["Debian 9", "Debian 13", "Windows"]],
};
for (const [what, [name, args, expected]] of Object.entries(filters)) {
  test(`filtered by ${what}`, async (t) => {
    const { one } = setup();
    const [list] = Object.values(await ask(one, `fake:${name}`, args));
    t.deepEqual(namesIn(list), expected);
  });
}

test("each list is fetched once, however many calls use it", async (t) => {
  const { one, api } = setup();
  const calls = ["getPlans", "getPlans", "getRegions"].map((name) => ask(one, `fake:${name}`));
  await Promise.all(calls);
  await ask(one, "fake:getPlans", { name: "s" });
  t.deepEqual([...api.calls].sort(), ["regions", "sizes"]);
});

test("functions use the same lists as the checks of resources", async (t) => {
  const { one, api } = setup();
  await ask(one, "fake:getPlans");
  await createThing(one, { size: "s.1", name: "a" });
  t.is(api.count("sizes"), 1);
});

test("an unknown region is an error with the nearest one", async (t) => {
  const { one } = setup();
  await t.throwsAsync(ask(one, "fake:getPlans", { region: "Region Too" }), {
    message: /^region: "Region Too" is not a Fake region\. Did you mean "Region Two" \(ID r2\)/,
  });
});

const wrong: Record<string, [token: string, args: Json, message: RegExp]> = {
  "an unknown argument": ["getPlans", { minCpus: 1 }, /^minCpus: .*no argument minCpus\. Did you mean minVcpus\?$/],
  "an argument of another function": [
    "getRegions",
    { region: "r1" },
    /^region: fake:getRegions has no argument region/,
  ],
  "an argument of another type": ["getPlans", { minVcpus: "two" }, /^minVcpus: "two": /],
  "neither name nor id": ["getBox", {}, /^name: set exactly one of name and id/],
  "name and id": ["getBox", { name: "a", id: "b1" }, /^name: set exactly one of name and id/],
};
for (const [what, [name, args, message]] of Object.entries(wrong)) {
  test(`rejected before any request: ${what}`, async (t) => {
    const { one, api } = setup();
    await t.throwsAsync(ask(one, `fake:${name}`, args), { message });
    t.deepEqual(api.calls, []);
  });
}

test("an unknown function is an error with the existing ones", async (t) => {
  await t.throwsAsync(setup().one.invoke("fake:getMoons", {}), {
    message:
      /Fake has no function fake:getMoons\. Its functions are fake:getPlans, fake:getImages, fake:getRegions, fake:getBox\./,
  });
});

async function withBoxes(t: ExecutionContext, boxes: readonly Json[]) {
  const fixture = setup();
  for (const inputs of boxes) {
    await createThing(fixture.cloudProvider(), { size: "s.1", ...inputs }, String(inputs.name));
  }
  fixture.api.calls.length = 0;
  t.is(fixture.api.all.length, boxes.length);
  return fixture;
}

test("a server by its name: its ID, its readable inputs and its outputs, for a list and a detail", async (t) => {
  const { one, api } = await withBoxes(t, [{ name: "a", token: "made-up", image: "i1", note: "n" }, { name: "b" }]);
  t.deepEqual(await ask(one, "fake:getBox", { name: "a" }), {
    id: "r1/b1",
    name: "a",
    region: "r1",
    size: "1",
    image: "i1",
    disk: 10,
    power: "on",
    groups: [],
    status: "active",
    imageName: "i1",
  });
  t.deepEqual(api.calls, ["list", "get"]);
  await ask(one, "fake:getBox", { name: "b" });
  t.is(api.count("list"), 1);
});

test("a server by the ID of a resource, and by the cloud's own ID", async (t) => {
  const { cloudProvider, api } = await withBoxes(t, [{ name: "a" }]);
  const byName = await ask(cloudProvider(), "fake:getBox", { name: "a" });
  for (const id of ["r1/b1", "b1"]) {
    api.calls.length = 0;
    t.deepEqual(await ask(cloudProvider(), "fake:getBox", { id }), byName);
    t.deepEqual(api.calls, ["get"]);
  }
});

test("an unknown name and an unknown ID are errors", async (t) => {
  const { one } = await withBoxes(t, [{ name: "a" }]);
  await t.throwsAsync(ask(one, "fake:getBox", { name: "A" }), {
    message: /There is no Fake box named "A"\. Did you mean "a"\?/,
  });
  await t.throwsAsync(ask(one, "fake:getBox", { name: "a", region: "r2" }), {
    message: /There is no Fake box named "a" in r2\./,
  });
  await t.throwsAsync(ask(one, "fake:getBox", { id: "r1/b7" }), { message: /There is no Fake box r1\/b7 in this/ });
});

test("an ambiguous name is an error with the IDs", async (t) => {
  const { one, api } = await withBoxes(t, [{ name: "a" }, { name: "b" }]);
  api.changeOutOfBand("b2", { name: "a" });
  await t.throwsAsync(ask(one, "fake:getBox", { name: "a" }), {
    message: '"a" is ambiguous: 2 Fake boxes have that name. Use an ID: r1/b1, r1/b2.',
  });
});

test("a deleted server that is still listed is not found", async (t) => {
  const { one, api } = await withBoxes(t, [{ name: "a" }]);
  api.changeOutOfBand("b1", { state: "deleted" });
  await t.throwsAsync(ask(one, "fake:getBox", { name: "a" }), { message: /There is no Fake box named "a"/ });
});

test("if the account has no list of its servers, only an ID works", async (t) => {
  const { row, detail } = vm.views;
  const unlisted = { ...vm, views: { row: { ...row, list: async () => undefined }, detail } };
  const fixture = fakeCloud(unlisted);
  fixture.api.put({
    ...{ id: "b1", region: "r1", name: "a", size: "11", image: "i1", disk: 1, power: "on" },
    ...{ groups: [], keys: [], note: "", restarts: 0, state: "active" },
  });
  const one = fixture.cloudProvider({ resource: unlisted });
  await t.throwsAsync(ask(one, "fake:getBox", { name: "a" }), { message: /does not list boxes.*Use the ID\./ });
  t.is((await ask(one, "fake:getBox", { id: "r1/b1" })).name, "a");
});

test("a list that cannot be read is the cloud's error, and the next call asks again", async (t) => {
  const { one, api } = setup();
  const error = new Error("out of order");
  api.fault = (_name, index) => (index === 0 ? { when: "before", error } : undefined);
  await t.throwsAsync(ask(one, "fake:getPlans"), { message: "out of order" });
  t.is(namesIn((await ask(one, "fake:getPlans")).plans).length, 5);
});

test("a cloud has the functions that its catalogs support", async (t) => {
  const cloud = await setup().one.cloud("fake");
  const { size: _, ...inputs } = vm.inputs;
  const less = { ...cloud, lookups: { server: { ...vm, inputs } } };
  t.deepEqual(
    functionsOf(less).map(({ token }) => token),
    ["fake:getImages", "fake:getRegions", "fake:getBox"],
  );
  const { lookups: _lookups, ...without } = cloud;
  t.deepEqual(functionsOf(without), []);
});

test("a server's result has no secrets, and no outputs that are known only at creation", async (t) => {
  const [last] = functionsOf(await setup().one.cloud("fake")).slice(-1);
  t.is(last?.token, VM_DEFINITION.replace("Box", "getBox"));
  const outputs = Object.keys(last?.outputs ?? {});
  t.false(["token", "note", "keys", "birthmark"].some((key) => outputs.includes(key)));
});

const systems: Record<string, object> = {
  "Ubuntu 24.04 64-bit (template)": { os: "linux", distribution: "ubuntu", version: "24.04" },
  "Windows Server 2022 Standard (Desktop)": { os: "windows", distribution: "windows server", version: "2022" },
  "rocky-8.10-base": { os: "linux", distribution: "rocky", version: "8.10" },
  "FreeBSD 14.1": { os: "bsd", distribution: "freebsd", version: "14.1" },
  "CentOS 5.11 x86_64": { os: "linux", distribution: "centos", version: "5.11" },
  "Arch Linux": {},
  "": {},
};
for (const [text, expected] of Object.entries(systems)) {
  test(`the system in the name of a public image: "${text}"`, (t) => {
    t.deepEqual(parseSystem(text), expected);
  });
}
