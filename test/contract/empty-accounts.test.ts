import test from "ava";
import { targets } from "./clouds/all.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* It is unknown how these answer for an account without objects: with an empty list or without any. */

const UNKNOWN = [
  ["lunanode", { emptyLists: "absent" }],
  ["gigenet", { emptyLists: "absent" }],
  ["hostdime", { emptyLists: "null" }],
] as const;

for (const [cloud, switches] of UNKNOWN) {
  for (const target of targets.filter((each) => each.cloud === cloud)) {
    const [form = ""] = Object.keys(target.forms);
    const open = async (...[t]: Parameters<typeof TestHarness.start>) => {
      const harness = await TestHarness.start(t, target, form);
      for (const row of harness.objects(target.kind)) {
        harness.emulators.change({ cloud, kind: target.kind, id: row.id, delete: true });
      }
      harness.set(switches);
      return harness;
    };

    test(`${target.title}: an answer without its list does not mean an empty account, and the message says how to declare one`, async (t) => {
      const harness = await open(t, target, form);
      const engine = harness.engine();
      const message = await harness.errorOf(engine.up(harness.program()));
      t.regex(message, /expected a list, found nothing/);
      t.true(message.includes(`pulumi config set --path 'indiecloud:${cloud}.missingListMeansEmpty' true`), message);
      t.true(message.includes(`${cloud.toUpperCase()}_MISSING_LIST_MEANS_EMPTY=true`), message);
      t.is(harness.count(target.calls.create), 0);
    });

    test(`${target.title}: with the account declared empty, the life of a server is as usual`, async (t) => {
      const harness = await open(t, target, form);
      const engine = harness.engine("web", { config: { ...harness.config(), missingListMeansEmpty: "true" } });
      await engine.up(harness.program());
      t.is(harness.servers().length, 1);
      await harness.assertSettled(engine, harness.program());
      await engine.destroy();
      t.deepEqual(harness.servers(), []);
    });
  }
}
