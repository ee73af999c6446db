import type { dynamic } from "@pulumi/pulumi";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { isRecord, type Json } from "../engine/definition/values.ts";

/** The calls of Pulumi's engine to a provider, in their encoded form. */
export interface Calls {
  check(olds: Json, news: Json): Promise<{ inputs: Json; failures: readonly { property: string; reason: string }[] }>;
  /** `changes` undefined: the engine compares the inputs itself. */
  diff(id: string, olds: Json, news: Json, about?: About): Promise<DiffAnswer>;
  create(inputs: Json): Promise<{ id: string; outs: Json }>;
  read(id: string, props: Json): Promise<{ id: string; props: Json; inputs?: Json }>;
  update(id: string, olds: Json, news: Json, about?: About): Promise<{ outs: Json }>;
  delete(id: string, props: Json): Promise<void>;
  /** `update` in a preview, if the provider can predict the outputs. */
  foresee?(id: string, olds: Json, news: Json, about?: About): Promise<{ outs: Json }>;
}

/** What else a plugin learns about a change; the dynamic server passes on none of it. */
export interface About {
  oldInputs: Json;
  ignoreChanges: readonly string[];
}

/** `detailed`: the properties that differ, if the provider reports them. */
export type DiffAnswer = dynamic.DiffResult & { detailed?: readonly string[] };

/** What the server sends for an error that carries an ID. */
export class InitFailed extends Error {
  readonly id: string;
  readonly properties: Json;
  readonly reasons: readonly string[];
  constructor(id: string, properties: Json, reasons: readonly string[]) {
    super(reasons.join("; "));
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
  }
}

const SECRET = "4dabf18193072939515e22adb298388d";
export const isSecret = (value: unknown): boolean => isRecord(value) && SECRET in value;

/** Removes the marks of secrets: the dynamic server does not accept them, so the engine sends plain values. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (!isRecord(value)) {
    return value;
  }
  return isSecret(value) ? bare(value.value) : bareRecord(value);
}

export const bareRecord = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bare(each)]));

/** The encoding of the dynamic server: throws on `undefined`, `BigInt` and functions. */
export const struct = (value: Json): InstanceType<typeof structs.Struct> =>
  Reflect.apply(structs.Struct.fromJavaScript, structs.Struct, [value]);

const encode = (value: Json): Json => struct(value).toJavaScript();

/** A provider in this process, called as the dynamic server would call it, including `__provider`. */
export function within(provider: dynamic.ResourceProvider<Json, Json>): Calls {
  const missing = () => Promise.reject(new Error("not offered"));
  const adding = (result: Json | undefined, from: Json): Json =>
    encode(Object.assign(result ?? {}, { __provider: from.__provider }));
  const failing = (error: unknown): never => {
    if (isRecord(error) && typeof error.id === "string" && isRecord(error.properties) && Array.isArray(error.reasons)) {
      throw new InitFailed(error.id, encode(error.properties), error.reasons.map(String));
    }
    throw error;
  };
  return {
    check: async (olds, news) => {
      const { inputs = news, failures = [] } = (await provider.check?.(olds, news)) ?? {};
      return { inputs: adding(inputs, news), failures };
    },
    diff: (id, olds, news) => provider.diff?.(id, olds, news) ?? missing(),
    create: async (inputs) => {
      const { id, outs } = await provider.create(inputs).catch(failing);
      return { id, outs: adding(outs, inputs) };
    },
    read: async (id, props) => {
      const { id: now = "", props: outs, inputs } = (await provider.read?.(id, props)) ?? {};
      return {
        id: now,
        props: adding(outs, props),
        ...(inputs === undefined ? {} : { inputs: adding(inputs, props) }),
      };
    },
    update: async (id, olds, news) => {
      const { outs } = (await provider.update?.(id, olds, news).catch(failing)) ?? {};
      return { outs: adding(outs, news) };
    },
    delete: (id, props) => provider.delete?.(id, props) ?? missing(),
  };
}
