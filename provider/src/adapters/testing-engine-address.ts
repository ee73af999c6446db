import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** The address of an engine that is alive until `die` is called. */
export interface OpenAddress {
  address: string;
  die(): Promise<void>;
}

export async function openAddress(): Promise<OpenAddress> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The engine has no port.");
  return {
    address: `127.0.0.1:${at.port}`,
    die: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
