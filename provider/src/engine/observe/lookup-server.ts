import { z } from "zod";
import type { CloudDefinition, Lookups } from "../definition/cloud.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { defined, type Json } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";
import { outputsFrom, plainOutputs } from "../state/state.ts";
import { byName } from "./by-name.ts";
import {
  type Arguments,
  argumentsType,
  type LookupFunction,
  parameter,
  placeInputs,
  regionInput,
  whereOf,
} from "./lookup.ts";
import { type ObservedObject, observedScope } from "./objects.ts";
import { observe, readInput } from "./observe.ts";
import type { ReadSession } from "./read-session.ts";

/** The function that finds a server. */

/** The fields that a view shows, without secrets: the result of a function is not a secret. */
const readableInputs = ({ inputs }: ResourceDefinition) =>
  Object.entries(inputs).filter(([, { read, secret }]) => read !== undefined && secret !== true);
const readableOutputs = ({ outputs }: ResourceDefinition) =>
  Object.entries(outputs).filter(([, { from, secret }]) => from !== undefined && secret !== true);

export function serverFunction({ name, title }: CloudDefinition, lookups: Lookups): LookupFunction {
  const { server } = lookups;
  const [, resource = ""] = server.token.split(":");
  const [first] = Object.values(server.views);
  const reason = "set exactly one of name and id";
  return {
    token: `${name}:get${resource}`,
    resource,
    description: `Looks up an existing ${title} ${server.noun} by name or ID, as the cloud shows it now. References, such as to a plan or an image, may be IDs. Fails if there is none, or if several have the name.`,
    inputs: {
      ...parameter("name", "Its exact name. Set exactly one of `name` and `id`."),
      ...parameter("id", `Its ID, such as \`${server.id.example}\`, or the ID in the cloud's panel.`),
      ...placeInputs(lookups, first?.allScopes === true ? "If absent, all regions." : undefined),
    },
    outputs: {
      id: { type: z.string(), description: "ID, as accepted by `adopt` and `import`.", always: true },
      ...Object.fromEntries(
        [...readableInputs(server), ...readableOutputs(server)].map(([key, { type, description }]) => [
          key,
          { type, description },
        ]),
      ),
    },
    validate: (args) => ((args.name === undefined) === (args.id === undefined) ? [{ property: "name", reason }] : []),
    run: async (session, args) => {
      const { at, observed } = await findServer(session, lookups, argumentsType.parse(args));
      const inputs = readableInputs(server).map(([key]) => [key, readInput(server, observed, key, undefined)] as const);
      const outputs = outputsFrom(server, observed, {});
      const telling = readableOutputs(server).map(([key]) => [key, outputs[key]] as const);
      return plainOutputs(defined({ ...Object.fromEntries([...inputs, ...telling]), id: server.id.format(at) }));
    },
  };
}

async function findServer(session: ReadSession, lookups: Lookups, args: Arguments): Promise<ObservedObject> {
  return args.id === undefined
    ? findByName(session, lookups, args.name ?? "", args)
    : byId(session, lookups, args.id, args);
}

async function byId(session: ReadSession, lookups: Lookups, id: string, args: Arguments): Promise<ObservedObject> {
  const { server } = lookups;
  const { key, scope } = server.id.parse(id);
  const from = { key, scope: scope ?? (await whereOf(session, lookups, args)).scope };
  const seen = await observe(session, server, from, { inputs: [], everyView: true, freshness: "cached" });
  if (seen.is === "gone") {
    throw new RefusedError(
      `There is no ${session.cloud} ${server.noun} ${id} in this account. Check the ID and the credentials.`,
    );
  }
  const { observed } = seen;
  // The cloud's own ID does not identify the scope; the response does.
  return { at: { key, scope: scope ?? observedScope(session, server, observed, projectIn(args)) }, observed };
}

/** Reads one list, and then the views of the matching object that the list does not include. */
async function findByName(
  session: ReadSession,
  lookups: Lookups,
  name: string,
  args: Arguments,
): Promise<ObservedObject> {
  const { server } = lookups;
  const { scope, region } = await whereOf(session, lookups, args);
  let { at, observed } = await byName(session, server, name, {
    scope: region === undefined ? undefined : scope,
    given: projectIn(args),
    // For clouds whose scopes are wider than regions.
    fits: (row) =>
      region === undefined || region === (readInput(server, row, regionInput(lookups), undefined) ?? region),
  });
  for (const view of Object.keys(server.views)) {
    observed =
      view in observed
        ? observed
        : { ...observed, ...(await session.observer.view(server, view, at, "cached")).observed };
  }
  return { at, observed };
}

const projectIn = ({ project }: Arguments): Json => defined({ project });
