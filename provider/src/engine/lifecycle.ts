import { adoptedBy, limitOf } from "./common.ts";
import type { ResourceDefinition } from "./definition.ts";
import { diff } from "./diff.ts";
import { reportDrift } from "./drift.ts";
import { createOnceReleased, noteRemoval } from "./exclusive.ts";
import { existing, forget } from "./existing.ts";
import { giveLeftoversBack, removalRun } from "./leftovers.ts";
import { recover } from "./lost-answer.ts";
import { type ResourceMetadata, readMetadata } from "./metadata.ts";
import { opOf } from "./op.ts";
import { powerOf } from "./power.ts";
import { BuildFailedError, IncompleteError, messageOf, RefusedError } from "./problems.ts";
import { place, refuseForeign } from "./read.ts";
import { resolveReferences } from "./references.ts";
import { Run } from "./run.ts";
import type { Session } from "./session.ts";
import {
  assemble,
  atOf,
  displayedBeside,
  idsBeside,
  inputsIn,
  managing,
  newMetadata,
  outputsFrom,
  plain,
  type State,
} from "./state.ts";
import { Steps } from "./steps.ts";
import { powerToRemember, StoppedWork } from "./stopped-work.ts";
import type { Json } from "./values.ts";
import { inWords, plural, withArticle } from "./words.ts";

const labelOf = (definition: ResourceDefinition, inputs: Json): string => {
  const name = definition.name === undefined ? undefined : inputs[definition.name.input];
  return typeof name === "string" ? name : definition.noun;
};

/** The run of a create, before it has an object. */
export async function creation(session: Session, definition: ResourceDefinition, inputs: Json): Promise<Run> {
  const references = await resolveReferences(session, definition, inputs);
  return new Run(session, definition, {
    inputs,
    references,
    scope: definition.scope({ ...inputs, ...references.ids }, session.api),
    prior: undefined,
    creating: typeof adoptedBy(definition, inputs) !== "string",
    whole: true,
    createdAt: undefined,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, "create"),
    label: labelOf(definition, inputs),
  });
}

/** Makes an object, or takes one over. Every error after the object exists is an IncompleteError with its id. */
export async function create(session: Session, definition: ResourceDefinition, inputs: Json): Promise<State> {
  const run = await creation(session, definition, inputs);
  const adopt = adoptedBy(definition, inputs);
  if (typeof adopt === "string") {
    await takeOver(run, adopt);
    session.adopted.add(definition, run.place.key);
  } else {
    await buy(run);
  }
  return converge(run, typeof adopt !== "string");
}

/** Brings an object to the wanted inputs; goes on with one that an earlier run left half-made. */
export async function update(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  olds: Json,
  inputs: Json,
): Promise<State> {
  const book = readMetadata(definition, id, olds);
  const oldInputs = book === undefined ? olds : inputsIn(definition, olds, book);
  const changes = diff(() => session, definition, { id, olds, news: inputs });
  const untouched = changes.differences.every(({ kind }) => kind === "recorded" || kind === "initial");
  warnOfInitial(session, definition, inputs, changes.differences);
  const known = { inputs: oldInputs, ids: book?.ids ?? {} };
  const references = await resolveReferences(session, definition, inputs, known);
  const isUnfinished = book === undefined || book.pending || book.unfinished.length > 0;
  if (!isUnfinished && untouched && changes.differences.length > 0) {
    const next = { ...book, ...managing(definition, inputs), ids: idsBeside(inputs, references.ids) };
    return { id, outputs: plain(assemble(definition, inputs, olds, next)) };
  }
  const scope =
    book?.scope ?? definition.id.parse(id).scope ?? definition.scope({ ...inputs, ...references.ids }, session.api);
  const run = new Run(session, definition, {
    inputs,
    references,
    scope,
    prior: {
      ...known,
      shown: book?.displayed ?? {},
      outputs: olds,
      power: book?.power ?? "",
      unfinished: book?.unfinished ?? [],
    },
    creating: book?.pending === true,
    // Without metadata it was imported by hand, which is as if it were adopted.
    whole: book === undefined || book.pending,
    createdAt: book?.createdAt,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, book?.pending === true ? "create" : "update"),
    label: labelOf(definition, inputs),
  });
  run.at = atOf(definition, id, scope);
  const seen = await run.observe();
  if (seen.is === "gone") {
    refuseForeign(session, definition, id, book);
    throw new Error(
      `${run.subject} is gone: it was deleted behind Pulumi's back. Run pulumi refresh; the next pulumi up then makes a new one.`,
    );
  }
  return converge(run, false);
}

