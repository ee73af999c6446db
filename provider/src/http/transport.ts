import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Request, Safety } from "./call.ts";
import type { Clock } from "./clock.ts";
import { limits } from "./decode/tree.ts";
import { type HttpProxy, isLoopback, ProxySettingError, proxyFor } from "./proxy.ts";

/** A complete answer, read to its last byte. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Bytes of the body after decompression. */
  bytes: number;
}

/** Why there is no complete answer. Carries nothing of the request, whose headers and body hold credentials. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  /**
   * `unsendable`: not a valid HTTP request. `tls`: the certificate or the handshake failed. `cut`: the answer had begun.
   * `refused`: the proxy refused. `setting`: the proxy variable is not a valid proxy URL.
   */
  readonly reason: "timeout" | "unsendable" | "connection" | "tls" | "cut" | "tooLarge" | "refused" | "setting";
  /** Node's code, e.g. `ECONNREFUSED`; the status with which a proxy refused; or the reason. */
  readonly code: string;
  /** False: no connection was established, so no byte of the request can have arrived. */
  readonly connected: boolean;
  /** The proxy, if the fault happened on the way to it or at it; never set once there is a connection to the cloud. */
  readonly proxy: Pick<HttpProxy, "displayUrl" | "variable"> | undefined;

  constructor(reason: TransportFault["reason"], code: string, connected: boolean, proxy?: TransportFault["proxy"]) {
    super(code);
    this.reason = reason;
    this.code = code;
    this.connected = connected;
    this.proxy = proxy;
  }
}

/** The agents for a request, by the protocol of its URL. */
interface Agents {
  http: HttpAgent;
  https: HttpsAgent;
}

/** The connections of one client. */
export class Connections {
  readonly #kept = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  readonly #fresh = { http: new HttpAgent(), https: new HttpsAgent() };
  readonly #tunnels = new Map<string, HttpsAgent>();

  /**
   * Agents for a request. A server may close an idle connection just as a request is sent, and then it is unknown whether the
   * request arrived. A request that must not be sent twice therefore gets a connection of its own.
   */
  async agents(once: boolean, proxy: HttpProxy | undefined): Promise<Agents> {
    const direct = once ? this.#fresh : this.#kept;
    if (proxy === undefined) return direct;
    const key = `${once} ${proxy.displayUrl} ${proxy.authorization ?? ""}`;
    const there = this.#tunnels.get(key);
    // Loaded on demand: few users need it, and loading takes a while.
    const https = there ?? new (await import("./tunnels.ts")).Tunnels(proxy, !once);
    this.#tunnels.set(key, https);
    return { http: direct.http, https };
  }

