import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { isRecord, type Json } from "../engine/values.ts";

/** The calls of Pulumi's engine to a provider, in the form of the wire. */
export interface Calls {
  check(olds: Json, news: Json): Promise<{ inputs: Json; failures: readonly { property: string; reason: string }[] }>;
  /** `changes` undefined: the engine is to find out. */
  diff(id: string, olds: Json, news: Json): Promise<DiffAnswer>;
  create(inputs: Json): Promise<{ id: string; outs: Json }>;
  read(id: string, props: Json): Promise<{ id: string; props: Json; inputs?: Json }>;
  update(id: string, olds: Json, news: Json): Promise<{ outs: Json }>;
  delete(id: string, props: Json): Promise<void>;
  /** `update` in a preview, where a provider can tell what will come of it. */
  foresee?(id: string, olds: Json, news: Json): Promise<{ outs: Json }>;
}

/** `detailed`: the properties that differ, where a provider tells them. */
export type DiffAnswer = dynamic.DiffResult & { detailed?: readonly string[] };

/** What the server sends for an error that carries an id. */
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

/** Without the marks of secrets: the dynamic server does not accept them, so the engine sends plain values. */
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

/** What the dynamic server turns properties into: throws on `undefined`, `BigInt` and functions. */
export const struct = (value: Json): InstanceType<typeof structs.Struct> =>
  Reflect.apply(structs.Struct.fromJavaScript, structs.Struct, [value]);

const wire = (value: Json): Json => struct(value).toJavaScript();

/** A provider as the dynamic server would call it, `__provider` and all, but in this process. */
export function within(provider: dynamic.ResourceProvider<Json, Json>): Calls {
  const missing = () => Promise.reject(new Error("not offered"));
  const adding = (result: Json | undefined, from: Json): Json =>
    wire(Object.assign(result ?? {}, { __provider: from.__provider }));
  const failing = (error: unknown): never => {
    if (isRecord(error) && typeof error.id === "string" && isRecord(error.properties) && Array.isArray(error.reasons)) {
      throw new InitFailed(error.id, wire(error.properties), error.reasons.map(String));
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

/** What Pulumi keeps of a resource. */
export interface State {
  id: string;
  inputs: Json;
  outputs: Json;
  initErrors: readonly string[];
}

type Operation = "same" | "create" | "update" | "replace" | "delete-replace" | "delete";

/**
 * Pulumi's engine for one resource, as far as it concerns a provider: which calls it makes, how it compares
 * where the provider leaves that to it, and what the state keeps. After `step_generator.go` and `step.go` of 3.255.
 */
export class Engine {
  state: State | undefined;
  private readonly start: () => Calls;
  private readonly replaceOnChanges: readonly string[];

  /** `start`: a provider process, of which every command has its own. */
  constructor(start: () => Calls, replaceOnChanges: readonly string[] = []) {
    this.start = start;
    this.replaceOnChanges = replaceOnChanges;
  }

  get outputs(): Json {
    return bareRecord(this.state?.outputs ?? {});
  }

  get inputs(): Json {
    return bareRecord(this.state?.inputs ?? {});
  }

  /** As after the death of the provider: Pulumi keeps no trace of what was made. */
  forget(): void {
    this.state = undefined;
  }

  /** What `pulumi preview` would do, the inputs that it would show, and the outputs of an update as they are foretold. */
  async preview(program: Json): Promise<{ op: Operation; inputs: Json; outputs: Json | undefined }> {
    const calls = this.start();
    const { op, inputs } = await this.plan(calls, program);
    const foretold =
      op === "update" ? await calls.foresee?.(this.state?.id ?? "", this.outputs, bareRecord(inputs)) : undefined;
    return { op, inputs, outputs: foretold && bareRecord(foretold.outs) };
  }

  async up(program: Json): Promise<Operation> {
    const calls = this.start();
    const { op, inputs } = await this.plan(calls, program);
    const old = this.state;
    const outputs = this.outputs;
    if (old === undefined || op === "create") {
      await this.make(calls, inputs);
    } else if (op === "replace") {
      await this.make(calls, inputs);
      await calls.delete(old.id, outputs);
    } else if (op === "delete-replace") {
      await calls.delete(old.id, outputs);
      await this.make(calls, inputs);
    } else if (op === "update") {
      await this.keep(inputs, async () => ({
        id: old.id,
        ...(await calls.update(old.id, outputs, bareRecord(inputs))),
      }));
    } else {
      // What was there stays, but for the inputs.
      this.state = { ...old, inputs };
    }
    return op;
  }

  /** Reads, then compares the other way round: the inputs that the state had are the new ones. */
  async refresh(): Promise<Operation> {
    const old = this.state;
    if (old === undefined) {
      return "same";
    }
    const calls = this.start();
    const before = this.inputs;
    const { id, props, inputs = old.inputs } = await calls.read(old.id, this.outputs);
    if (id === "") {
      this.state = undefined;
      return "delete";
    }
    this.state = { id, inputs, outputs: props, initErrors: [] };
    return (await this.compare(calls, id, this.inputs, before)).changed ? "update" : "same";
  }

  /** As `pulumi import`: reads with nothing but an id; then what a preview of the inputs that came would do. */
  async import(id: string): Promise<Operation> {
    const found = await this.start().read(id, {});
    this.state = { id: found.id, inputs: found.inputs ?? {}, outputs: found.props, initErrors: [] };
    return (await this.plan(this.start(), this.inputs)).op;
  }

  async destroy(): Promise<void> {
    if (this.state !== undefined) {
      await this.start().delete(this.state.id, this.outputs);
      this.state = undefined;
    }
  }

  private async plan(calls: Calls, program: Json): Promise<{ op: Operation; inputs: Json }> {
    const inputs = await checked(calls, this.inputs, program);
    const old = this.state;
    if (old === undefined) {
      return { op: "create", inputs };
    }
    const { changed, replaces, first } = await this.compare(calls, old.id, this.inputs, inputs);
    if (changed && replaces.length > 0) {
      return { op: first ? "delete-replace" : "replace", inputs: await checked(calls, {}, program) };
    }
    return { op: changed || old.initErrors.length > 0 ? "update" : "same", inputs };
  }

  /** `first`: delete before replace. */
  private async compare(calls: Calls, id: string, oldInputs: Json, news: Json) {
    const diff = await calls.diff(id, this.outputs, bareRecord(news));
    const { changes, replaces = [], deleteBeforeReplace = false, detailed } = diff;
    const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
    const differing = keys.filter((key) => !isDeepStrictEqual(oldInputs[key], bare(news[key])));
    const told = detailed ?? (changes === undefined ? differing : []);
    const asked = told.filter((key) => this.replaceOnChanges.includes(key));
    return { changed: changes ?? differing.length > 0, replaces: [...replaces, ...asked], first: deleteBeforeReplace };
  }

  private make(calls: Calls, inputs: Json): Promise<void> {
    this.state = undefined;
    return this.keep(inputs, () => calls.create(bareRecord(inputs)));
  }

  /** A failure with an id is kept in the state and told; one without leaves the state as it was. */
  private async keep(inputs: Json, call: () => Promise<{ id: string; outs: Json }>): Promise<void> {
    try {
      const { id, outs } = await call();
      this.state = { id, inputs, outputs: outs, initErrors: [] };
    } catch (error) {
      if (error instanceof InitFailed) {
        this.state = { id: error.id, inputs, outputs: error.properties, initErrors: error.reasons };
      }
      throw error;
    }
  }
}

async function checked(calls: Calls, olds: Json, program: Json): Promise<Json> {
  const { inputs, failures } = await calls.check(olds, program);
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return inputs;
}
