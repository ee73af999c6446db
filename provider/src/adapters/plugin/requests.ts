import type { CheckRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import { hasUnknown, type Json } from "../../engine/definition/values.ts";
import type { Naming } from "../../engine/plan/check.ts";
import { incoming } from "../encoding.ts";
import { MalformedError } from "./errors.ts";
import type { LogMessage } from "./log.ts";
import { bareRecord, normalRecord, sealedTexts } from "./properties.ts";
import { fromStruct, type Struct } from "./struct.ts";

/** Parses Pulumi's requests about resources into the engine's terms. */

/** The resource that a request is about, and its CloudProvider. */
export interface Target {
  token: string;
  cloudProvider: CloudProvider;
  definition: ResourceDefinition;
  call: { reporter: LogMessage; limitSeconds: number | undefined };
}

/** What all requests about resources have in common. */
export interface ResourceRequest {
  getUrn(): string;
  getType(): string;
}

/** Properties as received, with secrets marked, and as our engine uses them. */
export interface Properties {
  encoded: Json;
  plain: Json;
}

const TYPE = /^indiecloud:([a-z0-9]+:[A-Za-z0-9]+)$/;

/** The token of a request's resource: `indiecloud:lunanode:Vm` -> `lunanode:Vm` */
export function tokenOf(request: ResourceRequest): string {
  const type = request.getType() || typeIn(request.getUrn());
  const token = TYPE.exec(type)?.[1];
  if (token === undefined) {
    throw new MalformedError(`"${type}" is not an indiecloud resource type, such as indiecloud:lunanode:Vm.`);
  }
  return token;
}

/** The type in a URN, without the types of its parents. */
const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

export function idOf(request: { getId(): string }): string {
  const id = request.getId();
  if (id === "") {
    throw new MalformedError("The request has no ID.");
  }
  return id;
}

export function propertiesOf(struct: Struct | undefined): Properties {
  const encoded = incoming(normalRecord(fromStruct(struct)));
  return { encoded, plain: bareRecord(encoded) };
}

/** Outside of previews Pulumi leaves out unknown values; sending one to a cloud would be worse than failing. */
export function requireKnown(inputs: Json): Json {
  const unknown = Object.keys(inputs).filter((key) => hasUnknown(inputs[key]));
  if (unknown.length > 0) {
    throw new MalformedError(`${unknown.join(", ")}: the value is not known yet.`);
  }
  return inputs;
}

export function namingOf(request: CheckRequest): Naming | undefined {
  const { DISABLE, ENFORCE } = messages.CheckRequest.AutonamingOptions.Mode;
  const options = request.getAutonaming();
  const name = options?.getProposedName() ?? "";
  if (options?.getMode() === DISABLE) {
    return { is: "refuse" };
  }
  return name === "" ? undefined : { is: options?.getMode() === ENFORCE ? "enforce" : "propose", name };
}

/** The call's context, with the values that the program marked as secrets. */
export const callWithSecrets = (
  { call }: Target,
  ...sources: readonly Properties[]
): Target["call"] & { secrets: string[] } => ({
  ...call,
  secrets: sources.flatMap(({ encoded }) => sealedTexts(encoded)),
});