  close(): void {
    const tunnels = [...this.#tunnels.values()];
    for (const agent of [this.#kept.http, this.#kept.https, this.#fresh.http, this.#fresh.https, ...tunnels]) {
      agent.destroy();
    }
  }
}

export interface ExchangeOptions {
  clock: Clock;
  /** Milliseconds from now to the last byte of the answer. */
  timeout: number;
  connections: Connections;
  /** Whether the request must not be sent twice. */
  once: boolean;
  signal?: AbortSignal | undefined;
  /** What the request is, for those who record it; its own `request` is not signed yet. */
  call?: { name: string; safety: Safety; request: Request } | undefined;
}

/** Sends one request once, unchanged. Throws `TransportFault` or the signal's reason. */
export type Exchange = (request: Request, options: ExchangeOptions) => Promise<RawAnswer>;

/** An exchange over the network. */
export async function exchange(request: Request, options: ExchangeOptions): Promise<RawAnswer> {
  options.signal?.throwIfAborted();
  const stop = new AbortController();
  const answered = new AbortController();
  const onAbort = () => stop.abort();
  options.signal?.addEventListener("abort", onAbort, { once: true });
  let timedOut = false;
  options.clock.sleep(options.timeout, answered.signal, "guard").then(
    () => {
      timedOut = true;
      stop.abort();
    },
    () => undefined,
  );
  const progress: Progress = { connected: false, status: undefined, proxy: undefined, refusal: undefined };
  try {
    return await read(request, options, stop.signal, progress);
  } catch (error) {
    options.signal?.throwIfAborted();
    const { proxy, refusal } = progress;
    if (refusal !== undefined) throw new TransportFault("refused", String(refusal), false, proxy);
    if (timedOut) throw new TransportFault("timeout", "timeout", progress.connected, proxy);
    if (error instanceof TransportFault) throw error;
    if (error instanceof ProxySettingError) throw new TransportFault("setting", error.message, false);
    const code = errorCode(error);
    if (isTls(code)) throw new TransportFault("tls", code, progress.connected, proxy);
    if (proxy !== undefined) throw new TransportFault("connection", code, false, proxy);
    if (code.startsWith("ERR_INVALID_") && !progress.connected) throw new TransportFault("unsendable", code, false);
    throw new TransportFault(progress.status === undefined ? "connection" : "cut", code, progress.connected);
  } finally {
    answered.abort();
    options.signal?.removeEventListener("abort", onAbort);
  }
}

interface Progress {
  connected: boolean;
  status: number | undefined;
  /** The proxy, until it has connected to the cloud. */
  proxy: HttpProxy | undefined;
  /** The status with which the proxy refused to connect. */
  refusal: number | undefined;
}

/** Loaded on demand, because it is half of what a cloud loads, and an `up` without changes sends nothing. */
let loading: Promise<typeof import("got")> | undefined;

async function read(
  request: Request,
  options: ExchangeOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<RawAnswer> {
  const proxy = proxyFor(request.url);
  progress.proxy = proxy;
  const agent = await options.connections.agents(options.once, proxy);
  loading ??= import("got");
  const { got } = await loading;
  const stream = got.stream(request.url, {
    method: request.method,
    headers: request.headers,
    // Without a body, got would wait for one to be written; methods that have no body must not pass one.
    ...(request.method === "GET" || request.method === "HEAD" ? {} : { body: request.body ?? "" }),
    agent,
    signal,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    https: { rejectUnauthorized: true },
  });
  stream.on("request", (outgoing) => {
    outgoing.once("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) {
        progress.proxy = undefined;
      } else {
        progress.refusal = statusCode;
        // What follows is the proxy's own page, which must not be taken for the cloud's answer.
        stream.destroy();
      }
    });
    outgoing.once("socket", (socket: Socket) => {
      const connect = () => {
        progress.connected = true;
        // For a connection kept from an earlier request.
        progress.proxy = undefined;
      };
      if (isConnected(socket)) connect();
      else socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", connect);
    });
  });
  const headers: Record<string, string> = {};
  stream.on("response", (response) => {
    progress.status = response.statusCode;
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
    }
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > limits.characters) throw new TransportFault("tooLarge", "tooLarge", true);
    chunks.push(buffer);
  }
  if (progress.refusal !== undefined) throw new TransportFault("refused", String(progress.refusal), false, proxy);
  if (progress.status === undefined) throw new TransportFault("connection", "ECONNRESET", progress.connected);
  return { status: progress.status, headers, body: Buffer.concat(chunks).toString("utf8"), bytes };
}

/** A socket in a tunnel is connected before its handshake begins; an unauthorized socket is never used. */
const isConnected = (socket: Socket): boolean => (socket instanceof TLSSocket ? socket.authorized : !socket.connecting);

function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

function isTls(code: string): boolean {
  return /CERT|ERR_TLS|ERR_SSL|^EPROTO$|^UNABLE_TO_|^HOSTNAME_MISMATCH$/.test(code);
}

/** Plain `http:` exposes credentials in transit, so it is allowed only to this machine. */
export function isSafeAddress(url: URL): boolean {
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && isLoopback(url.hostname);
}
