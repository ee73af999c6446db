import test from "ava";
import fc from "fast-check";
import type { Json } from "../definition/values.ts";
import { IncompleteError } from "../errors.ts";
import { cloudError, type FakeVm } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, metadataOf, refresh, type StoredState } from "../testing/pulumi.ts";
import { VM_DEFINITION } from "../testing/vm.ts";

/* What an update touches: what its preview has shown, and what an earlier run left unfinished. */

const NEWS = { size: "small", image: "Debian 12", name: "web" };
const WRITES = ["rename", "resize", "grow", "regroup", "note", "restart", "power"] as const;
const writesIn = (calls: readonly string[]): string[] => calls.filter((call) => WRITES.some((write) => write === call));

/**
 * Runs an update that fails at a call, after which the box cannot be observed either. Returns what Pulumi then keeps: the new
 * outputs with the old inputs.
 */
async function failing(
  { cloudProvider, api }: ReturnType<typeof fakeCloud>,
  old: StoredState,
  news: Json,
  call: string,
  when: "before" | "after" = "before",
): Promise<StoredState> {
  const process = cloudProvider();
  const inputs = await checked(process, news, old.inputs);
  let isSent = false;
  api.fault = (name) => {
    isSent ||= name === call;
    return name === call || (isSent && ["list", "get"].includes(name)) ? { when, error: cloudError(name) } : undefined;
  };
  const error = await process.update(VM_DEFINITION, old.id, old.outputs, inputs).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  api.fault = () => undefined;
  if (!(error instanceof IncompleteError)) {
    throw error ?? new Error("expected the update to fail");
  }
  return { ...old, outputs: error.outputs };
}

const names = fc.constantFrom("web", "mail", "db");
const groups = fc.uniqueArray(fc.constantFrom("web", "db", "mail"));
const program = fc.record({
  name: names,
  size: fc.constantFrom("small", "large"),
  disk: fc.constantFrom(20, 30),
  power: fc.constantFrom("on" as const, "off" as const),
  groups,
  note: names,
});
const ID: Readonly<Record<string, string>> = { small: "11", large: "12", web: "g1", db: "g2", mail: "g3" };
const idOf = (text: string): string => ID[text] ?? text;

test("whatever has drifted, an update changes only what the program changed", async (t) => {
  const operation = async (was: Values, drifted: Values, now: Values) => {
    const fixture = fakeCloud();
    const { api, cloudProvider } = fixture;
    const grows = { ...now, disk: Math.max(was.disk, drifted.disk, now.disk) };
    const old = await createThing(cloudProvider(), { ...NEWS, ...was });
    const elsewhere = { ...drifted, disk: Math.max(was.disk, drifted.disk), note: was.note };
    api.changeOutOfBand("b1", { ...elsewhere, size: idOf(elsewhere.size), groups: elsewhere.groups.map(idOf) });
    api.calls.length = 0;
    const { diff } = await alter(cloudProvider(), old, { ...NEWS, ...grows });
    const changed = (key: keyof Values) =>
      Array.isArray(was[key])
        ? [...was.groups].sort().join() !== [...now.groups].sort().join()
        : was[key] !== grows[key];
    const vm: FakeVm = api.only;
    for (const key of ["name", "disk", "power"] as const) {
      t.is(vm[key], changed(key) ? grows[key] : elsewhere[key], key);
    }
    t.is(vm.size, idOf(changed("size") ? grows.size : elsewhere.size));
    const wanted = ["web", "db", "mail"].filter((group) =>
      was.groups.includes(group) === now.groups.includes(group)
        ? elsewhere.groups.includes(group)
        : now.groups.includes(group),
    );
    t.deepEqual([...vm.groups].sort(), wanted.map(idOf).sort());
    const named = diff.differences.map(({ key }) => key);
    const byCall: Json = {
      rename: "name",
      resize: "size",
      grow: "disk",
      regroup: "groups",
      note: "note",
      power: "power",
    };
    t.deepEqual(
      writesIn(api.calls).filter((call) => !named.includes(String(byCall[call]))),
      [],
    );
  };
  await fc.assert(fc.asyncProperty(program, program, program, operation), { numRuns: 60 });
});

interface Values {
  name: string;
  size: string;
  disk: number;
  power: "on" | "off";
  groups: string[];
  note: string;
}

test("drift that is observed on the way is a warning that says how to see and repair it", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"], power: "on" });
  api.changeOutOfBand("b1", { size: "12", groups: ["g1", "g3"] });
  const now = await alter(cloudProvider(), old, { ...NEWS, name: "new", groups: ["web"], power: "on" });
  t.deepEqual(writesIn(api.calls), ["rename"]);
  const reported = warnings().join("\n");
  t.regex(reported, /size is "large" in the cloud and "small" in the state\. .*pulumi up --refresh shows the change/);
  t.regex(reported, /groups is \["web","mail"\] in the cloud and \["web"\] in the state/);
  t.like(now.outputs, { name: "new", size: "small", groups: ["web"] });
  t.like((await refresh(cloudProvider(), now))?.inputs, { size: "large", groups: ["web", "mail"] });
});

