import { always, type Behaviour } from "./row.ts";
import type { Stage } from "./stage.ts";

/* What answers in a cloud's place, with status 200. How each answer itself can be damaged: `test/contract/damage/`. */

const GROUP = "damage";

const BODIES = ["{}", "[]", '{"message":"Service temporarily unavailable"}'];
const READABLE = /answered in another shape than expected|sent an answer in JSON where/;

/** What can be no answer of the cloud: an empty list is OVHcloud's own for an empty project. */
const foreignBodies = ({ adapter }: Stage): string[] =>
  BODIES.filter((body) => !(adapter.cloud === "ovh" && body === "[]"));

/** Every read of servers is answered so until the faults are cleared. */
function foulReads(stage: Stage, body: string): void {
  const { list, one } = stage.adapter.calls;
  for (const operation of new Set([list, one])) {
    stage.fault({ operation, times: 0, fault: { status: 200, body } });
  }
}

export const damageRows: readonly Behaviour[] = [
  always(GROUP, "what is no list of the cloud's drops no server from the state and deletes none", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    await engine.up(stage.program());
    for (const body of BODIES) {
      foulReads(stage, body);
      const message = await stage.failure(engine.refresh());
      t.true(message.includes(adapter.title), message);
      t.regex(message, READABLE);
      t.regex(await stage.failure(engine.destroy()), READABLE);
      t.truthy(engine.state);
      stage.emulators.clearFaults();
    }
    t.is(stage.servers().length, 1);
    await stage.settled(engine, stage.program());
  }),

  always(GROUP, "what is no list of the cloud's is no reason to buy a server", async (stage) => {
    const { t, adapter } = stage;
    const engine = stage.engine();
    for (const body of foreignBodies(stage)) {
      foulReads(stage, body);
      t.regex(await stage.failure(engine.up(stage.program())), READABLE);
      t.is(stage.count(adapter.calls.create), 0);
      stage.emulators.clearFaults();
    }
    await engine.up(stage.program());
    t.is(stage.servers().length, 1);
  }),

  always(GROUP, "what is no answer of the cloud's to a delete deletes nothing by itself", async (stage) => {
    const { t, adapter } = stage;
    for (const body of foreignBodies(stage)) {
      const engine = stage.engine();
      await engine.up(stage.program());
      stage.fault({ operation: adapter.calls.remove, times: 0, fault: { status: 200, body } });
      t.regex(await stage.failure(engine.destroy()), READABLE);
      t.truthy(engine.state);
      t.is(stage.servers().length, 1);
      stage.emulators.clearFaults();
      // Where it was carried out, the servers tell: in this run, or in the next.
      stage.fault({ operation: adapter.calls.remove, when: "after", fault: { status: 200, body } });
      await engine.destroy().catch(() => engine.destroy());
      t.deepEqual(stage.servers(), []);
    }
  }),

  always(GROUP, "what is no list of the cloud's after a delete does not say that the server is gone", async (stage) => {
    const { t, adapter } = stage;
    for (const body of BODIES) {
      const engine = stage.engine();
      await engine.up(stage.program());
      const rewrite = (answer: string): string => {
        foulReads(stage, body);
        return answer;
      };
      stage.fault({ operation: adapter.calls.remove, when: "after", fault: { rewrite } });
      t.regex(await stage.failure(engine.destroy()), READABLE);
      t.truthy(engine.state);
      stage.emulators.clearFaults();
      await engine.destroy();
      t.deepEqual(stage.servers(), []);
    }
  }),
];
