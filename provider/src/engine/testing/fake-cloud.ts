import { ManualClock } from "../../http/testing.ts";
import { CloudProvider } from "../cloud-provider.ts";
import type { Catalog } from "../definition/catalog.ts";
import type { CloudDefinition } from "../definition/cloud.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { FakeApi } from "./fake-api.ts";
import { vm } from "./vm.ts";

export interface LoggedMessage {
  level: "info" | "warn";
  text: string;
}

/** A fake cloud, and any number of provider processes, on one virtual clock. */
export function fakeCloud(definition: ResourceDefinition = vm) {
  const clock = new ManualClock({ auto: true });
  const api = new FakeApi(clock);
  const reported: LoggedMessage[] = [];
  const choice = (kind: string, noun: string): Catalog<unknown> => ({
    noun,
    allScopes: true,
    list: (from: unknown) => (from instanceof FakeApi ? from.choices(kind) : Promise.resolve([])),
  });
  /** Tests may alter it. */
  const catalogs = {
    regions: choice("regions", "region"),
    sizes: { ...choice("sizes", "size"), verbatim: /^[a-z]\.\d$/ },
    images: choice("images", "image"),
    groups: choice("groups", "group"),
    keys: choice("keys", "key"),
  };
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
      const { user = "", endpoint = "" } = settings;
      const account = api.accounts[user];
      const askIdentity = account === undefined ? undefined : () => api.call("account", () => account);
      return { api, endpoint, identity: user, askIdentity };
    },
    catalogs,
    resources: [resource],
    lookups: { server: resource, plan: "size" },
  });
  /** A provider process, which shares nothing with another one. */
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
    catalogs,
    reported,
    load: async () => cloud(definition),
    cloudProvider,
    warnings: () => reported.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}
