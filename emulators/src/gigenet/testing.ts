import type { ExecutionContext } from "ava";
import { XMLParser } from "fast-xml-parser";
import type { Emulators } from "../emulators.ts";
import { startCloud } from "../testing-switches.ts";
import { encodeText } from "./form.ts";
import type { GigeNetCredentials } from "./seeds.ts";
import { signV2 } from "./signature-v2.ts";
import { authorizationV4, sha256, signV4, type V4Scope } from "./signature-v4.ts";
import type { GigeNetSwitchPatch } from "./switches.ts";

/** A parsed element: text, or children by name; `item` is always a list. */
export type Tree = string | { readonly [name: string]: Tree | readonly Tree[] };
export type Parameters = Readonly<Record<string, string | number>>;

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Code of the error, or "". */
  readonly code: string;
  /** Children of the root. */
  readonly root: Tree;
}

export interface TestClient {
  /** Calls an action, signed by version 4 in a POST form, and parses the reply, success or error. */
  call(action: string, parameters?: Parameters): Promise<Reply>;
  /** Like `call`, but throws for an error. Returns the children of the root. */
  ok(action: string, parameters?: Parameters): Promise<Tree>;
  /** The code of the error, or "". */
  code(action: string, parameters?: Parameters): Promise<string>;
}

/** The cloud with these switches, and a client of the first account. */
export async function start(t: ExecutionContext, switches: GigeNetSwitchPatch = {}) {
  const emulators = await startCloud(t, "gigenet", switches);
  return { emulators, client: testClient(emulators) };
}

/** A minimal signing client for tests of the emulator. */
export function testClient(emulators: Emulators, account?: GigeNetCredentials, token?: string): TestClient {
  const { endpoint, credentials } = emulators.clouds.gigenet;
  const { apiKey, apiHash } = account ?? credentials;
  const call: TestClient["call"] = async (action, parameters = {}) => {
    const body = formOf({ Action: action, Version: "2016-11-15", ...parameters });
    const headers = {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "x-amz-content-sha256": sha256(body),
      "x-amz-date": basicNow(),
      ...(token === undefined ? {} : { "x-amz-security-token": token }),
    };
    const signedHeaders = ["host", ...Object.keys(headers)].sort();
    const scope: V4Scope = { date: headers["x-amz-date"], region: "ord1", service: "ec2", signedHeaders };
    const request = { method: "POST", path: "/", query: "", body };
    const signature = signV4({ ...request, headers: { host: new URL(endpoint).host, ...headers } }, apiHash, scope);
    const authorization = authorizationV4(apiKey, signature, scope);
    return parse(await fetch(`${endpoint}/`, { method: "POST", body, headers: { ...headers, authorization } }));
  };
  return {
    call,
    ok: async (action, parameters) => {
      const { root, code, text } = await call(action, parameters);
      if (code !== "") throw new Error(`${action}: ${text}`);
      return root;
    },
    code: async (action, parameters) => (await call(action, parameters)).code,
  };
}

/** Calls an action by GET, signed by version 2. `set` overrides what the signature needs. */
export async function callV2(
  emulators: Emulators,
  action: string,
  parameters: Parameters = {},
  { apiKey, apiHash }: GigeNetCredentials = emulators.clouds.gigenet.credentials,
): Promise<Reply> {
  const { endpoint } = emulators.clouds.gigenet;
  const signing = { AWSAccessKeyId: apiKey, SignatureMethod: "HmacSHA256", SignatureVersion: 2 };
  const Timestamp = new Date().toISOString();
  const query = formOf({ Action: action, ...signing, Timestamp, Version: "2013-10-15", ...parameters });
  const signature = signV2({ method: "GET", host: new URL(endpoint).host, path: "/", query }, apiHash);
  return parse(await fetch(`${endpoint}/?${query}&Signature=${encodeText(signature)}`));
}

export function formOf(parameters: Parameters): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${encodeText(name)}=${encodeText(String(value))}`);
  return pairs.join("&");
}

export function basicNow(): string {
  return `${new Date().toISOString().replaceAll(/[-:]|\..*/g, "")}Z`;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  isArray: (name) => name === "item",
});

/** Parses a reply; one that is not XML has an empty root. */
export async function parse(response: Response): Promise<Reply> {
  const text = await response.text();
  const document = text.startsWith("<?xml") ? (parser.parse(text.replaceAll(/>\s+</g, "><")) as Tree) : {};
  const root = typeof document === "string" ? {} : (Object.values(document)[0] ?? {});
  const code = text.includes("<Response>") ? at(root as Tree, "Errors", "Error", "Code") : "";
  return { status: response.status, text, code: String(code), root: root as Tree };
}

/** The element or item at a path; undefined if it does not exist. */
export function at(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let here: Tree | readonly Tree[] | undefined = tree;
  for (const step of path) {
    if (here === undefined || typeof here === "string") return undefined;
    here = new Map<string, Tree | readonly Tree[]>(Object.entries(here)).get(String(step));
  }
  return here as Tree | undefined;
}

/** The items of a list at a path; none for an empty one. */
export function list(tree: Tree, ...path: readonly string[]): Tree[] {
  const found: unknown = at(tree, ...path, "item");
  return Array.isArray(found) ? found : [];
}

/** The text of a field in each item of a list. */
export function texts(rows: readonly Tree[], ...path: readonly string[]): string[] {
  return rows.map((row) => String(at(row, ...path)));
}

export const plain: Parameters = { ImageId: "centos64_7", InstanceType: "gcl.2" };

/** Runs an instance and returns its ID. */
export async function run(client: TestClient, set: Parameters = {}): Promise<string> {
  const reply = await client.ok("RunInstances", { ...plain, ...set });
  return texts(list(reply, "instancesSet"), "instanceId")[0] ?? "";
}

/** Runs an instance and advances the clock until it is on. */
export async function runOn(emulators: Emulators, client: TestClient, set: Parameters = {}): Promise<string> {
  const id = await run(client, set);
  emulators.advance(45);
  return id;
}

/** The instance as DescribeInstances shows it. */
export async function show(client: TestClient, id: string): Promise<Tree> {
  const [first] = list(await client.ok("DescribeInstances", { "InstanceId.1": id }), "reservationSet");
  const [instance] = first ? list(first, "instancesSet") : [];
  if (!instance) throw new Error(`no instance ${id}`);
  return instance;
}

/** `<name>/<code>` of an instance's state. */
export async function state(client: TestClient, id: string): Promise<string> {
  const displayed = await show(client, id);
  return `${at(displayed, "state", "name")}/${at(displayed, "state", "code")}`;
}
