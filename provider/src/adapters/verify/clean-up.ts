import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import type { Trial, TrialObject } from "../../engine/definition/trial.ts";
import type { Json } from "../../engine/definition/values.ts";
import { IncompleteError, messageOf } from "../../engine/errors.ts";
import { isVerifyName, verifyName } from "./prefix.ts";
import { placesOf } from "./within.ts";

/** The result of a clean-up. */
export interface CleanUp {
  /** Deleted objects: `VM indiecloud-verify-server (toronto/…)`. */
  removed: readonly string[];
  /** Objects that are left, and kinds that could not be listed, each with the reason. */
  left: readonly string[];
}

interface CleanUpRequest {
  cloud: CloudDefinition;
  trial: Trial;
  cloudProvider: CloudProvider;
  /** Region of the trial, if it differs from the account's settings. */
  region?: string | undefined;
}

/** IDs and names of the trial's objects that have a name, by label. */
type References = ReadonlyMap<string, ReadonlySet<string>>;

interface Search extends CleanUpRequest {
  /** Of the beginning of the search: what belongs to an object is found after that object is deleted, too. */
  references(): Promise<References>;
}

function searchFor(request: CleanUpRequest): Search {
  let known: Promise<References> | undefined;
  const search: Search = {
    ...request,
    references: () => {
      known ??= referencesOf(search);
      return known;
    },
  };
  return search;
}

/** Label of the server after it was renamed. */
export const RENAMED = "renamed";

/** Lists what the trials of all runs left. Only reads. */
export async function leftovers(request: CleanUpRequest): Promise<readonly string[]> {
  const { cloud, trial, cloudProvider } = request;
  const search = searchFor(request);
  const found: string[] = [];
  for (const object of [...trial.after, trial.server, ...trial.before]) {
    const definition = await cloudProvider.definition(object.token);
    const objects = await ownObjects(search, definition, object);
    found.push(...objects.map(({ id, name }) => `${definition.noun} ${name} (${id})`));
  }
  const { charges } = await cloudProvider.charges(cloud.name);
  return [...found, ...charges.filter(({ name = "" }) => isVerifyName(name)).map(({ noun, id }) => `${noun} ${id}`)];
}

/**
 * Deletes everything that trials created, even if the process was killed at any point. Finds the objects by their names, which
 * are the same in every run, and as the lookup before a create does. Other objects do not have such names.
 */
export async function cleanUp(request: CleanUpRequest): Promise<CleanUp> {
  const { cloud, cloudProvider } = request;
  const first = await deleteOwn(request);
  // What was being changed, or belonged to something that is deleted by now, can be deleted in a second attempt.
  const { removed, left } = first.left.length === 0 ? first : await deleteOwn(request);
  const { charges, failures } = await cloudProvider.charges(cloud.name);
  const own = charges.filter(({ name = "" }) => isVerifyName(name));
  return {
    removed: [...new Set([...first.removed, ...removed])],
    left: [...left, ...failures, ...own.map(({ noun, id }) => `${noun} ${id}`)],
  };
}

async function deleteOwn(request: CleanUpRequest): Promise<CleanUp> {
  const { trial, cloudProvider } = request;
  const search = searchFor(request);
  const removed: string[] = [];
  const left: string[] = [];
  for (const object of [...trial.after].reverse().concat(trial.server, [...trial.before].reverse())) {
    const definition = await cloudProvider.definition(object.token);
    try {
      for (const { id, name } of await ownObjects(search, definition, object)) {
        const what = `${definition.noun} ${name} (${id})`;
        try {
          await remove(cloudProvider, definition, id);
          removed.push(what);
        } catch (error) {
          left.push(`${what}: ${messageOf(error)}`);
        }
      }
    } catch (error) {
      left.push(`${definition.noun}: ${messageOf(error)}`);
    }
  }
  return { removed, left };
}

interface Found {
  id: string;
  name: string;
}

/** Objects of a resource without a name. Those that nothing identifies are deleted with the object that they belong to. */
async function unnamedObjects(search: Search, { id }: ResourceDefinition, object: TrialObject): Promise<Found[]> {
  const { cloudProvider } = search;
  const { token, isOwn } = object;
  const found: Found[] = [];
  if (isOwn === undefined) {
    return found;
  }
  const references = await search.references();
  for (const place of await placesOf(cloudProvider, object)) {
    const { objects } = await cloudProvider.list(token, place);
    for (const each of objects) {
      const inputs = (await cloudProvider.read(token, each.id, {}))?.inputs;
      if (inputs !== undefined && isOwn(inputs, (label) => references.get(label) ?? new Set())) {
        found.push({ id: each.id, name: id.parse(each.id).key });
      }
    }
  }
  return found;
}

async function referencesOf(search: Search): Promise<References> {
  const { cloudProvider, trial } = search;
  const references = new Map<string, ReadonlySet<string>>();
  for (const other of [...trial.before, trial.server, ...trial.after]) {
    const definition = await cloudProvider.definition(other.token);
    if (definition.name !== undefined) {
      const own = await ownObjects(search, definition, other);
      const all = own.flatMap((each) => [each.id, each.name, definition.id.parse(each.id).key]);
      references.set(other.label, new Set(all));
    }
  }
  return references;
}

/** Objects with a name of `verify`, even if the cloud only shows the marker of the name so far. */
async function ownObjects(
  search: Search,
  definition: ResourceDefinition,
  object: TrialObject,
): Promise<readonly Found[]> {
  if (definition.name === undefined) {
    return unnamedObjects(search, definition, object);
  }
  const { cloudProvider, region } = search;
  const { token, label } = object;
  const byRegion = region === undefined ? undefined : ["region", "zone"].find((key) => definition.listBy?.[key]);
  const query = byRegion === undefined ? {} : { [byRegion]: region };
  const { objects } = await cloudProvider.list(token, query);
  const namesInState = [label, RENAMED].map((each) => ({ urn: `urn:verify::${each}`, name: verifyName(each) }));
  const marked = await cloudProvider.findOrphans(token, {
    ...{ urnsOf: () => [], urns: [], namesInState, knownIds: [] },
  });
  const all = [...objects.filter(({ name }) => isVerifyName(name)), ...marked];
  return [...new Map(all.map(({ id, name }) => [id, { id, name }])).values()];
}

/** Deletes an object as the resource that created it would, including what was created with it. */
async function remove(
  cloudProvider: CloudProvider,
  { token, name, adoptInput = "adopt" }: ResourceDefinition,
  id: string,
) {
  const found = await cloudProvider.read(token, id, {});
  if (found === undefined) {
    return;
  }
  const observed = Object.fromEntries(Object.entries(found.inputs).filter(([key]) => key !== adoptInput));
  const inputs: Json = name === undefined ? observed : { [name.input]: verifyName("server"), ...observed };
  const outputs = (await unfinished(cloudProvider, token, id, inputs)) ?? found.outputs;
  await cloudProvider.delete(token, id, outputs);
}

/** Completes an interrupted create as the next `pulumi up` would, and returns its outputs. */
async function unfinished(cloudProvider: CloudProvider, token: string, id: string, inputs: Json) {
  const interrupted = await cloudProvider
    .findInterruptedCreate(token, { inputs, known: [], adoptId: id })
    .catch(() => undefined);
  if (interrupted?.is !== "found") {
    return undefined;
  }
  try {
    return (await cloudProvider.update(token, id, interrupted.outputs, inputs)).outputs;
  } catch (error) {
    return error instanceof IncompleteError ? error.outputs : interrupted.outputs;
  }
}
