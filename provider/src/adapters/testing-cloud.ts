import { createServer } from "node:http";
import { z } from "zod";
import { isRecord, type Json } from "../engine/definition/values.ts";
import { CloudError, type ErrorKind } from "../http/errors.ts";

export const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  plan: z.string(),
  image: z.string(),
  memo: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  status: z.enum(["building", "active", "error"]),
});

export type Row = z.infer<typeof rowSchema>;

export interface Api {
  call(operation: string, args: Json): Promise<unknown>;
}

const PLANS = [
  { id: "1", name: "small" },
  { id: "2", name: "large" },
];
const IMAGES = [
  { id: "77", name: "Ubuntu 24.04" },
  { id: "78", name: "Debian 12" },
];

/** The error that every call of an operation returns instead. */
interface Fault {
  kind: ErrorKind;
  words: string;
}

/** A small cloud for tests of the adapters, in the test's own process or over loopback from the dynamic server's process. */
export class FakeCloud implements Api {
  readonly vms = new Map<string, Row>();
  readonly log: string[] = [];
  readonly faults = new Map<string, Fault>();
  /** The status that new VMs start with and keep. */
  status: Row["status"] = "active";
  private createdCount = 0;
  private readonly watchers = new Map<string, () => void>();

  /** Resolves when the next call of this operation arrives. */
  next(operation: string): Promise<void> {
    return new Promise((resolve) => this.watchers.set(operation, resolve));
  }

  count(operation: string): number {
    return this.log.filter((one) => one === operation).length;
  }

  async call(operation: string, args: Json): Promise<unknown> {
    this.log.push(operation);
    this.watchers.get(operation)?.();
    const fault = this.faults.get(operation);
    if (fault !== undefined) {
      throw cloudError(operation, fault);
    }
    const vm = this.vms.get(String(args.id));
    switch (operation) {
      case "plan/list":
        return PLANS;
      case "image/list":
        return IMAGES;
      case "vm/list":
        return [...this.vms.values()].filter(({ region }) => region === args.region);
      case "vm/info":
        return vm;
      case "vm/create": {
        this.createdCount += 1;
        const row = rowSchema.parse({ labels: {}, ...args, id: String(this.createdCount), status: this.status });
        this.vms.set(row.id, row);
        return { id: row.id, password: `made-up-${this.createdCount}` };
      }
      case "vm/set":
        return vm === undefined ? undefined : Object.assign(vm, args);
      default:
        this.vms.delete(String(args.id));
        return undefined;
    }
  }

  /** Serves the cloud on loopback. */
  async listen(): Promise<{ url: string; close(): void }> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const { operation, args } = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const answer = await this.call(operation, args).then(
        (value) => ({ value }),
        () => ({ fault: this.faults.get(operation) }),
      );
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    return { url: `http://127.0.0.1:${port}`, close };
  }
}

const requestSchema = z.object({ operation: z.string(), args: z.record(z.string(), z.unknown()) });
const faultSchema = z.object({ kind: z.custom<ErrorKind>(), words: z.string() });
export const createdSchema = z.object({ id: z.string(), password: z.string() });
export const entriesSchema = z.array(z.object({ id: z.string(), name: z.string() }));

export const cloudError = (operation: string, { kind, words }: Fault): CloudError =>
  new CloudError({ kind, words, cloud: "Fake", call: operation, effect: "none", nextStep: "Try again later." });

/** The cloud at an address, as the dynamic server's process uses it. */
export const remote = (url: string): Api => ({
  async call(operation, args) {
    const response = await fetch(url, { method: "POST", body: JSON.stringify({ operation, args }) });
    const answer: unknown = await response.json();
    if (isRecord(answer) && answer.fault !== undefined) {
      throw cloudError(operation, faultSchema.parse(answer.fault));
    }
    return isRecord(answer) ? answer.value : undefined;
  },
});
