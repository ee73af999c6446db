import { CachedToken } from "../../http/cached-token.ts";
import type { Request } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import { signature } from "./signature.ts";

/** A way to authenticate. */
export interface AuthStrategy {
  /** Redacted in errors and debug lines. */
  secrets: readonly string[];
  sign(request: Request): Request | Promise<Request>;
  /** Discards what may be stale. If absent, a rejection is final. */
  renew?(): void;
}

export interface ApplicationKeys {
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
}

/**
 * Signs every request with the time of OVHcloud's clock. `askTime` returns it in seconds; it is called once, and again
 * after a rejection.
 */
export function applicationKeyStrategy(
  keys: ApplicationKeys,
  clock: Clock,
  fetchTime: () => Promise<number>,
): AuthStrategy {
  const { applicationKey, applicationSecret, consumerKey } = keys;
  const localSeconds = () => Math.floor(clock.now() / 1000);
  const ahead = new CachedToken(async () => (await fetchTime()) - localSeconds());
  return {
    secrets: [applicationSecret, consumerKey],
    sign: async (request) => {
      const delta = await ahead.get();
      // Not read earlier: the call above may have taken a while.
      const timestamp = localSeconds() + delta;
      const { method, url, body = "" } = request;
      const headers = {
        ...request.headers,
        "x-ovh-application": applicationKey,
        "x-ovh-consumer": consumerKey,
        "x-ovh-timestamp": String(timestamp),
        "x-ovh-signature": signature({
          applicationSecret,
          consumerKey,
          method,
          url: url.href,
          body,
          timestamp,
        }),
      };
      return { ...request, headers };
    },
    renew: () => ahead.invalidate(),
  };
}

export interface Token {
  text: string;
  /** Seconds. */
  lifetimeSeconds: number;
}

/** Seconds before its expiry at which a token is no longer used, as in the vendor's own clients (§1.7). */
const MARGIN = 10;

/**
 * Uses bearer tokens from `askToken`, which is called when the last token is about to expire, and after a rejection.
 */
export function serviceAccountStrategy(
  clientSecret: string,
  clock: Clock,
  fetchToken: () => Promise<Token>,
): AuthStrategy {
  const token = new CachedToken(async () => {
    const { text, lifetimeSeconds } = await fetchToken();
    return { text, until: clock.now() + (lifetimeSeconds - MARGIN) * 1000 };
  });
  return {
    secrets: [clientSecret],
    sign: async (request) => {
      let observedInput = await token.get();
      if (observedInput.until <= clock.now()) {
        token.invalidate(observedInput);
        observedInput = await token.get();
      }
      return bearing(request, observedInput.text);
    },
    renew: () => token.invalidate(),
  };
}

/** An access token created by the user. */
export const accessTokenStrategy = (accessToken: string): AuthStrategy => ({
  secrets: [accessToken],
  sign: (request) => bearing(request, accessToken),
});

const bearing = (request: Request, token: string): Request => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});
