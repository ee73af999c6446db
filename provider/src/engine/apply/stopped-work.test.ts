import test from "ava";
import { z } from "zod";
import type { Json } from "../definition/values.ts";
import { IncompleteError } from "../errors.ts";
import { METADATA } from "../state/metadata.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, metadataOf, refresh, type StoredState } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/* A box whose size and disk can be changed only while it is off. */

type FakeVmContext = Parameters<typeof vm.remove>[0];
const WORDS = { on: "running", off: "stopped" } as const;
const needsOff = [{ state: "stopped", insteadOf: ["running"] }];
const { power: _, ...inputs } = vm.inputs;
const resource = {
  ...vm,
  inputs: {
    ...inputs,
    powerState: {
      ...inputs.note,
      type: z.enum(["running", "stopped"]),
      read: {
        from: {
          row: ({ power, state }: { power: "on" | "off"; state: string }) =>
            state === "active" ? WORDS[power] : undefined,
        },
        drift: "repair" as const,
      },
    },
  },
  switchPower: ({ api, key }: FakeVmContext, to: string) =>
    api.change("power", key, () => ({ power: to === "running" ? "on" : "off" })),
  steps: [
    ...vm.steps
      .filter(({ fields }) => !fields.some((field) => field === "power"))
      .map((step) =>
        step.fields.some((field) => ["size", "disk"].includes(field)) ? { ...step, requiresPower: needsOff } : step,
      ),
    {
      label: "reach its power state",
      fields: ["powerState"],
      run: ({ bringToPowerState, desired }: FakeVmContext) =>
        bringToPowerState(String(Object.entries(desired).find(([key]) => key === "powerState")?.[1])),
    },
  ],
};

const NEWS = { size: "small", disk: 10, name: "web" };
const BIGGER = { ...NEWS, size: "large" };

async function running(news: Json = NEWS) {
  const fixture = fakeCloud(resource);
  const old = await createThing(fixture.cloudProvider(), news);
  const from = fixture.api.calls.length;
  const writes = () =>
    fixture.api.calls.slice(from).filter((name) => ["power", "resize", "grow", "rename"].includes(name));
  return { ...fixture, old, writes };
}

type Fixture = Awaited<ReturnType<typeof running>>;

/** The state of a box after a failed update. */
async function failing(
  { cloudProvider }: Fixture,
  old: StoredState,
  news: Json,
  process = cloudProvider(),
): Promise<{ message: string; stored: StoredState }> {
  const wanted = await checked(process, news, old.inputs);
  const error = await process.update(VM_DEFINITION, old.id, old.outputs, wanted).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof IncompleteError)) {
    throw error ?? new Error("expected an error");
  }
  return { message: error.message, stored: { ...old, outputs: error.outputs } };
}

test("consecutive steps share one stop, and later steps find the box running", async (t) => {
  const { api, cloudProvider, old, writes, warnings } = await running();
  await alter(cloudProvider(), old, { ...BIGGER, disk: 20, note: "a" });
  t.deepEqual(writes(), ["power", "resize", "grow", "power"]);
  t.true(api.calls.lastIndexOf("note") > api.calls.lastIndexOf("power"));
  t.like(api.only, { size: "12", disk: 20, power: "on" });
  t.deepEqual(warnings(), []);
});

test("a box is restored even after the update's time limit", async (t) => {
  const fixture = await running();
  fixture.api.resizes = false;
  const { message, stored } = await failing(fixture, fixture.old, { ...BIGGER, timeouts: { update: "2m" } });
  t.regex(message, /after 2m, waiting for it to be resized/);
  t.like(fixture.api.only, { size: "11", power: "on" });
  t.is(metadataOf(stored)?.power, "running");
});

test("a run that is cancelled while the box is stopped for it reports so, and the next one starts it", async (t) => {
  const fixture = await running();
  const { api, cloudProvider, warnings } = fixture;
  const process = cloudProvider();
  api.fault = (name) => {
    if (name === "resize") {
      process.cancel("Ctrl-C");
    }
    return undefined;
  };
  const { stored } = await failing(fixture, fixture.old, BIGGER, process);
  t.regex(
    warnings().join("\n"),
    /it was running before the change and could not be brought back to that: .*Ctrl-C.* The next pulumi up tries again/s,
  );
  t.is(api.only.power, "off");
  t.like(metadataOf(stored), { power: "running", unfinished: ["size"] });
  api.fault = () => undefined;
  // Even if the program is reverted: the box has to be restored.
  await fixture.clock.sleep(60_000);
  const back = await alter(cloudProvider(), stored, NEWS);
  t.true(back.diff.rewrite || back.diff.differences.length > 0);
  t.like(api.only, { size: "11", power: "on" });
  t.deepEqual(metadataOf(back)?.unfinished, []);
});

test("after an error while it is being stopped the box is restored, and that error is reported", async (t) => {
  const fixture = await running();
  const { api } = fixture;
  const refusal = cloudError("power", { kind: "invalid", effect: "none", words: "not now" });
  api.fault = (name) => (name === "power" && api.count("power") === 1 ? { when: "before", error: refusal } : undefined);
  const { message } = await failing(fixture, fixture.old, BIGGER);
  t.regex(message, /not now/);
  t.like(api.only, { size: "11", power: "on" });
});

test("a box that was stopped by hand is left alone by other changes, and started with a warning after one that needs it stopped", async (t) => {
  const { api, cloudProvider, old, warnings } = await running();
  api.changeOutOfBand("b1", { power: "off" });
  const seen = await refresh(cloudProvider(), old);
  const renamed = await alter(cloudProvider(), { ...old, ...seen }, { ...NEWS, name: "db" });
  t.is(api.only.power, "off");
  t.deepEqual(warnings(), []);
  await alter(cloudProvider(), renamed, { ...BIGGER, name: "db" });
  t.like(api.only, { size: "12", power: "on" });
  t.regex(warnings().join("\n"), /it is stopped, but was running after Pulumi's last change.*powerState: "stopped"/);
});

test("a box that was stopped at first, or by the program, is recorded as stopped until it is observed running", async (t) => {
  const { api, cloudProvider, old } = await running({ ...NEWS, powerState: "stopped" });
  const unmanaged = await alter(cloudProvider(), old, NEWS);
  t.is(metadataOf(unmanaged)?.power, "stopped");
  const bigger = await alter(cloudProvider(), unmanaged, BIGGER);
  t.like(api.only, { size: "12", power: "off" });
  api.changeOutOfBand("b1", { power: "on" });
  const seen = { ...bigger, ...(await refresh(cloudProvider(), bigger)) };
  t.is(metadataOf(seen)?.power, "running");
  await alter(cloudProvider(), seen, NEWS);
  t.like(api.only, { size: "11", power: "on" });
  // A state from before the power state was recorded: the first observation counts.
  api.changeOutOfBand("b1", { power: "off" });
  const { [METADATA]: metadata, ...outputs } = seen.outputs;
  const without = { ...seen, outputs: { ...outputs, [METADATA]: { ...Object(metadata), power: "" } } };
  t.is(metadataOf(await refresh(cloudProvider(), without))?.power, "stopped");
});
