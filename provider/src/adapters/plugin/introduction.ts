import type { PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import type { ProviderHandshakeRequest, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";

/** What Pulumi asks a plugin first. The answers need no cloud and no engine of ours, so they do not wait until those are loaded. */
export class Introduction {
  private readonly version: string;
  private readonly connect: (engineAddress: string) => void;

  /** `version`: without `v`. `connect` gets the address of Pulumi's engine. */
  constructor(version: string, connect: (engineAddress: string) => void) {
    this.version = version;
    this.connect = connect;
  }

  async handshake(request: ProviderHandshakeRequest): Promise<ProviderHandshakeResponse> {
    this.connect(request.getEngineAddress());
    return new messages.ProviderHandshakeResponse()
      .setAcceptSecrets(true)
      .setAcceptResources(true)
      .setAcceptOutputs(false)
      .setSupportsAutonamingConfiguration(true);
  }

  async attach(request: PluginAttach): Promise<InstanceType<typeof empties.Empty>> {
    this.connect(request.getAddress());
    return new empties.Empty();
  }

  async getPluginInfo(): Promise<PluginInfo> {
    return new plugins.PluginInfo().setVersion(this.version);
  }
}
