import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Service } from "./service.ts";
import { statusOf } from "./status.ts";

/** Schemas and large programs are larger than gRPC's four megabytes. */
const MESSAGE_BYTES = 400 << 20;

/** Pulumi's protocol on a free port of loopback. */
export class PluginServer {
  private readonly server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });

  constructor(service: Service) {
    this.server.addService(services.ResourceProviderService, {
      handshake: unary(service.handshake.bind(service)),
      attach: unary(service.attach.bind(service)),
      getPluginInfo: unary(service.getPluginInfo.bind(service)),
      getSchema: unary(service.getSchema.bind(service)),
      checkConfig: unary(service.checkConfig.bind(service)),
      diffConfig: unary(service.diffConfig.bind(service)),
      configure: unary(service.configure.bind(service)),
      check: unary(service.check.bind(service)),
      diff: unary(service.diff.bind(service)),
      create: unary(service.create.bind(service)),
      read: unary(service.read.bind(service)),
      update: unary(service.update.bind(service)),
      delete: unary(service.delete.bind(service)),
      list: streaming(service.list.bind(service)),
      invoke: unary(service.invoke.bind(service)),
      cancel: unary(service.cancel.bind(service)),
      getMapping: unary(service.getMapping.bind(service)),
      getMappings: unary(service.getMappings.bind(service)),
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

  /** Takes no new calls, and resolves when those in flight are answered. */
  close(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.server.tryShutdown((error) => (error === undefined ? resolve() : reject(error))),
    );
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
