/** A provider that does nothing, with 30 outputs: what Pulumi and gRPC cost by themselves. Prints its port. */
import { randomUUID } from "node:crypto";
import grpc from "@grpc/grpc-js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import structs, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { OUTPUTS } from "./programs.ts";

type Struct = InstanceType<typeof structs.Struct>;

const type = { type: "string" };
const schema = {
  name: "nothing",
  version: "1.0.0",
  resources: {
    "nothing:index:Thing": {
      inputProperties: { size: type },
      requiredInputs: ["size"],
      properties: Object.fromEntries(["size", ...OUTPUTS].map((name) => [name, type])),
    },
  },
};

const outputs = (inputs: Struct | undefined): Struct =>
  structs.Struct.fromJavaScript({
    ...(inputs?.toJavaScript() as Record<string, JavaScriptValue> | undefined),
    ...Object.fromEntries(OUTPUTS.map((name) => [name, `value of ${name}`])),
  });

const { DiffResponse } = messages;
const one =
  <Request, Response>(answer: (request: Request) => Response) =>
  ({ request }: { request: Request }, callback: grpc.sendUnaryData<Response>) =>
    callback(null, answer(request));
const empty = one(() => new empties.Empty());

const server = new grpc.Server();
server.addService(services.ResourceProviderService, {
  getPluginInfo: one(() => new plugins.PluginInfo().setVersion("1.0.0")),
  getSchema: one(() => new messages.GetSchemaResponse().setSchema(JSON.stringify(schema))),
  checkConfig: one((request: InstanceType<typeof messages.CheckRequest>) =>
    new messages.CheckResponse().setInputs(request.getNews()),
  ),
  diffConfig: one(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
  configure: one(() => new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true)),
  check: one((request: InstanceType<typeof messages.CheckRequest>) =>
    new messages.CheckResponse().setInputs(request.getNews()),
  ),
  diff: one((request: InstanceType<typeof messages.DiffRequest>) => {
    const sizeIn = (struct: Struct | undefined) => struct?.getFieldsMap().get("size")?.getStringValue();
    const same = sizeIn(request.getOldInputs()) === sizeIn(request.getNews());
    return new DiffResponse().setChanges(DiffResponse.DiffChanges[same ? "DIFF_NONE" : "DIFF_SOME"]);
  }),
  create: one((request: InstanceType<typeof messages.CreateRequest>) =>
    new messages.CreateResponse().setId(randomUUID()).setProperties(outputs(request.getProperties())),
  ),
  read: one((request: InstanceType<typeof messages.ReadRequest>) =>
    new messages.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs()),
  ),
  update: one((request: InstanceType<typeof messages.UpdateRequest>) =>
    new messages.UpdateResponse().setProperties(outputs(request.getNews())),
  ),
  delete: empty,
  cancel: empty,
  attach: empty,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(port);
});
