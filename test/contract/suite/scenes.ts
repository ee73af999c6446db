import type { RequestRow } from "../../../emulators/src/index.ts";
import type { Engine, State } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { Flow } from "./flows.ts";
import type { Harness } from "./harness.ts";
import { applySwitches, engineOf, prepareAccount, type Subject } from "./lives.ts";
import { bare, picture } from "./picture.ts";

/* What a flow does if nothing goes wrong. */

/** The account with the object of a flow, to which every trial returns. */
export interface Scene {
  restore(): void;
  state: State;
  /** IDs of the objects that exist before the flow. */
  ids: ReadonlySet<string>;
  /** The cloud after the flow if nothing goes wrong, and the state then; and after a destroy. */
  goal: unknown;
  outputs: Json;
  destroyed: unknown;
  /** Whether the earlier program is accepted after the flow: not every change is reversible. */
  isReversible: boolean;
  requests: readonly RequestRow[];
}

/** Runs a flow and records its result, unless `isNew` says that its requests are no different from another's. */
async function play(
  subject: Subject,
  flow: Flow,
  isNew: (requests: readonly RequestRow[]) => boolean,
): Promise<Scene | undefined> {
  const { harness } = subject;
  const { isFinal } = await prepareAccount(subject);
  if (flow.switches !== undefined) {
    applySwitches(subject, { switches: flow.switches });
  }
  const engine = engineOf(subject);
  await engine.up(flow.first);
  await rest(harness);
  const { state } = engine;
  if (state === undefined) {
    throw new Error(`${flow.name}: nothing was made`);
  }
  const restore = harness.emulators.snapshot();
  const ids = new Set(harness.emulators.objects(harness.target.cloud).map(({ id }) => id));
  harness.emulators.clearRequests();
  await run(engine, flow);
  const requests = harness.emulators.requests(harness.target.cloud);
  if (!isNew(requests)) {
    return undefined;
  }
  await rest(harness);
  const [goal, outputs] = [picture(harness, ids), bare(engine.outputs)];
  const [returnToGoal, reached] = [harness.emulators.snapshot(), engine.state];
  const isReversible = flow.does === "update" && (await succeeds(engine.up(flow.first)));
  await rest(harness);
  returnToGoal();
  engine.state = reached;
  // A protected object cannot be destroyed.
  const isDestroyed = await succeeds(engine.destroy());
  await rest(harness);
  const destroyed = isDestroyed && isFinal === undefined ? picture(harness, ids) : undefined;
  return { restore, state, ids, goal, outputs, destroyed, isReversible, requests };
}

export const run = async (engine: Engine, { does, second }: Flow): Promise<unknown> =>
  does === "update" ? engine.up(second ?? {}) : does === "delete" ? engine.destroy() : engine.refresh();

const succeeds = (command: Promise<unknown>): Promise<boolean> =>
  command.then(
    () => true,
    () => false,
  );

/** Waits until everything in progress has finished. */
export const rest = (harness: Harness): Promise<void> => harness.clock.sleep(900_000);

/** A flow in which nothing went wrong. */
export interface Played {
  flow: Flow;
  scene: Scene;
}

/** The flows of a resource that differ in what they send, each just run: time and switches are those of its scene. */
export async function* playFlows(subject: Subject, flows: readonly Flow[]): AsyncGenerator<Played> {
  const played = new Set<string>();
  for (const flow of flows) {
    const scene = await play(subject, flow, (requests) => {
      const key = [flow.does, ...requests.map(({ operation }) => operation)].join();
      const isNew = !played.has(key);
      played.add(key);
      return isNew;
    });
    if (scene !== undefined) {
      yield { flow, scene };
    }
  }
}
