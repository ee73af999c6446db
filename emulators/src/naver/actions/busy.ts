import { known, ServiceError } from "../errors.ts";
import type { Server } from "../model.ts";

/**
 * Returns the server if no operation is in progress on it: only one is allowed at a time (docs/api/naver.md §2.6,
 * §5.4).
 */
export function idle(server: Server): Server {
  return server.operation === "NULL" ? server : refuse(server);
}

/**
 * Returns the server if disks and interfaces can be attached or detached, which is also allowed while an earlier change
 * settles.
 */
export function pluggable(server: Server): Server {
  const built = server.status !== "INIT" && server.status !== "CREAT";
  return built && (server.operation === "NULL" || server.operation === "SETUP") ? server : refuse(server);
}

function refuse({ operation }: Server): never {
  throw new ServiceError(known.serverBusy, `the server cannot be controlled now: ${operation}`);
}
