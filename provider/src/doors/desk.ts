import type { CloudDefinition } from "../engine/cloud.ts";
import { ConfigError } from "../engine/config.ts";
import type { Core } from "../engine/core.ts";
import { functionsOf } from "../engine/functions.ts";
import { isListed } from "../engine/objects.ts";
import { messageOf } from "../engine/problems.ts";
import { recordsFolder } from "./cache-folder.ts";
import type { Cores } from "./cores.ts";
import type { CloudFacts, Credentials, Desk, FoundObject, Interrupted, Left, ResourceFacts } from "./desk-types.ts";
import { outgoing } from "./dynamic/wire.ts";
import { invoke } from "./invoke.ts";
import { concealing, incoming } from "./wire.ts";

/** The provider as the `indiecloud` command asks it. */
export function openDesk(cores: Cores, clouds: readonly string[]): Desk {
  const core = (token: string, account: unknown) => cores.of(token.split(":")[0] ?? "", account);
  return {
    clouds,
    facts: async (cloud) => factsOf(await cores.surroundings.load(cloud)),
    credentials: async (cloud, account) => credentials(cores, cloud, account),
    reach: async (cloud, account) => {
      const endpoint = await core(cloud, account).endpoint(cloud);
      const { reach } = await import("../http/reach.ts");
      return { endpoint, ...(await reach(new URL(endpoint))) };
    },
    wrongSettings: (cloud, account) => core(cloud, account).wrongSettings(cloud),
    list: async (token, by, account) => {
      const { objects, failures } = await core(token, account).list(token, by);
      if (failures.length > 0) {
        throw new Error(`${token}: ${failures.map(({ reason }) => reason).join("; ")}`);
      }
      return objects;
    },
    read: (token, id, account) => read(core(token, account), token, id),
    left: (token, interrupted, account) => left(core(token, account), token, interrupted),
    strays: (token, belongings, account) => core(token, account).strays(token, belongings),
    charges: (cloud, account) => core(cloud, account).charges(cloud),
    lockHolder: async (lock) => {
      const { lockHolder } = await import("./run-records.ts");
      return lockHolder(lock, { folder: recordsFolder(cores.surroundings.env) });
    },
    invoke: (token, args, account) => invoke(cores, token, incoming(args), account),
  };
}

async function credentials(cores: Cores, cloud: string, account: unknown): Promise<Credentials> {
  const core = cores.of(cloud, account);
  try {
    const { from } = core.settings(await core.cloud(cloud));
    await core.endpoint(cloud);
    return { are: "whole", from };
  } catch (error) {
    const isMissing = error instanceof ConfigError && !error.begun;
    return { are: isMissing ? "missing" : "broken", message: messageOf(error) };
  }
}

async function read(core: Core, token: string, id: string): Promise<FoundObject | undefined> {
  const found = await core.read(token, id, {});
  if (found === undefined) {
    return undefined;
  }
  const definition = await core.definition(token);
  const { inputs, outputs } = found;
  const conceal = concealing(definition, core.discretionOf(definition, [outputs]), {});
  const secrets = [inputs, outputs].flatMap((each) => Object.keys(each).filter(conceal(each)));
  return { ...found, secrets: [...new Set(secrets)] };
}

async function left(core: Core, token: string, { inputs, ...more }: Interrupted): Promise<Left> {
  const asked = incoming(inputs);
  const found = await core.left(token, { inputs: asked, ...more });
  const definition = await core.definition(token);
  const discretion = core.discretionOf(definition, [asked]);
  return found.is === "found"
    ? { ...found, outputs: outgoing(found.outputs, concealing(definition, discretion, asked)) }
    : discretion.value(found);
}

const factsOf = (cloud: CloudDefinition): CloudFacts => ({
  name: cloud.name,
  title: cloud.title,
  resources: cloud.resources.filter(isListed).map(
    (definition): ResourceFacts => ({
      token: definition.token,
      noun: definition.noun,
      exampleId: definition.id.example,
      listNeeds: Object.entries(definition.listBy ?? {}).flatMap(([key, by]) => (by === "required" ? [key] : [])),
      takingInput: definition.takes ?? "adopt",
      nameInput: definition.name?.input,
      inputs: Object.keys(definition.inputs),
      isCharged: definition.isCharged === true,
    }),
  ),
  server: cloud.lookups?.server.token,
  functions: functionsOf(cloud).map(({ token }) => token),
  settings: Object.entries(cloud.settings).map(([key, { secret }]) => ({ key, isSecret: secret === true })),
  env: Object.values(cloud.settings).flatMap(({ credential, env }) => (credential === true ? env : [])),
});
