import grpc from "@grpc/grpc-js";
import engines from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { ExecutionContext } from "ava";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { Json } from "../../engine/definition/values.ts";
import { ManualClock } from "../../http/testing.ts";
import { CloudProviderPool } from "../cloud-provider-pool.ts";
import { type Calls, struct } from "../testing-calls.ts";
import { call, over } from "../testing-client.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { Engine } from "../testing-engine.ts";
import { fakeCloud } from "../testing-vm.ts";
import { Introduction } from "./introduction.ts";
import { EngineLog } from "./log.ts";
import { PluginServer } from "./server.ts";
import { Service } from "./service.ts";

export const TYPE = "indiecloud:fake:Vm";
export const URN = `urn:pulumi:dev::shop::${TYPE}::web`;
export const ACCOUNT = { apiId: "me", apiKey: "right", endpoint: "here" };

/** What a program sets for a VM. */
export const program = (inputs: Json = {}): Json => ({
  region: "north",
  plan: "small",
  image: "Ubuntu 24.04",
  ...inputs,
});

/** A line on Pulumi's display. */
export type Line = LogRequest.AsObject;

/** The part of Pulumi's engine that a provider calls. */
async function screen(): Promise<{ address: string; lines: Line[]; close(): void }> {
  const lines: Line[] = [];
  const server = new grpc.Server();
  const log: grpc.handleUnaryCall<LogRequest, InstanceType<typeof empties.Empty>> = ({ request }, callback) => {
    lines.push(request.toObject());
    callback(null, new empties.Empty());
  };
  server.addService(engines.EngineService, { log });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { address: `127.0.0.1:${port}`, lines, close: () => server.forceShutdown() };
}

export type Plugin = Awaited<ReturnType<typeof start>>;

/** A plugin in this process behind a real connection, after the handshake and configured as requested. */
export async function start(
  t: ExecutionContext,
  cloud: FakeCloud,
  options: {
    clock?: ManualClock;
    env?: Record<string, string>;
    config?: Json | undefined;
    load?: () => Promise<CloudDefinition>;
  } = {},
) {
  const { clock = new ManualClock({ auto: true }), env = {}, load = async () => fakeCloud(cloud) } = options;
  const displayed = await screen();
  const lost: string[] = [];
  const log = new EngineLog((line) => void lost.push(line));
  const silent = { info: () => undefined, warn: () => undefined };
  const pool = new CloudProviderPool({ load, env, reporter: silent, clock });
  const schema = async () => '{ "name": "indiecloud" }';
  const introduction = new Introduction("1.2.3", (address) => log.connect(address));
  const service = new Service(pool, log, schema, ["fake"]);
  const server = new PluginServer(introduction, async () => service);
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${await server.listen()}`,
    grpc.credentials.createInsecure(),
    { "grpc.max_receive_message_length": -1 },
  );
  t.teardown(async () => {
    pool.cancel();
    client.close();
    log.close();
    await server.close();
    displayed.close();
  });
  const shake = new messages.ProviderHandshakeRequest().setEngineAddress(displayed.address);
  const shaken = await call<InstanceType<typeof messages.ProviderHandshakeResponse>>((done) =>
    client.handshake(shake, done),
  );
  const configure = (args: Json) =>
    call<InstanceType<typeof messages.ConfigureResponse>>((done) =>
      client.configure(new messages.ConfigureRequest().setArgs(struct(args)), done),
    );
  if (!("config" in options)) {
    await configure({ fake: JSON.stringify(ACCOUNT) });
  } else if (options.config !== undefined) {
    await configure(options.config);
  }
  return { client, server, pool, shaken, configure, lines: displayed.lines, lost, screen: displayed };
}

/** Pulumi's engine for one VM; every command has its own plugin. */
export function replay(t: ExecutionContext, replaceOnChanges: readonly string[] = []) {
  const cloud = new FakeCloud();
  const fresh = (): Calls => {
    const calls = start(t, cloud).then(({ client }) => over(client, { urn: URN, type: TYPE }));
    return {
      check: async (...args) => (await calls).check(...args),
      diff: async (...args) => (await calls).diff(...args),
      create: async (...args) => (await calls).create(...args),
      read: async (...args) => (await calls).read(...args),
      update: async (...args) => (await calls).update(...args),
      delete: async (...args) => (await calls).delete(...args),
    };
  };
  return { cloud, engine: new Engine(fresh, { replaceOnChanges }) };
}
