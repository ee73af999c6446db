import type { Call, ClientConfig, ErrorMapping } from "./call.ts";
import { decoders } from "./decode/decoders.ts";
import { DecodeError, type Tree } from "./decode/tree.ts";
import { CloudError, type Effect, type ErrorKind } from "./errors.ts";
import { describeFault } from "./faults.ts";
import { messageIn, misshapen, saying } from "./misshapen.ts";
import { printable } from "./printable.ts";
import type { Redactor } from "./redact.ts";
import { parseRetryAfter } from "./retry.ts";
import { LONGEST, oneLine } from "./text.ts";
import type { RawAnswer, TransportFault } from "./transport.ts";

/** The result of one attempt. */
export type Outcome<T> = Answered<T> | Failed;
export interface Answered<T> {
  value: T;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
}
export interface Failed {
  error: CloudError;
  retryOnce?: ErrorMapping["retryOnce"];
  /** The body was an HTML page, as a gateway returns. */
  isPage?: true;
}

/** What is known about the exchange besides the answer. */
export interface Context {
  redactor: () => Redactor;
  /** Milliseconds since the epoch, when the answer arrived. */
  now: number;
  /** Milliseconds since the epoch, as used to sign the request. */
  signedAt: number;
  host: string;
}

/**
 * Turns an answer into its value or its error: first decoding, then the cloud's own envelope, then the status, then the schema.
 */
export function parseResponse<T>(config: ClientConfig, call: Call<T>, answer: RawAnswer, context: Context): Outcome<T> {
  const { status, headers } = answer;
  const fail = (found: ErrorMapping): Outcome<T> => ({
    error: toError(config, call, found, context, answer),
    retryOnce: found.retryOnce,
    ...(isPage(answer.body) ? { isPage: true } : {}),
  });
  if (status >= 300 && status < 400) {
    return fail({
      kind: "protocol",
      words: `redirected to ${headers.location ?? "nowhere"}, which is not followed`,
      nextStep: "Set endpoint to the URL of the API itself.",
    });
  }
  const decoded = decode(config.decode, answer.body);
  try {
    const mapping = config.classify({
      status,
      headers,
      tree: decoded.tree === undefined ? decoded.foreign : decoded.tree,
      call: { name: call.name, safety: call.safety },
      skew: skewOf(headers.date, context.signedAt),
    });
    // Only an answer in the cloud's own format can prove that an object is gone; a gateway's page cannot.
    if (mapping !== undefined && !(mapping.kind === "notFound" && decoded.tree === undefined)) return fail(mapping);
    if (status < 200 || status > 299) return fail(byStatus(status, decoded));
    if (decoded.tree === undefined) return fail(decoded.fault);
    if (decoded.tree === null && call.mayBeEmpty !== true) {
      return fail({ kind: "unavailable", words: "empty response" });
    }
    const parsed = call.answer.safeParse(decoded.tree);
    return parsed.success ? { value: parsed.data, headers } : fail(misshapen(parsed.error.issues, decoded.tree));
  } catch (error) {
    // Even if our own code fails after a create, the error must say that a server may have been created.
    return fail({ kind: "protocol", words: `the response could not be interpreted: ${error}` });
  }
}

/** The error of an attempt without a complete answer. */
export function parseFault<T>(
  config: ClientConfig,
  call: Call<T>,
  fault: TransportFault,
  context: Context,
): CloudError {
  const found = describeFault(fault, { host: context.host, seconds: timeoutOf(call) });
  const effect: Effect | undefined = fault.connected ? undefined : "none";
  return toError(config, call, { ...found, effect }, context);
}

/** Seconds that one attempt may take. */
export function timeoutOf(call: Pick<Call<unknown>, "timeout">): number {
  return call.timeout ?? 60;
}

/** `foreign`: the tree of a body in another format than requested, which is used only to find an error. */
type Decoded =
  | { tree: Tree; fault?: never; foreign?: never }
  | { tree: undefined; fault: ErrorMapping; foreign?: Tree };

function decode(format: ClientConfig["decode"], body: string): Decoded {
  if (body.trim() === "") return { tree: null };
  // Before the YAML decoder runs, which would read an HTML page as one long text.
  if (isPage(body)) {
    return {
      tree: undefined,
      fault: {
        kind: "unavailable",
        words: "returned an HTML page",
        nextStep: "Check that endpoint is the URL of the API and not of a web page, then try again.",
      },
    };
  }
  const evident = evidentFormat(body);
  if (evident !== undefined && evident !== format && !(evident === "json" && format === "yaml")) {
    const { tree } = decodeAs(evident, body);
    const words = `returned ${evident.toUpperCase()} instead of ${format.toUpperCase()}${saying(tree)}`;
    return { tree: undefined, fault: { kind: "protocol", words }, ...(tree === undefined ? {} : { foreign: tree }) };
  }
  return decodeAs(format, body);
}

