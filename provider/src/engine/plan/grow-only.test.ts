import test from "ava";
import fc from "fast-check";
import { IncompleteError } from "../errors.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, metadataOf } from "../testing/pulumi.ts";
import { vm } from "../testing/vm.ts";

/* Grow-only sizes: a value of its own (the disk), or the size of a catalog entry. */

const sizeOf = (_size: unknown, entry: { info?: { diskGb?: number | undefined } } | undefined) => entry?.info?.diskGb;
const growing = {
  ...vm,
  inputs: {
    ...vm.inputs,
    size: { ...vm.inputs.size, growOnly: { what: "disk", unit: "GB", sizeOf, unless: "note" } },
    disk: {
      ...vm.inputs.disk,
      change: "update" as const,
      growOnly: { what: "disk", unit: "GB", sizeOf: (disk: number) => disk },
    },
  },
};

function there() {
  const fixture = fakeCloud(growing);
  fixture.api.entries.sizes = [
    { id: "11", name: "small", info: { diskGb: 20 } },
    { id: "12", name: "large", info: { diskGb: 40 } },
    { id: "13", name: "odd" },
  ];
  return fixture;
}

const NEWS = { size: "large", disk: 30, name: "web", image: "Debian 12" };

test("a size is refused in the preview exactly if it shrinks", async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), async (was, now) => {
      const { cloudProvider } = there();
      const old = await createThing(cloudProvider(), { ...NEWS, disk: was });
      const check = checked(cloudProvider(), { ...NEWS, disk: now }, old.inputs);
      if (now < was) {
        await t.throwsAsync(check, {
          message: `disk: Fake cannot shrink a disk: the box has ${was} GB, disk is ${now} GB. Choose at least ${was} GB, or create a new box.`,
        });
      } else {
        t.is((await check).disk, now);
      }
      t.truthy(await checked(cloudProvider(), { ...NEWS, disk: now }), "of a new box, any");
    }),
    { numRuns: 30 },
  );
});

test("a catalog entry is judged by its size, if that is known", async (t) => {
  const { cloudProvider } = there();
  const old = await createThing(cloudProvider(), NEWS);
  await t.throwsAsync(alter(cloudProvider(), old, { ...NEWS, size: "small" }), {
    message: /the box has 40 GB, size "small" has 20 GB\. Choose a size with at least 40 GB, or create a new box\.$/,
  });
  await t.notThrowsAsync(alter(cloudProvider(), old, { ...NEWS, size: "odd" }));
});

test("a replacement may have any size, and an unrelated input lifts the rule", async (t) => {
  const { cloudProvider } = there();
  const old = await createThing(cloudProvider(), NEWS);
  const news = { ...NEWS, disk: 10, size: "small", image: "Debian 13" };
  t.truthy(await checked(cloudProvider(), news, old.inputs));
  await t.notThrowsAsync(alter(cloudProvider(), old, { ...NEWS, size: "small", note: "a" }));
});

test("if the state does not know a size, the observation decides before anything is done for the step", async (t) => {
  const { cloudProvider, api } = there();
  const old = await createThing(cloudProvider(), { ...NEWS, disk: 20 });
  api.changeOutOfBand("b1", { disk: 35 });
  api.calls.length = 0;
  const error = await t.throwsAsync(alter(cloudProvider(), old, { ...NEWS, disk: 30 }), {
    instanceOf: IncompleteError,
  });
  t.regex(error?.message ?? "", /the box has 35 GB, disk is 30 GB/);
  t.false(api.calls.includes("grow"));
  t.deepEqual(metadataOf({ outputs: error?.outputs ?? {} })?.unfinished, ["disk"]);
});
