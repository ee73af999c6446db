import { z } from "zod";
import { CloudError, type CloudErrorDetails } from "../http/errors.ts";
import { ManualClock } from "../http/testing.ts";
import { CloudProvider } from "./cloud-provider.ts";
import type { Entry } from "./definition/catalog.ts";
import type { CloudDefinition } from "./definition/cloud.ts";
import { type Observed, type Phase, type ResourceDefinition, resourceKit } from "./definition/definition.ts";
import type { Json } from "./definition/values.ts";
import { readMetadata } from "./state/metadata.ts";

/** A cloud in memory, for tests of the engine: boxes that take time to build, change and go. */
export interface FakeVm {
  id: string;
  region: string;
  name: string;
  size: string;
  image: string;
  disk: number;
  power: "on" | "off";
  groups: readonly string[];
  keys: readonly string[];
  /** Cannot be read back. */
  note: string;
  restarts: number;
  state: "building" | "active" | "changing" | "broken" | "deleted";
}

type Row = Pick<FakeVm, "id" | "region" | "name" | "size" | "disk" | "power" | "state">;
type Detail = Pick<FakeVm, "image" | "groups">;

interface Views {
  row: Row;
  detail: Detail;
}

/** Seconds. */
const TIMES = { build: 20, change: 8, delete: 5 };

/** What goes wrong with one call. `notBefore`: it is carried out, and the answer is lost. */
export interface Fault {
  when: "before" | "after";
  error: Error;
}

export const cloudError = (operation: string, details: Partial<CloudErrorDetails> = {}): CloudError =>
  new CloudError({
    kind: "unavailable",
    cloud: "Fake",
    call: operation,
    effect: "unknown",
    words: "out of order",
    nextStep: "Try again later.",
    ...details,
  });

