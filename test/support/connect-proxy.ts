import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import type { ExecutionContext } from "ava";

export interface ConnectProxy {
  /** `http://127.0.0.1:1234`, without user name and password. */
  url: string;
  port: number;
  /** The requests it received, in order: `CONNECT dynamic.lunanode.com:443`. */
  requests: string[];
}

/**
 * A proxy as companies have them: only CONNECT, and only to the hosts it knows, each mapped to a port of this machine.
 * `pair`: the required user name and password (`user:password`). `refusal`: the status with which it rejects everyone.
 * It can also be told not to answer.
 */
export async function connectProxy(
  t: ExecutionContext,
  hosts: Readonly<Record<string, number>>,
  { pair, refusal, silent }: { pair?: string; refusal?: number; silent?: boolean } = {},
): Promise<ConnectProxy> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(501).end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, client: Socket, head: Buffer) => {
    requests.push(`CONNECT ${request.url}`);
    client.on("error", () => client.destroy());
    const [, token = ""] = (request.headers["proxy-authorization"] ?? "").split(" ");
    const port = hosts[(request.url ?? "").split(":")[0] ?? ""];
    const isKnown = pair === undefined || Buffer.from(token, "base64").toString() === pair;
    const status = refusal ?? (isKnown ? (port === undefined ? 502 : 200) : 407);
    if (silent === true) {
      return;
    }
    if (status !== 200 || port === undefined) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\n\r\n<html>the proxy's own page</html>`);
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.write(head);
      target.pipe(client);
      client.pipe(target);
    });
    sockets.add(target);
    target.on("error", () => client.destroy());
    client.on("close", () => target.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it does not listen on a port");
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, requests };
}
