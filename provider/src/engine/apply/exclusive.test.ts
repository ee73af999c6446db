import test from "ava";
import type { Json } from "../definition/values.ts";
import { keepsExclusiveInputs } from "../plan/exclusive.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A box whose note, groups and tags are exclusive; the image is exclusive only within a region. */
const only = {
  ...vm,
  inputs: {
    ...vm.inputs,
    note: { ...vm.inputs.note, exclusive: true as const },
    groups: { ...vm.inputs.groups, exclusive: true as const },
    tags: { ...vm.inputs.tags, exclusive: true as const },
    image: { ...vm.inputs.image, exclusive: { within: ["region"] } },
  },
};

const tag = (value: string) => ({ value });

for (const [what, before, after, stored] of [
  ["one value", { note: "a" }, { note: "a" }, true],
  ["another value", { note: "a" }, { note: "b" }, false],
  ["a value that is given up", { note: "a" }, {}, false],
  ["a value that is new", {}, { note: "a" }, false],
  ["an empty text, which counts as nothing", { note: "" }, { note: "" }, false],
  ["an unknown value", { note: "a" }, { note: UNKNOWN }, true],
  ["one of several elements", { groups: ["web", "db"] }, { groups: ["mail", "db"] }, true],
  ["other elements", { groups: ["web"] }, { groups: ["mail"] }, false],
  [
    "one of several entries, under another key",
    { tags: { a: tag("x") } },
    { tags: { b: tag("x"), c: tag("y") } },
    true,
  ],
  ["other entries", { tags: { a: tag("x") } }, { tags: { a: tag("y") } }, false],
  ["an exclusive value in the same scope", { image: "i1", region: "r1" }, { image: "i1", region: "r1" }, true],
  ["an exclusive value in another scope", { image: "i1", region: "r1" }, { image: "i1", region: "r2" }, false],
  ["an exclusive value in an unknown scope", { image: "i1", region: "r1" }, { image: "i1", region: UNKNOWN }, false],
] as const satisfies readonly (readonly [string, Json, Json, boolean])[]) {
  test(`${what}: ${stored ? "the old object is in the way" : "nothing is in the way"}`, (t) => {
    t.is(keepsExclusiveInputs(only, before, after), stored);
  });
}

const NEWS = { size: "small", note: "mine" };
const inUse = () => cloudError("create", { kind: "conflict", effect: "none", words: "it is in use" });

/** Deletes a box, then creates another; its first create calls are refused. */
async function again(refusals: number, { news = NEWS, sleep = 0 } = {}) {
  const fixture = fakeCloud(only);
  const cloudProvider = fixture.cloudProvider();
  const old = await createThing(cloudProvider, NEWS);
  await cloudProvider.delete(VM_DEFINITION, old.id, old.outputs);
  await fixture.clock.sleep(sleep * 1000);
  const from = fixture.api.count("create");
  fixture.api.fault = (name) =>
    name === "create" && fixture.api.count("create") - from <= refusals
      ? { when: "before", error: inUse() }
      : undefined;
  const created = createThing(cloudProvider, news);
  const message = await created.then(
    () => undefined,
    (error: unknown) => String(error),
  );
  return { message, asked: fixture.api.count("create") - from, boxes: fixture.api.all.length };
}

test("create waits for what a deleted object still holds", async (t) => {
  t.deepEqual(await again(5), { message: undefined, asked: 6, boxes: 1 });
});

test("a refusal that does not end becomes the error, after some minutes", async (t) => {
  const { message, boxes } = await again(Number.POSITIVE_INFINITY);
  t.regex(message ?? "", /it is in use/);
  t.is(boxes, 0);
});

test("a refusal long after a deletion, or of an object without exclusive inputs, is an error at once", async (t) => {
  t.like(await again(5, { sleep: 600 }), { asked: 1, boxes: 0 });
  t.like(await again(5, { news: { size: "small" } as typeof NEWS }), { asked: 1, boxes: 0 });
});

test("a replacement that keeps an exclusive value deletes first; one that changes it does not", async (t) => {
  const { cloudProvider } = fakeCloud(only);
  const old = await createThing(cloudProvider(), { ...NEWS, image: "Debian 12" });
  const diffOf = async (news: Json) => {
    const process = cloudProvider();
    return process.diff(VM_DEFINITION, {
      id: old.id,
      olds: old.outputs,
      news: await checked(process, { ...NEWS, image: "Debian 13", ...news }, old.inputs),
    });
  };
  t.is((await diffOf({})).deleteBeforeReplace, true);
  t.is((await diffOf({ note: "another" })).deleteBeforeReplace, false);
  t.is((await alter(cloudProvider(), old, { ...NEWS, image: "Debian 12", size: "large" })).diff.replaces.length, 0);
});
