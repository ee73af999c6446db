import { once } from "node:events";
import { request as plainRequest } from "node:http";
import { createServer } from "node:https";
import { pipeline } from "node:stream";
import type { ExecutionContext } from "ava";
import { type Identity, selfSigned } from "./certificate.ts";

const identity = selfSigned();

/** The certificate that a client has to trust. */
export const certificate = identity.cert;

/**
 * For clients that only support TLS: terminates TLS and forwards to a plain endpoint with the original Host header.
 * Returns its port.
 */
export async function tlsBefore(
  t: ExecutionContext,
  endpoint: string,
  displayed: Identity = identity,
): Promise<number> {
  const server = createServer(displayed, (request, response) => {
    const { method, headers, url } = request;
    const onward = plainRequest(new URL(url ?? "", endpoint), { method, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      pipeline(reply, response, () => {});
    });
    onward.on("error", () => response.destroy());
    pipeline(request, onward, () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it does not listen on a port");
  return address.port;
}
