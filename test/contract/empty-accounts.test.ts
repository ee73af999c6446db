import test from "ava";
import { adapters } from "./clouds/all.ts";
import { Stage } from "./suite/stage.ts";

/* How a cloud answers for an account that has nothing is not known of these: with an empty list, or without one. */

const UNKNOWN = [
  ["lunanode", { emptyLists: "absent" }],
  ["gigenet", { emptyLists: "absent" }],
  ["hostdime", { emptyLists: "null" }],
] as const;

for (const [cloud, switches] of UNKNOWN) {
  for (const adapter of adapters.filter((each) => each.cloud === cloud)) {
    const [form = ""] = Object.keys(adapter.forms);
    const open = async (...[t]: Parameters<typeof Stage.open>) => {
      const stage = await Stage.open(t, adapter, form);
      for (const row of stage.objects(adapter.kind)) {
        stage.emulators.change({ cloud, kind: adapter.kind, id: row.id, delete: true });
      }
      stage.set(switches);
      return stage;
    };

    test(`${adapter.title}: an answer without its list is no empty account, and the message says how to say that it is`, async (t) => {
      const stage = await open(t, adapter, form);
      const engine = stage.engine();
      const message = await stage.failure(engine.up(stage.program()));
      t.regex(message, /expected a list, found nothing/);
      t.true(message.includes(`pulumi config set --path 'indiecloud:${cloud}.missingListMeansEmpty' true`), message);
      t.true(message.includes(`${cloud.toUpperCase()}_MISSING_LIST_MEANS_EMPTY=true`), message);
      t.is(stage.count(adapter.calls.create), 0);
    });

    test(`${adapter.title}: whose account is empty says so, and then the life of a server is as ever`, async (t) => {
      const stage = await open(t, adapter, form);
      const engine = stage.engine("web", { config: { ...stage.config(), missingListMeansEmpty: "true" } });
      await engine.up(stage.program());
      t.is(stage.servers().length, 1);
      await stage.settled(engine, stage.program());
      await engine.destroy();
      t.deepEqual(stage.servers(), []);
    });
  }
}
