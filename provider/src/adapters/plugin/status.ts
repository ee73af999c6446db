import grpc from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import anys from "google-protobuf/google/protobuf/any_pb.js";
import { messageOf } from "../../engine/errors.ts";
import { printable } from "../../http/printable.ts";
import { MalformedError, MissingKeysError, PartialError, UnimplementedError } from "./errors.ts";
import { toStruct } from "./struct.ts";

/** The gRPC status of an error: the message and, if Pulumi can use more, a detail. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> {
  const details = printable(messageOf(error));
  if (error instanceof MalformedError) {
    return { code: grpc.status.INVALID_ARGUMENT, details };
  }
  if (error instanceof UnimplementedError) {
    return { code: grpc.status.UNIMPLEMENTED, details };
  }
  if (error instanceof MissingKeysError) {
    const keys = error.keys.map(({ name, description }) =>
      new messages.ConfigureErrorMissingKeys.MissingKey().setName(name).setDescription(description),
    );
    const detail = new messages.ConfigureErrorMissingKeys().setMissingkeysList(keys).serializeBinary();
    return withDetail(grpc.status.INVALID_ARGUMENT, details, "pulumirpc.ConfigureErrorMissingKeys", detail);
  }
  if (error instanceof PartialError) {
    const detail = new messages.ErrorResourceInitFailed()
      .setId(error.id)
      .setProperties(toStruct(error.properties))
      .setReasonsList([details])
      .serializeBinary();
    return withDetail(grpc.status.UNKNOWN, details, "pulumirpc.ErrorResourceInitFailed", detail);
  }
  return { code: grpc.status.UNKNOWN, details };
}

function withDetail(code: grpc.status, details: string, type: string, detail: Uint8Array): Partial<grpc.StatusObject> {
  const any = new anys.Any();
  any.pack(detail, type);
  const status = new statuses.Status().setCode(code).setMessage(details).setDetailsList([any]);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code, details, metadata };
}
