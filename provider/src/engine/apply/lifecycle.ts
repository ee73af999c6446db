import { adoptedBy, limitOf } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { plural, withArticle } from "../definition/words.ts";
import { BuildFailedError, IncompleteError, messageOf, RefusedError } from "../errors.ts";
import { refuseForeign } from "../observe/read.ts";
import { resolveReferences } from "../observe/references.ts";
import { diff } from "../plan/diff.ts";
import { settleLostCreate } from "../recovery/lost-answer.ts";
import { preCreateLookup } from "../recovery/pre-create-lookup.ts";
import type { Session } from "../recovery/session.ts";
import { readMetadata } from "../state/metadata.ts";
import { assembleState, atOf, idsBeside, inputsIn, managedMetadata, plainOutputs, type State } from "../state/state.ts";
import { adoptExisting } from "./adopt.ts";
import { reportDrift } from "./drift.ts";
import { createOnceReleased } from "./exclusive.ts";
import { Operation } from "./operation.ts";
import { operationContext } from "./operation-context.ts";
import { labelOf, stateOf, unfinishedState } from "./operation-state.ts";
import { Steps } from "./steps.ts";
import { waitUntilReady } from "./waits.ts";

/** The Operation of a create, before the object exists. */
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
    account: await session.account.toRecord(),
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
 * Creates or adopts an object. `urn`: the URN that its name was generated from. Once the object exists, every error is an
 * IncompleteError with its ID.
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

/** Updates an object to the desired inputs; continues with one that an earlier run left unfinished. */
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
    account: await session.account.toRecord(metadata?.account),
    previous: {
      ...known,
      displayValues: metadata?.displayed ?? {},
      outputs: olds,
      power: metadata?.power ?? "",
      unfinished: metadata?.unfinished ?? [],
    },
    creating: metadata?.pending === true,
    // Without metadata it was imported by hand, which is treated like an adoption.
    runEveryStep: metadata === undefined || metadata.pending,
    createdAt: metadata?.createdAt,
    limitSeconds: session.limitSeconds ?? limitOf(definition, inputs, metadata?.pending === true ? "create" : "update"),
    label: labelOf(definition, inputs),
  });
  operation.at = atOf(definition, id, scope);
  const seen = await operation.observe();
  if (seen.is === "gone") {
    await refuseForeign(session, definition, id, metadata);
    throw new Error(
      `${operation.subject} was deleted outside of Pulumi. Run pulumi refresh; the next pulumi up then creates a new one.`,
    );
  }
  return converge(operation, false);
}

/** The one call that costs money: never sent if the name is taken, never sent twice. */
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

/** Records that the create has made the object with this key. */
export function recordCreated(operation: Operation, key: string): void {
  operation.at = { scope: operation.options.scope, key };
  operation.createdAt = operation.session.clock.now();
  Object.assign(operation.learnedOutputs, operation.definition.createdOutputs);
}

/** The common path of create, update, adopt and resume: wait until ready, run the steps that are due, observe. */
async function converge(operation: Operation, isNew: boolean): Promise<State> {
  const steps = new Steps(operation);
  const endOperation = operation.session.observer.beginOperation(operation.definition);
  try {
    await waitUntilReady(operation, isNew);
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
