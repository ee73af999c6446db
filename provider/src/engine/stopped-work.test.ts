import test from "ava";
import { z } from "zod";
import { METADATA } from "./metadata.ts";
import { IncompleteError } from "./problems.ts";
import { alter, BOX, box, checked, cloudError, fakeWorld, type Kept, make, metadataOf, refresh } from "./testing.ts";
import type { Json } from "./values.ts";

/* A box of which size and disk are changed only while it is off. */

type BoxOp = Parameters<typeof box.remove>[0];
const WORDS = { on: "running", off: "stopped" } as const;
const needsOff = [{ state: "stopped", insteadOf: ["running"] }];
const { power: _, ...inputs } = box.inputs;
const resource = {
  ...box,
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
  switchPower: ({ api, key }: BoxOp, to: string) =>
    api.change("power", key, () => ({ power: to === "running" ? "on" : "off" })),
  steps: [
    ...box.steps
      .filter(({ fields }) => !fields.some((field) => field === "power"))
      .map((step) =>
        step.fields.some((field) => ["size", "disk"].includes(field)) ? { ...step, requiresPower: needsOff } : step,
      ),
    {
      does: "reach its power state",
      fields: ["powerState"],
      run: ({ bring, want }: BoxOp) => bring(String(Object.entries(want).find(([key]) => key === "powerState")?.[1])),
    },
  ],
};

const NEWS = { size: "small", disk: 10, name: "web" };
const BIGGER = { ...NEWS, size: "large" };

async function running(news: Json = NEWS) {
  const world = fakeWorld(resource);
  const old = await make(world.core(), news);
  const from = world.api.calls.length;
  const writes = () =>
    world.api.calls.slice(from).filter((name) => ["power", "resize", "grow", "rename"].includes(name));
  return { ...world, old, writes };
}

type World = Awaited<ReturnType<typeof running>>;

/** What the state holds of a box after an update that failed. */
async function failing(
  { core }: World,
  old: Kept,
  news: Json,
  process = core(),
): Promise<{ message: string; kept: Kept }> {
  const wanted = await checked(process, news, old.inputs);
  const error = await process.update(BOX, old.id, old.outputs, wanted).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof IncompleteError)) {
    throw error ?? new Error("expected an error");
  }
  return { message: error.message, kept: { ...old, outputs: error.outputs } };
}

test("steps in a row are done in one stop, and later steps find the box running", async (t) => {
  const { api, core, old, writes, warnings } = await running();
  await alter(core(), old, { ...BIGGER, disk: 20, note: "a" });
  t.deepEqual(writes(), ["power", "resize", "grow", "power"]);
  t.true(api.calls.lastIndexOf("note") > api.calls.lastIndexOf("power"));
  t.like(api.only, { size: "12", disk: 20, power: "on" });
  t.deepEqual(warnings(), []);
});

test("a box is brought back even when the time of the update is over", async (t) => {
  const world = await running();
  world.api.resizes = false;
  const { message, kept } = await failing(world, world.old, { ...BIGGER, timeouts: { update: "2m" } });
  t.regex(message, /after 2m, waiting for it to be resized/);
  t.like(world.api.only, { size: "11", power: "on" });
  t.is(metadataOf(kept)?.power, "running");
});

test("a run that is cancelled while the box is off for it says so, and the next one starts it", async (t) => {
  const world = await running();
  const { api, core, warnings } = world;
  const process = core();
  api.mishap = (name) => {
    if (name === "resize") {
      process.cancel("Ctrl-C");
    }
    return undefined;
  };
  const { kept } = await failing(world, world.old, BIGGER, process);
  t.regex(
    warnings().join("\n"),
    /it was running before this, and could not be brought back: .*Ctrl-C.* The next pulumi up tries again/s,
  );
  t.is(api.only.power, "off");
  t.like(metadataOf(kept), { power: "running", unfinished: ["size"] });
  api.mishap = () => undefined;
  // Also if the program is set back: the box is owed it.
  await world.clock.sleep(60_000);
  const back = await alter(core(), kept, NEWS);
  t.true(back.diff.rewrite || back.diff.differences.length > 0);
  t.like(api.only, { size: "11", power: "on" });
  t.deepEqual(metadataOf(back)?.unfinished, []);
});

test("an error while it is being switched off brings it back, and is what the user reads", async (t) => {
  const world = await running();
  const { api } = world;
  const refusal = cloudError("power", { kind: "invalid", effect: "none", words: "not now" });
  api.mishap = (name) =>
    name === "power" && api.count("power") === 1 ? { when: "before", error: refusal } : undefined;
  const { message } = await failing(world, world.old, BIGGER);
  t.regex(message, /not now/);
  t.like(api.only, { size: "11", power: "on" });
});

test("what is off by hand is left alone by other changes, and started after one that needs it off, with a warning", async (t) => {
  const { api, core, old, warnings } = await running();
  api.meddle("b1", { power: "off" });
  const seen = await refresh(core(), old);
  const renamed = await alter(core(), { ...old, ...seen }, { ...NEWS, name: "db" });
  t.is(api.only.power, "off");
  t.deepEqual(warnings(), []);
  await alter(core(), renamed, { ...BIGGER, name: "db" });
  t.like(api.only, { size: "12", power: "on" });
  t.regex(warnings().join("\n"), /it is stopped, and was running when Pulumi last changed it.*powerState: "stopped"/);
});

test("what was off at first, or by the program, is remembered so until it is seen to run", async (t) => {
  const { api, core, old } = await running({ ...NEWS, powerState: "stopped" });
  const unmanaged = await alter(core(), old, NEWS);
  t.is(metadataOf(unmanaged)?.power, "stopped");
  const bigger = await alter(core(), unmanaged, BIGGER);
  t.like(api.only, { size: "12", power: "off" });
  api.meddle("b1", { power: "on" });
  const seen = { ...bigger, ...(await refresh(core(), bigger)) };
  t.is(metadataOf(seen)?.power, "running");
  await alter(core(), seen, NEWS);
  t.like(api.only, { size: "11", power: "on" });
  // A state of before power was recorded: what is seen first counts.
  api.meddle("b1", { power: "off" });
  const { [METADATA]: metadata, ...outputs } = seen.outputs;
  const without = { ...seen, outputs: { ...outputs, [METADATA]: { ...Object(metadata), power: "" } } };
  t.is(metadataOf(await refresh(core(), without))?.power, "stopped");
});
