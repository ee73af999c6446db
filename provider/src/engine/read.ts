import { imported, isByName } from "./by-name.ts";
import type { At, ResourceDefinition } from "./definition.ts";
import { heldByLeftovers, removalRun } from "./leftovers.ts";
import { look, phase, told } from "./look.ts";
import { type ResourceMetadata, readMetadata } from "./metadata.ts";
import { scopeShown } from "./objects.ts";
import { RefusedError } from "./problems.ts";
import { compare, isUnlearnt, spell } from "./references.ts";
import type { Session } from "./session.ts";
import {
  assemble,
  idsBeside,
  inputsIn,
  newMetadata,
  outputsFrom,
  plain,
  type State,
  unlessOnlyUpgraded,
} from "./state.ts";
import { leftByWork, powerToRemember } from "./stopped-work.ts";
import { type Json, sameValue } from "./values.ts";
import { inWords } from "./words.ts";

/** What the cloud shows now, in the user's spelling; undefined when it is proved gone. */
export async function read(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  olds: Json,
): Promise<(State & { inputs: Json }) | undefined> {
  const book = readMetadata(definition, id, olds);
  const at = await place(session, definition, id, book);
  const managed = book?.managed ?? Object.keys(definition.inputs);
  const seen = await look(session, definition, at, {
    inputs: managed.filter((key) => definition.inputs[key]?.read !== undefined),
    prior: olds,
    everything: book === undefined,
    freshness: "kept",
    createdAt: book?.createdAt,
  });
  if (seen.is === "gone") {
    refuseForeign(session, definition, id, book);
    if (book === undefined || definition.leftovers === undefined) {
      return undefined;
    }
    const label = `${session.cloud} ${definition.noun} ${id}`;
    const run = removalRun(session, definition, { id, scope: at.scope, outputs: olds, metadata: book, label });
    const held = await heldByLeftovers(run, book);
    return held && { ...held, inputs: inputsIn(definition, olds, book) };
  }
  if (seen.is === "unclear" && book !== undefined) {
    return { id, inputs: inputsIn(definition, olds, book), outputs: olds };
  }
  const { live } = seen;
  const inputs: Json = book === undefined ? {} : inputsIn(definition, olds, book);
  const ids: Json = { ...book?.ids };
  const displayed: ResourceMetadata["displayed"] = { ...book?.displayed };
  const reported: ResourceMetadata["reported"] = {};
  const uncompared: string[] = [];
  // While the cloud is at work, what an earlier run has begun does not show yet.
  const underWay = phase(definition, live)?.is === "pending" ? (book?.unfinished ?? []) : [];
  for (const key of managed) {
    const field = definition.inputs[key];
    const shown = field === undefined ? undefined : told(definition, live, key, olds[key]);
    if (field?.read === undefined || shown === undefined || underWay.includes(key)) {
      continue;
    }
    const prior = { text: olds[key], id: book?.ids[key] ?? olds[key], shown: book?.displayed[key] };
    const compared = await compare(session, definition, key, shown, prior, at.scope);
    if (compared.same) {
      continue;
    }
    if (compared.value === undefined || (await isUnlearnt(session, definition, key, prior, at.scope))) {
      uncompared.push(key);
      session.reporter.warn(
        `${session.cloud} ${definition.noun} ${id}: ${key} was not compared with the cloud, as what its values stand for is not known at the moment.`,
      );
      continue;
    }
    const spelled = await spell(session, definition, key, compared.value, prior, at.scope);
    if (book === undefined || field.read.drift === "repair") {
      inputs[key] = spelled;
      ids[key] = compared.value;
      delete displayed[key];
    } else {
      reported[key] = field.secret === true ? {} : { value: spelled };
      session.reporter.warn(
        `${session.cloud} ${definition.noun} ${id}: ${key} is ${inWords(field, spelled)} in the cloud and ${inWords(field, olds[key])} in the program. This is reported and not repaired, as it would need another ${definition.noun}.`,
      );
    }
  }
  const failed = phase(definition, live)?.is === "failed";
  const kept = failed ? olds : { ...olds, failure: undefined };
  const outputs = outputsFrom(definition, live, kept);
  const { fingerprint: account, endpoint } = session;
  const before = book ?? newMetadata(definition, inputs, { account, endpoint, scope: at.scope });
  const left = leftByWork(definition, live, before, (key) => !sameValue({}, inputs[key], olds[key]));
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
    power: powerToRemember(definition, live, before),
  };
  const written = plain(assemble(definition, inputs, { ...outputs, failure: kept.failure }, next));
  return {
    id: definition.id.format(at),
    inputs,
    outputs: unlessOnlyUpgraded(olds, book, next, written),
  };
}

/** Where an object is: by its id or, to be imported, by its name, else by the state, else by what the cloud's cheapest view tells of it. */
export async function place(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  book: ResourceMetadata | undefined,
): Promise<At> {
  if (book === undefined && isByName(id)) {
    return (await imported(session, definition, id)).at;
  }
  const { key, scope = book?.scope } = definition.id.parse(id);
  if (scope !== undefined) {
    return { key, scope };
  }
  const seen = await look(session, definition, { key, scope: "" }, { inputs: [], freshness: "kept" });
  return { key, scope: scopeShown(session, definition, seen.is === "gone" ? {} : seen.live) };
}

/** "Not found" with another account's key proves nothing. */
export function refuseForeign(
  session: Session,
  definition: ResourceDefinition,
  id: string,
  book: ResourceMetadata | undefined,
): void {
  if (book === undefined || (book.account === session.fingerprint && book.endpoint === session.endpoint)) {
    return;
  }
  throw new RefusedError(
    `${session.cloud} ${definition.noun} ${id} is not to be found, but the state says that it belongs to account ${book.account} at ${book.endpoint}, and the credentials in use are of account ${session.fingerprint} at ${session.endpoint}. It was not taken for deleted. Use that account's credentials; if they were renewed and it is really gone, remove it with pulumi state delete.`,
  );
}