/** Deletes, and waits until the object is gone. */
export async function remove(session: Session, definition: ResourceDefinition, id: string, olds: Json): Promise<void> {
  const book = readMetadata(definition, id, olds);
  const { scope } = await place(session, definition, id, book);
  const inputs = book === undefined ? olds : inputsIn(definition, olds, book);
  const label = labelOf(definition, inputs);
  const run = removalRun(session, definition, { id, scope, outputs: olds, metadata: book, label });
  const leave = session.observer.enter(definition);
  try {
    const seen = await run.sight();
    if (seen === "gone") {
      refuseForeign(session, definition, id, book);
      await giveLeftoversBack(run, "vanished");
    } else if (session.adopted.has(definition, run.place.key)) {
      session.reporter.warn(`${label}: another resource of the program has taken ${run.subject} over, so it was kept.`);
    } else if (session.adopting.has(definition, run.place.key)) {
      throw new RefusedError(asksForItself(run));
    } else if (!(await askForRemoval(run))) {
      await run.untilGone();
      await giveLeftoversBack(run, "removed");
    }
  } catch (error) {
    throw run.explained(error);
  } finally {
    leave();
  }
  forget(run);
  noteRemoval(run);
}

/** A removal that fails because there is nothing left to remove is none that failed. True: the object stays, on purpose. */
async function askForRemoval(run: Run): Promise<boolean> {
  const { session, definition } = run;
  const stoppedWork = new StoppedWork(run);
  try {
    await definition.beforeRemoval?.(opOf(run));
    await enterRemovalPower(run, stoppedWork);
    return (await definition.remove(opOf(run))) === "released";
  } catch (error) {
    session.observer.written(definition);
    const after = session.signal.aborted ? undefined : await run.observe().catch(() => undefined);
    if (after?.is !== "gone") {
      await stoppedWork.restoreAfterFailure();
      throw error;
    }
    return false;
  } finally {
    session.observer.written(definition);
  }
}

/** Brings a server into the power state that it is removed in. */
async function enterRemovalPower(run: Run, stoppedWork: StoppedWork): Promise<void> {
  const { definition, session } = run;
  const { removalPower: need } = definition;
  if (need?.insteadOf.includes(powerOf(run) ?? "") !== true) {
    return;
  }
  const seen = run.live;
  const isThere = await stoppedWork.enter(need, [], need.limitSeconds);
  // What the waits have not looked at is as it was.
  run.live = { ...seen, ...run.live };
  if (!isThere) {
    session.reporter.warn(
      `${run.options.label}: it is not ${need.state} ${need.limitSeconds} s after it was asked to be; it is deleted all the same.`,
    );
  }
}

/** The one call that costs money: never made when the name is taken, never made twice. */
async function buy(run: Run): Promise<void> {
  const { session, definition } = run;
  const ask = definition.create;
  if (ask === undefined) {
    throw new RefusedError(
      `${session.cloud} ${plural(definition.noun)} can only be taken over: set ${definition.takes ?? "adopt"} to the id of one.`,
    );
  }
  const before = await existing(run);
  const asked = { at: session.clock.now(), before: before.keys };
  let key: string;
  try {
    key = await session.creates.track(
      run,
      () => createOnceReleased(run, async () => ask(opOf(run))),
      (error) => recover(run, error, asked),
    );
  } catch (error) {
    before.release();
    throw error;
  } finally {
    session.observer.written(definition);
  }
  made(run, key);
}

/** From now on the run is that of an object which its create has made. */
export function made(run: Run, key: string): void {
  run.at = { scope: run.options.scope, key };
  run.createdAt = run.session.clock.now();
  Object.assign(run.kept, run.definition.made);
}

async function takeOver(run: Run, adopt: string): Promise<void> {
  const { definition } = run;
  const by = definition.takes ?? "adopt";
  run.at = atOf(definition, adopt, run.options.scope);
  if (run.at.scope !== run.options.scope) {
    throw new RefusedError(
      `${by} names "${adopt}", which is in ${run.at.scope}; the inputs say ${run.options.scope}. Make the two agree.`,
    );
  }
  if (run.session.adopting.has(definition, run.at.key)) {
    throw new RefusedError(asksForItself(run));
  }
  const seen = await run.observe(true);
  if (seen.is !== "there") {
    throw new RefusedError(
      `${run.subject} does not exist in this account, so ${by} cannot take it over. Check the id.`,
    );
  }
  const differing = notInPlace(run);
  if (differing !== undefined) {
    throw new RefusedError(
      `${run.subject} cannot be taken over, as ${differing}. Write what it is into the program, then run this again.`,
    );
  }
}

