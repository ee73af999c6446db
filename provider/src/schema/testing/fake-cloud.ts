import { z } from "zod";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { type ResourceDefinition, resourceKit } from "../../engine/definition/definition.ts";

interface Views {
  row: { name: string };
}

const { required, optional, output, define } = resourceKit<unknown, Views>();
const of = (description: string) => ({ description, change: "update" as const });
const read = (drift: "repair" | "report") => ({ from: { row: () => undefined }, drift });

/** A field of every kind. */
export const vm = define({
  token: "fake:Box",
  noun: "Box",
  description: "A box at Fake.",
  inputs: {
    name: optional(z.string().min(1), { ...of("Name (`label`)"), read: read("repair") }),
    size: required(z.string(), { description: "Size.", change: "replace", catalog: "sizes", read: read("report") }),
    count: optional(z.int().min(1), { ...of("How many."), default: 2 }),
    ratio: optional(z.number(), { ...of("Ratio."), interrupts: "stops" }),
    open: optional(z.boolean(), of("Open or not.")),
    keys: optional(z.array(z.string()), { description: "Keys.", change: "initial" }),
    secretNote: optional(z.string(), { ...of("Note."), secret: true }),
    restart: optional(z.string(), { description: "Restarts it.", change: "trigger" }),
    growing: optional(z.number(), { description: "Grows.", change: () => "update" }),
    powerState: optional(z.enum(["running", "stopped"]), of("State.")),
    mode: optional(z.union([z.literal("on-demand"), z.literal("spot")]), of("Mode.")),
    level: optional(z.literal([1, 2]), of("Level.")),
    agreed: optional(z.literal(true), of("Agreed.")),
    nothing: optional(z.string().nullable(), of("Nullable.")),
    either: optional(z.union([z.string(), z.array(z.string())]), of("One or many.")),
    tags: optional(z.record(z.string(), z.string()), of("Tags.")),
    pair: optional(z.tuple([z.string(), z.string()]), of("Two.")),
    anything: optional(z.unknown(), of("Anything; ends a comment: */.")),
    rules: optional(
      z.array(
        z.strictObject({
          port: z.int().describe("Port."),
          to: z.strictObject({ cidr: z.string().optional().describe("Addresses.") }).describe("Where to."),
          kinds: z
            .array(z.enum(["a", "b"]))
            .default([])
            .describe("Kinds."),
        }),
      ),
      of("Rules."),
    ),
    disks: optional(z.record(z.string(), z.object({ gb: z.int().describe("Size in GB.") })), of("Disks by name.")),
  },
  outputs: {
    ip: output(z.string(), { description: "Address.", always: true, from: { row: () => undefined } }),
    token: output(z.string(), { description: "Password.", secret: true, from: { row: () => undefined } }),
    ports: output(z.array(z.object({ mac: z.string().describe("MAC.") })), {
      description: "Ports.",
      from: { row: () => undefined },
    }),
  },
  timeouts: { create: 90, update: 600, delete: 3600 },
  scope: () => "",
  id: { format: ({ key }) => key, parse: (key) => ({ key }), example: "b-1" },
  name: { input: "name", max: 20, character: /[a-z-]/ },
  views: { row: {} },
  absenceProof: "one",
  steps: [],
  remove: async () => undefined,
});

/** No required inputs, no secrets, no name. */
export const lid = define({
  token: "fake:BoxLid",
  noun: "lid",
  description: "A lid.",
  inputs: { color: optional(z.string(), of("Color.")) },
  outputs: {},
  scope: () => "",
  id: { format: ({ key }) => key, parse: (key) => ({ key }), example: "a lid" },
  views: { row: {} },
  absenceProof: "one",
  steps: [],
  remove: async () => undefined,
});

export const fakeCloud = (resources: readonly ResourceDefinition[] = [vm, lid]): CloudDefinition => ({
  name: "fake",
  title: "Fake",
  description: "Boxes.",
  settings: {
    user: { description: "User name.", env: ["FAKE_USER", "FAKE_LOGIN"], isCredential: true },
    password: { description: "Password.", env: ["FAKE_PASSWORD"], isCredential: true, secret: true },
    endpoint: { description: "Base URL.", env: [], default: "https://fake.example" },
  },
  openAccount: () => ({ api: undefined, endpoint: "", identity: "" }),
  catalogs: { sizes: { noun: "size", list: async () => [] } },
  resources,
  lookups: { server: vm, plan: "size" },
});
