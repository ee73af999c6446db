import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Emulators } from "../emulators.ts";
import type { Change } from "../options.ts";
import { pageFile, sendFile } from "../panel/files.ts";
import { refusalOf } from "./admission.ts";
import { type CloudName, cloudNames } from "./cloud.ts";
import type { FaultRule } from "./faults.ts";
import type { RequestFilter, WaitFilter } from "./log.ts";
import { readBody } from "./server.ts";

/** Handles an admin call; undefined becomes `{"ok": true}`. */
type Route = (emulators: Emulators, input: Input) => unknown;

interface Input {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The variable part of the path. */
  readonly id: string;
}

const routes: Readonly<Record<string, Route>> = {
  "GET /clouds": (emulators) => emulators.describe(),
  "GET /requests": (emulators, { query }) => emulators.requests(filterOf(query)),
  "GET /requests/*": (emulators, { id }) => emulators.panel.requestDetail(Number(id)),
  "DELETE /requests": (emulators) => emulators.clearRequests(),
  "GET /wait": (emulators, { query }) => emulators.waitFor(waitOf(query), numberOf(query.get("timeoutMs")) ?? 10_000),
  "GET /objects": (emulators, { query }) => emulators.objects(optionalCloud(query.get("cloud"))),
  "GET /faults": (emulators) => emulators.faults(),
  "POST /faults": (emulators, { body }) => ({ id: emulators.addFault(body as unknown as FaultRule) }),
  "DELETE /faults": (emulators) => emulators.clearFaults(),
  "DELETE /faults/*": (emulators, { id }) => emulators.removeFault(id),
  "POST /faults/*/release": (emulators, { id }) => emulators.releaseFault(id),
  "GET /clock": (emulators) => clockOf(emulators),
  "POST /clock": (emulators, { body }) => setClock(emulators, body),
  "POST /clock-skew": (emulators, { body }) => emulators.setClockSkew(cloudOf(body.cloud), Number(body.seconds)),
  "POST /change": (emulators, { body }) => emulators.change(changeOf(body)),
  "GET /switches": (emulators, { query }) => emulators.switches(cloudOf(query.get("cloud"))),
  "GET /switches/descriptions": (emulators, { query }) => emulators.switchDescriptions(cloudOf(query.get("cloud"))),
  "POST /switches": (emulators, { body }) => {
    const { cloud, ...patch } = body;
    emulators.setSwitches(cloudOf(cloud), patch);
    return emulators.switches(cloudOf(cloud));
  },
  "POST /reset": (emulators) => emulators.reset(),
};

/** The admin API; `current` returns the emulators once they all run. */
export function adminListener(current: () => Emulators | undefined): RequestListener {
  return (request, response) => {
    answer(current(), request, response).catch((error: unknown) => {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    });
  };
}

async function answer(
  emulators: Emulators | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refusalOf(request.method ?? "", request.headers);
  if (refusal) return sendJson(response, refusal.status, { error: refusal.error });
  if (!emulators) return sendJson(response, 503, { error: "the emulators are starting" });
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const file = request.method === "GET" ? pageFile(url.pathname) : undefined;
  if (file !== undefined) return sendFile(response, file);
  if (request.method === "GET" && url.pathname === "/events") return emulators.events.open(response);
  const [, list = "", id = "", verb = ""] = /^(\/faults|\/requests)\/([^/]+)(\/release)?$/.exec(url.pathname) ?? [];
  const route = routes[`${request.method} ${list === "" ? url.pathname : `${list}/*${verb}`}`];
  if (!route) {
    return sendJson(response, 404, {
      error: `no such call; there are GET /, GET /events, ${Object.keys(routes).join(", ")}`,
    });
  }
  const body = parseBody(await readBody(request));
  if (request.method !== "GET") response.once("finish", () => emulators.changed());
  const result: unknown = await route(emulators, { query: url.searchParams, body, id });
  sendJson(response, 200, result ?? { ok: true });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(value)}\n`);
}

function parseBody(bytes: Buffer | undefined): Readonly<Record<string, unknown>> {
  if (!bytes) throw new Error("the body is too large");
  if (bytes.length === 0) return {};
  const value: unknown = JSON.parse(bytes.toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("the body must be a JSON object");
  return { ...value };
}

function cloudOf(value: unknown): CloudName {
  const found = cloudNames.find((name) => name === value);
  if (!found) throw new Error(`cloud must be one of ${cloudNames.join(", ")}`);
  return found;
}

function optionalCloud(value: string | null): CloudName | undefined {
  return value === null ? undefined : cloudOf(value);
}

function filterOf(query: URLSearchParams): RequestFilter {
  const cloud = optionalCloud(query.get("cloud"));
  const operation = query.get("operation");
  return { ...(cloud ? { cloud } : {}), ...(operation === null ? {} : { operation }) };
}

function waitOf(query: URLSearchParams): WaitFilter {
  const count = numberOf(query.get("count"));
  const given = query.get("stage");
  const stage = (["arrived", "reached", "replied"] as const).find((one) => one === given);
  if (given !== null && !stage) throw new Error("stage must be arrived, reached or replied");
  return { ...filterOf(query), ...(count === undefined ? {} : { count }), ...(stage ? { stage } : {}) };
}

function numberOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${JSON.stringify(text)} is not a whole number`);
  return Number(text);
}

function clockOf({ clock }: Emulators): { now: string; scale: number } {
  return { now: new Date(clock.now()).toISOString(), scale: clock.scale };
}

function setClock(emulators: Emulators, { advance, scale }: Readonly<Record<string, unknown>>): object {
  if (typeof advance !== "number" && typeof scale !== "number") throw new Error("give advance (seconds) or scale");
  if (typeof scale === "number") emulators.setTimeScale(scale);
  if (typeof advance === "number") emulators.advance(advance);
  return clockOf(emulators);
}

function changeOf({
  cloud,
  action,
  kind,
  id,
  set,
  copy,
  delete: remove,
  ...rest
}: Readonly<Record<string, unknown>>): Change {
  const name = cloudOf(cloud);
  if (typeof action === "string") return { ...rest, ...(id === undefined ? {} : { id }), cloud: name, action };
  if (typeof kind !== "string" || typeof id !== "string") throw new Error("give kind and id, or action");
  if (remove === true) return { cloud: name, kind, id, delete: true };
  const fields = typeof set === "object" && set !== null && !Array.isArray(set) ? { ...set } : undefined;
  if (typeof copy === "string") return { cloud: name, kind, id, copy, ...(fields ? { set: fields } : {}) };
  if (!fields) throw new Error("give set (an object), copy (an ID) or delete: true");
  return { cloud: name, kind, id, set: fields };
}
