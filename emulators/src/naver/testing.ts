import type { ExecutionContext } from "ava";
import type { Emulators, NaverSwitchPatch } from "../index.ts";
import { startCloud } from "../testing-switches.ts";
import { type NaverCredentials, sign } from "./signature.ts";

export type Sent = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, unknown>>;

export interface How {
  readonly method?: "GET" | "POST";
  /** Default: `json`; "" omits the parameter. */
  readonly format?: string;
  readonly header?: "x-ncp-apigw-signature-v1" | "x-ncp-apigw-signature-v2";
  /** Sent instead of the query or form built from the parameters. */
  readonly raw?: string;
  /** Added after signing, replacing headers of the same name. */
  readonly headers?: Sent;
  /** Milliseconds since 1970. */
  readonly timestamp?: number;
}

export interface TestClient {
  /** The HTTP response itself. */
  send(action: string, parameters?: Sent, how?: How): Promise<Response>;
  /** The decoded JSON body, success or error. */
  call(action: string, parameters?: Sent, how?: How): Promise<Row>;
  /** The content of `<action>Response`; throws for an error. */
  ok(action: string, parameters?: Sent, how?: How): Promise<Row>;
  /** The only list of a successful reply. */
  list(action: string, parameters?: Sent): Promise<Row[]>;
  /** The first row of that list. */
  first(action: string, parameters?: Sent): Promise<Row>;
  /** Return code or errorCode of an error; "0" for a success. */
  code(action: string, parameters?: Sent, how?: How): Promise<unknown>;
  /** `status/operation` of a server; undefined if it does not exist. */
  state(serverInstanceNo: string): Promise<string | undefined>;
}

/** Actions of the VPC service; all others are the server's. */
const vpcActions = /Vpc|Subnet|NetworkAcl|RouteTable/;
const serviceOf = (action: string): string =>
  vpcActions.test(action) ? "vpc" : action.includes("NasVolume") ? "vnas" : "vserver";

/** A minimal signing client for tests of the emulator. */
export function testClient(emulators: Emulators, account?: NaverCredentials): TestClient {
  const { endpoint, credentials } = emulators.clouds.naver;
  const { accessKey, secretKey } = account ?? credentials;
  const send: TestClient["send"] = (action, parameters = {}, how = {}) => {
    const { method = "POST", format = "json" } = how;
    const requested = format === "" ? parameters : { responseFormatType: format, ...parameters };
    const form = how.raw ?? new URLSearchParams(requested).toString();
    const path = action.startsWith("/") ? action : `/${serviceOf(action)}/v2/${action}`;
    const url = method === "GET" && form !== "" ? `${path}?${form}` : path;
    const timestamp = String(how.timestamp ?? Date.now());
    const headers = {
      ...{ "x-ncp-apigw-timestamp": timestamp, "x-ncp-iam-access-key": accessKey },
      [how.header ?? "x-ncp-apigw-signature-v2"]: sign({ method, url, timestamp, accessKey }, secretKey),
      ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...how.headers,
    };
    return fetch(endpoint + url, { method, headers, body: method === "POST" ? form : null });
  };
  const call: TestClient["call"] = async (...given) => record(await (await send(...given)).json());
  const ok: TestClient["ok"] = async (action, ...rest) => {
    const reply = await call(action, ...rest);
    const inner = reply[`${action}Response`];
    if (inner === undefined) throw new Error(`${action}: ${JSON.stringify(reply)}`);
    return record(inner);
  };
  const list: TestClient["list"] = async (...given) => records(listIn(await ok(...given)));
  const first: TestClient["first"] = async (...given) => record((await list(...given))[0]);
  return {
    ...{ send, call, ok, list, first },
    code: async (...given) => {
      const reply = await call(...given);
      const { responseError, error } = reply;
      if (responseError !== undefined) return record(responseError).returnCode;
      return error === undefined ? record(Object.values(reply)[0]).returnCode : record(error).errorCode;
    },
    state: async (serverInstanceNo) => {
      const [row] = await list("getServerInstanceDetail", { serverInstanceNo });
      return row && `${codeOf(row.serverInstanceStatus)}/${codeOf(row.serverInstanceOperation)}`;
    },
  };
}

function listIn(reply: Row): unknown {
  return Object.entries(reply).find(([name]) => name.endsWith("List"))?.[1];
}

/** Emulators with a manual clock, and a client of the first account. */
export async function start(t: ExecutionContext, switches: NaverSwitchPatch = {}) {
  const emulators = await startCloud(t, "naver", switches);
  return { emulators, client: testClient(emulators) };
}

/** A client of the second account. */
export function otherClient(emulators: Emulators): TestClient {
  return testClient(emulators, emulators.clouds.naver.accounts[1]);
}

/** Reads a value as an object. */
export function record(value: unknown): Row {
  if (typeof value !== "object" || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return { ...value };
}

/** Reads a value as a list of objects. */
export function records(value: unknown): Row[] {
  return items(value).map(record);
}

/** Reads a value as a list of anything. */
export function items(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value;
}

/** The code of a coded value. */
export function codeOf(value: unknown): unknown {
  return record(value).code;
}

/** The first row of a kind whose field has this value. */
export function stored(emulators: Emulators, kind: string, field: string, value: unknown): Row & { id: string } {
  const found = emulators.objects("naver").find((one) => one.kind === kind && one[field] === value);
  if (!found) throw new Error(`no ${kind} with ${field} ${JSON.stringify(value)}`);
  return found;
}

/** Parameters for a plain KVM server in the first account's seeded network. */
export function plainServer(emulators: Emulators, set: Sent = {}): Sent {
  const subnet = stored(emulators, "subnet", "name", "demo-public");
  const group = stored(emulators, "accessControlGroup", "vpcNo", subnet.vpcNo);
  return {
    ...{ serverImageNo: "104630229", serverSpecCode: "s2-g3", serverName: "web-1" },
    ...{ vpcNo: String(subnet.vpcNo), subnetNo: subnet.id, "networkInterfaceList.1.networkInterfaceOrder": "0" },
    ...{ "networkInterfaceList.1.accessControlGroupNoList.1": group.id, ...set },
  };
}

/** Like `plainServer`, for a XEN image. */
export function xenServer(emulators: Emulators, set: Sent = {}): Sent {
  return plainServer(emulators, { serverImageNo: "16187001", serverSpecCode: "s2-g2-s50", ...set });
}

/** Creates a server and advances the clock until it runs and is idle. Returns its ID. */
export async function runningServer(emulators: Emulators, client: TestClient, set: Sent = {}): Promise<string> {
  const row = await client.first("createServerInstances", plainServer(emulators, set));
  emulators.advance(40);
  return String(row.serverInstanceNo);
}

/** Like `runningServer`, but stopped. */
export async function stoppedServer(emulators: Emulators, client: TestClient, set: Sent = {}): Promise<string> {
  const id = await runningServer(emulators, client, set);
  await client.ok("stopServerInstances", { "serverInstanceNoList.1": id });
  emulators.advance(10);
  return id;
}

/** The list of one ID that power calls take. */
export const only = (id: string): Sent => ({ "serverInstanceNoList.1": id });
