import { z } from "zod";
import type { Lookups, Parameter, ResultField } from "../definition/cloud.ts";
import { quoted } from "../definition/secrecy.ts";
import type { CheckFailure } from "../definition/shape.ts";
import type { Json } from "../definition/values.ts";
import { RefusedError } from "../errors.ts";
import { entryIn } from "./catalogs.ts";
import type { ReadSession } from "./read-session.ts";
import { describeEntry, unresolvedMessage } from "./references.ts";

/** What the lookup functions of a cloud have in common: their form, their arguments and their scope. */

export interface LookupFunction {
  /** `lunanode:getPlans` */
  token: string;
  /** The resource that it looks up. Undefined: its result has the same types for every cloud. */
  resource?: string;
  description: string;
  /** Absent: no input is required. */
  required?: readonly string[];
  inputs: Readonly<Record<string, Parameter>>;
  outputs: Readonly<Record<string, ResultField>>;
  validate?(args: Json): readonly CheckFailure[];
  run(session: ReadSession, args: Json): Promise<Json>;
}

/** All arguments; a function has some of them. */
export const argumentsType = z.object({
  project: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
  minVcpus: z.number().min(0).optional(),
  minMemoryMb: z.number().min(0).optional(),
  os: z.string().min(1).optional(),
  prices: z.boolean().optional(),
});
export type Arguments = z.infer<typeof argumentsType>;

export const parameter = (key: keyof Arguments, description: string): Readonly<Record<string, Parameter>> => ({
  [key]: { type: argumentsType.shape[key], description },
});

export const regionInput = ({ region = "region" }: Lookups): string => region;

/** The catalog of an input of the server. */
export const kindBehind = (lookups: Lookups, input: "plan" | "image" | "region"): string | undefined =>
  lookups.server.inputs[lookups[input] ?? input]?.catalog;

/**
 * The arguments for the scope, as the server's inputs have it. `everywhere`: what an absent region means, if not one region.
 */
export function placeInputs(lookups: Lookups, everywhere: string | undefined): Readonly<Record<string, Parameter>> {
  const { inputs } = lookups.server;
  const input = inputs[regionInput(lookups)];
  const one = input?.default === undefined ? "the configuration's" : `\`${input.default}\``;
  const absent = everywhere ?? `If absent, ${input?.required === true ? "all regions" : one}.`;
  return {
    ...(inputs.project === undefined ? {} : parameter("project", "Project. If absent, the configuration's.")),
    ...(input === undefined
      ? {}
      : parameter("region", `Region, by ID or name, as returned by \`getRegions\`. ${absent}`)),
  };
}

interface Where {
  /** The scope that a server with these arguments would have. */
  scope: string;
  /** The ID of the named region. */
  region?: string;
}

export async function whereOf(session: ReadSession, lookups: Lookups, args: Arguments): Promise<Where> {
  const { server } = lookups;
  const { project, region: text } = args;
  const around = server.scope({ project }, session.api);
  if (text === undefined) {
    return { scope: around };
  }
  const kind = kindBehind(lookups, "region");
  const region = kind === undefined ? text : await idOf(session, kind, around, text);
  return { scope: server.scope({ project, [regionInput(lookups)]: region }, session.api), region };
}

async function idOf(session: ReadSession, kind: string, scope: string, text: string): Promise<string> {
  const resolution = await session.catalogs.resolve(kind, scope, text);
  const reason = unresolvedMessage(resolution, quoted(text), describeEntry(session, kind, ""));
  if (reason !== undefined) {
    throw new RefusedError(`region: ${reason}`);
  }
  return entryIn(resolution)?.id ?? text;
}
