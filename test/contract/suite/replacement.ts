import { defined, type Json } from "../../../provider/src/engine/values.ts";
import { isCannot } from "./adapter.ts";
import { type Behaviour, given } from "./row.ts";
import type { Stage } from "./stage.ts";

const GROUP = "replacement";

/** A replacement that keeps what only one server can have: as the preview says, the old server is deleted first. */
async function deletesFirst(stage: Stage, before: Json, after: Json, replaceOnChanges: readonly string[]) {
  const { t, adapter } = stage;
  const engine = stage.engine("web", { replaceOnChanges });
  await engine.up(before);
  const { id } = engine.state ?? {};
  t.is((await engine.preview(after)).op, "delete-replace");
  t.is(await engine.up(after), "delete-replace");
  t.not(engine.state?.id, id);
  t.deepEqual(
    stage.servers().map((row) => row.id),
    [adapter.keyOf(engine.state?.id ?? "")],
  );
  await stage.settled(engine, after);
  await engine.destroy();
  // Another process knows of no deletion: what was held is free by then.
  await stage.clock.sleep(600_000);
}

export const replacementRows: readonly Behaviour[] = [
  given(
    GROUP,
    "what only one server can have is kept by a replacement, which deletes the old server first",
    ({ exclusive }) => exclusive,
    async (stage, exclusive) => {
      const { resize } = stage.adapter;
      for (const { put, replace } of Object.values(exclusive)) {
        // A name of the program is exclusive as well.
        const held = defined({ ...stage.program(await put(stage)), name: undefined });
        await deletesFirst(stage, held, { ...held, ...replace }, []);
        if (!isCannot(resize)) {
          await deletesFirst(stage, held, { ...held, ...resize.up }, Object.keys(resize.up));
        }
      }
    },
  ),

  given(
    GROUP,
    "a name of the program is kept by a replacement, by replaceOnChanges of any input too",
    ({ power }) => power,
    async (stage, { running, stopped }) => {
      const { replace } = stage.adapter;
      if (!isCannot(replace)) {
        await deletesFirst(stage, stage.program(), stage.program(replace), []);
      }
      await deletesFirst(stage, stage.program(running), stage.program(stopped), ["powerState"]);
    },
  ),

  given(
    GROUP,
    "a server is never replaced by itself: while the program takes it over, replaceOnChanges deletes nothing",
    ({ power }) => power,
    async (stage, { running, stopped }) => {
      const { t, adapter } = stage;
      const first = stage.engine();
      await first.up(stage.program(running));
      const id = first.state?.id ?? "";
      for (const option of [{}, { deleteBeforeReplace: true }]) {
        const engine = stage.engine("second", { replaceOnChanges: ["powerState"], ...option });
        await engine.up({ ...adapter.adopting(stage.program(), id), ...running });
        stage.emulators.clearRequests();
        const change = engine.up({ ...adapter.adopting(stage.program(), id), ...stopped });
        if (stage.definition.takes !== undefined) {
          // What only takes over gives back first, and deletes nothing.
          t.is(await change, "delete-replace");
        } else {
          t.regex(await stage.failure(change), /while adopt still names it.*Nothing was changed. Remove adopt/);
          t.deepEqual(stage.writes(), []);
        }
        t.is(stage.servers().length, 1);
      }
    },
  ),

  given(
    GROUP,
    "a server that another resource has taken over in the same run is not deleted with the resource that had it",
    ({ power }) => power,
    async (stage) => {
      const { t, adapter } = stage;
      const cores = stage.process();
      const first = stage.engine("web", { cores });
      await first.up(stage.program());
      const second = stage.engine("renamed", { cores });
      await second.up(adapter.adopting(stage.program(), first.state?.id ?? ""));
      stage.emulators.clearRequests();
      await first.destroy();
      t.deepEqual(stage.writes(), []);
      t.regex(stage.told.join("\n"), /another resource of the program has taken .* over, so it was kept/);
      await stage.settled(second, adapter.adopting(stage.program(), second.state?.id ?? ""));
    },
  ),
];
