import type { AnyOp, OutputFields, Outputs } from "./definition.ts";
import { bring } from "./power.ts";
import type { Run } from "./run.ts";

/** What a definition's functions work with. Throws before the object has an id where they ask for it. */
export function opOf(run: Run): AnyOp {
  const { session, options } = run;
  const op: AnyOp = {
    api: session.api,
    scope: options.scope,
    want: run.want,
    prior:
      options.prior === undefined
        ? undefined
        : {
            inputs: { ...options.prior.inputs, ...options.prior.ids },
            outputs: options.prior.outputs,
            unfinished: options.prior.unfinished,
          },
    creating: options.creating,
    token: run.token,
    changes: (key) => run.changes(key),
    label: options.label,
    get key() {
      return run.place.key;
    },
    get at() {
      return run.place;
    },
    get live() {
      return run.live;
    },
    current: (key) => run.current(key),
    until: (what, done) => run.until(what, done),
    within: (limit, what, done) => run.within(limit, what, done),
    bring: async (power) => {
      await bring(run, op, power);
    },
    poll: (what, get, done, limit) => run.poll(what, get, done, limit),
    exclusive: (lock, work) => session.locks.run(lock, work),
    keep: (outputs: Outputs<OutputFields<Record<string, unknown>>>) => {
      Object.assign(run.kept, outputs);
    },
    entry: async (kind, id) => {
      const resolution = await session.catalogues.resolve(kind, options.scope, id);
      return resolution.is === "entry" ? resolution.entry : undefined;
    },
    warn: (message) => session.reporter.warn(`${options.label}: ${message}`),
  };
  return op;
}
