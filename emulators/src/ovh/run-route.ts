import type { CloudRequest } from "../core/cloud.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import type { EncodedTree } from "./encoding.ts";
import { notFound, wrongType } from "./errors.ts";
import { header, type Identity } from "./identity.ts";
import { type OvhInspection, parseObject } from "./inspect.ts";
import { Fields } from "./routes/fields.ts";
import type { Call } from "./routes/route.ts";

/** A body, where undefined is `void`, and further headers. */
export interface Result {
  readonly body: EncodedTree | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs the route of an admitted call; undefined is `void`. */
export function run(
  cloudState: OvhCloudState,
  request: CloudRequest,
  { match }: OvhInspection,
  identity: Identity | undefined,
): Result {
  if (!match) throw notFound("call", cloudState.switches);
  if (identity?.by === "consumerKey")
    cloudState.credentials.patch(identity.credential.id, { usedAt: cloudState.timeline.now });
  const call: Call = {
    ...{ cloudState, identity, account: identity?.account ?? "", query: request.query },
    param: (name) => {
      const value = match.params[name];
      if (value === undefined) throw new Error(`${match.name} has no parameter ${name}`);
      return value;
    },
    body: bodyOf(cloudState, request),
    applicationKey: header(request, "x-ovh-application"),
    baseUrl: cloudState.switches.publicUrl ?? `http://${header(request, "host")}`,
  };
  const result = match.route.run(call);
  if (!Array.isArray(result)) return { body: result };
  return match.name.includes(" /v2/")
    ? pageOf(request, cloudState.switches.v2PageSize, result)
    : { body: paged(request, call, result, match.route.expand) };
}

/** v2 names the next page in a header; the cursor here is the number of the first row (docs/api/ovh.md §2.5). */
function pageOf(request: CloudRequest, usual: number, rows: readonly EncodedTree[]): Result {
  const size = Number(header(request, "x-pagination-size")) || usual;
  const first = Number(header(request, "x-pagination-cursor")) || 0;
  const next = first + size;
  const headers: Record<string, string> = next < rows.length ? { "x-pagination-cursor-next": String(next) } : {};
  return { body: rows.slice(first, next), headers };
}

function bodyOf(cloudState: OvhCloudState, request: CloudRequest): Fields {
  if (request.body.length === 0) return new Fields({}, cloudState.switches);
  const body = parseObject(request.body);
  if (!body) throw wrongType("Invalid JSON received", cloudState.switches);
  return new Fields(body, cloudState.switches);
}

/**
 * v1 pages only on request, by headers of the control panel, which also return objects in place of IDs (docs/api/ovh.md
 * §2.5).
 */
function paged(
  request: CloudRequest,
  call: Call,
  rows: readonly EncodedTree[],
  expand: ((call: Call, id: string) => EncodedTree) | undefined,
): EncodedTree {
  if (header(request, "x-pagination-mode") !== "CachedObjectList-Pages") return rows;
  const size = Number(header(request, "x-pagination-size")) || 25;
  const number = Number(header(request, "x-pagination-number")) || 1;
  const page = rows.slice((number - 1) * size, number * size);
  return expand ? page.map((id) => expand(call, String(id))) : page;
}
