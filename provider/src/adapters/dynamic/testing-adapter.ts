import { ManualClock } from "../../http/testing.ts";
import { CloudProviderPool } from "../cloud-provider-pool.ts";
import { within } from "../testing-calls.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { Engine } from "../testing-engine.ts";
import { fakeCloud } from "../testing-vm.ts";
import { DynamicProvider } from "./provider.ts";
import { providerText } from "./text.ts";

export const TOKEN = "fake:Vm";
export const TEXT = providerText(TOKEN);
export const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/indiecloud/fake:Vm::web";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the SDK sends for a VM. */
export const program = (inputs: Record<string, unknown> = {}): Record<string, unknown> => ({
  region: "north",
  plan: "small",
  image: "Ubuntu 24.04",
  __autoName: URN,
  __provider: TEXT,
  ...inputs,
});

/** A configuration as the dynamic server passes it. */
export const configured = (
  values: Record<string, unknown> = { apiId: "me", apiKey: "right", endpoint: "here" },
  namespace?: string,
) => ({
  config: {
    get: (key: string) =>
      key === "indiecloud:fake" ? JSON.stringify(values) : key === "indiecloud:namespace" ? namespace : undefined,
    require: (): string => {
      throw new Error("not used");
    },
  },
});

/** A cloud, and adapters for it in this process, on an automatic clock. */
export function setup(replaceOnChanges: readonly string[] = []) {
  const cloud = new FakeCloud();
  const clock = new ManualClock({ auto: true });
  const reported: string[] = [];
  const tell = (message: string) => void reported.push(message);
  /** An adapter as in a new process: only the cloud and the state remember anything. */
  const openAdapter = (env: Record<string, string> = {}) => {
    const pool = new CloudProviderPool({
      load: async () => fakeCloud(cloud),
      env,
      reporter: { info: tell, warn: tell },
      debug: undefined,
      clock,
    });
    return { pool, provider: new DynamicProvider(TOKEN, pool) };
  };
  const start = () => {
    const { provider } = openAdapter();
    void provider.configure(configured());
    return provider;
  };
  const engine = new Engine(() => within(start()), { replaceOnChanges });
  return { cloud, clock, reported, openAdapter, start, engine };
}