export class FakeApi {
  readonly vms = new Map<string, FakeVm>();
  /** Every call by name, in order. */
  readonly calls: string[] = [];
  /** Asked before every call, with its number from 0 on. */
  fault: (name: string, index: number) => Fault | undefined = () => undefined;
  /** Of the account that was opened last: aborted once Pulumi has asked to stop. */
  signal: AbortSignal | undefined;
  /** What new builds come to. */
  outcome: "active" | "broken" | "building" = "active";
  /** Whether a size is changed at all; a cloud may say yes and do nothing. */
  resizes = true;
  /** Lists show the world of this many seconds ago. */
  lag = 0;
  /** Lists of choices, by kind. */
  readonly entries: Record<string, readonly Entry[]> = {
    regions: [
      { id: "r1", name: "Region One" },
      { id: "r2", name: "Region Two" },
    ],
    sizes: [
      { id: "11", name: "small" },
      { id: "12", name: "large" },
    ],
    images: [
      { id: "i1", name: "Debian 12", scope: "r1" },
      { id: "i2", name: "Debian 13", scope: "r1" },
      { id: "i3", name: "Debian 12", scope: "r2" },
    ],
    groups: [
      { id: "g1", name: "web" },
      { id: "g2", name: "db" },
      { id: "g3", name: "mail" },
    ],
    keys: [
      { id: "k1", name: "anna" },
      { id: "k2", name: "bert" },
    ],
  };
  private readonly clock: ManualClock;
  private due: { at: number; id: string; set: Partial<FakeVm> }[] = [];
  private history: { at: number; vms: FakeVm[] }[] = [];
  private created = 0;

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  count(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  /** The boxes as they stand now. */
  get all(): FakeVm[] {
    this.settle();
    return [...this.vms.values()];
  }

  get only(): FakeVm {
    const [vm, ...others] = this.all;
    if (vm === undefined || others.length > 0) {
      throw new Error(`expected one box, found ${this.all.length}`);
    }
    return vm;
  }

  async call<T>(name: string, act: () => T): Promise<T> {
    const index = this.calls.length;
    this.calls.push(name);
    const fault = this.fault(name, index);
    await Promise.resolve();
    if (fault?.when === "before") {
      throw fault.error;
    }
    const result = act();
    if (fault !== undefined) {
      throw fault.error;
    }
    return result;
  }

  create(vm: Omit<FakeVm, "id" | "state" | "restarts" | "power">): Promise<string> {
    return this.call("create", () => {
      this.created += 1;
      const id = `b${this.created}`;
      this.put({ ...vm, id, state: "building", restarts: 0, power: "on" });
      if (this.outcome !== "building") {
        this.later(TIMES.build, id, { state: this.outcome });
      }
      return id;
    });
  }

  list(region: string | undefined): Promise<FakeVm[]> {
    return this.call("list", () => {
      const at = this.clock.now() - this.lag * 1000;
      const now = this.all;
      const vms = this.lag === 0 ? now : (this.history.findLast((moment) => moment.at <= at)?.vms ?? []);
      return vms.filter((vm) => region === undefined || vm.region === region);
    });
  }

  get(id: string): Promise<FakeVm> {
    return this.call("get", () => this.find(id, "get"));
  }

  change(name: string, id: string, set: (vm: FakeVm) => Partial<FakeVm>): Promise<void> {
    return this.call(name, () => {
      const vm = this.find(id, name);
      if (name === "resize" && !this.resizes) {
        return;
      }
      if (name === "rename" || name === "note" || name === "restart") {
        this.put({ ...vm, ...set(vm) });
      } else {
        this.put({ ...vm, state: "changing" });
        this.later(TIMES.change, id, { ...set(vm), state: "active" });
      }
    });
  }

  delete(id: string): Promise<void> {
    return this.call("delete", () => {
      this.put({ ...this.find(id, "delete"), state: "changing" });
      this.later(TIMES.delete, id, { state: "deleted" });
    });
  }

  choices(kind: string): Promise<readonly Entry[]> {
    return this.call(kind, () => this.entries[kind] ?? []);
  }

  /** A change that nobody asked the API for. */
  changeOutOfBand(id: string, set: Partial<FakeVm>): void {
    this.settle();
    const vm = this.vms.get(id);
    if (vm === undefined) {
      throw new Error(`there is no box ${id}`);
    }
    this.put({ ...vm, ...set });
  }

  /** An object that somebody else made. */
  put(vm: FakeVm, at = this.clock.now()): void {
    this.vms.set(vm.id, vm);
    this.history.push({ at, vms: [...this.vms.values()] });
  }

  remove(id: string, at = this.clock.now()): void {
    this.vms.delete(id);
    this.due = this.due.filter((one) => one.id !== id);
    this.history.push({ at, vms: [...this.vms.values()] });
  }

  private find(id: string, operation: string): FakeVm {
    this.settle();
    const vm = this.vms.get(id);
    if (vm === undefined) {
      throw cloudError(operation, { kind: "notFound", effect: "none", words: `no box ${id}` });
    }
    return vm;
  }

  private later(seconds: number, id: string, set: Partial<FakeVm>): void {
    this.due.push({ at: this.clock.now() + seconds * 1000, id, set });
  }

  private settle(): void {
    const now = this.clock.now();
    const due = this.due.filter(({ at }) => at <= now);
    this.due = this.due.filter(({ at }) => at > now);
    for (const { at, id, set } of due) {
      const vm = this.vms.get(id);
      if (set.state === "deleted") {
        this.remove(id, at);
      } else if (vm !== undefined) {
        this.put({ ...vm, ...set }, at);
      }
    }
  }
}

const { required, optional, output, define } = resourceKit<FakeApi, Views>();

const phaseOf = (observed: Observed<Views>): Phase | undefined => {
  const state = observed.row?.state;
  if (state === undefined) {
    return undefined;
  }
  const phases = {
    building: { is: "pending" },
    changing: { is: "pending" },
    active: { is: "ready" },
    broken: { is: "failed", why: "it burnt" },
    deleted: { is: "gone" },
  } as const;
  return phases[state];
};

const both = async (api: FakeApi, { key }: { key: string }): Promise<Observed<Views>> => {
  const vm = await api.get(key);
  return { row: vm, detail: vm };
};

export const vm = define({
  token: "fake:Box",
  noun: "box",
  description: "A box.",
  inputs: {
    name: optional(z.string().min(1).max(20), {
      description: "Name.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    region: optional(z.string(), {
      description: "Region.",
      change: "replace",
      default: "r1",
      catalog: "regions",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    size: required(z.string(), {
      description: "Size. Big or small.",
      change: "update",
      catalog: "sizes",
      read: { from: { row: (row) => row.size }, drift: "repair" },
    }),
    image: optional(z.string(), {
      description: "Image.",
      change: "replace",
      catalog: "images",
      read: { from: { detail: (detail) => detail.image }, drift: "report" },
    }),
    disk: optional(z.int().min(1), {
      description: "Disk in GB; can grow.",
      change: (was: number, now: number) => (now < was ? "replace" : "update"),
      read: { from: { row: (row) => row.disk }, drift: "repair" },
    }),
    power: optional(z.enum(["on", "off"]), {
      description: "Power.",
      change: "update",
      read: { from: { row: (row) => (row.state === "active" ? row.power : undefined) }, drift: "repair" },
    }),
    groups: optional(z.array(z.string()), {
      description: "Groups.",
      change: "update",
      unordered: true,
      catalog: "groups",
      read: { from: { detail: (detail) => [...detail.groups] }, drift: "repair" },
    }),
    keys: optional(z.array(z.string()), { description: "Keys.", change: "initial", catalog: "keys" }),
    note: optional(z.string(), { description: "Note; cannot be read back.", change: "update" }),
    restart: optional(z.string(), { description: "A change restarts the box.", change: "trigger" }),
    token: optional(z.string().min(4), { description: "Secret of the first boot.", change: "initial", secret: true }),
    tags: optional(z.record(z.string(), z.strictObject({ value: z.string() })), {
      description: "Nested values.",
      change: "initial",
    }),
  },
  outputs: {
    status: output(z.string(), { description: "State.", from: { row: (row) => row.state } }),
    imageName: output(z.string(), { description: "Image.", from: { detail: (detail) => detail.image } }),
    birthmark: output(z.string(), { description: "Known at creation only." }),
  },
  scope: (desired) => desired.region ?? "r1",
  listBy: { region: "default" },
  id: {
    format: ({ scope, key }) => `${scope}/${key}`,
    parse: (id) => {
      const [key = id, scope] = id.split("/").reverse();
      return scope === undefined ? { key } : { scope, key };
    },
    example: "r1/b1",
  },
  name: { input: "name", max: 20, character: /[a-z0-9-]/ },
  views: {
    row: {
      list: async (api, region) => (await api.list(region)).map((row) => [row.id, row] as const),
      one: both,
    },
    detail: { one: both },
  },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  create: async ({ api, desired, setOutputs }) => {
    const id = await api.create({
      name: desired.name ?? "",
      region: desired.region ?? "",
      size: desired.size,
      image: desired.image ?? "",
      disk: desired.disk ?? 10,
      groups: desired.groups ?? [],
      keys: desired.keys ?? [],
      note: desired.note ?? "",
    });
    setOutputs({ birthmark: `mark of ${id}` });
    return id;
  },
  state: phaseOf,
  power: ({ row }) => (row?.state === "active" ? { on: "running", off: "stopped" }[row.power] : undefined),
  statusText: (observed) => observed.row?.state,
  steps: [
    {
      label: "be renamed",
      fields: ["name"],
      run: ({ api, key, desired }) => api.change("rename", key, () => ({ name: desired.name ?? "" })),
    },
    {
      label: "be resized",
      fields: ["size"],
      run: ({ api, key, desired }) => api.change("resize", key, () => ({ size: desired.size })),
    },
    {
      label: "have its disk",
      fields: ["disk"],
      run: ({ api, key, desired }) => api.change("grow", key, (was) => ({ disk: desired.disk ?? was.disk })),
    },
    {
      label: "have its groups",
      fields: ["groups"],
      run: ({ api, key, desired }) => api.change("regroup", key, () => ({ groups: desired.groups ?? [] })),
    },
    {
      label: "have its note",
      fields: ["note"],
      run: ({ api, key, desired }) => api.change("note", key, () => ({ note: desired.note ?? "" })),
    },
    {
      label: "be restarted",
      fields: ["restart"],
      run: ({ api, key }) => api.change("restart", key, (was) => ({ restarts: was.restarts + 1 })),
    },
    {
      label: "reach its power state",
      fields: ["power"],
      run: ({ api, key, desired }) => api.change("power", key, (was) => ({ power: desired.power ?? was.power })),
    },
  ],
  remove: ({ api, key }) => api.delete(key),
});

export interface LoggedMessage {
  level: "info" | "warn";
  text: string;
}

/** A fake cloud, and as many provider processes as a test wants, on one virtual clock. */
export function fakeCloud(definition: ResourceDefinition = vm) {
  const clock = new ManualClock({ auto: true });
  const api = new FakeApi(clock);
  const reported: LoggedMessage[] = [];
  const choice = (kind: string, noun: string) => ({
    noun,
    allScopes: true as const,
    list: (from: unknown) => (from instanceof FakeApi ? from.choices(kind) : Promise.resolve([])),
  });
  const cloud = (resource: ResourceDefinition): CloudDefinition => ({
    name: "fake",
    title: "Fake",
    description: "A cloud in memory.",
    settings: {
      user: { description: "User.", env: ["FAKE_USER"], isCredential: true },
      endpoint: { description: "Where.", env: [], default: "memory:" },
    },
    openAccount: (settings, { signal }) => {
      api.signal = signal;
      return { api, endpoint: settings.endpoint ?? "", identity: settings.user ?? "" };
    },
    catalogs: {
      regions: choice("regions", "region"),
      sizes: { ...choice("sizes", "size"), verbatim: /^[a-z]\.\d$/ },
      images: choice("images", "image"),
      groups: choice("groups", "group"),
      keys: choice("keys", "key"),
    },
    resources: [resource],
    lookups: { server: resource, plan: "size" },
  });
  /** A provider process: it shares nothing with another one. */
  const cloudProvider = (
    options: { user?: string; resource?: ResourceDefinition; namespace?: string | undefined } = {},
  ): CloudProvider =>
    new CloudProvider({
      load: async () => cloud(options.resource ?? definition),
      given: { fake: { user: options.user ?? "anna" } },
      namespace: options.namespace,
      env: {},
      clock,
      reporter: {
        info: (text) => reported.push({ level: "info", text }),
        warn: (text) => reported.push({ level: "warn", text }),
      },
    });
  return {
    clock,
    api,
    reported,
    cloudProvider,
    warnings: () => reported.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}

export const VM_DEFINITION = "fake:Box";
export const urnOf = (name: string): string => `urn:pulumi:dev::shop::fake:Box::${name}`;

/** What Pulumi keeps of a resource. */
export interface StoredState {
  id: string;
  inputs: Json;
  outputs: Json;
}

/** Checked inputs; throws what check complains of. */
export async function checked(cloudProvider: CloudProvider, news: Json, olds: Json = {}, name = "one"): Promise<Json> {
  const { inputs, failures } = await cloudProvider.check(VM_DEFINITION, { olds, news, urn: urnOf(name) });
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return inputs;
}

/** Check and create. */
export async function createThing(cloudProvider: CloudProvider, news: Json, name = "one"): Promise<StoredState> {
  const inputs = await checked(cloudProvider, news, {}, name);
  return { ...(await cloudProvider.create(VM_DEFINITION, inputs)), inputs };
}

/** Check, diff and update, as Pulumi does when diff tells of a change. */
export async function alter(cloudProvider: CloudProvider, old: StoredState, news: Json, name = "one") {
  const inputs = await checked(cloudProvider, news, old.inputs, name);
  const diff = await cloudProvider.diff(VM_DEFINITION, { id: old.id, olds: old.outputs, news: inputs });
  if (diff.replaces.length > 0) {
    throw new Error(`replaces for ${diff.replaces.join(", ")}`);
  }
  const state =
    diff.differences.length > 0 || diff.rewrite
      ? await cloudProvider.update(VM_DEFINITION, old.id, old.outputs, inputs)
      : old;
  return { id: old.id, inputs, outputs: state.outputs, diff };
}

/** What the state remembers of a box. */
export const metadataOf = (state: Pick<StoredState, "outputs"> | undefined) =>
  readMetadata(vm, "", state?.outputs ?? {});

/** What refresh makes of a state; undefined when the object is gone. */
export async function refresh(cloudProvider: CloudProvider, old: StoredState): Promise<StoredState | undefined> {
  return cloudProvider.read(VM_DEFINITION, old.id, old.outputs);
}

export const keysOf = (differences: readonly { key: string; kind: string }[]): string[] =>
  differences.map(({ key, kind }) => `${key} ${kind}`);
