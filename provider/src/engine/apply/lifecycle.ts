import { adoptedBy, limitOf } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { inWords, plural, withArticle } from "../definition/words.ts";
import { BuildFailedError, IncompleteError, messageOf, RefusedError } from "../errors.ts";
import { place, refuseForeign } from "../observe/read.ts";
import { powerToRemember } from "../observe/recorded-power.ts";
import { resolveReferences } from "../observe/references.ts";
import { diff } from "../plan/diff.ts";
import { settleLostCreate } from "../recovery/lost-answer.ts";
import { preCreateLookup, releaseName } from "../recovery/pre-create-lookup.ts";
import type { Session } from "../recovery/session.ts";
import { type ResourceMetadata, readMetadata } from "../state/metadata.ts";
import {
  assembleState,
  atOf,
  displayedBeside,
  idsBeside,
  inputsIn,
  managedMetadata,
  newMetadata,
  outputsFrom,
  plainOutputs,
  type State,
} from "../state/state.ts";
import { reportDrift } from "./drift.ts";
import { createOnceReleased, noteRemoval } from "./exclusive.ts";
import { giveLeftoversBack, removalRun } from "./leftovers.ts";
import { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { powerOf } from "./power.ts";
import { Steps } from "./steps.ts";
import { StoppedWork } from "./stopped-work.ts";

const labelOf = (definition: ResourceDefinition, inputs: Json): string => {
  const name = definition.name === undefined ? undefined : inputs[definition.name.input];
  return typeof name === "string" ? name : definition.noun;
};

/** The run of a create, before it has an object. */
export async function operationForCreate(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  urn?: string,
): Promise<Operation> {
  const references = await resolveReferences(session, definition, inputs);
  return new Operation(session, definition, {
    inputs,
    references,
    scope: definition.scope({ ...inputs, ...references.ids }, session.api),
    previous: undefined,
    creating: typeof adoptedBy(definition, inputs) !== "string",
    runEveryStep: true,
    createdAt: undefined,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, "create"),
    label: labelOf(definition, inputs),
    urn,
  });
}

/**
 * Makes an object, or takes one over. `urn`: what its name was made from. Every error after the object exists is an
 * IncompleteError with its id.
 */
export async function create(
  session: Session,
  definition: ResourceDefinition,
  inputs: Json,
  urn: string | undefined,
): Promise<State> {
  const operation = await operationForCreate(session, definition, inputs, urn);
  const adoptedId = adoptedBy(definition, inputs);
  if (typeof adoptedId === "string") {
    await adoptExisting(operation, adoptedId);
    session.adopted.add(definition, operation.place.key);
  } else {
    await createRemote(operation);
  }
  return converge(operation, typeof adoptedId !== "string");
}

/** Brings an object to the wanted inputs; goes on with one that an earlier run left half-made. */
export async function update(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  olds: Json,
  inputs: Json,
): Promise<State> {
  const metadata = readMetadata(definition, id, olds);
  const oldInputs = metadata === undefined ? olds : inputsIn(definition, olds, metadata);
  const changes = diff(() => session, definition, { id, olds, news: inputs });
  const untouched = changes.differences.every(({ kind }) => kind === "recorded" || kind === "initial");
  warnOfInitial(session, definition, inputs, changes.differences);
  const known = { inputs: oldInputs, ids: metadata?.ids ?? {} };
  const references = await resolveReferences(session, definition, inputs, known);
  const isUnfinished = metadata === undefined || metadata.pending || metadata.unfinished.length > 0;
  if (!isUnfinished && untouched && changes.differences.length > 0) {
    const next = { ...metadata, ...managedMetadata(definition, inputs), ids: idsBeside(inputs, references.ids) };
    return { id, outputs: plainOutputs(assembleState(definition, inputs, olds, next)) };
  }
  const scope =
    metadata?.scope ?? definition.id.parse(id).scope ?? definition.scope({ ...inputs, ...references.ids }, session.api);
  const operation = new Operation(session, definition, {
    inputs,
    references,
    scope,
    previous: {
      ...known,
      displayValues: metadata?.displayed ?? {},
      outputs: olds,
      power: metadata?.power ?? "",
      unfinished: metadata?.unfinished ?? [],
    },
    creating: metadata?.pending === true,
    // Without metadata it was imported by hand, which is as if it were adopted.
    runEveryStep: metadata === undefined || metadata.pending,
    createdAt: metadata?.createdAt,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, metadata?.pending === true ? "create" : "update"),
    label: labelOf(definition, inputs),
  });
  operation.at = atOf(definition, id, scope);
  const seen = await operation.observe();
  if (seen.is === "gone") {
    refuseForeign(session, definition, id, metadata);
    throw new Error(
      `${operation.subject} was deleted outside of Pulumi. Run pulumi refresh; the next pulumi up then creates a new one.`,
    );
  }
  return converge(operation, false);
}

