import { CachedToken } from "../../http/cached-token.ts";
import type { Request } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import { authorization, basicTime, type SigningKey } from "./signature.ts";

/** A way to sign requests. */
export interface Signer {
  sign(request: Request, now: number): Request | Promise<Request>;
  /** Discards credentials that were refused. If absent, a refusal is final. */
  renew?(): void;
}

/** What GetSessionToken returns: a key, its secret, and the token that belongs to both. */
export interface TemporaryKey {
  apiKey: string;
  apiHash: string;
  token: string;
}

/** GigeNET's own samples sign for this region, whatever the zone, and for `sts` only GetSessionToken. */
const REGION = "ord1";

export const keySigner = (
  key: Pick<SigningKey, "apiKey" | "apiHash">,
  service: "ec2" | "sts" = "ec2",
): Required<Pick<Signer, "sign">> => ({
  sign: (request, now) => signed(request, now, { ...key, region: REGION, service }),
});

/** Seconds for which temporary credentials are requested (GigeNET's default, §1), and before whose end they are replaced. */
export const SESSION_SECONDS = 3600;
const MARGIN = 60;

/** Signs with what `fetchKey` returns. It is called when the last key is about to expire, and after a refusal. */
export function temporarySigner(clock: Clock, fetchKey: () => Promise<TemporaryKey>): Signer {
  const cached = new CachedToken(async () => {
    // By this machine's clock alone, from before the request: whether it is right does not matter.
    const until = clock.now() + (SESSION_SECONDS - MARGIN) * 1000;
    return { key: await fetchKey(), until };
  });
  return {
    sign: async (request, now) => {
      let current = await cached.get();
      if (current.until <= clock.now()) {
        cached.invalidate(current);
        current = await cached.get();
      }
      const { token, ...key } = current.key;
      const carrying = { ...request, headers: { ...request.headers, "x-amz-security-token": token } };
      return keySigner(key).sign(carrying, now);
    },
    renew: () => cached.invalidate(),
  };
}

function signed(request: Request, now: number, key: SigningKey): Request {
  const dated = { ...request, headers: { ...request.headers, "x-amz-date": basicTime(now) } };
  return { ...dated, headers: { ...dated.headers, authorization: authorization(dated, key) } };
}
