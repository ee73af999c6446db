import type { ResourceDefinition } from "../definition/definition.ts";
import type { Json } from "../definition/values.ts";
import { powerToRemember } from "../observe/recorded-power.ts";
import type { ResourceMetadata } from "../state/metadata.ts";
import {
  assembleState,
  displayedBeside,
  idsBeside,
  managedMetadata,
  newMetadata,
  outputsFrom,
  plainOutputs,
} from "../state/state.ts";
import type { Operation } from "./operation.ts";
import { Steps } from "./steps.ts";

/** What messages call an object: its name, if the inputs have one, else the noun. */
export const labelOf = (definition: ResourceDefinition, inputs: Json): string => {
  const name = definition.name === undefined ? undefined : inputs[definition.name.input];
  return typeof name === "string" ? name : definition.noun;
};

/** The state of an object whose operation did not finish; the next run continues from it. */
export function unfinishedState(operation: Operation, failure: string | undefined, steps = new Steps(operation)): Json {
  const { inputs, creating } = operation.options;
  const keys = steps.unfinished;
  const owed = steps.stoppedWork.dueFields;
  const owedFields = owed?.fields.filter((key) => inputs[key] !== undefined) ?? [];
  // A trigger is due again because its recorded value is the old one.
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

/** The state of an object after an operation. */
export function stateOf(
  operation: Operation,
  inputs: Json,
  ids: Json,
  unfinishedInputs: {
    pending?: boolean;
    failure?: string | undefined;
    unfinished?: readonly string[];
    /** The power state that the next run has to restore. */
    power?: string | undefined;
  } = {},
): Json {
  const { definition, session, options } = operation;
  const { endpoint } = session;
  const { pending = false, unfinished = [] } = unfinishedInputs;
  const isAtRest = !pending && unfinished.length === 0;
  const metadata: ResourceMetadata = {
    ...newMetadata(definition, options.inputs, { account: options.account, endpoint, scope: options.scope }),
    ids: idsBeside(inputs, ids),
    displayed: displayedBeside(options.inputs, operation.ids, operation.displayValues),
    unfinished: [...unfinished],
    power: unfinishedInputs.power ?? recordedPower(operation, isAtRest),
    // Once it has been observed as ready, "not found" means gone.
    ...(pending ? { pending, createdAt: operation.createdAt ?? session.clock.now() } : {}),
  };
  const outputs = {
    ...outputsFrom(definition, operation.observed, operation.outputs),
    failure: unfinishedInputs.failure,
  };
  return plainOutputs(assembleState(definition, inputs, outputs, metadata));
}

/** The power state to record: after an unfinished operation, the one recorded before. */
function recordedPower({ definition, observed, options }: Operation, isAtRest: boolean): string {
  const { managed } = managedMetadata(definition, options.inputs);
  const power = options.previous?.power ?? "";
  return isAtRest ? powerToRemember(definition, observed, { power, managed }) : power;
}
