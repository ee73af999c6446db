import type { z } from "zod";
import type { Call, ClientConfig, ErrorMapping } from "./call.ts";
import { Client, type ClientOptions } from "./client.ts";
import { list, record, text, textAt } from "./decode/schemas.ts";
import { CloudError } from "./errors.ts";
import { ManualClock } from "./testing.ts";

/** A cloud for tests of the client. */
export const config = (overrides: Partial<ClientConfig> = {}): ClientConfig => ({
  cloud: "TestCloud",
  decode: "json",
  budget: { perSecond: 1000, burst: 1000, concurrent: 10 },
  secrets: ["correct-horse-battery"],
  requestIdHeader: "x-request-id",
  sign: (request, now) => ({
    ...request,
    headers: { ...request.headers, "x-time": String(now), "x-signature": "correct-horse-battery" },
  }),
  classify: ({ tree, status }): ErrorMapping | undefined => {
    const error = textAt(tree, "error");
    if (error === undefined) return undefined;
    return { kind: error === "no such vm" ? "notFound" : "invalid", words: error, code: `E${status}` };
  },
  ...overrides,
});

export function call<T>(url: string, answer: z.ZodType<T>, overrides: Partial<Call<T>> = {}): Call<T> {
  return {
    name: "vm/list",
    safety: "read",
    request: () => ({ method: "GET", url: new URL("/vm", url), headers: {} }),
    answer,
    ...overrides,
  };
}

export const vms = record({ vms: list(text, { in: "vm" }) });

export function build(overrides: Partial<ClientConfig> = {}, options: ClientOptions = {}) {
  const clock = new ManualClock({ auto: true });
  const client = new Client(config(overrides), { clock, random: () => 0.5, ...options });
  return { client, clock };
}

export async function fails(promise: Promise<unknown>): Promise<CloudError> {
  const error = await promise.then(
    (value) => new Error(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof CloudError) return error;
  throw error;
}
