import { z } from "zod";
import { resourceKit } from "../definition/definition.ts";
import type { Observed, Phase } from "../definition/view.ts";
import type { FakeApi, FakeVm } from "./fake-api.ts";

type Row = Pick<FakeVm, "id" | "region" | "name" | "size" | "disk" | "power" | "state">;
type Detail = Pick<FakeVm, "image" | "groups">;

interface Views {
  row: Row;
  detail: Detail;
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

export const VM_DEFINITION = "fake:Box";

/** A resource with one field of every kind. */
export const vm = define({
  token: VM_DEFINITION,
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
