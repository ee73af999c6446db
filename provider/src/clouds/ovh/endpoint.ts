import { quoted } from "../../engine/definition/secrecy.ts";
import { trimEnd } from "../../http/text.ts";

/** The URL of an API, and of its tokens. */
export interface Endpoint {
  /** Without a trailing slash; paths such as `/cloud/project` are below it. */
  root: string;
  /** Undefined if this API does not support OAuth2. */
  tokenUrl: string | undefined;
}

/** The vendor's names (§1.5). `runabove-ca`, which older clients have, no longer exists. */
const NAMED: Readonly<Record<string, Endpoint>> = {
  "ovh-eu": { root: "https://eu.api.ovh.com/1.0", tokenUrl: "https://www.ovh.com/auth/oauth2/token" },
  "ovh-ca": { root: "https://ca.api.ovh.com/1.0", tokenUrl: "https://ca.ovh.com/auth/oauth2/token" },
  "ovh-us": { root: "https://api.us.ovhcloud.com/1.0", tokenUrl: "https://us.ovhcloud.com/auth/oauth2/token" },
  "kimsufi-eu": { root: "https://eu.api.kimsufi.com/1.0", tokenUrl: undefined },
  "kimsufi-ca": { root: "https://ca.api.kimsufi.com/1.0", tokenUrl: undefined },
  "soyoustart-eu": { root: "https://eu.api.soyoustart.com/1.0", tokenUrl: undefined },
  "soyoustart-ca": { root: "https://ca.api.soyoustart.com/1.0", tokenUrl: undefined },
};

export const DEFAULT_ENDPOINT = "ovh-eu";

const ALIASES: Readonly<Record<string, string>> = {
  "ks-eu": "kimsufi-eu",
  "ks-ca": "kimsufi-ca",
  "sys-eu": "soyoustart-eu",
  "sys-ca": "soyoustart-ca",
};

/**
 * A name or a URL. A URL with a path is used unchanged; otherwise the API is at `/1.0`. An unknown name is an error.
 */
export function endpointOf(given: string): Endpoint {
  const text = given.trim();
  const named = NAMED[ALIASES[text] ?? text];
  if (named !== undefined) {
    return named;
  }
  const url = /^https?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) {
    throw new Error(
      `OVHcloud: ${quoted(text)} is not an endpoint. Set endpoint to ${Object.keys(NAMED).join(", ")}, or to a URL such as https://eu.api.ovh.com/1.0.`,
    );
  }
  const path = trimEnd(url.pathname, "/");
  const official = Object.values(NAMED).find(({ root }) => new URL(root).origin === url.origin);
  return {
    root: `${url.origin}${path === "" ? "/1.0" : path}`,
    tokenUrl: official === undefined ? `${url.origin}/auth/oauth2/token` : official.tokenUrl,
  };
}
