import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import type { At } from "../../engine/definition/view.ts";
import { plural } from "../../engine/definition/words.ts";
import { messageOf, RefusedError } from "../../engine/errors.ts";
import { isListed } from "../../engine/observe/objects.ts";
import type { VerifyRead } from "../query-types.ts";

/** Maximum number of objects of each kind that are read one by one. */
const SAMPLE = 10;

interface Reading {
  cloud: CloudDefinition;
  cloudProvider: CloudProvider;
  api: unknown;
}

/** Runs all reads of the provider, on as few objects as necessary. If one fails, the others still run. */
export async function readEverything({ cloud, cloudProvider, api }: Reading): Promise<VerifyRead[]> {
  const outcomes: VerifyRead[] = [];
  const attempt = async <T>(what: string, read: () => Promise<readonly T[] | undefined>): Promise<readonly T[]> => {
    try {
      const found = await read();
      outcomes.push({ what, is: "read", ...(found === undefined ? {} : { count: found.length }) });
      return found ?? [];
    } catch (error) {
      outcomes.push({ what, is: error instanceof RefusedError ? "left out" : "failed", message: messageOf(error) });
      return [];
    }
  };
  const server = cloud.lookups?.server;
  const ordered = [...cloud.resources].sort((a, b) => Number(b === server) - Number(a === server));
  let servers: readonly At[] = [];
  for (const definition of ordered.filter(isListed)) {
    const objects: At[] = [];
    for (const query of queriesOf(definition, servers)) {
      const listed = await attempt(plural(definition.noun), async () => {
        const { objects: all, failures } = await cloudProvider.list(definition.token, query);
        if (failures.length > 0) {
          throw new RefusedError(failures.map(({ reason }) => reason).join("; "));
        }
        return all;
      });
      objects.push(...listed.map(({ id }) => placed(definition, id, api)));
    }
    servers = definition === server ? objects : servers;
    await readViews(definition, objects.slice(0, SAMPLE), api, attempt);
  }
  const own = server?.scope({}, api) ?? "";
  const scopes = [...new Set([own, ...servers.map(({ scope }) => scope)])].slice(0, SAMPLE);
  for (const catalog of Object.values(cloud.catalogs)) {
    for (const scope of catalog.allScopes === true ? [own] : scopes) {
      await attempt(plural(catalog.noun), () => catalog.list(api, scope));
    }
  }
  for (const { noun, list } of cloud.charges ?? []) {
    await attempt(`charged ${plural(noun)}`, () => list(api));
  }
  return outcomes;
}

/** Inputs of a list. If one is required, it is the key of a server. */
function queriesOf({ listBy = {} }: ResourceDefinition, servers: readonly At[]): Record<string, unknown>[] {
  const [required] = Object.entries(listBy).flatMap(([key, by]) => (by === "required" ? [key] : []));
  return required === undefined ? [{}] : servers.slice(0, SAMPLE).map(({ key }) => ({ [required]: key }));
}

const placed = (definition: ResourceDefinition, id: string, api: unknown): At => {
  const { scope = definition.scope({}, api), key } = definition.id.parse(id);
  return { scope, key };
};

/** Reads the other views of objects: their lists, and a few objects one by one. */
async function readViews(
  definition: ResourceDefinition,
  objects: readonly At[],
  api: unknown,
  attempt: (what: string, read: () => Promise<readonly unknown[] | undefined>) => Promise<unknown>,
): Promise<void> {
  for (const [index, [name, view]] of Object.entries(definition.views).entries()) {
    const { list, ids, one } = view;
    if (index > 0 && ids !== undefined) {
      for (const scope of new Set(objects.map((at) => at.scope))) {
        await attempt(`${name} of ${plural(definition.noun)}`, () => ids(api, scope));
      }
    }
    if (index > 0 && list !== undefined) {
      for (const scope of new Set(objects.map((at) => at.scope))) {
        await attempt(`${name} of ${plural(definition.noun)}`, () => list(api, scope));
      }
    }
    if (one !== undefined) {
      for (const at of objects) {
        await attempt(`${definition.noun} (${name})`, async () => {
          await one(api, at);
          return undefined;
        });
      }
    }
  }
}
