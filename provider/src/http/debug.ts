import type { ClientConfig, Request } from "./call.ts";
import { decoders } from "./decode/decoders.ts";
import type { Tree } from "./decode/tree.ts";
import type { Redactor } from "./redact.ts";

/** Where debug lines go. The adapter creates one from `INDIECLOUD_DEBUG`: any value prints lines, `2` prints bodies too. */
export interface Debug {
  line(text: string): void;
  /** Also print the redacted bodies. */
  bodies: boolean;
}

/** One attempt, for a debug line. */
export interface Attempt {
  cloud: string;
  call: string;
  /** 1 for the first. */
  attempt: number;
  /** `200`, or the code of a fault such as `ECONNREFUSED`. */
  outcome: string;
  /** Milliseconds. */
  duration: number;
  sent: number;
  received: number;
}

/** `LunaNode vm/list attempt 1: 200 in 35 ms, 212 bytes out, 4031 in` */
export function describeAttempt(attempt: Attempt): string {
  const { cloud, call, outcome, duration, sent, received } = attempt;
  return `${cloud} ${call} attempt ${attempt.attempt}: ${outcome} in ${duration} ms, ${sent} bytes out, ${received} in`;
}

/** Method, URL and body of a signed request, redacted. A form is shown decoded, because its values may be JSON. */
export function describeRequest(request: Request, redactor: Redactor): string {
  const query = describeForm(request.url.searchParams, redactor);
  const where = `${request.method} ${redactor.text(request.url.origin + request.url.pathname)}${query === "" ? "" : `?${query}`}`;
  if (request.body === undefined) return where;
  const isForm = (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  if (!isForm) return `${where} ${describeBody("json", request.body, redactor)}`;
  return `${where} ${cut(describeForm(new URLSearchParams(request.body), redactor))}`;
}

/** A redacted body. Shown as JSON if it can be decoded, because secret names are found reliably only in a tree. */
export function describeBody(format: ClientConfig["decode"], body: string, redactor: Redactor): string {
  try {
    return cut(JSON.stringify(redactor.tree(truncate(decoders[format](body), { left: PREVIEW_LENGTH }))), body.length);
  } catch {
    return cut(redactor.text(body.slice(0, PREVIEW_LENGTH)), body.length);
  }
}

function describeForm(fields: URLSearchParams, redactor: Redactor): string {
  return [...fields].map(([name, value]) => redactor.pair(name, value)).join("&");
}

/** Characters of a body that are processed: more than are shown, but not all of a long list. */
const PREVIEW_LENGTH = 20_000;

/** The first leaves of a tree, until the budget is used up. */
function truncate(tree: Tree, room: { left: number }): Tree {
  if (tree === null || typeof tree === "string") {
    room.left -= (tree?.length ?? 0) + 1;
    // Half of a secret would not be recognized as one.
    return tree === null || room.left > 0 ? tree : "…";
  }
  if (Array.isArray(tree)) {
    return tree.flatMap((each) => (room.left > 0 ? [truncate(each, room)] : []));
  }
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, each]) => {
      room.left -= key.length;
      return room.left > 0 ? [[key, truncate(each, room)]] : [];
    }),
  );
}

/** Keeps long lists out of the terminal; an emulator's request log has them in full. */
const cut = (text: string, length = text.length) =>
  text.length > 10_000 ? `${text.slice(0, 10_000)}… (${length} characters)` : text;
