import { z } from "zod";
import { CloudError, type CloudErrorDetails } from "../http/errors.ts";
import { ManualClock } from "../http/testing.ts";
import type { Entry } from "./catalogue.ts";
import type { CloudDefinition } from "./cloud.ts";
import { Core } from "./core.ts";
import { type Live, type Phase, type ResourceDefinition, resourceKit } from "./definition.ts";
import { readMetadata } from "./metadata.ts";
import type { Json } from "./values.ts";

/** A cloud in memory, for tests of the engine: boxes that take time to build, change and go. */
export interface Box {
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

type Row = Pick<Box, "id" | "region" | "name" | "size" | "disk" | "power" | "state">;
type Detail = Pick<Box, "image" | "groups">;

interface Views {
  row: Row;
  detail: Detail;
}

/** Seconds. */
const TIMES = { build: 20, change: 8, delete: 5 };

/** What goes wrong with one call. `after`: it is carried out, and the answer is lost. */
export interface Mishap {
  when: "before" | "after";
  error: Error;
}

export const cloudError = (operation: string, details: Partial<CloudErrorDetails> = {}): CloudError =>
  new CloudError({
    kind: "unavailable",
    cloud: "Fake",
    operation,
    effect: "unknown",
    words: "out of order",
    nextStep: "Try again later.",
    ...details,
  });

export class FakeApi {
  readonly boxes = new Map<string, Box>();
  /** Every call by name, in order. */
  readonly calls: string[] = [];
  /** Asked before every call, with its number from 0 on. */
  mishap: (name: string, index: number) => Mishap | undefined = () => undefined;
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
  private due: { at: number; id: string; set: Partial<Box> }[] = [];
  private history: { at: number; boxes: Box[] }[] = [];
  private made = 0;

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  count(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  /** The boxes as they stand now. */
  get all(): Box[] {
    this.settle();
    return [...this.boxes.values()];
  }

  get only(): Box {
    const [box, ...others] = this.all;
    if (box === undefined || others.length > 0) {
      throw new Error(`expected one box, found ${this.all.length}`);
    }
    return box;
  }

  async call<T>(name: string, act: () => T): Promise<T> {
    const index = this.calls.length;
    this.calls.push(name);
    const mishap = this.mishap(name, index);
    await Promise.resolve();
    if (mishap?.when === "before") {
      throw mishap.error;
    }
    const result = act();
    if (mishap !== undefined) {
      throw mishap.error;
    }
    return result;
  }

  create(box: Omit<Box, "id" | "state" | "restarts" | "power">): Promise<string> {
    return this.call("create", () => {
      this.made += 1;
      const id = `b${this.made}`;
      this.put({ ...box, id, state: "building", restarts: 0, power: "on" });
      if (this.outcome !== "building") {
        this.later(TIMES.build, id, { state: this.outcome });
      }
      return id;
    });
  }

  list(region: string | undefined): Promise<Box[]> {
    return this.call("list", () => {
      const at = this.clock.now() - this.lag * 1000;
      const now = this.all;
      const boxes = this.lag === 0 ? now : (this.history.findLast((moment) => moment.at <= at)?.boxes ?? []);
      return boxes.filter((box) => region === undefined || box.region === region);
    });
  }

  get(id: string): Promise<Box> {
    return this.call("get", () => this.find(id, "get"));
  }

  change(name: string, id: string, set: (box: Box) => Partial<Box>): Promise<void> {
    return this.call(name, () => {
      const box = this.find(id, name);
      if (name === "resize" && !this.resizes) {
        return;
      }
      if (name === "rename" || name === "note" || name === "restart") {
        this.put({ ...box, ...set(box) });
      } else {
        this.put({ ...box, state: "changing" });
        this.later(TIMES.change, id, { ...set(box), state: "active" });
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
  meddle(id: string, set: Partial<Box>): void {
    this.settle();
    const box = this.boxes.get(id);
    if (box === undefined) {
      throw new Error(`there is no box ${id}`);
    }
    this.put({ ...box, ...set });
  }

  /** An object that somebody else made. */
  put(box: Box, at = this.clock.now()): void {
    this.boxes.set(box.id, box);
    this.history.push({ at, boxes: [...this.boxes.values()] });
  }

  remove(id: string, at = this.clock.now()): void {
    this.boxes.delete(id);
    this.due = this.due.filter((one) => one.id !== id);
    this.history.push({ at, boxes: [...this.boxes.values()] });
  }

  private find(id: string, operation: string): Box {
    this.settle();
    const box = this.boxes.get(id);
    if (box === undefined) {
      throw cloudError(operation, { kind: "notFound", effect: "none", words: `no box ${id}` });
    }
    return box;
  }

  private later(seconds: number, id: string, set: Partial<Box>): void {
    this.due.push({ at: this.clock.now() + seconds * 1000, id, set });
  }

  private settle(): void {
    const now = this.clock.now();
    const due = this.due.filter(({ at }) => at <= now);
    this.due = this.due.filter(({ at }) => at > now);
    for (const { at, id, set } of due) {
      const box = this.boxes.get(id);
      if (set.state === "deleted") {
        this.remove(id, at);
      } else if (box !== undefined) {
        this.put({ ...box, ...set }, at);
      }
    }
  }
}

const { required, optional, output, define } = resourceKit<FakeApi, Views>();

const phaseOf = (live: Live<Views>): Phase | undefined => {
  const state = live.row?.state;
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

const both = async (api: FakeApi, { key }: { key: string }): Promise<Live<Views>> => {
  const box = await api.get(key);
  return { row: box, detail: box };
};

export const box = define({
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
      catalogue: "regions",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    size: required(z.string(), {
      description: "Size. Big or small.",
      change: "update",
      catalogue: "sizes",
      read: { from: { row: (row) => row.size }, drift: "repair" },
    }),
    image: optional(z.string(), {
      description: "Image.",
      change: "replace",
      catalogue: "images",
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
      catalogue: "groups",
      read: { from: { detail: (detail) => [...detail.groups] }, drift: "repair" },
    }),
    keys: optional(z.array(z.string()), { description: "Keys.", change: "initial", catalogue: "keys" }),
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
  scope: (want) => want.region ?? "r1",
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
  gone: "both",
  settle: 30,
  nameOf: (live) => live.row?.name,
  create: async ({ api, want, keep }) => {
    const id = await api.create({
      name: want.name ?? "",
      region: want.region ?? "",
      size: want.size,
      image: want.image ?? "",
      disk: want.disk ?? 10,
      groups: want.groups ?? [],
      keys: want.keys ?? [],
      note: want.note ?? "",
    });
    keep({ birthmark: `mark of ${id}` });
    return id;
  },
  state: phaseOf,
  power: ({ row }) => (row?.state === "active" ? { on: "running", off: "stopped" }[row.power] : undefined),
  words: (live) => live.row?.state,
  steps: [
    {
      does: "be renamed",
      fields: ["name"],
      run: ({ api, key, want }) => api.change("rename", key, () => ({ name: want.name ?? "" })),
    },
    {
      does: "be resized",
      fields: ["size"],
      run: ({ api, key, want }) => api.change("resize", key, () => ({ size: want.size })),
    },
    {
      does: "have its disk",
      fields: ["disk"],
      run: ({ api, key, want }) => api.change("grow", key, (was) => ({ disk: want.disk ?? was.disk })),
    },
    {
      does: "have its groups",
      fields: ["groups"],
      run: ({ api, key, want }) => api.change("regroup", key, () => ({ groups: want.groups ?? [] })),
    },
    {
      does: "have its note",
      fields: ["note"],
      run: ({ api, key, want }) => api.change("note", key, () => ({ note: want.note ?? "" })),
    },
    {
      does: "be restarted",
      fields: ["restart"],
      run: ({ api, key }) => api.change("restart", key, (was) => ({ restarts: was.restarts + 1 })),
    },
    {
      does: "reach its power state",
      fields: ["power"],
      run: ({ api, key, want }) => api.change("power", key, (was) => ({ power: want.power ?? was.power })),
    },
  ],
  remove: ({ api, key }) => api.delete(key),
});

export interface Told {
  level: "info" | "warn";
  text: string;
}

/** A fake cloud, and as many provider processes as a test wants, on one virtual clock. */
export function fakeWorld(definition: ResourceDefinition = box) {
  const clock = new ManualClock({ auto: true });
  const api = new FakeApi(clock);
  const said: Told[] = [];
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
      user: { description: "User.", env: ["FAKE_USER"], credential: true },
      endpoint: { description: "Where.", env: [], default: "memory:" },
    },
    open: (settings, { signal }) => {
      api.signal = signal;
      return { api, endpoint: settings.endpoint ?? "", identity: settings.user ?? "" };
    },
    catalogues: {
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
  const core = (options: { user?: string; resource?: ResourceDefinition; namespace?: string | undefined } = {}): Core =>
    new Core({
      load: async () => cloud(options.resource ?? definition),
      given: { fake: { user: options.user ?? "anna" } },
      namespace: options.namespace,
      env: {},
      clock,
      reporter: {
        info: (text) => said.push({ level: "info", text }),
        warn: (text) => said.push({ level: "warn", text }),
      },
    });
  return {
    clock,
    api,
    said,
    core,
    warnings: () => said.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}

export const BOX = "fake:Box";
export const urnOf = (name: string): string => `urn:pulumi:dev::shop::fake:Box::${name}`;

/** What Pulumi keeps of a resource. */
export interface Kept {
  id: string;
  inputs: Json;
  outputs: Json;
}

/** Checked inputs; throws what check complains of. */
export async function checked(core: Core, news: Json, olds: Json = {}, name = "one"): Promise<Json> {
  const { inputs, failures } = await core.check(BOX, { olds, news, urn: urnOf(name) });
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  return inputs;
}

/** Check and create. */
export async function make(core: Core, news: Json, name = "one"): Promise<Kept> {
  const inputs = await checked(core, news, {}, name);
  return { ...(await core.create(BOX, inputs)), inputs };
}

/** Check, diff and update, as Pulumi does when diff tells of a change. */
export async function alter(core: Core, old: Kept, news: Json, name = "one") {
  const inputs = await checked(core, news, old.inputs, name);
  const diff = await core.diff(BOX, { id: old.id, olds: old.outputs, news: inputs });
  if (diff.replaces.length > 0) {
    throw new Error(`replaces for ${diff.replaces.join(", ")}`);
  }
  const state = diff.differences.length > 0 || diff.rewrite ? await core.update(BOX, old.id, old.outputs, inputs) : old;
  return { id: old.id, inputs, outputs: state.outputs, diff };
}

/** What the state remembers of a box. */
export const metadataOf = (state: Pick<Kept, "outputs"> | undefined) => readMetadata(box, "", state?.outputs ?? {});

/** What refresh makes of a state; undefined when the object is gone. */
export async function refresh(core: Core, old: Kept): Promise<Kept | undefined> {
  return core.read(BOX, old.id, old.outputs);
}

export const keysOf = (differences: readonly { key: string; kind: string }[]): string[] =>
  differences.map(({ key, kind }) => `${key} ${kind}`);
