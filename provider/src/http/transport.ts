import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { got } from "got";
import type { Request } from "./call.ts";
import type { Clock } from "./clock.ts";
import { limits } from "./decode/tree.ts";
import { type HttpProxy, isLoopback, ProxySettingError, proxyFor } from "./proxy.ts";

/** A whole answer, read to its last byte. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Bytes of the body after decompression. */
  bytes: number;
}

/** Why there is no whole answer. It carries nothing of the request, whose headers and body hold credentials. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  /**
   * `unsendable`: no HTTP request can look so. `tls`: the certificate or the handshake was refused. `cut`: the answer had begun.
   * `refused`: by the proxy. `setting`: what is to name a proxy names none.
   */
  readonly reason: "timeout" | "unsendable" | "connection" | "tls" | "cut" | "tooLarge" | "refused" | "setting";
  /** Node's code, e.g. `ECONNREFUSED`; the status with which a proxy refuses; or the reason. */
  readonly code: string;
  /** False: no connection came about, so no byte of the request can have arrived. */
  readonly connected: boolean;
  /** The proxy, if it happened on the way to or at the proxy; never if there was a connection to the cloud. */
  readonly proxy: Pick<HttpProxy, "displayUrl" | "variable"> | undefined;

  constructor(reason: TransportFault["reason"], code: string, connected: boolean, proxy?: TransportFault["proxy"]) {
    super(code);
    this.reason = reason;
    this.code = code;
    this.connected = connected;
    this.proxy = proxy;
  }
}

/** The agents of a request, by the protocol of its URL. */
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
   * Agents for a request. An idle connection may be closed by the server just as the request goes out, and then nobody knows
   * whether it arrived: so what must not be sent twice gets a connection of its own.
   */
  async agents(once: boolean, proxy: HttpProxy | undefined): Promise<Agents> {
    const direct = once ? this.#fresh : this.#kept;
    if (proxy === undefined) return direct;
    const key = `${once} ${proxy.displayUrl} ${proxy.authorization ?? ""}`;
    const there = this.#tunnels.get(key);
    // Few need it, and it takes a while to load.
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
  /** It must not be sent twice. */
  once: boolean;
  signal?: AbortSignal | undefined;
}

/** Sends one request as it stands, once. Throws `TransportFault`, or the signal's reason. */
export type Exchange = (request: Request, options: ExchangeOptions) => Promise<RawAnswer>;

/** Over the network. */
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
  /** The proxy, until it has made a connection to the cloud. */
  proxy: HttpProxy | undefined;
  /** The status with which the proxy has refused one. */
  refusal: number | undefined;
}

async function read(
  request: Request,
  options: ExchangeOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<RawAnswer> {
  const proxy = proxyFor(request.url);
  progress.proxy = proxy;
  const agent = await options.connections.agents(options.once, proxy);
  const stream = got.stream(request.url, {
    method: request.method,
    headers: request.headers,
    // Without a body, got would wait for one to be written; but not where the method has none.
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
        // What follows is the proxy's own page, which must not be taken for an answer of the cloud's.
        stream.destroy();
      }
    });
    outgoing.once("socket", (socket: Socket) => {
      const connect = () => {
        progress.connected = true;
        // One that was kept from before.
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

/** A socket in a tunnel is connected before its handshake has begun; and none is used that is not authorized. */
const isConnected = (socket: Socket): boolean => (socket instanceof TLSSocket ? socket.authorized : !socket.connecting);

function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

function isTls(code: string): boolean {
  return /CERT|ERR_TLS|ERR_SSL|^EPROTO$|^UNABLE_TO_|^HOSTNAME_MISMATCH$/.test(code);
}

/** Plain `http:` shows credentials to everybody on the way, so it may only lead to this machine. */
export function isSafeAddress(url: URL): boolean {
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && isLoopback(url.hostname);
}
