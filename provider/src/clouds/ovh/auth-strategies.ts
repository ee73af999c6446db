import type { Request } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import { signature } from "./signature.ts";

/** A way to be let in. */
export interface AuthStrategy {
  /** Never shown in an error or a debug line. */
  secrets: readonly string[];
  sign(request: Request): Request | Promise<Request>;
  /** Forgets what can have gone stale. Absent: a refusal is final. */
  renew?(): void;
}

export interface ApplicationKeys {
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
}

/** Signs every request by the time of OVHcloud's own clock, which `askTime` gives in seconds: asked once, and after a refusal. */
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
      // Not before: the question may have taken its time.
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

/** Seconds before its end at which a token is no longer used; as the vendor's own clients do it (§1.7). */
const MARGIN = 10;

/** Bearer tokens that `askToken` gives: asked for when the last one is about to end, and after a refusal. */
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

/** An access token that the user has made. */
export const accessTokenStrategy = (accessToken: string): AuthStrategy => ({
  secrets: [accessToken],
  sign: (request) => bearing(request, accessToken),
});

const bearing = (request: Request, token: string): Request => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});

/** A value that is asked for when it is first needed, once for all who need it at the time. */
class CachedToken<T> {
  private readonly fetchToken: () => Promise<T>;
  private requested: Promise<T> | undefined;
  private value: T | undefined;

  constructor(fetchToken: () => Promise<T>) {
    this.fetchToken = fetchToken;
  }

  async get(): Promise<T> {
    this.requested ??= this.fetchToken();
    const requested = this.requested;
    try {
      const value = await requested;
      if (this.requested === requested) {
        this.value = value;
      }
      return value;
    } catch (error) {
      if (this.requested === requested) {
        this.invalidate();
      }
      throw error;
    }
  }

  /** `only`: if this is what is kept, and nothing newer. */
  invalidate(only?: T): void {
    if (only === undefined || only === this.value) {
      this.requested = undefined;
      this.value = undefined;
    }
  }
}
