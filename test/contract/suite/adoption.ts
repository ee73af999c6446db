import type { ContractHarness } from "./contract-harness.ts";
import { always, type Behavior, throughThePlugin } from "./row.ts";

const GROUP = "life";

/** A server that exists already: adopted, imported and listed. */
export const adoptionRows: readonly Behavior<ContractHarness>[] = [
  always(GROUP, "an existing server is adopted, and nothing is bought or changed", async (harness) => {
    const { t, target } = harness;
    const first = harness.engine();
    await first.up(harness.program());
    harness.clearRequests();
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
        const name = await harness.nameOf(first);
        harness.clearRequests();
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
      harness.clearRequests();
      const { objects, failures } = await harness.process().of(target.cloud, harness.config()).list(target.token, {});
      t.deepEqual(failures, []);
      const [own, ...others] = objects.filter((object) => object.id === id);
      t.deepEqual([own?.name, others], [await harness.nameOf(engine), []]);
      t.is(harness.count(target.calls.list), target.pages?.(objects.length) ?? 1);
    }),
  ),

  always(GROUP, "adopting a server that does not exist is an error of the preview that says so", async (harness) => {
    const { t, target } = harness;
    const first = harness.engine();
    await first.up(harness.program());
    const id = first.state?.id ?? "";
    await first.destroy();
    harness.clearRequests();
    const second = harness.engine("second");
    t.regex(
      await harness.errorOf(second.preview(target.adopting(harness.program(), id))),
      /does not exist|was not found|is not a/,
    );
    t.deepEqual(harness.writes(), []);
  }),
];