/** Deletes, and waits until the object is gone. */
export async function remove(session: Session, definition: ResourceDefinition, id: string, olds: Json): Promise<void> {
  const metadata = readMetadata(definition, id, olds);
  const { scope } = await place(session, definition, id, metadata);
  const inputs = metadata === undefined ? olds : inputsIn(definition, olds, metadata);
  const label = labelOf(definition, inputs);
  const operation = removalRun(session, definition, { id, scope, outputs: olds, metadata: metadata, label });
  const endOperation = session.observer.beginOperation(definition);
  try {
    const seen = await operation.waitForPresence();
    if (seen === "gone") {
      refuseForeign(session, definition, id, metadata);
      await giveLeftoversBack(operation, "vanished");
    } else if (session.adopted.has(definition, operation.place.key)) {
      session.reporter.warn(
        `${label}: another resource of the program has adopted ${operation.subject}, so it was not deleted.`,
      );
    } else if (session.adopting.has(definition, operation.place.key)) {
      throw new RefusedError(namesOwnObject(operation));
    } else if (!(await requestRemoval(operation))) {
      await operation.waitUntilGone();
      await giveLeftoversBack(operation, "removed");
    }
  } catch (error) {
    throw operation.explain(error);
  } finally {
    endOperation();
  }
  releaseName(operation);
  noteRemoval(operation);
}

/** A removal that fails because there is nothing left to remove is none that failed. True: the object stays, on purpose. */
async function requestRemoval(operation: Operation): Promise<boolean> {
  const { session, definition } = operation;
  const stoppedWork = new StoppedWork(operation);
  try {
    await definition.beforeRemoval?.(operationContext(operation));
    await enterRemovalPower(operation, stoppedWork);
    return (await definition.remove(operationContext(operation))) === "released";
  } catch (error) {
    session.observer.invalidate(definition);
    const after = session.signal.aborted ? undefined : await operation.observe().catch(() => undefined);
    if (after?.is !== "gone") {
      await stoppedWork.restoreAfterFailure();
      throw error;
    }
    return false;
  } finally {
    session.observer.invalidate(definition);
  }
}

/** Brings a server into the power state that it is removed in. */
async function enterRemovalPower(operation: Operation, stoppedWork: StoppedWork): Promise<void> {
  const { definition, session } = operation;
  const { removalPower: need } = definition;
  if (need?.insteadOf.includes(powerOf(operation) ?? "") !== true) {
    return;
  }
  const seen = operation.observed;
  const isThere = await stoppedWork.enter(need, [], need.limitSeconds);
  // What the waits have not looked at is as it was.
  operation.observed = { ...seen, ...operation.observed };
  if (!isThere) {
    session.reporter.warn(
      `${operation.options.label}: it was asked to become ${need.state} and is not after ${need.limitSeconds} s; deleting it anyway.`,
    );
  }
}

/** The one call that costs money: never made when the name is taken, never made twice. */
async function createRemote(operation: Operation): Promise<void> {
  const { session, definition } = operation;
  const ask = definition.create;
  if (ask === undefined) {
    throw new RefusedError(
      `${session.cloud} ${plural(definition.noun)} cannot be created, only adopted: set ${definition.adoptInput ?? "adopt"} to the ID of an existing one.`,
    );
  }
  const before = await preCreateLookup(operation);
  const requested = { at: session.clock.now(), before: before.keys };
  let key: string;
  try {
    key = await session.inFlightCreates.register(
      operation,
      () => createOnceReleased(operation, async () => ask(operationContext(operation))),
      (error) => settleLostCreate(operation, error, requested),
    );
  } catch (error) {
    before.release();
    throw error;
  } finally {
    session.observer.invalidate(definition);
  }
  recordCreated(operation, key);
}

/** From now on the run is that of an object which its create has made. */
export function recordCreated(operation: Operation, key: string): void {
  operation.at = { scope: operation.options.scope, key };
  operation.createdAt = operation.session.clock.now();
  Object.assign(operation.learnedOutputs, operation.definition.createdOutputs);
}

async function adoptExisting(operation: Operation, adoptedId: string): Promise<void> {
  const { definition } = operation;
  const by = definition.adoptInput ?? "adopt";
  operation.at = atOf(definition, adoptedId, operation.options.scope);
  if (operation.at.scope !== operation.options.scope) {
    throw new RefusedError(
      `${by} is "${adoptedId}", which is in ${operation.at.scope}, but the inputs say ${operation.options.scope}. Correct one of them.`,
    );
  }
  if (operation.session.adopting.has(definition, operation.at.key)) {
    throw new RefusedError(namesOwnObject(operation));
  }
  const seen = await operation.observe(true);
  if (seen.is !== "there") {
    throw new RefusedError(
      `${operation.subject} does not exist in this account, so ${by} cannot adopt it. Check the ID.`,
    );
  }
  const differing = notInPlace(operation);
  if (differing !== undefined) {
    throw new RefusedError(
      `${operation.subject} cannot be adopted: ${differing}. Change the program to match it, then run this again.`,
    );
  }
}

