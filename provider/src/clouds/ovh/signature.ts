import { createHash } from "node:crypto";

/** The hashed parts of a request. The application key is not one. */
export interface Signable {
  applicationSecret: string;
  consumerKey: string;
  /** Upper case. */
  method: string;
  /** Absolute, exactly as sent. */
  url: string;
  /** Exactly as sent; `""` if there is none. */
  body: string;
  /** Whole seconds since the epoch, by OVHcloud's clock. */
  timestamp: number;
}

/** `$1$` and the SHA-1 of the six parts joined by `+`; not an HMAC (§1.1). */
export function signature({ applicationSecret, consumerKey, method, url, body, timestamp }: Signable): string {
  const parts = [applicationSecret, consumerKey, method, url, body, timestamp];
  return `$1$${createHash("sha1").update(parts.join("+"), "utf8").digest("hex")}`;
}
