import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { EmulatorClock } from "./clock.ts";
import type { CloudEmulator, CloudReply, CloudRequest } from "./cloud.ts";
import { type ActiveFault, type Faults, replaces, spoil } from "./faults.ts";
import type { RequestLog } from "./log.ts";
import type { Restore } from "./store.ts";

/** Largest request body taken, in bytes. */
export const bodyLimit = 1_048_576;

export interface ServingContext {
  readonly clock: EmulatorClock;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Real milliseconds that every reply takes at least. */
  readonly latencyMs: number;
}

/** Listens on 127.0.0.1 only; port 0 takes a free one. A port in use is one clear sentence. */
export function listen(
  listener: RequestListener,
  port: number,
  what: string,
): Promise<{ server: Server; url: string }> {
  const server = createServer({ keepAliveTimeout: 65_000 }, listener);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE" || error.code === "EACCES";
      const why = error.code === "EACCES" ? "may not be used" : "is in use by another process";
      reject(inUse ? new Error(`port ${port}, wanted for ${what}, ${why}; choose another with --port`) : error);
    });
    server.listen(port, "127.0.0.1", () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve({ server, url: `http://127.0.0.1:${bound}` });
    });
  });
}

/** Ends a server and the connections that clients keep open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Reads a body up to the limit; undefined when it is longer. */
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
  const { clock, log, faults, latencyMs } = context;
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const body = await readBody(incoming).catch(() => undefined);
  if (!body) return refuse(response);

  const request = toRequest(incoming, body);
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
  const fault = taken?.rule.fault;

  if (latencyMs > 0) await pause(latencyMs, gone.signal);
  if (taken?.when === "before") await interfere(taken, context, id, gone.signal);
  if (gone.signal.aborted) return log.update(id, { stage: "lost" });

  let reply: CloudReply | undefined;
  if (!(taken?.when === "before" && replaces(taken.rule.fault))) {
    cloud.settle();
    const stale = fault?.stale === true && kind === "read" ? cloud.store.beforeLastWrite : undefined;
    const before = kind === "write" ? cloud.store.snapshot() : undefined;
    reply = carryOut(stale, () => cloud.handle(request, inspection), cloud);
    if (before && reply.error === undefined) cloud.store.beforeLastWrite = before;
    log.update(id, { stage: "effect", handled: true, ...(reply.error === undefined ? {} : { error: reply.error }) });
  }
  if (taken?.when === "after") await interfere(taken, context, id, gone.signal);
  if (gone.signal.aborted) return log.update(id, { stage: "lost" });

  const final = fault ? spoil(fault, reply, (text) => cloud.errorReply(text, request)) : reply;
  if (final) send(cloud, context, response, id, final, fault?.cut);
}

/** Serves from an earlier state, if given, and returns to the present one. */
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

async function interfere(taken: ActiveFault, context: ServingContext, id: number, gone: AbortSignal): Promise<void> {
  const { hold, delayMs } = taken.rule.fault;
  if (taken.when === "before" && (hold || delayMs)) context.log.update(id, { stage: "held" });
  if (hold) await context.faults.held(taken.id, gone);
  if (delayMs) await pause(delayMs, gone);
}

/** Waits in real time, as clients' time-outs are real; ends early when the client has gone. */
async function pause(milliseconds: number, gone: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: gone }).catch(() => undefined);
}

function send(
  cloud: CloudEmulator,
  { clock, log }: ServingContext,
  response: ServerResponse,
  id: number,
  reply: CloudReply,
  cut: "connection" | "body" | undefined,
): void {
  if (cut === "connection") {
    log.update(id, { stage: "lost", error: "connection cut by a fault" });
    response.destroy();
    return;
  }
  const bytes = Buffer.from(reply.body, "utf8");
  const date = new Date(clock.wall() + cloud.skewSeconds * 1000).toUTCString();
  response.writeHead(reply.status, { ...reply.headers, date, "content-length": String(bytes.length) });
  if (cut === "body") {
    log.update(id, { status: reply.status, stage: "lost", error: "body cut by a fault" });
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
    return;
  }
  response.end(bytes);
  log.update(id, {
    status: reply.status,
    stage: "replied",
    ...(reply.error === undefined ? {} : { error: reply.error }),
  });
}

function refuse(response: ServerResponse): void {
  response.writeHead(413, { "content-type": "text/plain", connection: "close" });
  response.end("request body too large\n");
}

function toRequest(incoming: IncomingMessage, body: Buffer): CloudRequest {
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    url,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    headers: incoming.headers,
    body,
    sourceIp: incoming.socket.remoteAddress ?? "",
  };
}
