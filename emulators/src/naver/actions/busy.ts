import { known, ServiceError } from "../errors.ts";
import type { Server } from "../model.ts";

/** The server, if nothing is being done to it: one operation at a time (docs/api/naver.md §2.6, §5.4). */
export function idle(server: Server): Server {
  return server.operation === "NULL" ? server : refuse(server);
}

/** The server, if disks and interfaces may come and go: also while an earlier change settles. */
export function pluggable(server: Server): Server {
  const built = server.status !== "INIT" && server.status !== "CREAT";
  return built && (server.operation === "NULL" || server.operation === "SETUP") ? server : refuse(server);
}

function refuse({ operation }: Server): never {
  throw new ServiceError(known.serverBusy, `the server cannot be controlled now: ${operation}`);
}
