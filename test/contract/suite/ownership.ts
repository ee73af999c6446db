import type { Json } from "../../../provider/src/engine/values.ts";
import { ManualClock } from "../../../provider/src/http/testing.ts";
import type { Deployment } from "./doors.ts";
import { always, type Behaviour } from "./row.ts";
import type { Stage } from "./stage.ts";

/* Two deployments of one program, with the same project and stack name, on one account. */

const GROUP = "ownership";

const ACME: Deployment = { namespace: "acme/shop" };
const OTHER: Deployment = { namespace: "other/shop" };

/** The least program, with a generated name. */
const unnamed = (stage: Stage): Json => {
  const { name: _, ...rest } = stage.program();
  return rest;
};

/**
 * The second deployment's create has no effect and its answer is lost, and while it waits for it the first one makes its
 * own. Gives what the second was told, or an empty text if it took something.
 */
async function lostWhileTheFirstCreates(stage: Stage, [first, second]: readonly [Deployment, Deployment]) {
  const { emulators, adapter } = stage;
  const { create } = adapter.calls;
  const held = stage.fault({ operation: create, fault: { hold: "before", cut: "connection" } });
  const later = stage.engine("web", { deployment: second });
  const run = later.up(unnamed(stage)).then(
    () => "",
    (error: Error) => error.message,
  );
  await emulators.waitFor((rows) => rows.some(({ operation, stage: at }) => operation === create && at === "held"));
  // The first has a clock of its own: that of the second stands while its request is held.
  const cores = stage.process(new ManualClock({ auto: true, start: stage.clock.now() }));
  const quick = stage.engine("web", { cores, deployment: first });
  const made = quick.up(unnamed(stage)).catch(() => undefined);
  await emulators.waitFor({ cloud: adapter.cloud, operation: create, stage: "replied" });
  cores.cancel();
  await made;
  emulators.releaseFault(held);
  const earlier = stage.engine("web", { deployment: first });
  earlier.state = quick.state;
  return { earlier, later, said: await run };
}

export const ownershipRows: readonly Behaviour[] = [
  always(GROUP, "with a namespace each, two deployments never meet, also after a stack was renamed", async (stage) => {
    const { t, adapter } = stage;
    const first = stage.engine("web", { deployment: ACME });
    await first.up(unnamed(stage));
    const second = stage.engine("web", { deployment: OTHER });
    await second.up(unnamed(stage));
    t.is(new Set(stage.servers().map(adapter.nameIn)).size, 2);

    const renamed = stage.engine("web", { deployment: { ...ACME, stack: "prod" } });
    renamed.state = first.state;
    t.is(await renamed.up(unnamed(stage)), "same");
    // What a run before the renaming was interrupted in is still found.
    const next = stage.engine("web", { deployment: { ...ACME, stack: "prod" } });
    const refusal = await stage.failure(next.up(unnamed(stage)));
    t.true(refusal.includes(adapter.keyOf(first.state?.id ?? "?")), refusal);
    t.is(stage.servers().length, 2);

    await second.destroy();
    t.deepEqual(
      stage.servers().map(({ id }) => id),
      [adapter.keyOf(first.state?.id ?? "")],
    );
  }),

  always(
    GROUP,
    "without a namespace the second is refused: both possibilities, both remedies, and nothing is touched",
    async (stage) => {
      const { t } = stage;
      await stage.engine().up(unnamed(stage));
      const [server] = stage.servers();
      stage.emulators.clearRequests();
      const second = stage.engine();
      const message = await stage.failure(second.up(unnamed(stage)));
      t.regex(
        message,
        /an interrupted run of this stack made it, or another deployment with the same project and stack name/,
      );
      t.regex(message, /npx indiecloud recover.*pulumi config set indiecloud:namespace/);
      t.is(second.state, undefined);
      t.deepEqual(stage.writes(), []);
      t.deepEqual(stage.servers(), server === undefined ? [] : [server]);
    },
  ),

  always(GROUP, "a namespace that is set later changes nothing that exists", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.up(unnamed(stage));
    const later = stage.engine("web", { deployment: ACME });
    later.state = engine.state;
    stage.emulators.clearRequests();
    t.is(await later.refresh(), "same");
    t.is(await later.up(unnamed(stage)), "same");
    t.deepEqual(stage.writes(), []);
  }),

  always(
    GROUP,
    "an answer lost while the other deployment creates: with a namespace each has its own",
    async (stage) => {
      const { t, adapter } = stage;
      const { earlier, later, said } = await lostWhileTheFirstCreates(stage, [ACME, OTHER]);
      t.regex(said, /Run pulumi up again: it looks for the name/);
      t.is(later.state, undefined);
      await later.up(unnamed(stage));
      await earlier.up(unnamed(stage));
      t.is(stage.servers().length, 2);
      t.not(adapter.keyOf(earlier.state?.id ?? ""), adapter.keyOf(later.state?.id ?? ""));
    },
  ),

  always(
    GROUP,
    "an answer lost while the other deployment creates: without one it is told apart, or said to be in doubt",
    async (stage) => {
      const { t } = stage;
      const { later, said } = await lostWhileTheFirstCreates(stage, [{}, {}]);
      t.is(stage.servers().length, 1);
      if (stage.definition.createToken !== undefined) {
        t.regex(said, /made by another create/);
        t.is(later.state, undefined);
      } else {
        t.regex(
          stage.told.join("\n"),
          /If another deployment with the same project and stack name .*indiecloud:namespace/,
        );
      }
    },
  ),
];
