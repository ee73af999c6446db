import type { AnyContext } from "../definition/definition.ts";
import type { OutputFields, Outputs } from "../definition/fields.ts";
import { remedyIfForeign } from "../recovery/refusals.ts";
import type { Operation } from "./operation.ts";
import { bringToPowerState } from "./power.ts";
import { poll, waitUntil, waitWithin } from "./waits.ts";
import { carryOut, carryOutElsewhere, followTask, sendUnlessDone } from "./write.ts";

const ignoringAnswer = (send: () => Promise<unknown>) => async (): Promise<void> => {
  await send();
};

/** The context for a definition's functions. Throws if they use the object's ID before it has one. */
export function operationContext(operation: Operation): AnyContext {
  const { session, options } = operation;
  const context: AnyContext = {
    api: session.api,
    scope: options.scope,
    desired: operation.desired,
    previous:
      options.previous === undefined
        ? undefined
        : {
            inputs: { ...options.previous.inputs, ...options.previous.ids },
            outputs: options.previous.outputs,
            unfinished: options.previous.unfinished,
          },
    creating: options.creating,
    token: operation.token,
    hasChanged: (key) => operation.hasChanged(key),
    label: options.label,
    get ifForeign() {
      return remedyIfForeign(operation);
    },
    get key() {
      return operation.place.key;
    },
    get at() {
      return operation.place;
    },
    get observed() {
      return operation.observed;
    },
    observedInput: (key) => operation.observedInput(key),
    waitUntil: (what, done) => waitUntil(operation, what, done),
    waitWithin: (limit, what, done) => waitWithin(operation, limit, what, done),
    change: async (what, send, isDone) => {
      await carryOut(operation, { what, send: ignoringAnswer(send), isDone });
    },
    changeUnlessDone: (what, send, isDone) => sendUnlessDone(operation, { what, send: ignoringAnswer(send), isDone }),
    changeElsewhere: (what, send, get, isDone) =>
      carryOutElsewhere(operation, { what, send: ignoringAnswer(send), get, isDone }),
    followTask: (task) => followTask(operation, task),
    bringToPowerState: async (power) => {
      await bringToPowerState(operation, context, power);
    },
    poll: (what, get, done, limit) => poll(operation, what, get, done, limit),
    exclusive: (lock, work) => session.locks.run(lock, work),
    createByDifference: (lock, difference) => session.differences.create(lock, difference),
    oncePerBurst: (key, work) => session.bursts.run(key, session.signal, work),
    setOutputs: (outputs: Outputs<OutputFields<Record<string, unknown>>>) => {
      Object.assign(operation.learnedOutputs, outputs);
    },
    entry: (kind, id) => session.catalogs.entry(kind, options.scope, id),
    warn: (message) => session.reporter.warn(operation.about(message)),
  };
  return context;
}
