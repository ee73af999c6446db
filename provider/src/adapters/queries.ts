import type { CloudProvider } from "../engine/cloud-provider.ts";
import type { CloudDefinition } from "../engine/definition/cloud.ts";
import { ConfigError } from "../engine/definition/config.ts";
import type { ResourceDefinition } from "../engine/definition/definition.ts";
import { messageOf } from "../engine/errors.ts";
import { functionsOf } from "../engine/observe/functions.ts";
import { isListed } from "../engine/observe/objects.ts";
import { recordsFolder } from "./cache-folder.ts";
import { type CloudProviderPool, parseIfText } from "./cloud-provider-pool.ts";
import { outgoing } from "./dynamic/encoding.ts";
import { concealing, incoming } from "./encoding.ts";
import { invoke } from "./invoke.ts";
import type {
  CloudFacts,
  Credentials,
  FoundObject,
  ImportedObject,
  InterruptedCreate,
  InterruptedCreateQuery,
  ListedObject,
  Properties,
  ProviderQueries,
  ResourceFacts,
} from "./query-types.ts";

/** The provider as the `indiecloud` command uses it. */
export function openQueries(pool: CloudProviderPool, clouds: readonly string[]): ProviderQueries {
  const cloudProvider = (token: string, account: unknown) => pool.of(token.split(":")[0] ?? "", account);
  return {
    clouds,
    facts: async (cloud) => factsOf(await pool.environment.load(cloud)),
    credentials: async (cloud, account) => credentials(pool, cloud, account),
    reach: async (cloud, account) => {
      const endpoint = await cloudProvider(cloud, account).endpoint(cloud);
      const { reach } = await import("../http/reach.ts");
      return { endpoint, ...(await reach(new URL(endpoint))) };
    },
    wrongSettings: (cloud, account) => cloudProvider(cloud, account).wrongSettings(cloud),
    checkRights: (cloud, tokens, account) => cloudProvider(cloud, account).checkRights(cloud, tokens),
    list: (token, by, account) => list(cloudProvider(token, account), token, by),
    readTogether: async (objects, account) => {
      const [cloud = ""] = objects[0]?.token.split(":") ?? [];
      return readTogether(cloudProvider(cloud, account), cloud, objects);
    },
    read: (token, id, account) => read(cloudProvider(token, account), token, id),
    findInterruptedCreate: (token, interrupted, account) =>
      findInterruptedCreate(cloudProvider(token, account), token, interrupted),
    findOrphans: (token, stackIdentity, account) => cloudProvider(token, account).findOrphans(token, stackIdentity),
    charges: (cloud, account) => cloudProvider(cloud, account).charges(cloud),
    lockHolder: async (lock) => {
      const { lockHolder } = await import("./run-records.ts");
      return lockHolder(lock, { folder: recordsFolder(pool.environment.env) });
    },
    invoke: (token, args, account) => invoke(pool, token, incoming(args), account),
    estimateCosts: async (resources, hasPreview) => {
      const { estimateCosts } = await import("./costs.ts");
      return estimateCosts(cloudProvider, resources, hasPreview);
    },
    verify: async (cloud, account) => {
      const { openVerifying } = await import("./verify/verifying.ts");
      return openVerifying(pool.environment, cloud, parseIfText(account));
    },
  };
}

async function credentials(pool: CloudProviderPool, cloud: string, account: unknown): Promise<Credentials> {
  const cloudProvider = pool.of(cloud, account);
  try {
    const { from } = cloudProvider.settings(await cloudProvider.cloud(cloud));
    await cloudProvider.endpoint(cloud);
    return { are: "whole", from };
  } catch (error) {
    const isMissing = error instanceof ConfigError && !error.begun;
    return { are: isMissing ? "missing" : "broken", message: messageOf(error) };
  }
}

