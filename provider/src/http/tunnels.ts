import type { ClientRequest } from "node:http";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { HttpProxy } from "./proxy.ts";

/** Milliseconds that a proxy may take to connect; the request itself has its own limit. */
const CONNECT_LIMIT_MS = 60_000;

/** Connections through an HTTP proxy with CONNECT, encrypted between this machine and the cloud. */
export class Tunnels extends Agent {
  readonly #proxy: HttpProxy;

  constructor(proxy: HttpProxy, keepAlive: boolean) {
    super({ keepAlive });
    this.#proxy = proxy;
  }

  async connect(request: ClientRequest, options: AgentConnectOpts) {
    const { url, authorization } = this.#proxy;
    const stop = new AbortController();
    // While a proxy does not answer, the library keeps the socket open, and with it the process alive.
    const timer = setTimeout(() => stop.abort(), CONNECT_LIMIT_MS);
    timer.unref();
    // The password goes into a header, because the library writes the URL to its debug output.
    const headers = authorization === undefined ? {} : { "Proxy-Authorization": authorization };
    try {
      return await new HttpsProxyAgent(url, { headers, signal: stop.signal }).connect(request, options);
    } finally {
      clearTimeout(timer);
    }
  }
}
