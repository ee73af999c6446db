import type { ExecutionContext } from "ava";
import type { Emulators } from "../emulators.ts";
import { startCloud } from "../testing-switches.ts";
import { type LunaNodeCredentials, sign } from "./signature.ts";
import type { LunaNodeSwitchPatch } from "./switches.ts";

/** A decoded reply. */
export type Reply = Readonly<Record<string, unknown>> & { readonly success: string; readonly error?: string };

export interface TestClient {
  /** Calls `category/action` and decodes the reply, success or error. */
  call(operation: string, parameters?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** Like `call`, but throws for an error. */
  ok(operation: string, parameters?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** The HTTP response itself. */
  send(operation: string, parameters?: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Response>;
  /** A text of a successful reply. */
  text(field: string, operation: string, parameters?: Readonly<Record<string, unknown>>): Promise<string>;
  /** status_nohtml of a VM. */
  status(vmId: string): Promise<unknown>;
}

/** The cloud with these switches, and a client of the first account. */
export async function start(t: ExecutionContext, switches: LunaNodeSwitchPatch = {}) {
  const emulators = await startCloud(t, "lunanode", switches);
  return { emulators, client: testClient(emulators) };
}

/** A minimal signing client for tests of the emulator. */
export function testClient(emulators: Emulators, account?: LunaNodeCredentials): TestClient {
  const { endpoint, credentials } = emulators.clouds.lunanode;
  const { apiId, apiKey } = account ?? credentials;
  const send: TestClient["send"] = (operation, parameters = {}, signal) => {
    const req = JSON.stringify({ ...parameters, api_id: apiId, api_partialkey: apiKey.slice(0, 64) });
    const nonce = String(Math.floor(Date.now() / 1000));
    const body = new URLSearchParams({ req, nonce, signature: sign(`${operation}/`, req, nonce, apiKey) });
    return fetch(`${endpoint}/api/${operation}/`, { method: "POST", body, signal: signal ?? null });
  };
  const call: TestClient["call"] = async (operation, parameters) =>
    (await (await send(operation, parameters)).json()) as Reply;
  const ok: TestClient["ok"] = async (operation, parameters) => {
    const reply = await call(operation, parameters);
    if (reply.success !== "yes") throw new Error(`${operation}: ${reply.error}`);
    return reply;
  };
  return {
    ...{ send, call, ok },
    text: async (field, operation, parameters) => String((await ok(operation, parameters))[field]),
    status: async (vmId) => record((await ok("vm/info", { vm_id: vmId })).info).status_nohtml,
  };
}

/** Reads a value as an object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return { ...value };
}

/** Reads a value as a list of objects. */
export function records(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value.map(record);
}

/** The ID of a seeded image in a region. */
export function imageId(emulators: Emulators, name: string, region = "toronto"): string {
  const found = emulators
    .objects("lunanode")
    .find((one) => one.kind === "image" && one.name === name && one.region === region);
  if (!found) throw new Error(`no image ${name} in ${region}`);
  return found.id;
}

/** Parameters of a plain VM. */
export function plainVm(emulators: Emulators, set: Readonly<Record<string, string>> = {}): Record<string, string> {
  const image = imageId(emulators, "Ubuntu 24.04 64-bit (template)", set.region);
  return { hostname: "web-1", plan_id: "m.2", image_id: image, ...set };
}

/** Creates a VM and advances the clock until it is online with an address. Returns its ID. */
export async function onlineVm(
  emulators: Emulators,
  client: TestClient,
  set: Readonly<Record<string, string>> = {},
): Promise<string> {
  const id = await client.text("vm_id", "vm/create", plainVm(emulators, set));
  emulators.advance(30);
  return id;
}
