import { Server, Socket } from "node:net";

/**
 * The gRPC servers of this process. The dynamic server hands its own to nobody, so it is found among the process's open
 * handles, which is not documented: if something is not as expected, there are none.
 */
export function ownServers(): Server[] {
  return activeHandles()
    .filter((handle) => handle instanceof Server)
    .filter((server) => server.listenerCount("stream") > 0);
}

/** Calls back whenever one of the connections to these servers closes. */
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