/** A replacement of an object by itself, which `replaceOnChanges` asks for. */
const namesOwnObject = ({ subject, definition }: Operation): string =>
  `${subject} would be replaced (as by replaceOnChanges) while adopt still names it: the ${definition.noun} would be adopted again and then deleted. Nothing was changed. Remove adopt, then run this again.`;

/** Why the object that is observed cannot become the wanted one; undefined where nothing is in the way. */
export function notInPlace(operation: Operation): string | undefined {
  const differing = Object.entries(operation.definition.inputs).filter(
    ([key, { change }]) =>
      operation.observedInput(key) !== undefined &&
      !operation.isSatisfied(key) &&
      (typeof change === "function"
        ? change(operation.observedInput(key), operation.desired[key], operation.options.inputs)
        : change) === "replace",
  );
  const list = differing.map(
    ([key, field]) =>
      `${key} is ${inWords(field, operation.observedInput(key))}, the program says ${inWords(field, operation.options.inputs[key])}`,
  );
  return list.length === 0 ? undefined : `these inputs cannot be changed in place: ${list.join("; ")}`;
}

/** The one path for create, update, adopt and resume: wait until ready, run the steps that are due, observe. */
async function converge(operation: Operation, isNew: boolean): Promise<State> {
  const steps = new Steps(operation);
  const endOperation = operation.session.observer.beginOperation(operation.definition);
  try {
    await operation.waitUntilReady(isNew);
    await steps.runAll();
    await operation.observeAll();
    await reportDrift(operation);
    return { id: operation.id, outputs: stateOf(operation, operation.options.inputs, operation.ids) };
  } catch (error) {
    if (!operation.session.signal.aborted) {
      await operation.observeAll().catch(() => undefined);
    }
    const failure = error instanceof BuildFailedError && operation.options.creating ? error.failure : undefined;
    throw new IncompleteError(
      messageOf(operation.explain(error)),
      operation.id,
      unfinishedState(operation, failure, steps),
      error,
    );
  } finally {
    endOperation();
  }
}

/** What the state holds of an object whose run has not come to its end; the next one goes on from it. */
export function unfinishedState(operation: Operation, failure: string | undefined, steps = new Steps(operation)): Json {
  const { inputs, creating } = operation.options;
  const keys = steps.unfinished;
  const owed = steps.stoppedWork.dueFields;
  const owedFields = owed?.fields.filter((key) => inputs[key] !== undefined) ?? [];
  // A trigger is due again by its recorded value, which is the old one.
  const isMarked = (key: string) => operation.definition.inputs[key]?.change !== "trigger";
  const recorded = keys.map((key) => [key, steps.recordedInputs(key)] as const);
  return stateOf(
    operation,
    { ...inputs, ...Object.fromEntries(recorded.map(([key, { text }]) => [key, text])) },
    { ...operation.ids, ...Object.fromEntries(recorded.map(([key, { id }]) => [key, id])) },
    {
      pending: creating,
      failure,
      unfinished: [...new Set([...keys.filter(isMarked), ...owedFields])],
      power: owed?.power,
    },
  );
}

function stateOf(
  operation: Operation,
  inputs: Json,
  ids: Json,
  unfinishedInputs: {
    pending?: boolean;
    failure?: string | undefined;
    unfinished?: readonly string[];
    /** The power state that the next run has to bring it to. */
    power?: string | undefined;
  } = {},
): Json {
  const { definition, session, options } = operation;
  const { fingerprint: account, endpoint } = session;
  const { pending = false, unfinished = [] } = unfinishedInputs;
  const isAtRest = !pending && unfinished.length === 0;
  const metadata: ResourceMetadata = {
    ...newMetadata(definition, options.inputs, { account, endpoint, scope: options.scope }),
    ids: idsBeside(inputs, ids),
    displayed: displayedBeside(options.inputs, operation.ids, operation.displayValues),
    unfinished: [...unfinished],
    power: unfinishedInputs.power ?? recordedPower(operation, isAtRest),
    // Once it has been seen to be ready, "not found" means what it says.
    ...(pending ? { pending, createdAt: operation.createdAt ?? session.clock.now() } : {}),
  };
  const outputs = {
    ...outputsFrom(definition, operation.observed, operation.outputs),
    failure: unfinishedInputs.failure,
  };
  return plainOutputs(assembleState(definition, inputs, outputs, metadata));
}

/** The power state to remember: of what has not come to its end, what was remembered before. */
function recordedPower({ definition, observed, options }: Operation, isAtRest: boolean): string {
  const { managed } = managedMetadata(definition, options.inputs);
  const power = options.previous?.power ?? "";
  return isAtRest ? powerToRemember(definition, observed, { power, managed }) : power;
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
        `${labelOf(definition, inputs)}: ${key} is used only when ${withArticle(definition.noun)} is created. The new value was recorded, but the existing ${definition.noun} does not change. To replace it instead, set the resource option replaceOnChanges: ["${key}"] (never ["*"]).`,
      );
    }
  }
}