test("after a failed step and a reverted program, the step is undone, and the preview shows it", async (t) => {
  const fixture = fakeCloud();
  const { api, cloudProvider } = fixture;
  const old = await createThing(cloudProvider(), NEWS);
  const failed = await failing(fixture, old, { ...NEWS, name: "new", size: "large" }, "resize");
  t.like(failed.outputs, { name: "new", size: "small" });
  t.deepEqual(metadataOf(failed)?.unfinished, ["size"]);
  api.calls.length = 0;
  const back = await alter(cloudProvider(), failed, NEWS);
  t.deepEqual(back.diff.differences, [{ key: "name", kind: "update" }]);
  t.deepEqual(back.diff.unfinished, ["size"]);
  // The observation shows that it was never resized.
  t.deepEqual(writesIn(api.calls), ["rename"]);
  t.like(api.only, { name: "web", size: "11" });
  t.deepEqual(metadataOf(back)?.unfinished, []);
  t.false((await alter(cloudProvider(), back, NEWS)).diff.rewrite);
});

test("after a step that took effect although it failed, and a reverted program, the change is reverted", async (t) => {
  for (const refreshed of [false, true]) {
    const fixture = fakeCloud();
    const { api, cloudProvider } = fixture;
    const old = await createThing(cloudProvider(), { ...NEWS, note: "a" });
    let failed = await failing(fixture, old, { ...NEWS, note: "b" }, "note", "after");
    if (refreshed) {
      failed = { ...failed, ...(await refresh(cloudProvider(), failed)) };
    }
    t.deepEqual(metadataOf(failed)?.unfinished, ["note"], "survives a refresh");
    t.is(api.only.note, "b");
    const back = await alter(cloudProvider(), failed, { ...NEWS, note: "a" });
    t.deepEqual(back.diff.unfinished, ["note"]);
    t.is(api.only.note, "a");
    t.false((await alter(cloudProvider(), back, { ...NEWS, note: "a" })).diff.rewrite);
  }
});

test("after a failed step and a refresh, the next up finishes that step and nothing else", async (t) => {
  const fixture = fakeCloud();
  const { api, cloudProvider } = fixture;
  const old = await createThing(cloudProvider(), { ...NEWS, power: "on" });
  const news = { ...NEWS, size: "large", power: "on" };
  const failed = await failing(fixture, old, news, "resize");
  const seen = { ...failed, ...(await refresh(cloudProvider(), failed)) };
  api.changeOutOfBand("b1", { power: "off" });
  api.calls.length = 0;
  await alter(cloudProvider(), seen, news);
  t.deepEqual(writesIn(api.calls), ["resize"]);
  t.is(api.only.power, "off");
});

test("a partially applied set: the rest is applied, out-of-band members stay", async (t) => {
  const fixture = fakeCloud();
  const { api, cloudProvider } = fixture;
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"] });
  api.changeOutOfBand("b1", { groups: ["g1", "g3"] });
  const failed = await failing(fixture, old, { ...NEWS, groups: ["web", "db"] }, "regroup", "after");
  // It takes a while to show. Requested members count as this resource's own, so that they can be removed again.
  t.deepEqual(failed.outputs.groups, ["web", "db"]);
  t.deepEqual(metadataOf(failed)?.unfinished, ["groups"]);
  const next = await alter(cloudProvider(), failed, { ...NEWS, groups: ["web", "db"] });
  t.deepEqual([...api.only.groups].sort(), ["g1", "g2", "g3"]);
  t.deepEqual(metadataOf(next)?.unfinished, []);
  await alter(cloudProvider(), next, { ...NEWS, groups: ["db"] });
  t.deepEqual([...api.only.groups].sort(), ["g2", "g3"]);
});

test("an adoption, also an interrupted one, brings everything to the program's values", async (t) => {
  const fixture = fakeCloud();
  const { api, cloudProvider } = fixture;
  await createThing(cloudProvider(), { ...NEWS, groups: ["web", "mail"] });
  const news = { ...NEWS, adopt: "r1/b1", size: "large", groups: ["db"], power: "off" };
  const process = cloudProvider();
  const inputs = await checked(process, news);
  api.fault = (name) => (name === "resize" ? { when: "before", error: cloudError(name) } : undefined);
  const error = await t.throwsAsync(process.create(VM_DEFINITION, inputs), { instanceOf: IncompleteError });
  api.fault = () => undefined;
  const half = { id: "r1/b1", inputs, outputs: error?.outputs ?? {} };
  t.deepEqual(metadataOf(half)?.unfinished.sort(), ["groups", "power", "size"]);
  await alter(cloudProvider(), half, news);
  t.like(api.only, { size: "12", groups: ["g2"], power: "off" });
});
