import { isRecord } from "../../engine/definition/values.ts";
import { ownServers } from "../own-server.ts";

const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

/**
 * The dynamic server acknowledges Pulumi's request to stop, but tells nobody. It is seen here on the process's own gRPC
 * server, so that on Ctrl-C a create ends at once with the id in the state instead of being lost to the second Ctrl-C.
 * Neither way in is documented: where something is not as expected, nothing happens and interrupts are as before.
 * Answers whether the request will be seen.
 */
export function watchCancel(onCancel: () => void): boolean {
  try {
    const servers = ownServers();
    for (const server of servers) {
      server.on("stream", (_stream: unknown, headers: unknown) => {
        if (isRecord(headers) && headers[":path"] === CANCEL) {
          onCancel();
        }
      });
    }
    return servers.length > 0;
  } catch {
    return false;
  }
}