/** A replacement of an object by itself, which `replaceOnChanges` asks for. */
const asksForItself = ({ subject, definition }: Run): string =>
  `${subject} is to be replaced, as by replaceOnChanges, while adopt still names it: the ${definition.noun} would be taken over again, and then deleted. Nothing was changed. Remove adopt, then run this again.`;

/** Why the object that is observed cannot become the wanted one; undefined where nothing is in the way. */
export function notInPlace(run: Run): string | undefined {
  const differing = Object.entries(run.definition.inputs).filter(
    ([key, { change }]) =>
      run.current(key) !== undefined &&
      !run.satisfied(key) &&
      (typeof change === "function" ? change(run.current(key), run.want[key], run.options.inputs) : change) ===
        "replace",
  );
  const list = differing.map(
    ([key, field]) =>
      `${key} is ${inWords(field, run.current(key))} and the program says ${inWords(field, run.options.inputs[key])}`,
  );
  return list.length === 0 ? undefined : `it differs in what cannot be changed in place: ${list.join("; ")}`;
}

/** The one path for create, update, adopt and resume: wait until ready, run the steps that are due, observe. */
async function converge(run: Run, bought: boolean): Promise<State> {
  const steps = new Steps(run);
  const leave = run.session.observer.enter(run.definition);
  try {
    await run.ready(bought);
    await steps.runAll();
    await run.observeAll();
    await reportDrift(run);
    return { id: run.id, outputs: stateOf(run, run.options.inputs, run.ids) };
  } catch (error) {
    if (!run.session.signal.aborted) {
      await run.observeAll().catch(() => undefined);
    }
    const failure = error instanceof BuildFailedError && run.options.creating ? error.failure : undefined;
    throw new IncompleteError(messageOf(run.explained(error)), run.id, unfinishedState(run, failure, steps), error);
  } finally {
    leave();
  }
}

/** What the state holds of an object whose run has not come to its end; the next one goes on from it. */
export function unfinishedState(run: Run, failure: string | undefined, steps = new Steps(run)): Json {
  const { inputs, creating } = run.options;
  const keys = steps.unfinished;
  const owed = steps.stoppedWork.owed;
  const owedFields = owed?.fields.filter((key) => inputs[key] !== undefined) ?? [];
  // A trigger is due again by its recorded value, which is the old one.
  const isMarked = (key: string) => run.definition.inputs[key]?.change !== "trigger";
  const recorded = keys.map((key) => [key, steps.recorded(key)] as const);
  return stateOf(
    run,
    { ...inputs, ...Object.fromEntries(recorded.map(([key, { text }]) => [key, text])) },
    { ...run.ids, ...Object.fromEntries(recorded.map(([key, { id }]) => [key, id])) },
    {
      pending: creating,
      failure,
      unfinished: [...new Set([...keys.filter(isMarked), ...owedFields])],
      power: owed?.power,
    },
  );
}

function stateOf(
  run: Run,
  inputs: Json,
  ids: Json,
  left: {
    pending?: boolean;
    failure?: string | undefined;
    unfinished?: readonly string[];
    /** The power state that the next run has to bring it to. */
    power?: string | undefined;
  } = {},
): Json {
  const { definition, session, options } = run;
  const { fingerprint: account, endpoint } = session;
  const { pending = false, unfinished = [] } = left;
  const isAtRest = !pending && unfinished.length === 0;
  const metadata: ResourceMetadata = {
    ...newMetadata(definition, options.inputs, { account, endpoint, scope: options.scope }),
    ids: idsBeside(inputs, ids),
    displayed: displayedBeside(options.inputs, run.ids, run.shown),
    unfinished: [...unfinished],
    power: left.power ?? powerLeft(run, isAtRest),
    // Once it has been seen to be ready, "not found" means what it says.
    ...(pending ? { pending, createdAt: run.createdAt ?? session.clock.now() } : {}),
  };
  const outputs = { ...outputsFrom(definition, run.live, run.outputs), failure: left.failure };
  return plain(assemble(definition, inputs, outputs, metadata));
}

/** The power state to remember: of what has not come to its end, what was remembered before. */
function powerLeft({ definition, live, options }: Run, isAtRest: boolean): string {
  const { managed } = managing(definition, options.inputs);
  const power = options.prior?.power ?? "";
  return isAtRest ? powerToRemember(definition, live, { power, managed }) : power;
}

function warnOfInitial(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  differences: readonly { key: string; kind: string }[],
): void {
  for (const { key, kind } of differences) {
    if (kind === "initial") {
      session.reporter.warn(
        `${labelOf(definition, inputs)}: ${key} is used only when ${withArticle(definition.noun)} is made, so the existing one keeps what it has; the new value is recorded. For another ${definition.noun} instead, set the resource option replaceOnChanges: ["${key}"] (never ["*"]).`,
      );
    }
  }
}
