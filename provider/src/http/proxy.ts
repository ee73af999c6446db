import { getProxyForUrl } from "proxy-from-env";

/** A proxy from an environment variable. */
export interface HttpProxy {
  /** Name of the environment variable, e.g. `HTTPS_PROXY`. */
  variable: string;
  /** Without user name and password. */
  url: URL;
  /** `http://proxy.example:3128` */
  displayUrl: string;
  /** The header `proxy-authorization`, if the variable has a user name. */
  authorization?: string | undefined;
}

/** The variable is not the URL of a usable proxy. The message leaves out its value, which may hold a password. */
export class ProxySettingError extends Error {
  override readonly name = "ProxySettingError";
}

/** In the order of the library that evaluates NO_PROXY: it checks the lower-case spelling first. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * The proxy for a request; undefined if there is none. Requests to this machine, such as to the emulators, never use a proxy
 * (as in Go programs, and so in Pulumi itself). HTTP_PROXY is irrelevant, because plain `http:` is allowed only to this
 * machine.
 */
export function proxyFor(url: URL): HttpProxy | undefined {
  const { env } = process;
  const variable = VARIABLES.find((name) => (env[name] ?? "") !== "");
  if (
    variable === undefined ||
    url.protocol !== "https:" ||
    isLoopback(url.hostname) ||
    getProxyForUrl(url.href) === ""
  ) {
    return undefined;
  }
  return parseProxy(variable, env[variable] ?? "");
}

/** The name `localhost` and the loopback addresses, as a URL has them. */
export const isLoopback = (hostname: string): boolean => /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname);

function parseProxy(variable: string, text: string): HttpProxy {
  try {
    // As in curl and Go, a value without a scheme is an HTTP proxy.
    const url = new URL(text.includes("://") ? text.trim() : `http://${text.trim()}`);
    if (url.hostname !== "" && (url.protocol === "http:" || url.protocol === "https:")) {
      const { username, password } = url;
      const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      const bare = new URL(`${url.protocol}//${url.host}`);
      return {
        variable,
        url: bare,
        displayUrl: bare.origin,
        ...(username === "" && password === ""
          ? {}
          : { authorization: `Basic ${Buffer.from(pair).toString("base64")}` }),
      };
    }
  } catch {
    // The message of this error would quote the value.
  }
  throw new ProxySettingError(
    `${variable} is not the URL of an HTTP proxy, such as http://proxy.example:3128 or http://user:password@proxy.example:3128 (user and password percent-encoded)`,
  );
}