const isPage = (body: string): boolean =>
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(body);

/** A gateway's error may have another format than the service's answers. JSON is also valid YAML. */
function evidentFormat(body: string): "json" | "xml" | undefined {
  const [, first] = /^\uFEFF?\s*([<{[])/.exec(body) ?? [];
  return first === undefined ? undefined : first === "<" ? "xml" : "json";
}

function decodeAs(format: ClientConfig["decode"], body: string): Decoded {
  try {
    return { tree: decoders[format](body) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { tree: undefined, fault: { kind: "protocol", words: `the response is ${error.message}` } };
  }
}

/** Maps the HTTP status if the cloud's own envelope reports no error. Never `notFound`: a gateway can return 404 too. */
function byStatus(status: number, decoded: Decoded): ErrorMapping {
  const kind = kindOf(status);
  // Authentication and rate limits are checked before the request is processed, by the cloud or by a gateway.
  if (kind === "auth" || kind === "throttled")
    return { kind, words: "no error message in the response", effect: "none" };
  // A gateway's words about the service behind it: the request may have gone through.
  if (decoded.tree === undefined) {
    return { ...decoded.fault, kind: unknownEffect.has(kind) ? kind : "protocol", effect: "unknown" };
  }
  const reportedWords = messageIn(decoded.tree);
  return {
    kind,
    words: reportedWords === undefined ? "returned an error without a message" : `returned "${reportedWords}"`,
    effect: status < 500 && status !== 408 && decoded.tree !== null ? "none" : "unknown",
  };
}

function kindOf(status: number): ErrorKind {
  if (status === 401 || status === 403) return "auth";
  if (status === 429) return "throttled";
  if (status === 408 || status === 504) return "timeout";
  if (status === 409 || status === 423) return "conflict";
  if (status === 400 || status === 422) return "invalid";
  return status >= 500 ? "unavailable" : "protocol";
}

function skewOf(date: string | undefined, signedAt: number): number | undefined {
  const at = Date.parse(date ?? "");
  return Number.isNaN(at) ? undefined : (at - signedAt) / 1000;
}

const unknownEffect: ReadonlySet<ErrorKind> = new Set(["timeout", "protocol", "unavailable"]);

function toError<T>(
  config: ClientConfig,
  call: Call<T>,
  mapping: ErrorMapping,
  context: Context,
  answer?: RawAnswer,
): CloudError {
  const { now } = context;
  const redactor = context.redactor();
  const clean = (text: string | undefined) =>
    text === undefined ? undefined : printable(oneLine(redactor.text(text.slice(0, LONGEST)))).slice(0, 1000);
  const effect: Effect =
    call.safety === "read" ? "none" : (mapping.effect ?? (unknownEffect.has(mapping.kind) ? "unknown" : "none"));
  const requestId = mapping.requestId ?? (config.requestIdHeader && answer?.headers[config.requestIdHeader]);
  return new CloudError({
    kind: mapping.kind,
    cloud: config.cloud,
    call: call.name,
    effect,
    words: clean(mapping.words) ?? "",
    nextStep:
      [clean(mapping.nextStep), effect === "unknown" ? doubt : undefined].filter(Boolean).join(" ") ||
      nextSteps[mapping.kind],
    httpStatus: answer?.status,
    code: clean(mapping.code),
    requestId: clean(requestId || undefined),
    busy: mapping.busy,
    retryAfter: mapping.retryAfter ?? parseRetryAfter(answer?.headers["retry-after"], now),
  });
}

const nextSteps: Readonly<Record<ErrorKind, string>> = {
  auth: "Check the credentials, their permissions, and this machine's clock.",
  notFound: "Check the ID, the region and the account.",
  quota: "Raise the account's limit, or delete something first.",
  capacity: "Choose another plan or region, or try again later.",
  invalid: "Correct the value named in the message.",
  conflict: "Wait until the other change has finished, then try again.",
  throttled: "Wait a minute, then try again. If it is refused again, set a lower requestsPerSecond.",
  timeout: "Try again later.",
  protocol:
    "Try again later. If the error remains, check endpoint; if that is right, the API has changed: please report it.",
  unavailable: "Try again later.",
};

const doubt = "The request may have taken effect: check before you try again.";
