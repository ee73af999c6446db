import type { CloudRequest } from "../core/cloud.ts";
import { notFound, wrongType } from "./errors.ts";
import { header, type Identity } from "./identity.ts";
import { type OvhInspection, parseObject } from "./inspect.ts";
import { Fields } from "./routes/fields.ts";
import type { Call } from "./routes/route.ts";
import type { Wire } from "./wire.ts";
import type { OvhWorld } from "./world.ts";

/** Runs the route of an admitted call; undefined is `void`. */
export function run(
  world: OvhWorld,
  request: CloudRequest,
  { match }: OvhInspection,
  identity: Identity | undefined,
): Wire | undefined {
  if (!match) throw notFound("call", world.switches);
  if (identity?.by === "consumerKey") world.credentials.patch(identity.credential.id, { usedAt: world.timeline.now });
  const call: Call = {
    ...{ world, identity, account: identity?.account ?? "", query: request.query },
    param: (name) => {
      const value = match.params[name];
      if (value === undefined) throw new Error(`${match.name} has no parameter ${name}`);
      return value;
    },
    body: bodyOf(world, request),
    applicationKey: header(request, "x-ovh-application"),
    baseUrl: world.switches.publicUrl ?? `http://${header(request, "host")}`,
  };
  const result = match.route.run(call);
  return Array.isArray(result) ? paged(request, call, result, match.route.expand) : result;
}

function bodyOf(world: OvhWorld, request: CloudRequest): Fields {
  if (request.body.length === 0) return new Fields({}, world.switches);
  const body = parseObject(request.body);
  if (!body) throw wrongType("Invalid JSON received", world.switches);
  return new Fields(body, world.switches);
}

/** v1 pages only on request, by headers of the control panel that also show objects in place of ids (docs/api/ovh.md §2.5). */
function paged(
  request: CloudRequest,
  call: Call,
  rows: readonly Wire[],
  expand: ((call: Call, id: string) => Wire) | undefined,
): Wire {
  if (header(request, "x-pagination-mode") !== "CachedObjectList-Pages") return rows;
  const size = Number(header(request, "x-pagination-size")) || 25;
  const number = Number(header(request, "x-pagination-number")) || 1;
  const page = rows.slice((number - 1) * size, number * size);
  return expand ? page.map((id) => expand(call, String(id))) : page;
}
