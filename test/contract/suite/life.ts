import { isIP } from "node:net";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import { hasUnknown, type Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { adoptionRows } from "./adoption.ts";
import type { ContractHarness } from "./contract-harness.ts";
import { always, type Behavior, given, markLive, throughThePlugin } from "./row.ts";
import { type ContractTarget, isCannot } from "./target.ts";

const GROUP = "life";

/** The changes in place that a server supports, in order. */
function changesInPlace({ rename, resize, power }: ContractTarget): [string, Json][] {
  return [
    ...(isCannot(rename) ? [] : [["rename", rename.to] as [string, Json]]),
    ...(isCannot(resize) ? [] : [["resize", resize.up] as [string, Json]]),
    ...(isCannot(power) ? [] : [["stop", power.stopped] as [string, Json]]),
  ];
}

/** Somebody deletes the server without Pulumi's knowledge. */
const deleteElsewhere = (harness: ContractHarness, engine: Engine): Promise<void> =>
  harness.changeElsewhere(engine, undefined, ({ emulators }, { kind, id }) =>
    emulators.change({ cloud: harness.target.cloud, kind, id, delete: true }),
  );

/** What the minimal program says of the inputs of a change. */
const originals = (harness: ContractHarness, change: Json): Json => {
  const program = harness.program();
  return Object.fromEntries(Object.keys(change).map((key) => [key, program[key]]));
};

const isAddress = (value: unknown): boolean => typeof value === "string" && isIP(value) > 0;

const rows: readonly Behavior<ContractHarness>[] = [
  always(GROUP, "a server is created with one buying call, and nothing differs afterwards", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    t.is(await engine.up(harness.program()), "create");
    t.is((await harness.serverKeys()).length, 1);
    t.is(harness.count(target.calls.create), 1);
    t.is(target.keyOf(engine.state?.id ?? ""), (await harness.serverKeys())[0] ?? "?");
    t.deepEqual(engine.state?.initErrors, []);
    await harness.assertSettled(engine, harness.program());
  }),

  always(GROUP, "an up without changes writes nothing", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    harness.clearRequests();
    t.is(await engine.up(harness.program()), "same");
    t.deepEqual(harness.writes(), []);
  }),

  given(
    GROUP,
    "a server is renamed in place",
    ({ rename }) => rename,
    async (harness, { to, isDone }) => {
      const { t, target } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      const { id } = engine.state ?? {};
      t.is(await engine.up(harness.program(to)), "update");
      t.is(engine.state?.id, id);
      await harness.assertShows(engine, to, isDone);
      t.is(harness.count(target.calls.create), 1);
      await harness.assertSettled(engine, harness.program(to));
    },
  ),

  given(
    GROUP,
    "a server gets a larger plan in place",
    ({ resize }) => resize,
    async (harness, { up, isDone }) => {
      const { t, target } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      const { id } = engine.state ?? {};
      t.is(await engine.up(harness.program(up)), "update");
      t.is(engine.state?.id, id);
      await harness.assertShows(engine, up, isDone);
      t.is(harness.count(target.calls.create), 1);
      await harness.assertSettled(engine, harness.program(up));
    },
  ),

  given(
    GROUP,
    "a smaller plan is applied in place or refused with the next step, and never causes a silent replacement",
    ({ resize }) => resize,
    async (harness, { up, isDone, down }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program(up));
      const { id } = engine.state ?? {};
      if ("refused" in down) {
        harness.clearRequests();
        // Some inputs can only grow, which is declared: then the preview says so.
        const grows = Object.values(harness.definition.inputs).some(({ growOnly }) => growOnly !== undefined);
        const previewed = await engine.preview(harness.program()).then(
          () => "",
          (error: unknown) => messageOf(error),
        );
        t.is(down.refused.test(previewed), grows, previewed);
        t.regex(await harness.errorOf(engine.up(harness.program())), down.refused);
        await harness.assertShows(engine, up, isDone);
        t.true(!grows || harness.writes().length === 0);
      } else {
        t.is(await engine.up(harness.program()), "update");
        await harness.assertShows(engine, originals(harness, up), down.becomes);
        await harness.assertSettled(engine, harness.program());
      }
      t.is(engine.state?.id, id);
      t.is((await harness.serverKeys()).length, 1);
    },
  ),

  given(
    GROUP,
    "a change that is impossible in place creates another server, and one is left",
    ({ replace }) => replace,
    async (harness, replace) => {
      const { t, target } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      const { id } = engine.state ?? {};
      t.regex((await engine.preview(harness.program(replace))).op, /replace/);
      await engine.up(harness.program(replace));
      t.not(engine.state?.id, id);
      t.is((await harness.serverKeys()).length, 1);
      t.is((await harness.serverKeys())[0], target.keyOf(engine.state?.id ?? ""));
      await harness.assertSettled(engine, harness.program(replace));
    },
    2,
  ),

  throughThePlugin(
    always(
      GROUP,
      "the preview of a change in place knows which outputs it cannot alter, and predicts them correctly",
      async (harness) => {
        const { t, target } = harness;
        const engine = harness.engine();
        await engine.up(harness.program());
        let wanted: Json = {};
        for (const [what, change] of changesInPlace(target)) {
          wanted = { ...wanted, ...change };
          const before = engine.outputs;
          const { op, outputs = {} } = await engine.preview(harness.program(wanted));
          t.is(op, "update", what);
          const known = Object.keys(outputs).filter((key) => !hasUnknown(outputs[key]));
          const own = target.keyOf(engine.state?.id ?? "");
          const addresses = Object.keys(before).filter((key) => isAddress(before[key]));
          const lasting = [...addresses, ...Object.keys(before).filter((key) => before[key] === own)];
          t.true(addresses.length > 0, what);
          t.deepEqual(
            lasting.filter((key) => !known.includes(key)),
            [],
            `${what}: ids and addresses are known`,
          );
          await engine.up(harness.program(wanted));
          const foretold = Object.fromEntries(known.map((key) => [key, outputs[key]]));
          t.deepEqual(Object.fromEntries(known.map((key) => [key, engine.outputs[key]])), foretold, what);
        }
      },
    ),
  ),

  always(
    GROUP,
    "destroy deletes the server, and its name can be reused",
    async (harness) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      await engine.destroy();
      t.deepEqual(await harness.serverKeys(), []);
      await engine.up(harness.program());
      t.is((await harness.serverKeys()).length, 1);
    },
    2,
  ),

  always(
    GROUP,
    "refresh detects a server deleted outside Pulumi, and the next up recreates it",
    async (harness) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      await deleteElsewhere(harness, engine);
      t.is(await engine.refresh(), "delete");
      t.is(await engine.up(harness.program()), "create");
      t.is((await harness.serverKeys()).length, 1);
    },
    2,
  ),

  always(GROUP, "destroying a server that is already gone succeeds", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    await deleteElsewhere(harness, engine);
    await t.notThrowsAsync(engine.destroy());
  }),

  given(
    GROUP,
    "a protected server is not deleted; an unprotected one is",
    ({ protection }) => protection,
    async (harness, { program, refused, unprotected }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program(program));
      t.regex(await harness.errorOf(engine.destroy()), refused);
      t.is((await harness.serverKeys()).length, 1);
      await engine.up(harness.program(unprotected));
      await engine.destroy();
      t.deepEqual(await harness.serverKeys(), []);
    },
  ),
];

const powerRows: readonly Behavior<ContractHarness>[] = [
  given(
    GROUP,
    "power is switched off and on in place",
    ({ power }) => power,
    async (harness, { stopped, running, isRunning }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program(running));
      await harness.assertShows(engine, running, isRunning);
      t.is(await engine.up(harness.program(stopped)), "update");
      await harness.assertShows(engine, stopped, (row) => !isRunning(row));
      await harness.assertSettled(engine, harness.program(stopped));
      t.is(await engine.up(harness.program(running)), "update");
      await harness.assertShows(engine, running, isRunning);
      await harness.assertSettled(engine, harness.program(running));
    },
  ),

  given(
    GROUP,
    "a server can be created stopped",
    ({ power }) => power,
    async (harness, { stopped, isRunning }) => {
      const engine = harness.engine();
      await engine.up(harness.program(stopped));
      await harness.assertShows(engine, stopped, (row) => !isRunning(row));
      await harness.assertSettled(engine, harness.program(stopped));
    },
  ),
];

export const lifeRows: readonly Behavior[] = [...rows, ...adoptionRows, ...powerRows].map(markLive);
