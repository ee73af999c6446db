import type { CloudName, Emulators } from "../../emulators/src/index.ts";
import { type Exchange, TransportFault } from "../../provider/src/http/transport.ts";

/** The emulator of a cloud as a client of it meets it, without a network between. */
export const direct =
  (emulators: Emulators, cloud: CloudName): Exchange =>
  async (request, { signal }) => {
    signal?.throwIfAborted();
    const reply = await emulators.send(cloud, request, signal);
    signal?.throwIfAborted();
    if (reply === undefined || reply.cut !== undefined) {
      throw new TransportFault(reply?.cut === "body" ? "cut" : "connection", "ECONNRESET", true);
    }
    const { status, headers, body } = reply;
    return { status, headers: lowered(headers), body, bytes: Buffer.byteLength(body) };
  };

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
