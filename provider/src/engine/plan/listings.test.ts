import test from "ava";
import type { ResourceDefinition } from "../definition/definition.ts";
import { type Json, UNKNOWN } from "../definition/values.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { urnOf } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/** A box whose note is the ID of a group, and whose tags name others. */
const box: ResourceDefinition = {
  ...vm,
  inputs: {
    ...vm.inputs,
    note: { ...vm.inputs.note, listedIn: [{ catalog: "groups" }] },
    tags: { ...vm.inputs.tags, listedIn: [{ catalog: "groups", idsIn: (tags) => Object.keys(Object(tags)) }] },
  },
};
const NEWS = { size: "small", image: "Debian 12" };

async function checkOf(news: Json, olds: Json = {}, cloud = fakeCloud(box)) {
  const request = { olds, news: { ...NEWS, ...news }, urn: urnOf("one") };
  const { failures } = await cloud.cloudProvider().check(VM_DEFINITION, request);
  return {
    failures: failures.map(({ property, reason }) => `${property}: ${reason}`),
    lists: cloud.api.calls.filter((call) => call === "groups").length,
    warnings: cloud.warnings(),
  };
}

test("an ID that the cloud does not list is an error with the nearest ones, also inside a value", async (t) => {
  for (const [news, property] of [
    [{ note: "g9" }, "note"],
    [{ tags: { g9: { value: "" } } }, "tags"],
  ] as const) {
    const { failures } = await checkOf(news);
    t.is(failures.length, 1);
    t.regex(failures[0] ?? "", new RegExp(`^${property}: "g9" is not a Fake group in r1\\. Did you mean .*ID g`));
  }
});

test("a name is not an ID; the error has the ID that was meant, or those of all with the name", async (t) => {
  t.deepEqual((await checkOf({ note: "web" })).failures, [
    'note: "web" is not a Fake group in r1. Did you mean "web" (ID g1)?',
  ]);
  const cloud = fakeCloud(box);
  cloud.api.entries.groups = ["g1", "g2"].map((id) => ({ id, name: "web" }));
  t.regex((await checkOf({ note: "web" }, {}, cloud)).failures[0] ?? "", /\(ID g1\) or "web" \(ID g2\)/);
});

test("what is unknown, empty, or in the state is not asked", async (t) => {
  const old = { ...NEWS, name: "box", region: "r1", note: "g9" };
  for (const [news, olds] of [
    [{ note: UNKNOWN }, {}],
    [{ tags: { g9: { value: UNKNOWN } } }, {}],
    [{ note: "" }, {}],
    [{ name: "other", region: "r1", note: "g9" }, old],
    [{ region: UNKNOWN, note: "g9" }, {}],
  ] as const) {
    const { failures, lists } = await checkOf(news, olds);
    t.deepEqual([failures, lists], [[], 0]);
  }
});

test("what this run has just made is not asked, because a list may not show it yet", async (t) => {
  const cloud = fakeCloud(box);
  const cloudProvider = cloud.cloudProvider();
  const check = (news: Json) =>
    cloudProvider.check(VM_DEFINITION, { olds: {}, news: { ...NEWS, ...news }, urn: urnOf("two") });
  const { inputs } = await check({ name: "first" });
  const { id, outputs } = await cloudProvider.create(VM_DEFINITION, inputs);
  cloud.api.calls.length = 0;
  for (const note of [id, String(outputs.birthmark)]) {
    t.deepEqual((await check({ note })).failures, []);
  }
  t.false(cloud.api.calls.includes("groups"));
});

test("a list that cannot be read is a warning, also if the credentials may not read it", async (t) => {
  for (const kind of ["unavailable", "auth"] as const) {
    const cloud = fakeCloud(box);
    cloud.api.choices = async (list) => {
      if (list === "groups") throw cloudError("groups", { kind, effect: "none" });
      return cloud.api.entries[list] ?? [];
    };
    const { failures, warnings } = await checkOf({ note: "g9" }, {}, cloud);
    t.deepEqual(failures, []);
    t.regex(warnings.join("\n"), /note was not checked, because the list could not be read/);
  }
});

test("a cloud whose list may be incomplete is asked for what it lacks", async (t) => {
  const asked: string[] = [];
  const cloud = fakeCloud(box);
  cloud.catalogs.groups = {
    ...cloud.catalogs.groups,
    within: () => "",
    alsoHas: async (_api, scope, id) => {
      asked.push(`${scope} ${id}`);
      return id === "g8";
    },
  };
  t.deepEqual((await checkOf({ note: "g8" }, {}, cloud)).failures, []);
  t.regex((await checkOf({ note: "g9" }, {}, cloud)).failures[0] ?? "", /^note: "g9" is not a Fake group\. /);
  await checkOf({ note: "g1" }, {}, cloud);
  t.deepEqual(asked, ["r1 g8", "r1 g9"]);
});
