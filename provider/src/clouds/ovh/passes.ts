import type { Clock } from "../../http/clock.ts";
import type { Request } from "../../http/wire.ts";
import { signature } from "./signature.ts";

/** A way to be let in. */
export interface Pass {
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
export function applicationPass(keys: ApplicationKeys, clock: Clock, askTime: () => Promise<number>): Pass {
  const { applicationKey, applicationSecret, consumerKey } = keys;
  const localSeconds = () => Math.floor(clock.now() / 1000);
  const ahead = new Kept(async () => (await askTime()) - localSeconds());
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
    renew: () => ahead.forget(),
  };
}

export interface Token {
  text: string;
  /** Seconds. */
  lives: number;
}

/** Seconds before its end at which a token is no longer used; as the vendor's own clients do it (§1.7). */
const MARGIN = 10;

/** Bearer tokens that `askToken` gives: asked for when the last one is about to end, and after a refusal. */
export function servicePass(clientSecret: string, clock: Clock, askToken: () => Promise<Token>): Pass {
  const token = new Kept(async () => {
    const { text, lives } = await askToken();
    return { text, until: clock.now() + (lives - MARGIN) * 1000 };
  });
  return {
    secrets: [clientSecret],
    sign: async (request) => {
      let current = await token.get();
      if (current.until <= clock.now()) {
        token.forget(current);
        current = await token.get();
      }
      return bearing(request, current.text);
    },
    renew: () => token.forget(),
  };
}

/** An access token that the user has made. */
export const tokenPass = (accessToken: string): Pass => ({
  secrets: [accessToken],
  sign: (request) => bearing(request, accessToken),
});

const bearing = (request: Request, token: string): Request => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});

/** A value that is asked for when it is first needed, once for all who need it at the time. */
class Kept<T> {
  private readonly ask: () => Promise<T>;
  private asked: Promise<T> | undefined;
  private value: T | undefined;

  constructor(ask: () => Promise<T>) {
    this.ask = ask;
  }

  async get(): Promise<T> {
    this.asked ??= this.ask();
    const asked = this.asked;
    try {
      const value = await asked;
      if (this.asked === asked) {
        this.value = value;
      }
      return value;
    } catch (error) {
      if (this.asked === asked) {
        this.forget();
      }
      throw error;
    }
  }

  /** `only`: if this is what is kept, and nothing newer. */
  forget(only?: T): void {
    if (only === undefined || only === this.value) {
      this.asked = undefined;
      this.value = undefined;
    }
  }
}
