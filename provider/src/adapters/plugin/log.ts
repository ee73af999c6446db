import grpc from "@grpc/grpc-js";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { messageOf } from "../../engine/errors.ts";
import type { Reporter } from "../../engine/reporter.ts";
import { printable } from "../../http/printable.ts";

type Severity = "DEBUG" | "INFO" | "WARNING";

/** A reporter whose messages Pulumi shows with one resource. */
export interface LogMessage extends Reporter {
  /** Resolves when all messages have been delivered: Pulumi shows nothing that arrives after the answer. */
  isDelivered(): Promise<void>;
}

/** Pulumi's display: a provider's own output is hidden from the user. */
export class EngineLog {
  private openLog: (() => Promise<EngineClient>) | undefined;
  private client: Promise<EngineClient> | undefined;
  private readonly lost: (line: string) => void;

  /** `lost` gets the messages that cannot be delivered. */
  constructor(lost: (line: string) => void) {
    this.lost = lost;
  }

  /** The address of Pulumi's engine; a new one replaces the old. */
  connect(address: string): void {
    if (address === "") {
      return;
    }
    this.close();
    this.client = undefined;
    this.openLog = async () => {
      const { default: services } = await import("@pulumi/pulumi/proto/engine_grpc_pb.js");
      return new services.EngineClient(address, grpc.credentials.createInsecure());
    };
  }

  /** Progress messages are shown only while the operation runs; warnings stay. */
  about(urn: string): LogMessage {
    let tail = Promise.resolve();
    const say = (severity: Severity, message: string, ephemeral: boolean) => {
      tail = tail.then(() => this.send(severity, message, urn, ephemeral));
    };
    return {
      info: (message) => say("INFO", message, true),
      warn: (message) => say("WARNING", message, false),
      isDelivered: () => tail,
    };
  }

  /** Never fails: a message that cannot be shown must not stop an operation. */
  async send(severity: Severity, message: string, urn = "", ephemeral = false): Promise<void> {
    try {
      if (this.openLog === undefined) {
        throw new Error("no engine address");
      }
      this.client ??= this.openLog();
      const [client, { default: messages }] = await Promise.all([
        this.client,
        import("@pulumi/pulumi/proto/engine_pb.js"),
      ]);
      const request = new messages.LogRequest()
        .setSeverity(messages.LogSeverity[severity])
        .setMessage(printable(message))
        .setUrn(urn)
        .setEphemeral(ephemeral);
      await new Promise<void>((resolve, reject) =>
        client.log(request, (error) => (error === null ? resolve() : reject(error))),
      );
    } catch (error) {
      this.lost(printable(`${severity.toLowerCase()}: ${message} (could not be sent to Pulumi: ${messageOf(error)})`));
    }
  }

  close(): void {
    void this.client?.then((client) => client.close()).catch(() => undefined);
  }
}
