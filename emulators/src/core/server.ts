import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { EmulatorClock } from "./clock.ts";
import type { Answered, CloudEmulator, CloudReply, CloudRequest } from "./cloud.ts";
import { type ActiveFault, type Faults, replaces, spoil } from "./faults.ts";
import type { RequestLog } from "./log.ts";
import type { Restore } from "./store.ts";

/** Largest accepted request body, in bytes. */
const bodyLimit = 1_048_576;

export interface ServingContext {
  readonly clock: EmulatorClock;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Minimum delay of every reply, in real milliseconds. */
  readonly latencyMs: number;
  /** Called with every call that was carried out. */
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  /** Called after each request. */
  readonly onChange?: () => void;
}

/**
 * Listens; port 0 picks a free one. If a port is in use, the error is one clear sentence. The URL uses a loopback
 * address, whatever the host.
 */
export function listen(
  listener: RequestListener,
  port: number,
  what: string,
  host = "127.0.0.1",
): Promise<{ server: Server; url: string }> {
  const server = createServer({ keepAliveTimeout: 65_000 }, listener);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE" || error.code === "EACCES";
      const why = error.code === "EACCES" ? "may not be used" : "is in use by another process";
      reject(inUse ? new Error(`port ${port}, wanted for ${what}, ${why}; choose another with --port`) : error);
    });
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve({ server, url: `http://127.0.0.1:${bound}` });
    });
  });
}

/** Closes a server and the connections that clients keep open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Reads a body up to the limit; undefined if it is longer. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= bodyLimit) chunks.push(bytes);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks);
}

/** The listener of one cloud: log, faults before, effect, faults after, reply. */
export function serveCloud(cloud: CloudEmulator, context: ServingContext): RequestListener {
  return (incoming, response) => {
    serveOne(cloud, context, incoming, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(`emulator failure: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  };
}

async function serveOne(
  cloud: CloudEmulator,
  context: ServingContext,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const body = await readBody(incoming).catch(() => undefined);
  if (!body) return refuse(response);
  const reply = await perform(cloud, context, toRequest(incoming, body), gone.signal);
  context.onChange?.();
  if (reply) send(response, reply);
}

/** A reply as sent: `cut` says where the connection ends early. */
export interface Delivery extends CloudReply {
  /** The cloud's name for the call. */
  readonly operation: string;
  readonly kind: "read" | "write";
  readonly cut?: "connection" | "body" | undefined;
}

/** Processes a request: log, faults before, effect, faults after, reply. Undefined if the client has disconnected. */
export async function perform(
  cloud: CloudEmulator,
  { clock, log, faults, latencyMs, onAnswer }: ServingContext,
  request: CloudRequest,
  gone: AbortSignal,
): Promise<Delivery | undefined> {
  cloud.settle();
  const inspection = cloud.inspect(request);
  const taken = faults.take(cloud.name, inspection.operation);
  const { operation, kind, signature, parameters, note } = inspection;
  const id = log.add({
    time: new Date(clock.now()).toISOString(),
    cloud: cloud.name,
    ...{ operation, kind, signature, parameters },
    ...(note === undefined ? {} : { note }),
    ...(taken ? { fault: taken.id } : {}),
  });
  log.keep(id, { request });
  const fault = taken?.rule.fault;

  const lost = () => {
    log.update(id, { stage: "lost" });
    return undefined;
  };
  if (latencyMs > 0) await pause(latencyMs, gone);
  if (taken?.when === "before") await interfere(taken, faults, log, id, gone);
  if (gone.aborted) return lost();

  let reply: CloudReply | undefined;
  if (!(taken?.when === "before" && replaces(taken.rule.fault))) {
    cloud.settle();
    const stale = fault?.stale === true && kind === "read" ? cloud.store.beforeLastWrite : undefined;
    const before = kind === "write" ? cloud.store.snapshot() : undefined;
    reply = carryOut(stale, () => cloud.handle(request, inspection), cloud);
    if (before && reply.error === undefined) cloud.store.beforeLastWrite = before;
    onAnswer?.({ cloud: cloud.name, inspection, request, reply });
    log.update(id, { stage: "effect", handled: true, ...(reply.error === undefined ? {} : { error: reply.error }) });
  }
  if (taken?.when === "after") await interfere(taken, faults, log, id, gone);
  if (gone.aborted) return lost();

  const final = fault ? spoil(fault, reply, (text) => cloud.errorReply(text, request), operation) : reply;
  if (final === undefined) return undefined;
  const date = new Date(clock.wall() + cloud.skewSeconds * 1000).toUTCString();
  const cut = fault?.cut;
  const status = cut === "connection" ? {} : { status: final.status };
  log.keep(id, { request, reply: { ...final, cut } });
  log.update(id, { ...status, stage: cut ? "lost" : "replied", ...errorOf(final, cut) });
  return { ...final, operation, kind, headers: { ...final.headers, date }, cut };
}

function errorOf(reply: CloudReply, cut: Delivery["cut"]): { error?: string } {
  const error = cut === undefined ? reply.error : `${cut} cut by a fault`;
  return error === undefined ? {} : { error };
}

/** Serves from an earlier state, if given, and then returns to the present one. */
function carryOut(stale: Restore | undefined, run: () => CloudReply, cloud: CloudEmulator): CloudReply {
  if (!stale) return run();
  const present = cloud.store.snapshot();
  stale();
  try {
    return run();
  } finally {
    present();
  }
}

async function interfere(
  taken: ActiveFault,
  faults: Faults,
  log: RequestLog,
  id: number,
  gone: AbortSignal,
): Promise<void> {
  const { hold, delayMs } = taken.rule.fault;
  if (taken.when === "before" && (hold || delayMs)) log.update(id, { stage: "held" });
  if (hold) await faults.held(taken.id, gone);
  if (delayMs) await pause(delayMs, gone);
}

/** Waits in real time, because clients' timeouts are real. Ends early if the client disconnects. */
async function pause(milliseconds: number, gone: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: gone }).catch(() => undefined);
}

function send(response: ServerResponse, { status, headers, body, cut }: Delivery): void {
  if (cut === "connection") {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(body, "utf8");
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  if (cut === "body") {
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
    return;
  }
  response.end(bytes);
}

function refuse(response: ServerResponse): void {
  response.writeHead(413, { "content-type": "text/plain", connection: "close" });
  response.end("request body too large\n");
}

const toRequest = (incoming: IncomingMessage, body: Buffer): CloudRequest => ({
  method: incoming.method ?? "GET",
  ...placeOf(incoming.url ?? "/"),
  headers: incoming.headers,
  body,
  sourceIp: incoming.socket.remoteAddress ?? "",
});

function placeOf(url: string): Pick<CloudRequest, "url" | "path" | "query"> {
  const mark = url.indexOf("?");
  return {
    url,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
  };
}

/** A request by a client in this process. */
export interface DirectRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The request as it would arrive over the network. */
export const fromClient = ({ method, url, headers, body = "" }: DirectRequest): CloudRequest => ({
  method,
  ...placeOf(url.pathname + url.search),
  headers: {
    host: url.host,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  },
  body: Buffer.from(body, "utf8"),
  sourceIp: "127.0.0.1",
});
