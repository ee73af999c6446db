import grpc from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { CloudProviderPool } from "../../../provider/src/adapters/cloud-provider-pool.ts";
import { DynamicProvider } from "../../../provider/src/adapters/dynamic/provider.ts";
import { dynamicType, providerText } from "../../../provider/src/adapters/dynamic/text.ts";
import { EngineLog } from "../../../provider/src/adapters/plugin/log.ts";
import { Service } from "../../../provider/src/adapters/plugin/service.ts";
import { statusOf } from "../../../provider/src/adapters/plugin/status.ts";
import { type Calls, struct, within } from "../../../provider/src/adapters/testing-calls.ts";
import { type Caller, over } from "../../../provider/src/adapters/testing-client.ts";
import { cloudNames } from "../../../provider/src/clouds/index.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";

export const adapterNames = ["dynamic", "plugin"] as const;
export type AdapterName = (typeof adapterNames)[number];

/** One resource of a program, and the provider process that Pulumi's engine calls for it. */
export interface AdapterOptions {
  cloud: string;
  token: string;
  /** The resource's name in the program. */
  name: string;
  /** The cloud's configuration. */
  config: Json;
  pool: CloudProviderPool;
  deployment?: Deployment | undefined;
}

/** What distinguishes one deployment of a program from another. */
export interface Deployment {
  stack?: string;
  namespace?: string | undefined;
}

export const typeOf: Readonly<Record<AdapterName, (token: string) => string>> = {
  dynamic: dynamicType,
  plugin: (token) => `indiecloud:${token}`,
};

export const urnOf = (type: string, name: string, { stack = "dev" }: Deployment = {}): string =>
  `urn:pulumi:${stack}::shop::${type}::${name}`;

/** The two ways in which Pulumi's engine reaches the provider. */
export const adapters: Readonly<Record<AdapterName, (entrance: AdapterOptions) => Calls>> = {
  dynamic: ({ cloud, token, name, config, pool, deployment }) => {
    const provider = new DynamicProvider(token, pool);
    const settings: Readonly<Record<string, string | undefined>> = {
      [`indiecloud:${cloud}`]: JSON.stringify(config),
      "indiecloud:namespace": deployment?.namespace,
    };
    const get = (key: string) => settings[key];
    void provider.configure({ config: { get, require: (key: string) => get(key) ?? "" } });
    const calls = within(provider);
    const own = { __autoName: urnOf(dynamicType(token), name, deployment), __provider: providerText(token) };
    return { ...calls, check: (olds, news) => calls.check(olds, { ...news, ...own }) };
  },

  plugin: ({ cloud, token, name, config, pool, deployment }) => {
    const service = new Service(pool, new Screen(pool), async () => "{}", [...cloudNames, cloud]);
    const { namespace } = deployment ?? {};
    const settings = { [cloud]: JSON.stringify(config), ...(namespace === undefined ? {} : { namespace }) };
    const configured = service.configure(new messages.ConfigureRequest().setArgs(struct(settings)));
    const type = `indiecloud:${token}`;
    return over(clientOf(service, configured), { urn: urnOf(type, name, deployment), type });
  },
};

/** What the plugin would show on Pulumi's screen goes where the dynamic adapter's messages go. */
class Screen extends EngineLog {
  private readonly pool: CloudProviderPool;

  constructor(pool: CloudProviderPool) {
    super(() => undefined);
    this.pool = pool;
  }

  override async send(severity: "DEBUG" | "INFO" | "WARNING", message: string): Promise<void> {
    const { reporter } = this.pool.environment;
    (severity === "WARNING" ? reporter.warn : reporter.info)(message);
  }
}

/** A client of a service in this process: messages and errors unchanged, and no connection in between. */
function clientOf(service: Service, ready: Promise<unknown>): Caller {
  const answered =
    <Request, Response>(method: (request: Request) => Promise<Response>) =>
    async (request: Request, done: (error: grpc.ServiceError | null, answer: Response) => void) => {
      try {
        await ready;
        done(null, await method.call(service, request));
      } catch (error) {
        const { code = grpc.status.UNKNOWN, details = "", metadata = new grpc.Metadata() } = statusOf(error);
        const refused: grpc.ServiceError = Object.assign(new Error(details), { code, details, metadata });
        Reflect.apply(done, undefined, [refused]);
      }
    };
  return {
    check: answered(service.check),
    diff: answered(service.diff),
    create: answered(service.create),
    read: answered(service.read),
    update: answered(service.update),
    delete: answered(service.delete),
  };
}
