import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { systemClock } from "../../http/clock.ts";
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

  constructor(service: Service) {
    const one = <Request, Response>(method: (this: Service, request: Request) => Promise<Response>) =>
      unary(this.counted(method.bind(service)));
    this.server.addService(services.ResourceProviderService, {
      handshake: one(service.handshake),
      attach: one(service.attach),
      getPluginInfo: one(service.getPluginInfo),
      getSchema: one(service.getSchema),
      checkConfig: one(service.checkConfig),
      diffConfig: one(service.diffConfig),
      configure: one(service.configure),
      check: one(service.check),
      diff: one(service.diff),
      create: one(service.create),
      read: one(service.read),
      update: one(service.update),
      delete: one(service.delete),
      list: streaming(this.counted(service.list.bind(service))),
      invoke: one(service.invoke),
      cancel: one(service.cancel),
      getMapping: one(service.getMapping),
      getMappings: one(service.getMappings),
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
