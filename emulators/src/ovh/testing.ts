import { request as httpRequest } from "node:http";
import type { ExecutionContext } from "ava";
import type { Emulators } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { type OvhCredentials, sign } from "./signature.ts";
import type { OvhSwitchPatch } from "./switches.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded; undefined for an empty body. */
  readonly body: unknown;
}

export interface TestClient {
  /** Calls a path below `/1.0` and decodes the response, success or error. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Like `call`, but throws for any status other than 200. Returns the body. */
  ok(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Like `call`, below `/cloud/project/{project}`. */
  cloud(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Like `ok`, below `/cloud/project/{project}`; returns an object. */
  get(path: string): Promise<Json>;
  post(path: string, body?: unknown): Promise<Json>;
  /** Like `get`, for lists. */
  list(path: string): Promise<Json[]>;
  /** Status of an instance, or the HTTP status if it cannot be read. */
  status(id: string): Promise<unknown>;
}

/** Emulators on a manual clock, stopped when the test ends. */
export async function start(t: ExecutionContext, switches: OvhSwitchPatch = {}) {
  const emulators = await startCloud(t, "ovh", switches);
  return { emulators, client: testClient(emulators) };
}

/** The four headers of a signed call. */
export function signed(
  { applicationKey, applicationSecret, consumerKey }: OvhCredentials,
  method: string,
  url: string,
  body = "",
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> {
  return {
    "x-ovh-application": applicationKey,
    "x-ovh-consumer": consumerKey,
    "x-ovh-timestamp": timestamp,
    "x-ovh-signature": sign({ applicationSecret, consumerKey, method, url, body, timestamp }),
  };
}

/** A minimal signing client for tests of the emulator. */
export function testClient(emulators: Emulators, account?: OvhCredentials, version = "/1.0"): TestClient {
  const { endpoint, credentials } = emulators.clouds.ovh;
  const used = account ?? credentials;
  const call: TestClient["call"] = async (method, path, body, headers) => {
    const url = endpoint + version + path;
    const text = body === undefined ? "" : JSON.stringify(body);
    const type = text === "" ? {} : { "content-type": "application/json" };
    const all = { ...type, ...signed(used, method, url, text), ...headers };
    return answerOf(await fetch(url, { method, headers: all, body: text === "" ? null : text }));
  };
  const ok: TestClient["ok"] = async (method, path, body) => {
    const answer = await call(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const project = `/cloud/project/${used.project}`;
  return {
    ...{ call, ok },
    cloud: (method, path, body) => call(method, project + path, body),
    get: async (path) => record(await ok("GET", project + path)),
    post: async (path, body) => record((await ok("POST", project + path, body)) ?? {}),
    list: async (path) => records(await ok("GET", project + path)),
    status: async (id) => {
      const { status, body } = await call("GET", `${project}/instance/${id}`);
      return status === 200 ? record(body).status : status;
    },
  };
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") && text !== "";
  const body: unknown = isJson ? JSON.parse(text) : text === "" ? undefined : text;
  return { status: response.status, headers: response.headers, body };
}

/** Sends bytes to a path unchanged, possibly with another Host header than the real one. */
export function sendRaw(
  emulators: Emulators,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = "",
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(emulators.clouds.ovh.endpoint);
  const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += String(chunk);
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Reads a value as an object. */
export function record(value: unknown): Json {
  if (typeof value !== "object" || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return { ...value };
}

/** Reads a value as a list of objects. */
export function records(value: unknown): Json[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value.map(record);
}

/** The ID of a seeded flavor or image in a region. */
export function seedId(emulators: Emulators, kind: "flavor" | "image", name: string, region = "GRA11"): string {
  const isIt = (one: Json): boolean => one.kind === kind && one.name === name && one.region === region;
  const found = emulators.objects("ovh").find(isIt);
  if (!found) throw new Error(`no ${kind} ${name} in ${region}`);
  return found.id;
}

/** The body that creates a plain instance. */
export function plain(emulators: Emulators, set: Json = {}, flavor = "b3-8", image = "Ubuntu 24.04"): Json {
  const region = typeof set.region === "string" ? set.region : "GRA11";
  const [flavorId, imageId] = [seedId(emulators, "flavor", flavor, region), seedId(emulators, "image", image, region)];
  return { name: "web-1", region, flavorId, imageId, ...set };
}

/** Creates an instance and advances the clock until it is ACTIVE. Returns its ID. */
export async function activeInstance(emulators: Emulators, client: TestClient, set: Json = {}): Promise<string> {
  const { id } = await client.post("/instance", plain(emulators, set));
  emulators.advance(40);
  return String(id);
}

/** A private network with a subnet 10.0.0.0/24 in GRA11 and addresses from 10.0.0.10 to 10.0.0.12. */
export async function privateNetwork(emulators: Emulators, client: TestClient): Promise<{ pn: string; inGra: string }> {
  const { id } = await client.post("/network/private", { name: "lan", vlanId: 7, regions: ["GRA11"] });
  emulators.advance(10);
  const pn = String(id);
  const subnet = { region: "GRA11", network: "10.0.0.0/24", start: "10.0.0.10", end: "10.0.0.12" };
  await client.post(`/network/private/${pn}/subnet`, { ...subnet, dhcp: true, noGateway: false });
  const [there] = records((await client.get(`/network/private/${pn}`)).regions);
  return { pn, inGra: String(there?.openstackId) };
}
