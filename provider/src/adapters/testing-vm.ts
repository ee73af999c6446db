import { z } from "zod";
import type { CloudDefinition } from "../engine/definition/cloud.ts";
import { resourceKit } from "../engine/definition/definition.ts";
import type { Json } from "../engine/definition/values.ts";
import {
  type Api,
  cloudError,
  createdSchema,
  entriesSchema,
  type FakeCloud,
  type Row,
  remote,
  rowSchema,
} from "./testing-cloud.ts";

async function set(api: Api, id: string, change: Json): Promise<void> {
  await api.call("vm/set", { id, ...change });
}

const { required, optional, output, define } = resourceKit<Api, { row: Row }>();

export const vm = define({
  token: "fake:Vm",
  noun: "VM",
  description: "A VM of the cloud for tests.",
  inputs: {
    region: required(z.string(), {
      description: "Where it is.",
      change: "replace",
      read: { from: { row: ({ region }) => region }, drift: "report" },
    }),
    plan: required(z.string(), {
      description: "Size.",
      change: "update",
      catalog: "plans",
      read: { from: { row: ({ plan }) => plan }, drift: "repair" },
    }),
    image: required(z.string(), {
      description: "System.",
      change: "replace",
      catalog: "images",
      read: { from: { row: ({ image }) => image }, drift: "report" },
    }),
    name: optional(z.string(), {
      description: "Name.",
      change: "update",
      read: { from: { row: ({ name }) => name }, drift: "repair" },
    }),
    labels: optional(z.record(z.string(), z.string()), {
      description: "Labels.",
      change: "update",
      read: { from: { row: ({ labels }) => labels }, drift: "repair" },
    }),
    memo: optional(z.string(), {
      description: "Free text, whose case does not count.",
      change: "update",
      same: (a, b) => a.toLowerCase() === b.toLowerCase(),
      read: { from: { row: ({ memo }) => memo }, drift: "repair" },
    }),
    disk: optional(z.number(), { description: "Gigabytes.", change: "replace", default: 20 }),
    sshKeys: optional(z.array(z.string()), { description: "Keys.", change: "initial" }),
    userData: optional(z.string().min(3), { description: "Script.", change: "initial", secret: true }),
  },
  outputs: {
    ip: output(z.string(), { description: "Address.", dependsOn: [], from: { row: ({ id }) => `10.0.0.${id}` } }),
    size: output(z.string(), {
      description: "Of the plan.",
      dependsOn: ["plan"],
      from: { row: ({ plan }) => `${plan} GB` },
    }),
    status: output(z.string(), { description: "Status.", from: { row: ({ status }) => status } }),
    password: output(z.string(), { description: "Of root.", secret: true }),
    madeAt: output(z.date(), { description: "A Date.", from: { row: () => new Date(Date.UTC(2030, 0, 1)) } }),
    serial: output(z.bigint(), { description: "A BigInt.", from: { row: () => 2n ** 60n } }),
    ghost: output(z.object({ a: z.string().optional() }), {
      description: "Holds undefined.",
      from: { row: () => ({ a: undefined }) },
    }),
  },
  scope: ({ region }) => region,
  listBy: { region: "required" },
  id: {
    format: ({ scope, key }) => `${scope}/${key}`,
    parse: (id) => ({ scope: id.split("/")[0] ?? "", key: id.split("/")[1] ?? "" }),
    example: "north/1",
  },
  name: { input: "name", max: 40, character: /[a-z0-9-]/ },
  views: {
    row: {
      list: async (api, region) =>
        z
          .array(rowSchema)
          .parse(await api.call("vm/list", { region }))
          .map((row) => [row.id, row] as const),
      one: async (api, { key }) => {
        const row = await api.call("vm/info", { id: key });
        return row === undefined ? undefined : { row: rowSchema.parse(row) };
      },
    },
  },
  absenceProof: "one",
  nameOf: ({ row }) => row?.name,
  async create(op) {
    const { region, plan, image, name = "", memo, labels = {} } = op.desired;
    const created = createdSchema.parse(await op.api.call("vm/create", { region, plan, image, name, memo, labels }));
    op.setOutputs({ password: created.password });
    return created.id;
  },
  state: ({ row }) =>
    row === undefined
      ? undefined
      : row.status === "error"
        ? { is: "failed", why: "no host had room" }
        : { is: row.status === "active" ? "ready" : "pending" },
  statusText: ({ row }) => row?.status,
  steps: [
    { label: "rename", fields: ["name"], run: ({ api, key, desired }) => set(api, key, { name: desired.name }) },
    { label: "resize", fields: ["plan"], run: ({ api, key, desired }) => set(api, key, { plan: desired.plan }) },
    { label: "label", fields: ["labels"], run: ({ api, key, desired }) => set(api, key, { labels: desired.labels }) },
    { label: "note", fields: ["memo"], run: ({ api, key, desired }) => set(api, key, { memo: desired.memo }) },
  ],
  remove: async (op) => {
    await op.api.call("vm/delete", { id: op.key });
  },
});

/** The cloud's definition. Without `here`, it uses the cloud at the configured endpoint. */
export function fakeCloud(here?: FakeCloud): CloudDefinition<Api> {
  return {
    name: "fake",
    title: "Fake",
    description: "A cloud for tests.",
    settings: {
      apiId: { description: "Id.", env: ["FAKE_API_ID"], isCredential: true },
      apiKey: { description: "Key.", env: ["FAKE_API_KEY"], secret: true, isCredential: true },
      endpoint: { description: "Address.", env: ["FAKE_ENDPOINT"] },
    },
    openAccount: ({ apiId = "", apiKey = "", endpoint = "" }) => {
      const api = here ?? remote(endpoint);
      const signed: Api = {
        call: (operation, args) =>
          apiKey === "wrong"
            ? Promise.reject(cloudError(operation, { kind: "auth", words: "the key does not fit" }))
            : api.call(operation, args),
      };
      return { api: signed, endpoint, identity: apiId };
    },
    catalogs: {
      plans: {
        noun: "plan",
        allScopes: true,
        list: async (api) => entriesSchema.parse(await api.call("plan/list", {})),
      },
      images: {
        noun: "image",
        allScopes: true,
        list: async (api) => entriesSchema.parse(await api.call("image/list", {})),
      },
    },
    resources: [vm],
    lookups: { server: vm },
  };
}
