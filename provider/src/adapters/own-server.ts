import { Server, Socket } from "node:net";

/**
 * The gRPC servers of this process. The dynamic server does not expose its own, so it is looked up among the process's open
 * handles, which is not documented: if anything is not as expected, the result is empty.
 */
export function ownServers(): Server[] {
  return activeHandles()
    .filter((handle) => handle instanceof Server)
    .filter((server) => server.listenerCount("stream") > 0);
}

/** Calls back whenever a connection to one of these servers closes. */
export function onConnectionClosed(servers: readonly Server[], callback: () => void): void {
  const watch = (socket: Socket) => void socket.once("close", callback);
  for (const server of servers) {
    server.on("connection", watch);
  }
  for (const handle of activeHandles()) {
    if (handle instanceof Socket && servers.some((server) => Reflect.get(handle, "server") === server)) {
      watch(handle);
    }
  }
}

function activeHandles(): unknown[] {
  try {
    const list: unknown = Reflect.get(process, "_getActiveHandles");
    const handles: unknown = typeof list === "function" ? list.call(process) : [];
    return Array.isArray(handles) ? handles : [];
  } catch {
    return [];
  }
}