async function list(cloudProvider: CloudProvider, token: string, by: Properties): Promise<readonly ListedObject[]> {
  const [name = ""] = token.split(":");
  const cloud = await cloudProvider.cloud(name);
  const definition = await cloudProvider.definition(token);
  for (const key of listNeeds(definition)) {
    const owners = by[key] === undefined ? ownersIn(cloud, definition, key) : undefined;
    if (owners !== undefined) {
      const objects = await list(cloudProvider, owners.token, {});
      return (await Promise.all(objects.map(({ id }) => list(cloudProvider, token, { ...by, [key]: id })))).flat();
    }
  }
  const { objects, failures } = await cloudProvider.list(token, by);
  if (failures.length > 0) {
    throw new Error(`${token}: ${failures.map(({ reason }) => reason).join("; ")}`);
  }
  return objects;
}

/** The inputs without which the objects of a resource cannot be listed. */
const listNeeds = ({ listBy = {} }: ResourceDefinition): string[] =>
  Object.entries(listBy).flatMap(([key, need]) => (need === "required" ? [key] : []));

/** The resource that an input names, such as the DNS zone of a record. */
function ownersIn({ catalogs, resources }: CloudDefinition, { inputs }: ResourceDefinition, key: string) {
  const noun = catalogs[inputs[key]?.catalog ?? ""]?.noun;
  return resources.find((each) => each.noun === noun);
}

/** Objects of one cloud as a program that declares all of them has them. */
async function readTogether(
  cloudProvider: CloudProvider,
  cloud: string,
  objects: readonly { token: string; id: string }[],
): Promise<readonly (ImportedObject | undefined)[]> {
  const found = await Promise.all(
    objects.map(async ({ token, id }) => {
      const state = await cloudProvider.read(token, id, {});
      return state === undefined ? undefined : { definition: await cloudProvider.definition(token), state };
    }),
  );
  const there = found.filter((one) => one !== undefined);
  const related = await cloudProvider.relate(cloud, there);
  return found.map((one) => {
    const imported = one === undefined ? undefined : related[there.indexOf(one)];
    return one === undefined || imported === undefined
      ? undefined
      : { ...imported, secrets: secretsIn(cloudProvider, one.definition, imported) };
  });
}

async function read(cloudProvider: CloudProvider, token: string, id: string): Promise<FoundObject | undefined> {
  const found = await cloudProvider.read(token, id, {});
  if (found === undefined) {
    return undefined;
  }
  return { ...found, secrets: secretsIn(cloudProvider, await cloudProvider.definition(token), found) };
}

/** The inputs and outputs that are secrets, or in which the cloud shows one. */
function secretsIn(
  cloudProvider: CloudProvider,
  definition: ResourceDefinition,
  { inputs, outputs }: Pick<FoundObject, "inputs" | "outputs">,
): string[] {
  const conceal = concealing(definition, cloudProvider.secretHidingOf(definition, [outputs]), {});
  const secrets = [inputs, outputs].flatMap((each) => Object.keys(each).filter(conceal(each)));
  return [...new Set(secrets)];
}

async function findInterruptedCreate(
  cloudProvider: CloudProvider,
  token: string,
  { inputs, ...more }: InterruptedCreateQuery,
): Promise<InterruptedCreate> {
  const query = incoming(inputs);
  const found = await cloudProvider.findInterruptedCreate(token, { inputs: query, ...more });
  const definition = await cloudProvider.definition(token);
  const hiding = cloudProvider.secretHidingOf(definition, [query]);
  return found.is === "found"
    ? { ...found, outputs: outgoing(found.outputs, concealing(definition, hiding, query)) }
    : hiding.value(found);
}

const factsOf = (cloud: CloudDefinition): CloudFacts => ({
  name: cloud.name,
  title: cloud.title,
  resources: cloud.resources.filter(isListed).map(
    (definition): ResourceFacts => ({
      token: definition.token,
      noun: definition.noun,
      exampleId: definition.id.example,
      listNeeds: listNeeds(definition).filter((key) => ownersIn(cloud, definition, key) === undefined),
      adoptInput: definition.adoptInput ?? "adopt",
      nameInput: definition.name?.input,
      inputs: Object.keys(definition.inputs),
      isCharged: definition.isCharged === true,
    }),
  ),
  server: cloud.lookups?.server.token,
  functions: functionsOf(cloud).map(({ token }) => token),
  settings: Object.entries(cloud.settings).map(([key, { secret }]) => ({ key, isSecret: secret === true })),
  env: Object.values(cloud.settings).flatMap(({ isCredential, env }) => (isCredential === true ? env : [])),
});
