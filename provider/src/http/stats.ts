/** What a client has used so far. An attempt without a connection counts as a request too. */
export interface Stats {
  requests: number;
  /** Attempts after the first of each `send`. */
  retries: number;
  /** Bytes of bodies, uncompressed. */
  bytesSent: number;
  bytesReceived: number;
  /** Requests by the cloud's own name of the call. */
  byCall: Map<string, number>;
}

export function emptyStats(): Stats {
  return { requests: 0, retries: 0, bytesSent: 0, bytesReceived: 0, byCall: new Map() };
}
