import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { ManualClock } from "../../../provider/src/http/testing.ts";
import type { Deployment } from "./adapters.ts";
import { always, type Behavior } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

/* Two deployments of one program, with the same project and stack name, on one account. */

const GROUP = "ownership";

const ACME: Deployment = { namespace: "acme/shop" };
const OTHER: Deployment = { namespace: "other/shop" };

/** The minimal program, with a generated name. */
const unnamed = (harness: TestHarness): Json => {
  const { name: _, ...rest } = harness.program();
  return rest;
};

/**
 * The second deployment's create has no effect and its answer is lost. While it waits for the answer, the first one
 * creates its own server. Returns the error of the second, or an empty text if it adopted something.
 */
async function lostWhileTheFirstCreates(harness: TestHarness, [first, second]: readonly [Deployment, Deployment]) {
  const { emulators, target } = harness;
  const { create } = target.calls;
  const held = harness.fault({ operation: create, fault: { hold: "before", cut: "connection" } });
  const later = harness.engine("web", { deployment: second });
  const run = later.up(unnamed(harness)).then(
    () => "",
    (error: Error) => error.message,
  );
  await emulators.waitFor((rows) => rows.some(({ operation, stage: at }) => operation === create && at === "held"));
  // The first has its own clock, because the second's stands still while its request is held.
  const pool = harness.process(new ManualClock({ auto: true, start: harness.clock.now() }));
  const quick = harness.engine("web", { pool, deployment: first });
  const created = quick.up(unnamed(harness)).catch(() => undefined);
  await emulators.waitFor({ cloud: target.cloud, operation: create, stage: "replied" });
  pool.cancel();
  await created;
  emulators.releaseFault(held);
  const earlier = harness.engine("web", { deployment: first });
  earlier.state = quick.state;
  return { earlier, later, reported: await run };
}

export const ownershipRows: readonly Behavior[] = [
  always(
    GROUP,
    "with a namespace each, two deployments never interfere, even after a stack was renamed",
    async (harness) => {
      const { t, target } = harness;
      const first = harness.engine("web", { deployment: ACME });
      await first.up(unnamed(harness));
      const second = harness.engine("web", { deployment: OTHER });
      await second.up(unnamed(harness));
      t.is(new Set(harness.servers().map(target.nameIn)).size, 2);

      const renamed = harness.engine("web", { deployment: { ...ACME, stack: "prod" } });
      renamed.state = first.state;
      t.is(await renamed.up(unnamed(harness)), "same");
      // What a run interrupted before the renaming left is still found.
      const next = harness.engine("web", { deployment: { ...ACME, stack: "prod" } });
      const refusal = await harness.errorOf(next.up(unnamed(harness)));
      t.true(refusal.includes(target.keyOf(first.state?.id ?? "?")), refusal);
      t.is(harness.servers().length, 2);

      await second.destroy();
      t.deepEqual(
        harness.servers().map(({ id }) => id),
        [target.keyOf(first.state?.id ?? "")],
      );
    },
  ),

  always(
    GROUP,
    "without a namespace the second deployment is refused: the message names both possibilities and both remedies, and nothing is changed",
    async (harness) => {
      const { t } = harness;
      await harness.engine().up(unnamed(harness));
      const [server] = harness.servers();
      harness.emulators.clearRequests();
      const second = harness.engine();
      const message = await harness.errorOf(second.up(unnamed(harness)));
      t.regex(
        message,
        /created by an interrupted run of this stack or by another deployment with the same project and stack name/,
      );
      t.regex(message, /npx indiecloud recover.*pulumi config set indiecloud:namespace/);
      t.is(second.state, undefined);
      t.deepEqual(harness.writes(), []);
      t.deepEqual(harness.servers(), server === undefined ? [] : [server]);
    },
  ),

  always(GROUP, "setting a namespace later changes nothing that exists", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.up(unnamed(harness));
    const later = harness.engine("web", { deployment: ACME });
    later.state = engine.state;
    harness.emulators.clearRequests();
    t.is(await later.refresh(), "same");
    t.is(await later.up(unnamed(harness)), "same");
    t.deepEqual(harness.writes(), []);
  }),

  always(
    GROUP,
    "an answer is lost while the other deployment creates: with a namespace each gets its own server",
    async (harness) => {
      const { t, target } = harness;
      const { earlier, later, reported } = await lostWhileTheFirstCreates(harness, [ACME, OTHER]);
      t.regex(reported, /Run pulumi up again: it searches for the name/);
      t.is(later.state, undefined);
      await later.up(unnamed(harness));
      await earlier.up(unnamed(harness));
      t.is(harness.servers().length, 2);
      t.not(target.keyOf(earlier.state?.id ?? ""), target.keyOf(later.state?.id ?? ""));
    },
  ),

  always(
    GROUP,
    "an answer is lost while the other deployment creates: without a namespace the server is told apart, or the message says that its owner is uncertain",
    async (harness) => {
      const { t } = harness;
      const { later, reported } = await lostWhileTheFirstCreates(harness, [{}, {}]);
      t.is(harness.servers().length, 1);
      if (harness.definition.createToken !== undefined) {
        t.regex(reported, /another create made the one with its name/);
        t.is(later.state, undefined);
      } else {
        t.regex(
          harness.warnings.join("\n"),
          /If another deployment with the same project and stack name .*indiecloud:namespace/,
        );
      }
    },
  ),
];
