import { isIP } from "node:net";
import { hasUnknown, type Json } from "../../../provider/src/engine/values.ts";
import { type Adapter, isCannot } from "./adapter.ts";
import { always, type Behaviour, given, throughThePlugin } from "./row.ts";

const GROUP = "life";

/** What a server can be asked for, one after the other. */
function changesInPlace({ rename, resize, power }: Adapter): [string, Json][] {
  return [
    ...(isCannot(rename) ? [] : [["rename", rename.to] as [string, Json]]),
    ...(isCannot(resize) ? [] : [["resize", resize.up] as [string, Json]]),
    ...(isCannot(power) ? [] : [["stop", power.stopped] as [string, Json]]),
  ];
}

const isAddress = (value: unknown): boolean => typeof value === "string" && isIP(value) > 0;

export const lifeRows: readonly Behaviour[] = [
  always(GROUP, "a server is made with one buying call, and nothing differs afterwards", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    t.is(await engine.up(stage.program()), "create");
    t.is(stage.servers().length, 1);
    t.is(stage.count(adapter.calls.create), 1);
    t.is(adapter.keyOf(engine.state?.id ?? ""), stage.servers()[0]?.id ?? "?");
    t.deepEqual(engine.state?.initErrors, []);
    await stage.settled(engine, stage.program());
  }),

  always(GROUP, "an up without a change writes nothing", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    stage.emulators.clearRequests();
    t.is(await engine.up(stage.program()), "same");
    t.deepEqual(stage.writes(), []);
  }),

  given(
    GROUP,
    "a server is renamed in place",
    ({ rename }) => rename,
    async (stage, { to, seen }) => {
      const { t, adapter } = stage;
      const engine = stage.engine();
      await engine.up(stage.program());
      const { id } = engine.state ?? {};
      t.is(await engine.up(stage.program(to)), "update");
      t.is(engine.state?.id, id);
      t.true(seen(stage.server(engine)));
      t.is(stage.count(adapter.calls.create), 1);
      await stage.settled(engine, stage.program(to));
    },
  ),

  given(
    GROUP,
    "a server gets a larger plan in place",
    ({ resize }) => resize,
    async (stage, { up, seen }) => {
      const { t, adapter } = stage;
      const engine = stage.engine();
      await engine.up(stage.program());
      const { id } = engine.state ?? {};
      t.is(await engine.up(stage.program(up)), "update");
      t.is(engine.state?.id, id);
      t.true(seen(stage.server(engine)));
      t.is(stage.count(adapter.calls.create), 1);
      await stage.settled(engine, stage.program(up));
    },
  ),

  given(
    GROUP,
    "a smaller plan is reached in place, or refused with what to do, and never a silent replacement",
    ({ resize }) => resize,
    async (stage, { up, seen, down }) => {
      const { t } = stage;
      const engine = stage.engine();
      await engine.up(stage.program(up));
      const { id } = engine.state ?? {};
      if ("refused" in down) {
        t.regex(await stage.failure(engine.up(stage.program())), down.refused);
        t.true(seen(stage.server(engine)));
      } else {
        t.is(await engine.up(stage.program()), "update");
        t.true(down.becomes(stage.server(engine)));
        await stage.settled(engine, stage.program());
      }
      t.is(engine.state?.id, id);
      t.is(stage.servers().length, 1);
    },
  ),

  given(
    GROUP,
    "what cannot be changed in place makes another server, and one is left",
    ({ replace }) => replace,
    async (stage, replace) => {
      const { t, adapter } = stage;
      const engine = stage.engine();
      await engine.up(stage.program());
      const { id } = engine.state ?? {};
      t.regex((await engine.preview(stage.program(replace))).op, /replace/);
      await engine.up(stage.program(replace));
      t.not(engine.state?.id, id);
      t.is(stage.servers().length, 1);
      t.is(stage.servers()[0]?.id, adapter.keyOf(engine.state?.id ?? ""));
      await stage.settled(engine, stage.program(replace));
    },
  ),

  throughThePlugin(
    always(
      GROUP,
      "the preview of a change in place knows what that cannot alter, and foretells it rightly",
      async (stage) => {
        const { t, adapter } = stage;
        const engine = stage.engine();
        await engine.up(stage.program());
        let wanted: Json = {};
        for (const [what, change] of changesInPlace(adapter)) {
          wanted = { ...wanted, ...change };
          const before = engine.outputs;
          const { op, outputs = {} } = await engine.preview(stage.program(wanted));
          t.is(op, "update", what);
          const known = Object.keys(outputs).filter((key) => !hasUnknown(outputs[key]));
          const own = adapter.keyOf(engine.state?.id ?? "");
          const addresses = Object.keys(before).filter((key) => isAddress(before[key]));
          const lasting = [...addresses, ...Object.keys(before).filter((key) => before[key] === own)];
          t.true(addresses.length > 0, what);
          t.deepEqual(
            lasting.filter((key) => !known.includes(key)),
            [],
            `${what}: ids and addresses are known`,
          );
          await engine.up(stage.program(wanted));
          const foretold = Object.fromEntries(known.map((key) => [key, outputs[key]]));
          t.deepEqual(Object.fromEntries(known.map((key) => [key, engine.outputs[key]])), foretold, what);
        }
      },
    ),
  ),

  always(GROUP, "destroy removes the server, and its name can be used again", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    await engine.destroy();
    t.deepEqual(stage.servers(), []);
    await engine.up(stage.program());
    t.is(stage.servers().length, 1);
  }),

  always(GROUP, "a server deleted behind Pulumi's back is noticed by refresh and made anew", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    const row = stage.server(engine);
    stage.emulators.change({ cloud: adapter.cloud, kind: row.kind, id: row.id, delete: true });
    t.is(await engine.refresh(), "delete");
    t.is(await engine.up(stage.program()), "create");
    t.is(stage.servers().length, 1);
  }),

  always(GROUP, "destroying what is gone already is a success", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    const row = stage.server(engine);
    stage.emulators.change({ cloud: adapter.cloud, kind: row.kind, id: row.id, delete: true });
    await t.notThrowsAsync(engine.destroy());
  }),

  given(
    GROUP,
    "a protected server is not deleted; without the protection it is",
    ({ protection }) => protection,
    async (stage, { program, refused, unprotected }) => {
      const { t } = stage;
      const engine = stage.engine();
      await engine.up(stage.program(program));
      t.regex(await stage.failure(engine.destroy()), refused);
      t.is(stage.servers().length, 1);
      await engine.up(stage.program(unprotected));
      await engine.destroy();
      t.deepEqual(stage.servers(), []);
    },
  ),

  always(GROUP, "an existing server is adopted, and nothing is bought or changed", async (stage) => {
    const { t, adapter } = stage;
    const first = stage.engine();
    await first.up(stage.program());
    stage.emulators.clearRequests();
    const second = stage.engine("second");
    const adopting = adapter.adopting(stage.program(), first.state?.id ?? "");
    t.is(await second.up(adopting), "create");
    t.is(adapter.keyOf(second.state?.id ?? ""), adapter.keyOf(first.state?.id ?? ""));
    t.deepEqual(stage.writes(), []);
    await stage.settled(second, adopting);
  }),

  throughThePlugin(
    always(GROUP, "imported by id, by the cloud's own id and by name: then nothing is to be done", async (stage) => {
      const { t, adapter } = stage;
      const first = stage.engine();
      await first.up(stage.program());
      const { id = "" } = first.state ?? {};
      const name = adapter.nameIn(stage.server(first));
      stage.emulators.clearRequests();
      for (const told of [id, adapter.keyOf(id), `name:${name}`]) {
        const other = stage.engine("other");
        t.is(await other.import(told), "same", told);
        t.is(other.state?.id, id);
        await stage.settled(other, other.inputs);
      }
      t.deepEqual(stage.writes(), []);
      t.regex(await stage.failure(stage.engine("none").import("name:nobody-has-it")), /nobody-has-it/);
    }),
  ),

  throughThePlugin(
    always(GROUP, "what the account has is listed, with the id that imports it", async (stage) => {
      const { t, adapter } = stage;
      const engine = stage.engine();
      await engine.up(stage.program());
      const { id = "" } = engine.state ?? {};
      stage.emulators.clearRequests();
      const { objects, failures } = await stage.process().of(adapter.cloud, stage.config()).list(adapter.token, {});
      t.deepEqual(failures, []);
      const [own, ...others] = objects.filter((object) => object.id === id);
      t.deepEqual([own?.name, others], [adapter.nameIn(stage.server(engine)), []]);
      t.is(stage.count(adapter.calls.list), adapter.pages?.(objects.length) ?? 1);
    }),
  ),

  always(GROUP, "what is to be adopted and is not there is an error that says so", async (stage) => {
    const { t, adapter } = stage;
    const first = stage.engine();
    await first.up(stage.program());
    const id = first.state?.id ?? "";
    await first.destroy();
    stage.emulators.clearRequests();
    const second = stage.engine("second");
    t.regex(
      await stage.failure(second.up(adapter.adopting(stage.program(), id))),
      /does not exist|not shown|not there/,
    );
    t.deepEqual(stage.writes(), []);
  }),

  given(
    GROUP,
    "power is switched off and on in place",
    ({ power }) => power,
    async (stage, { stopped, running, isRunning }) => {
      const { t } = stage;
      const engine = stage.engine();
      await engine.up(stage.program(running));
      t.true(isRunning(stage.server(engine)));
      t.is(await engine.up(stage.program(stopped)), "update");
      t.false(isRunning(stage.server(engine)));
      await stage.settled(engine, stage.program(stopped));
      t.is(await engine.up(stage.program(running)), "update");
      t.true(isRunning(stage.server(engine)));
      await stage.settled(engine, stage.program(running));
    },
  ),

  given(
    GROUP,
    "a server can be made stopped",
    ({ power }) => power,
    async (stage, { stopped, isRunning }) => {
      const engine = stage.engine();
      await engine.up(stage.program(stopped));
      stage.t.false(isRunning(stage.server(engine)));
      await stage.settled(engine, stage.program(stopped));
    },
  ),
];
