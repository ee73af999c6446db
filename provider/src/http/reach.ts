import { systemClock } from "./clock.ts";
import { describeFault } from "./faults.ts";
import { type HttpProxy, ProxySettingError, proxyFor } from "./proxy.ts";
import { Connections, exchange, isSafeAddress, TransportFault } from "./transport.ts";

/** Seconds that an address has to answer. */
const TIMEOUT_SECONDS = 15;

/** Whether an address answers. `proxy`: the proxy that was used. */
export type Reached = { proxy?: Pick<HttpProxy, "displayUrl" | "variable"> } & (
  | { answers: true; status: number; date?: string | undefined }
  | { answers: false; why: string; nextStep: string }
);

const CHECK = "Check the network, any firewall or proxy, and the setting endpoint if you have set it.";

/** Sends an unsigned request. Any answer shows that the API is reachable, so its status does not matter. */
export async function reach(url: URL): Promise<Reached> {
  if (!isSafeAddress(url)) {
    const why = "it is not https:; plain http: is allowed only for this machine";
    return { answers: false, why, nextStep: "Set endpoint to an https: URL." };
  }
  const through = proxyOf(url);
  const connections = new Connections();
  try {
    const { status, headers } = await exchange(
      { method: "HEAD", url, headers: { "user-agent": "indiecloud" } },
      { clock: systemClock, timeout: TIMEOUT_SECONDS * 1000, connections, once: true },
    );
    return { ...through, answers: true, status, date: headers.date };
  } catch (error) {
    if (!(error instanceof TransportFault)) throw error;
    const { words, nextStep = CHECK } = describeFault(error, { host: url.host, seconds: TIMEOUT_SECONDS });
    const isPlain = error.reason === "connection" && error.proxy === undefined;
    return { ...through, answers: false, why: words, nextStep: isPlain ? CHECK : nextStep };
  } finally {
    connections.close();
  }
}

function proxyOf(url: URL): { proxy?: Pick<HttpProxy, "displayUrl" | "variable"> } {
  try {
    const proxy = proxyFor(url);
    return proxy === undefined ? {} : { proxy: { displayUrl: proxy.displayUrl, variable: proxy.variable } };
  } catch (error) {
    // The exchange reports this error.
    if (error instanceof ProxySettingError) return {};
    throw error;
  }
}
