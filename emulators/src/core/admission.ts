import type { IncomingHttpHeaders } from "node:http";

export interface Refusal {
  status: number;
  error: string;
}

/**
 * Why the admin API rejects a request; undefined: it accepts it. A web page open in a browser on this machine can send
 * requests to loopback too: under another host name that resolves to it (DNS rebinding), or as a form or plain text,
 * for which a browser sends no preflight request. So the host must be a loopback name, and a request that changes
 * something must be JSON, which a browser sends to another site only if that site allows it.
 */
export function refusalOf(method: string, headers: IncomingHttpHeaders): Refusal | undefined {
  if (!isLoopback(headers.host ?? "")) {
    return {
      status: 403,
      error: "the admin API answers only requests whose Host is 127.0.0.1, [::1] or localhost",
    };
  }
  // A browser names the page that asks: only the emulators' own.
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || (site !== undefined && site !== "same-origin" && site !== "none")) {
    return { status: 403, error: "the admin API answers no requests of other web pages" };
  }
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (method === "POST" && type.trim().toLowerCase() !== "application/json") {
    return { status: 415, error: "a POST to the admin API needs the header content-type: application/json" };
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  const url = `http://${host}`;
  if (/[/?#@\\]/.test(host) || !URL.canParse(url)) return false;
  return /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|(?:[a-z0-9-]{1,63}\.)*localhost)$/.test(new URL(url).hostname);
}
