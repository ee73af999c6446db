import { isIP } from "node:net";
import { hasUnknown, type Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { always, type Behavior, given, throughThePlugin } from "./row.ts";
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

const isAddress = (value: unknown): boolean => typeof value === "string" && isIP(value) > 0;

export const lifeRows: readonly Behavior[] = [
  always(GROUP, "a server is created with one buying call, and nothing differs afterwards", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    t.is(await engine.up(harness.program()), "create");
    t.is(harness.servers().length, 1);
    t.is(harness.count(target.calls.create), 1);
    t.is(target.keyOf(engine.state?.id ?? ""), harness.servers()[0]?.id ?? "?");
    t.deepEqual(engine.state?.initErrors, []);
    await harness.assertSettled(engine, harness.program());
  }),

  always(GROUP, "an up without changes writes nothing", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    harness.emulators.clearRequests();
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
      t.true(isDone(harness.server(engine)));
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
      t.true(isDone(harness.server(engine)));
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
        harness.emulators.clearRequests();
        // Some inputs can only grow, which is declared: then the preview says so.
        const grows = Object.values(harness.definition.inputs).some(({ growOnly }) => growOnly !== undefined);
        const previewed = await engine.preview(harness.program()).then(
          () => "",
          (error: unknown) => messageOf(error),
        );
        t.is(down.refused.test(previewed), grows, previewed);
        t.regex(await harness.errorOf(engine.up(harness.program())), down.refused);
        t.true(isDone(harness.server(engine)));
        t.true(!grows || harness.writes().length === 0);
      } else {
        t.is(await engine.up(harness.program()), "update");
        t.true(down.becomes(harness.server(engine)));
        await harness.assertSettled(engine, harness.program());
      }
      t.is(engine.state?.id, id);
      t.is(harness.servers().length, 1);
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
      t.is(harness.servers().length, 1);
      t.is(harness.servers()[0]?.id, target.keyOf(engine.state?.id ?? ""));
      await harness.assertSettled(engine, harness.program(replace));
    },
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

  always(GROUP, "destroy deletes the server, and its name can be reused", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    await engine.destroy();
    t.deepEqual(harness.servers(), []);
    await engine.up(harness.program());
    t.is(harness.servers().length, 1);
  }),

  always(GROUP, "refresh detects a server deleted outside Pulumi, and the next up recreates it", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    const row = harness.server(engine);
    harness.emulators.change({ cloud: target.cloud, kind: row.kind, id: row.id, delete: true });
    t.is(await engine.refresh(), "delete");
    t.is(await engine.up(harness.program()), "create");
    t.is(harness.servers().length, 1);
  }),

  always(GROUP, "destroying a server that is already gone succeeds", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    await engine.up(harness.program());
    const row = harness.server(engine);
    harness.emulators.change({ cloud: target.cloud, kind: row.kind, id: row.id, delete: true });
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
      t.is(harness.servers().length, 1);
      await engine.up(harness.program(unprotected));
      await engine.destroy();
      t.deepEqual(harness.servers(), []);
    },
  ),

  always(GROUP, "an existing server is adopted, and nothing is bought or changed", async (harness) => {
    const { t, target } = harness;
    const first = harness.engine();
    await first.up(harness.program());
    harness.emulators.clearRequests();
    const second = harness.engine("second");
    const adopting = target.adopting(harness.program(), first.state?.id ?? "");
    t.is(await second.up(adopting), "create");
    t.is(target.keyOf(second.state?.id ?? ""), target.keyOf(first.state?.id ?? ""));
    t.deepEqual(harness.writes(), []);
    await harness.assertSettled(second, adopting);
  }),

  throughThePlugin(
    always(
      GROUP,
      "a server is imported by ID, by the cloud's own ID and by name, and then nothing differs",
      async (harness) => {
        const { t, target } = harness;
        const first = harness.engine();
        await first.up(harness.program());
        const { id = "" } = first.state ?? {};
        const name = target.nameIn(harness.server(first));
        harness.emulators.clearRequests();
        for (const reported of [id, target.keyOf(id), `name:${name}`]) {
          const other = harness.engine("other");
          t.is(await other.import(reported), "same", reported);
          t.is(other.state?.id, id);
          await harness.assertSettled(other, other.inputs);
        }
        t.deepEqual(harness.writes(), []);
        t.regex(await harness.errorOf(harness.engine("none").import("name:nobody-has-it")), /nobody-has-it/);
      },
    ),
  ),

  throughThePlugin(
    always(GROUP, "the servers of the account are listed with the IDs that import them", async (harness) => {
      const { t, target } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      const { id = "" } = engine.state ?? {};
      harness.emulators.clearRequests();
      const { objects, failures } = await harness.process().of(target.cloud, harness.config()).list(target.token, {});
      t.deepEqual(failures, []);
      const [own, ...others] = objects.filter((object) => object.id === id);
      t.deepEqual([own?.name, others], [target.nameIn(harness.server(engine)), []]);
      t.is(harness.count(target.calls.list), target.pages?.(objects.length) ?? 1);
    }),
  ),

  always(GROUP, "adopting a server that does not exist is an error that says so", async (harness) => {
    const { t, target } = harness;
    const first = harness.engine();
    await first.up(harness.program());
    const id = first.state?.id ?? "";
    await first.destroy();
    harness.emulators.clearRequests();
    const second = harness.engine("second");
    t.regex(await harness.errorOf(second.up(target.adopting(harness.program(), id))), /does not exist|was not found/);
    t.deepEqual(harness.writes(), []);
  }),

  given(
    GROUP,
    "power is switched off and on in place",
    ({ power }) => power,
    async (harness, { stopped, running, isRunning }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program(running));
      t.true(isRunning(harness.server(engine)));
      t.is(await engine.up(harness.program(stopped)), "update");
      t.false(isRunning(harness.server(engine)));
      await harness.assertSettled(engine, harness.program(stopped));
      t.is(await engine.up(harness.program(running)), "update");
      t.true(isRunning(harness.server(engine)));
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
      harness.t.false(isRunning(harness.server(engine)));
      await harness.assertSettled(engine, harness.program(stopped));
    },
  ),
];
