import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { systemClock } from "../../http/clock.ts";
import type { Introduction } from "./introduction.ts";
import type { Service } from "./service.ts";
import { statusOf } from "./status.ts";

/** gRPC's default of four megabytes is too small for schemas and large programs. */
const MESSAGE_BYTES = 400 << 20;

/** Milliseconds for the last answers to be sent. */
const LEAVING_MS = 100;

/** Pulumi's provider protocol on a free loopback port. */
export class PluginServer {
  private readonly answering = new Set<Promise<unknown>>();
  private readonly server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });

  /** `open` is called for each message after the introduction; it loads the service once. */
  constructor(introduction: Introduction, open: () => Promise<Service>) {
    const first = <Request, Response>(method: (this: Introduction, request: Request) => Promise<Response>) =>
      unary(this.counted(method.bind(introduction)));
    const later =
      <Request, Response>(choose: (service: Service) => (request: Request) => Promise<Response>) =>
      async (request: Request): Promise<Response> => {
        const service = await open();
        return choose(service).call(service, request);
      };
    const one = <Request, Response>(choose: (service: Service) => (request: Request) => Promise<Response>) =>
      unary(this.counted(later(choose)));
    this.server.addService(services.ResourceProviderService, {
      handshake: first(introduction.handshake),
      attach: first(introduction.attach),
      getPluginInfo: first(introduction.getPluginInfo),
      getSchema: one((service) => service.getSchema),
      checkConfig: one((service) => service.checkConfig),
      diffConfig: one((service) => service.diffConfig),
      configure: one((service) => service.configure),
      check: one((service) => service.check),
      diff: one((service) => service.diff),
      create: one((service) => service.create),
      read: one((service) => service.read),
      update: one((service) => service.update),
      delete: one((service) => service.delete),
      list: streaming(this.counted(later((service) => service.list))),
      invoke: one((service) => service.invoke),
      cancel: one((service) => service.cancel),
      getMapping: one((service) => service.getMapping),
      getMappings: one((service) => service.getMappings),
    });
  }

  /** Returns the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      ),
    );
  }

  /**
   * Accepts no new calls, and resolves when those in flight are answered. Does not wait for idle connections: Pulumi keeps some
   * open until this process has exited, and waits five seconds for that.
   */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve, reject) =>
      this.server.tryShutdown((error) => (error === undefined ? resolve() : reject(error))),
    );
    closed.catch(() => undefined);
    const answered = Promise.allSettled(this.answering).then(() => systemClock.sleep(LEAVING_MS));
    await Promise.race([closed, answered]);
    this.server.forceShutdown();
  }

  /** The same method, whose pending answers `close` waits for. */
  private counted<Request, Response>(
    method: (request: Request) => Promise<Response>,
  ): (request: Request) => Promise<Response> {
    return (request) => {
      const answer = method(request);
      this.answering.add(answer);
      const done = () => void this.answering.delete(answer);
      answer.then(done, done);
      return answer;
    };
  }
}

/** Every exception, also one before the first await, becomes an answer. */
const unary =
  <Request, Response>(method: (request: Request) => Promise<Response>): grpc.handleUnaryCall<Request, Response> =>
  async ({ request }, callback) => {
    try {
      callback(null, await method(request));
    } catch (error) {
      callback(statusOf(error));
    }
  };

/** Sends the messages of an answer one after another. */
const streaming =
  <Request, Response>(
    method: (request: Request) => Promise<readonly Response[]>,
  ): grpc.handleServerStreamingCall<Request, Response> =>
  async (call) => {
    try {
      for (const message of await method(call.request)) {
        call.write(message);
      }
      call.end();
    } catch (error) {
      call.emit("error", statusOf(error));
    }
  };
