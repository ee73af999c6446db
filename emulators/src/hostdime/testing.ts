import { randomUUID } from "node:crypto";
import type { ExecutionContext } from "ava";
import type { Emulators, HostDimeSwitchPatch } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { type Dialect, type HostDimeCredentials, sign } from "./signature.ts";

/** A decoded envelope. */
export interface Envelope {
  readonly error?: { readonly code: unknown; readonly message: string } | null | false | readonly never[];
  readonly response?: unknown;
}

export type Sent = Readonly<Record<string, string>>;

export interface TestClient {
  /** The HTTP response itself; `set` overrides fields of the signed form. */
  send(method: string, parameters?: Sent, how?: How): Promise<Response>;
  /** Calls a method in JSON and decodes the envelope, success or error. */
  call(method: string, parameters?: Sent, how?: How): Promise<Envelope>;
  /** `response`; throws for an error envelope. */
  ok(method: string, parameters?: Sent): Promise<unknown>;
  /** `response` as an object. */
  object(method: string, parameters?: Sent): Promise<Readonly<Record<string, unknown>>>;
  /** `response` as a list of objects. */
  list(method: string, parameters?: Sent): Promise<Readonly<Record<string, unknown>>[]>;
  /** `error.code`; undefined for a success. */
  code(method: string, parameters?: Sent, how?: How): Promise<unknown>;
}

export interface How {
  readonly extension?: string;
  readonly dialect?: Dialect;
  /** Unix time in seconds. */
  readonly timestamp?: number;
  readonly unique?: string;
  /** Set after signing, replacing fields of the same name. */
  readonly set?: Sent;
  readonly httpMethod?: "GET";
}

/** A minimal signing client for tests of the emulator. */
export function testClient(emulators: Emulators, account?: HostDimeCredentials): TestClient {
  const { endpoint, credentials } = emulators.clouds.hostdime;
  const { publicKey, privateKey } = account ?? credentials;
  const send: TestClient["send"] = (method, sent = {}, how = {}) => {
    const timestamp = String(how.timestamp ?? Math.floor(Date.now() / 1000));
    const unique = how.unique ?? randomUUID();
    const parameters = new Map(Object.entries(sent));
    const api_hash = sign({ method, timestamp, unique, privateKey, parameters, dialect: how.dialect ?? "php" });
    const api = { api_key: publicKey, api_timestamp: timestamp, api_unique: unique, api_hash };
    const form = new URLSearchParams({ ...sent, ...api, ...how.set });
    const url = `${endpoint}/v1/${method.replaceAll(".", "/")}.${how.extension ?? "json"}`;
    return how.httpMethod === "GET" ? fetch(`${url}?${form}`) : fetch(url, { method: "POST", body: form });
  };
  const call: TestClient["call"] = async (...given) => (await (await send(...given)).json()) as Envelope;
  const ok: TestClient["ok"] = async (method, sent) => {
    const { error, response } = await call(method, sent);
    if (errorOf(error)) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return response;
  };
  return {
    ...{ send, call, ok },
    object: async (...given) => record(await ok(...given)),
    list: async (...given) => records(await ok(...given)),
    code: async (...given) => errorOf((await call(...given)).error)?.code,
  };
}

function errorOf(error: Envelope["error"]): { readonly code: unknown; readonly message: string } | undefined {
  return error && "code" in error ? error : undefined;
}

/** Emulators with a manual clock, and a client of the first account. */
export async function start(
  t: ExecutionContext,
  switches: HostDimeSwitchPatch = {},
): Promise<{ emulators: Emulators; client: TestClient }> {
  const emulators = await startCloud(t, "hostdime", switches);
  return { emulators, client: testClient(emulators) };
}

/** A client of the second account. */
export function otherClient(emulators: Emulators): TestClient {
  return testClient(emulators, emulators.clouds.hostdime.accounts[1]);
}

/** Field of a stored row. */
export function stored(emulators: Emulators, kind: string, id: string, field: string): unknown {
  return emulators.objects("hostdime").find((one) => one.kind === kind && one.id === id)?.[field];
}

/** Reads a value as an object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return { ...value };
}

/** Reads a value as a list of objects. */
function records(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value.map(record);
}

/** Parameters of an order. */
export const order: Sent = { name: "web-1", plan: "vps-2", os: "Debian 12" };
