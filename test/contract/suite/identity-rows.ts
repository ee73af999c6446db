import { type Behavior, given } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "identity";

/** Deletes the server of an engine out of band. */
function deleteOutOfBand(harness: TestHarness, engine: ReturnType<TestHarness["engine"]>): void {
  const { kind, id } = harness.server(engine);
  harness.emulators.change({ cloud: harness.target.cloud, kind, id, delete: true });
}

/** The error for another account's credentials is tested in the rows about refusals. */
export const identityRows: readonly Behavior[] = [
  given(
    GROUP,
    "the account's identity is requested once in a process, before its first create; previews, refreshes and an up without changes do not request it",
    ({ identity }) => identity,
    async (harness, { call }) => {
      const { t } = harness;
      const pool = harness.process();
      const [first, second] = [harness.engine("web", { pool }), harness.engine("other", { pool })];
      const name = harness.definition.name?.input ?? "";
      await first.preview(harness.program());
      t.is(harness.count(call), 0, "a preview");
      await Promise.all([first.up(harness.program()), second.up(harness.program({ [name]: "other" }))]);
      t.is(harness.count(call), 1, "two creates");
      await harness.assertSettled(first, harness.program());
      t.is(await first.up(harness.program()), "same");
      await second.destroy();
      t.is(harness.count(call), 1, "everything else");
    },
  ),

  given(
    GROUP,
    "with other credentials of the same account, a deleted server is detected",
    ({ identity }) => identity,
    async (harness, { sibling, call }) => {
      const { t } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      deleteOutOfBand(harness, engine);
      harness.emulators.clearRequests();
      const other = harness.engine("web", { config: sibling(harness.config()) });
      other.state = engine.state;
      t.is(await other.refresh(), "delete");
      t.is(harness.count(call), 1);
    },
  ),

  given(
    GROUP,
    "credentials without permission to read the account's identity work, and prove as much as before",
    ({ identity }) => identity,
    async (harness, { call, denied, sibling }) => {
      const { t } = harness;
      harness.fault({ operation: call, times: 0, fault: denied });
      const engine = harness.engine();
      await engine.up(harness.program());
      await harness.assertSettled(engine, harness.program());
      deleteOutOfBand(harness, engine);
      const other = harness.engine("web", { config: sibling(harness.config()) });
      other.state = engine.state;
      t.regex(await harness.errorOf(other.refresh()), /kept in the state.*could not be asked/);
      t.is(await engine.refresh(), "delete");
    },
  ),
];
