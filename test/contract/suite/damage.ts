import { always, type Behavior } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

/*
 * Foreign answers in place of the cloud's, with status 200. Damage to each answer itself is tested in
 * `test/contract/damage/`.
 */

const GROUP = "damage";

const BODIES = ["{}", "[]", '{"message":"Service temporarily unavailable"}'];
const READABLE = /unexpected response|returned JSON instead of/;

/** Bodies that cannot be an answer of the cloud: an empty list is OVHcloud's own answer for an empty project. */
const foreignBodies = ({ target }: TestHarness): string[] =>
  BODIES.filter((body) => !(target.cloud === "ovh" && body === "[]"));

/** Every read of servers gets this answer until the faults are cleared. */
function foulReads(harness: TestHarness, body: string): void {
  const { list, one } = harness.target.calls;
  for (const operation of new Set([list, one])) {
    harness.fault({ operation, times: 0, fault: { status: 200, body } });
  }
}

export const damageRows: readonly Behavior[] = [
  always(
    GROUP,
    "an answer that is not the cloud's list drops no server from the state and deletes none",
    async (harness) => {
      const { t, target } = harness;
      const engine = harness.engine();
      await engine.up(harness.program());
      for (const body of BODIES) {
        foulReads(harness, body);
        const message = await harness.errorOf(engine.refresh());
        t.true(message.includes(target.title), message);
        t.regex(message, READABLE);
        t.regex(await harness.errorOf(engine.destroy()), READABLE);
        t.truthy(engine.state);
        harness.emulators.clearFaults();
      }
      t.is(harness.servers().length, 1);
      await harness.assertSettled(engine, harness.program());
    },
  ),

  always(GROUP, "an answer that is not the cloud's list is not a reason to buy a server", async (harness) => {
    const { t, target } = harness;
    const engine = harness.engine();
    for (const body of foreignBodies(harness)) {
      foulReads(harness, body);
      t.regex(await harness.errorOf(engine.up(harness.program())), READABLE);
      t.is(harness.count(target.calls.create), 0);
      harness.emulators.clearFaults();
    }
    await engine.up(harness.program());
    t.is(harness.servers().length, 1);
  }),

  always(GROUP, "an answer to a delete that is not the cloud's does not count as a deletion", async (harness) => {
    const { t, target } = harness;
    for (const body of foreignBodies(harness)) {
      const engine = harness.engine();
      await engine.up(harness.program());
      harness.fault({ operation: target.calls.remove, times: 0, fault: { status: 200, body } });
      t.regex(await harness.errorOf(engine.destroy()), READABLE);
      t.truthy(engine.state);
      t.is(harness.servers().length, 1);
      harness.emulators.clearFaults();
      // Whether it was carried out shows in the servers, in this run or the next.
      harness.fault({ operation: target.calls.remove, when: "after", fault: { status: 200, body } });
      await engine.destroy().catch(() => engine.destroy());
      t.deepEqual(harness.servers(), []);
    }
  }),

  always(
    GROUP,
    "after a delete, an answer that is not the cloud's list does not prove that the server is gone",
    async (harness) => {
      const { t, target } = harness;
      for (const body of BODIES) {
        const engine = harness.engine();
        await engine.up(harness.program());
        const rewrite = (answer: string): string => {
          foulReads(harness, body);
          return answer;
        };
        harness.fault({ operation: target.calls.remove, when: "after", fault: { rewrite } });
        t.regex(await harness.errorOf(engine.destroy()), READABLE);
        t.truthy(engine.state);
        harness.emulators.clearFaults();
        await engine.destroy();
        t.deepEqual(harness.servers(), []);
      }
    },
  ),
];
