import { defined, type Json } from "../../../provider/src/engine/definition/values.ts";
import type { ContractHarness } from "./contract-harness.ts";
import { type Behavior, given, markLive } from "./row.ts";
import { isCannot } from "./target.ts";

const GROUP = "replacement";

/**
 * A replacement that keeps something only one server can have: as the preview says, the old server is deleted first.
 */
async function deletesFirst(harness: ContractHarness, before: Json, after: Json, replaceOnChanges: readonly string[]) {
  const { t, target } = harness;
  const engine = harness.engine("web", { replaceOnChanges });
  await engine.up(before);
  const { id } = engine.state ?? {};
  t.is((await engine.preview(after)).op, "delete-replace");
  t.is(await engine.up(after), "delete-replace");
  t.not(engine.state?.id, id);
  t.deepEqual(await harness.serverKeys(), [target.keyOf(engine.state?.id ?? "")]);
  await harness.assertSettled(engine, after);
  await engine.destroy();
  // Another process knows nothing of the deletion: by then, what was held is free.
  await harness.rest();
}

const emulatedRows: readonly Behavior[] = [
  given(
    GROUP,
    "a replacement that keeps what only one server can have deletes the old server first",
    ({ exclusive }) => exclusive,
    async (harness, exclusive) => {
      const { resize } = harness.target;
      for (const { put, replace } of Object.values(exclusive)) {
        // A name set by the program is exclusive too.
        const held = defined({ ...harness.program(await put(harness)), name: undefined });
        await deletesFirst(harness, held, { ...held, ...replace }, []);
        if (!isCannot(resize)) {
          await deletesFirst(harness, held, { ...held, ...resize.up }, Object.keys(resize.up));
        }
      }
    },
  ),
];

/** Whatever a server has of its own must not be in the way of the one that replaces it. */
const everyInput: Behavior = given(
  GROUP,
  "a replacement keeps every input that the program sets",
  ({ replace }) => replace,
  async (harness, replace) => {
    const { t, target } = harness;
    const set = Object.fromEntries(
      Object.entries(target.drifts).flatMap(([key, drift]) =>
        isCannot(drift) || key in replace ? [] : Object.entries({ ...drift.beside, [key]: drift.program }),
      ),
    );
    const engine = harness.engine();
    const { name: _, ...before } = harness.program(set);
    await engine.up(before);
    const { id } = engine.state ?? {};
    const after = { ...before, ...replace };
    t.regex(await engine.up(after), /replace/);
    t.not(engine.state?.id, id);
    await harness.assertSettled(engine, after);
  },
);

const liveRows: readonly Behavior<ContractHarness>[] = [
  given(
    GROUP,
    "a replacement keeps a name set by the program, including one caused by replaceOnChanges of any input",
    ({ power }) => power,
    async (harness, { running, stopped }) => {
      const { replace } = harness.target;
      if (!isCannot(replace)) {
        await deletesFirst(harness, harness.program(), harness.program(replace), []);
      }
      await deletesFirst(harness, harness.program(running), harness.program(stopped), ["powerState"]);
    },
    4,
  ),

  given(
    GROUP,
    "a server is never replaced by itself: while the program adopts it, replaceOnChanges deletes nothing",
    ({ power }) => power,
    async (harness, { running, stopped }) => {
      const { t, target } = harness;
      const first = harness.engine();
      await first.up(harness.program(running));
      const id = first.state?.id ?? "";
      for (const option of [{}, { deleteBeforeReplace: true }]) {
        const engine = harness.engine("second", { replaceOnChanges: ["powerState"], ...option });
        await engine.up({ ...target.adopting(harness.program(), id), ...running });
        harness.clearRequests();
        const change = engine.up({ ...target.adopting(harness.program(), id), ...stopped });
        if (harness.definition.adoptInput !== undefined) {
          // A resource that only adopts releases first, and deletes nothing.
          t.is(await change, "delete-replace");
        } else {
          t.regex(await harness.errorOf(change), /while adopt still names it.*Nothing was changed. Remove adopt/);
          t.deepEqual(harness.writes(), []);
        }
        t.is((await harness.serverKeys()).length, 1);
      }
    },
  ),

  given(
    GROUP,
    "a server that another resource has adopted in the same run is not deleted with its former resource",
    ({ power }) => power,
    async (harness) => {
      const { t, target } = harness;
      const pool = harness.process();
      const first = harness.engine("web", { pool });
      await first.up(harness.program());
      const second = harness.engine("renamed", { pool });
      await second.up(target.adopting(harness.program(), first.state?.id ?? ""));
      harness.clearRequests();
      await first.destroy();
      t.deepEqual(harness.writes(), []);
      t.regex(harness.warnings.join("\n"), /another resource of the program has adopted .*, so it was not deleted/);
      await harness.assertSettled(second, target.adopting(harness.program(), second.state?.id ?? ""));
    },
  ),
];

export const replacementRows: readonly Behavior[] = [...emulatedRows, everyInput, ...liveRows.map(markLive)];
