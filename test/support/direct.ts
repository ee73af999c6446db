import type { CloudName, Delivery, Emulators } from "../../emulators/src/index.ts";
import { type Exchange, TransportFault } from "../../provider/src/http/transport.ts";

/** A cloud's emulator as its client sees it, without a network in between. */
export const direct =
  <Others extends string = never>(emulators: Emulators<Others>, cloud: CloudName | Others): Exchange =>
  async (request, { signal }) => {
    signal?.throwIfAborted();
    const reply = await emulators.send(cloud, request, signal);
    signal?.throwIfAborted();
    return receive(reply);
  };

/** A reply as a client receives it. Throws if its connection was cut. */
export function receive(reply: Delivery | undefined): Awaited<ReturnType<Exchange>> {
  if (reply === undefined || reply.cut !== undefined) {
    throw new TransportFault(reply?.cut === "body" ? "cut" : "connection", "ECONNRESET", true);
  }
  const { status, headers, body } = reply;
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { status, headers: lowerCase, body, bytes: Buffer.byteLength(body) };
}
