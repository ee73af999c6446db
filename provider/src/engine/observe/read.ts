import type { ResourceDefinition } from "../definition/definition.ts";
import { quoted } from "../definition/secrecy.ts";
import { type Json, sameValue } from "../definition/values.ts";
import type { At } from "../definition/view.ts";
import { inWords } from "../definition/words.ts";
import { RefusedError } from "../errors.ts";
import { type ResourceMetadata, readMetadata } from "../state/metadata.ts";
import {
  assembleState,
  idsBeside,
  inputsIn,
  newMetadata,
  outputsFrom,
  plainOutputs,
  type State,
  unlessOnlyUpgraded,
} from "../state/state.ts";
import { importByName, isByName } from "./by-name.ts";
import { compare, isNotLearned, spell } from "./compare.ts";
import { observedScope } from "./objects.ts";
import { observe, phaseOf, readInput } from "./observe.ts";
import type { ReadSession } from "./read-session.ts";
import { powerAfterWork, powerToRemember } from "./recorded-power.ts";

/** The object as the cloud shows it now, in the user's spelling; undefined if it is confirmed absent. */
export async function read(
  session: ReadSession,
  definition: ResourceDefinition,
  id: string,
  olds: Json,
): Promise<(State & { inputs: Json }) | undefined> {
  const metadata = readMetadata(definition, id, olds);
  const at = await place(session, definition, id, metadata);
  const managed = metadata?.managed ?? Object.keys(definition.inputs);
  const seen = await observe(session, definition, at, {
    inputs: managed.filter((key) => definition.inputs[key]?.read !== undefined),
    previous: olds,
    everyView: metadata === undefined,
    freshness: "cached",
    outputs: olds,
    createdAt: metadata?.createdAt,
  });
  if (seen.is === "gone") {
    await refuseForeign(session, definition, id, metadata);
    return undefined;
  }
  if (seen.is === "indeterminate" && metadata !== undefined) {
    return { id, inputs: inputsIn(definition, olds, metadata), outputs: olds };
  }
  const { observed } = seen;
  const inputs: Json = metadata === undefined ? {} : inputsIn(definition, olds, metadata);
  const ids: Json = { ...metadata?.ids };
  const displayed: ResourceMetadata["displayed"] = { ...metadata?.displayed };
  const reported: ResourceMetadata["reported"] = {};
  const uncompared: string[] = [];
  // While the cloud is working, changes that an earlier run has begun are not visible yet.
  const underWay = phaseOf(definition, observed)?.is === "pending" ? (metadata?.unfinished ?? []) : [];
  for (const key of managed) {
    const field = definition.inputs[key];
    const visible = field === undefined ? undefined : readInput(definition, observed, key, olds[key]);
    if (field?.read === undefined || visible === undefined || underWay.includes(key)) {
      continue;
    }
    const previous = { text: olds[key], id: metadata?.ids[key] ?? olds[key], displayValue: metadata?.displayed[key] };
    const compared = await compare(session, definition, key, visible, previous, at.scope);
    if (compared.same) {
      continue;
    }
    if (compared.value === undefined || (await isNotLearned(session, definition, key, previous, at.scope))) {
      uncompared.push(key);
      session.reporter.warn(
        `${session.cloud} ${definition.noun} ${id}: ${key} was not compared with the cloud, because its names could not be resolved at the moment.`,
      );
      continue;
    }
    const spelled = await spell(session, definition, key, compared.value, previous, at.scope);
    if (metadata === undefined || field.read.drift === "repair") {
      inputs[key] = spelled;
      ids[key] = compared.value;
      delete displayed[key];
    } else {
      reported[key] = field.secret === true ? {} : { value: spelled };
      session.reporter.warn(
        `${session.cloud} ${definition.noun} ${id}: ${key} is ${inWords(field, spelled)} in the cloud and ${inWords(field, olds[key])} in the program. This drift is only reported: repairing it would need a new ${definition.noun}.`,
      );
    }
  }
  const failed = phaseOf(definition, observed)?.is === "failed";
  const stored = failed ? olds : { ...olds, failure: undefined };
  const outputs = outputsFrom(definition, observed, stored);
  const { endpoint } = session;
  const account = await session.account.toRecord(metadata?.account);
  const before = metadata ?? newMetadata(definition, inputs, { account, endpoint, scope: at.scope });
  const left = powerAfterWork(definition, observed, before, (key) => !sameValue({}, inputs[key], olds[key]));
  if (left !== undefined) {
    session.reporter.warn(`${session.cloud} ${definition.noun} ${id}: ${left.message}`);
  }
  const next: ResourceMetadata = {
    ...before,
    account,
    endpoint,
    ids: idsBeside(inputs, ids),
    displayed,
    reported,
    uncompared,
    unfinished: [...new Set([...before.unfinished, ...(left?.unfinished ?? [])])],
    power: powerToRemember(definition, observed, before),
  };
  const written = plainOutputs(assembleState(definition, inputs, { ...outputs, failure: stored.failure }, next));
  return {
    id: definition.id.format(at),
    inputs,
    outputs: unlessOnlyUpgraded(olds, metadata, next, written),
  };
}

/** Where an object is: by its ID, by its name (to import it), by the state, or as the cheapest view shows it. */
export async function place(
  session: ReadSession,
  definition: ResourceDefinition,
  id: string,
  metadata: ResourceMetadata | undefined,
): Promise<At> {
  if (metadata === undefined && isByName(id)) {
    return (await importByName(session, definition, id)).at;
  }
  const { key, scope = metadata?.scope } = definition.id.parse(id);
  refuseIncomplete(session, definition, id, scope === undefined ? { key } : { key, scope });
  if (scope !== undefined) {
    return { key, scope };
  }
  const seen = await observe(session, definition, { key, scope: "" }, { inputs: [], freshness: "cached" });
  return { key, scope: observedScope(session, definition, seen.is === "gone" ? {} : seen.observed) };
}

/** Throws if an ID that a user gives is only a part of one, and the rest cannot be looked up. */
export function refuseIncomplete(
  { cloud }: Pick<ReadSession, "cloud">,
  { id: form, noun }: ResourceDefinition,
  id: string,
  parsed: { scope?: string; key: string },
): void {
  const missing = form.lacks?.(parsed);
  if (missing !== undefined) {
    throw new RefusedError(
      `A ${cloud} ${noun} cannot be found by ${quoted(id)} without ${missing}. Use the whole ID, such as ${form.example}.`,
    );
  }
}

/** Throws if the state belongs to another account: "not found" then proves nothing. */
export async function refuseForeign(
  session: ReadSession,
  definition: ResourceDefinition,
  id: string,
  metadata: ResourceMetadata | undefined,
): Promise<void> {
  if (metadata === undefined) {
    return;
  }
  const mismatch = await session.account.mismatch(metadata.account);
  if (mismatch === undefined && metadata.endpoint === session.endpoint) {
    return;
  }
  const current = mismatch?.current ?? metadata.account;
  const why = mismatch?.why === undefined ? "" : ` Whether it is the same account could not be asked: ${mismatch.why}`;
  throw new RefusedError(
    `${session.cloud} ${definition.noun} ${id} was not found, but it was created with account ${metadata.account} at ${metadata.endpoint}, and the current credentials are of account ${current} at ${session.endpoint}. It is kept in the state. Use that account's credentials; if they were renewed and it is gone, remove it with pulumi state delete.${why}`,
  );
}
