import { isRecord } from "../../engine/definition/values.ts";
import { ownServers } from "../own-server.ts";

const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

/**
 * The dynamic server acknowledges Pulumi's request to stop but does not pass it on. This detects the request on the process's
 * own gRPC server, so that on Ctrl-C a create ends at once with its ID in the state instead of being lost to a second Ctrl-C.
 * Neither technique is documented: if anything is not as expected, this does nothing and interrupts work as before. Returns
 * whether requests will be detected.
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
