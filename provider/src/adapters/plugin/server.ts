import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { systemClock } from "../../http/clock.ts";
import type { Service } from "./service.ts";
import { statusOf } from "./status.ts";

/** Schemas and large programs are larger than gRPC's four megabytes. */
const MESSAGE_BYTES = 400 << 20;

/** Milliseconds for the last answers to leave. */
const LEAVING_MS = 100;

/** Pulumi's protocol on a free port of loopback. */
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

  /** Answers the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      ),
    );
  }

  /**
   * Takes no new calls, and resolves when those in flight are answered. Connections that are idle are not waited for:
   * Pulumi keeps some open until this process is gone, for which it waits five seconds.
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

  /** The same method, whose answers are waited for at the end. */
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

/** Whatever a method throws, also before it awaits, is an answer. */
const unary =
  <Request, Response>(method: (request: Request) => Promise<Response>): grpc.handleUnaryCall<Request, Response> =>
  async ({ request }, callback) => {
    try {
      callback(null, await method(request));
    } catch (error) {
      callback(statusOf(error));
    }
  };

/** The messages of an answer, one after the other. */
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
