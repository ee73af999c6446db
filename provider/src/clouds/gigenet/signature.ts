import aws4 from "aws4";
import type { Request } from "../../http/call.ts";

export interface SigningKey {
  apiKey: string;
  apiHash: string;
  region: string;
  service: string;
}

/** A time as in AWS signature version 4: `20180514T120000Z`. */
export const basicTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");

/**
 * The `authorization` header of AWS signature version 4. Signs `host` and exactly the headers of the request, which must include
 * `x-amz-date`.
 */
export function authorization({ method, url, headers, body = "" }: Request, key: SigningKey): string {
  const signer = new aws4.RequestSigner(
    {
      method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      body,
      region: key.region,
      service: key.service,
      // Otherwise it would sign a content-length, and its own date.
      doNotModifyHeaders: true,
    },
    { accessKeyId: key.apiKey, secretAccessKey: key.apiHash },
  );
  signer.datetime = headers["x-amz-date"] ?? "";
  return signer.authHeader();
}
