import type { CloudRequest, Inspection } from "../core/cloud.ts";
import type { HostDimeCloudState } from "./cloud-state.ts";
import { HostDimeError } from "./errors.ts";
import { collect, decodeForm, type Form, type Parameter, type ParameterMap } from "./form.ts";
import { type Format, formats, phpJson } from "./formats.ts";
import { isTesting } from "./methods/method.ts";
import { methodOf } from "./methods/methods.ts";
import { checkSignature, type HostDimeCredentials, withoutApi } from "./signature.ts";
import type { HostDimeSwitches } from "./switches.ts";

interface Route {
  /** With dots. */
  readonly method: string;
  readonly format: Format;
}

export interface HostDimeInspection extends Inspection {
  /** Undefined if it is not part of the API. */
  readonly route?: Route;
  /** Without those that start with `api_`. */
  readonly sent?: ParameterMap;
  /** False if it is not valid UTF-8. */
  readonly wellFormed?: boolean;
  /** What is wrong with form, method or signature. */
  readonly refusal?: HostDimeError;
  /** The key whose hash is valid, and the unique that it used. */
  readonly signed?: { readonly publicKey: string; readonly unique: string };
}

/** `/v1/vps/rdns/list.json` is the method vps.rdns.list in JSON. */
function routeOf(path: string): Route | undefined {
  const [, parts, extension] = /^\/v1\/([a-z0-9_]+(?:\/[a-z0-9_]+)*)\.([a-z]+)$/.exec(path) ?? [];
  const format = formats.find((one) => one === extension);
  return parts !== undefined && format ? { method: parts.replaceAll("/", "."), format } : undefined;
}

export function formatOf(path: string): Format | undefined {
  return routeOf(path)?.format;
}

export function isTaken({ method }: CloudRequest, { acceptGet }: HostDimeSwitches): boolean {
  return method === "POST" || (acceptGet && method === "GET");
}

/** Names the call and checks, in this order, its form, its method and its signature (docs/api/hostdime.md §4.2). */
export function inspect(
  request: CloudRequest,
  cloudState: HostDimeCloudState,
  accounts: readonly HostDimeCredentials[],
  now: number,
): HostDimeInspection {
  const route = routeOf(request.path);
  const nothing = { operation: "?", kind: "read", signature: "none", parameters: {} } as const;
  if (!route) return { ...nothing, note: "not /v1/<method> with .json, .xml or .yml" };
  const method = methodOf(route.method, cloudState);
  const named = { ...nothing, operation: route.method, kind: method?.kind ?? "read", route };
  if (!isTaken(request, cloudState.switches)) return { ...named, note: `${request.method} is not taken` };

  const form = formOf(request);
  const parameters = form && attempt(() => collect(form, cloudState.switches.bracketedNames));
  if (!form || !parameters) return { ...named, refusal: new HostDimeError(400, "the body must be form-urlencoded") };
  if (parameters instanceof HostDimeError) return { ...named, refusal: parameters };

  const { wellFormed } = form;
  const sent = withoutApi(parameters);
  const seen = {
    ...named,
    parameters: loggable(sent),
    sent,
    wellFormed,
    ...(isTesting(sent) ? ({ kind: "read" } as const) : {}),
  };
  if (method?.open && sent.size === parameters.size) return seen;
  const { clockWindow, acceptJsDialect, unsignedTesting } = cloudState.switches;
  const limits = { now, window: clockWindow, acceptJs: acceptJsDialect, unsignedTesting };
  const verdict = checkSignature({ method: route.method, parameters, wellFormed, accounts, ...limits });
  const unknown = method ? undefined : new HostDimeError(405, `unknown method ${route.method}`);
  const { note } = verdict;
  const reported = { ...seen, ...(note === undefined ? {} : { note }) };
  if (!verdict.ok) return { ...reported, signature: verdict.signature, refusal: unknown ?? verdict.error };
  const signed = { publicKey: verdict.account.publicKey, unique: verdict.unique };
  return { ...reported, signature: "ok", ...(unknown ? { refusal: unknown } : { signed }) };
}

function attempt<T>(run: () => T): T | HostDimeError {
  try {
    return run();
  } catch (error) {
    if (error instanceof HostDimeError) return error;
    throw error;
  }
}

/** The form in the body, or in the query of a GET; undefined if the body has another type. */
function formOf({ method, url, headers, body }: CloudRequest): Form | undefined {
  if (method === "GET") return decodeForm(Buffer.from(url.split("?").slice(1).join("?"), "latin1"));
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  const isForm = type.trim().toLowerCase() === "application/x-www-form-urlencoded";
  return isForm || body.length === 0 ? decodeForm(body) : undefined;
}

/** Parameters for the request log: nested ones as JSON, possible secrets as their length. */
function loggable(sent: ParameterMap): Record<string, string> {
  return Object.fromEntries([...sent].map(([name, value]) => [name, displayed(name, value)]));
}

function displayed(name: string, value: Parameter): string {
  const text = typeof value === "string" ? value : phpJson(value);
  return /pass|secret|token|private|key|user_?data|script/i.test(name) ? `(${text.length} characters)` : text;
}
