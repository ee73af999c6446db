/** What a client has cost so far. An attempt that never got a connection counts as a request too. */
export interface Stats {
  requests: number;
  /** Requests beyond the first of their `send`. */
  retries: number;
  /** Bytes of bodies, after decompression. */
  bytesSent: number;
  bytesReceived: number;
  /** Requests by the cloud's name of the operation. */
  byCall: Map<string, number>;
}

export function emptyStats(): Stats {
  return { requests: 0, retries: 0, bytesSent: 0, bytesReceived: 0, byCall: new Map() };
}
