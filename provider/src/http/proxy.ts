import { getProxyForUrl } from "proxy-from-env";

/** A proxy, as an environment variable names it. */
export interface HttpProxy {
  /** Of the environment variable: `HTTPS_PROXY`. */
  variable: string;
  /** Without user name and password. */
  url: URL;
  /** `http://proxy.example:3128` */
  displayUrl: string;
  /** The header `proxy-authorization`, if the variable has a user name. */
  authorization?: string | undefined;
}

/** A variable that names no proxy which can be used. Its value may hold a password, and is not in the message. */
export class ProxySettingError extends Error {
  override readonly name = "ProxySettingError";
}

/** The order of the library that judges NO_PROXY, which looks for the lower-case spelling first. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * The proxy that a request goes through; undefined: none. What is on this machine, as the emulators, is never asked through
 * a proxy (as in Go's programs, so in Pulumi itself). Plain `http:` leads to nowhere else, so that HTTP_PROXY says nothing.
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

/** The name `localhost` and the addresses of this machine, as a URL has them. */
export const isLoopback = (hostname: string): boolean => /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname);

function parseProxy(variable: string, text: string): HttpProxy {
  try {
    // As in curl and Go, what names no scheme is an HTTP proxy.
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
    // Its message would quote the value.
  }
  throw new ProxySettingError(
    `${variable} is not the URL of an HTTP proxy, such as http://proxy.example:3128 or http://user:password@proxy.example:3128 (user and password percent-encoded)`,
  );
}
