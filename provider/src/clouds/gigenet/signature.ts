import aws4 from "aws4";
import type { Request } from "../../http/call.ts";

export interface SigningKey {
  apiKey: string;
  apiHash: string;
  region: string;
  service: string;
}

/** The form in which AWS signature version 4 writes a time: `20180514T120000Z`. */
export const basicTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");

/**
 * The `authorization` header of AWS signature version 4. Signed are `host` and exactly the headers that the request has,
 * of which `x-amz-date` must be one.
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
      // Otherwise it would sign a content-length, and a date of its own.
      doNotModifyHeaders: true,
    },
    { accessKeyId: key.apiKey, secretAccessKey: key.apiHash },
  );
  signer.datetime = headers["x-amz-date"] ?? "";
  return signer.authHeader();
}
