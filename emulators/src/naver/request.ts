import type { CloudRequest, Inspection } from "../core/cloud.ts";
import type { Action } from "./actions/action.ts";
import { actionOf } from "./actions/actions.ts";
import { decodeForm, type Sent } from "./form.ts";
import { checkSignature, type NaverCredentials, type SignatureVerdict } from "./signature.ts";
import type { NaverSwitches } from "./switches.ts";

export type Format = "json" | "xml";

export interface NaverInspection extends Inspection {
  readonly action: Action | undefined;
  readonly verdict: SignatureVerdict;
  /** Undefined if query or body is not UTF-8. */
  readonly sent: Sent | undefined;
}

/** Names the call and checks its signature. */
export function inspect(
  request: CloudRequest,
  accounts: readonly NaverCredentials[],
  switches: NaverSwitches,
  now: number,
): NaverInspection {
  const { method, url, headers } = request;
  // The price lists have a version and a path of their own (docs/api/naver.md §4.24).
  const [, service = "", name = "?"] =
    /^\/([a-z]+)\/v2\/([A-Za-z]+)$/.exec(request.path) ??
    /^\/(billing)\/v1\/product\/([A-Za-z]+)$/.exec(request.path) ??
    [];
  const action = method === "GET" || method === "POST" ? actionOf(service, name) : undefined;
  const { disabledKeys, clockWindow } = switches;
  const verdict = checkSignature({ method, url, headers, accounts, disabledKeys, now, window: clockWindow });
  const sent = parametersOf(request);
  return {
    ...{ operation: name, kind: action?.kind ?? "read", signature: verdict.ok ? "ok" : verdict.signature },
    ...{ parameters: logged(sent), action, verdict, sent },
    ...(verdict.ok ? {} : { note: verdict.note }),
  };
}

/** Query and form combined; if both have a parameter, the form's wins. */
function parametersOf({ url, method, body }: CloudRequest): Sent | undefined {
  const query = queryOf(url);
  const form = method === "POST" ? decodeForm(body.toString("latin1")) : new Map<string, string>();
  return query && form && new Map([...query, ...form]);
}

function queryOf(url: string): Sent | undefined {
  const mark = url.indexOf("?");
  return decodeForm(mark < 0 ? "" : url.slice(mark + 1));
}

/** Private keys and the contents of scripts are not logged. */
function logged(sent: Sent = new Map()): Record<string, string> {
  const secret = ["privateKey", "initScriptContent", "cifsUserPassword"];
  const displayed = [...sent].map(([name, value]) => [
    name,
    secret.includes(name) ? `(${value.length} characters)` : value,
  ]);
  return Object.fromEntries(displayed);
}

/** The service's reply format: XML unless requested otherwise (docs/api/naver.md §1.6). */
export function formatOf(sent: Sent | undefined): Format {
  return sent?.get("responseFormatType")?.toLowerCase() === "json" ? "json" : "xml";
}

/** The gateway does not see the body: unless the query sets a format, it replies in JSON (docs/api/naver.md §1.6). */
export function gatewayFormatOf({ url }: CloudRequest): Format {
  return queryOf(url)?.get("responseFormatType")?.toLowerCase() === "xml" ? "xml" : "json";
}

/** The format in which the service would reply to the request. */
export function serviceFormatOf(request: CloudRequest): Format {
  return formatOf(parametersOf(request));
}
