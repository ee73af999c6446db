import type { Family, Services } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { HostDimeError, invalid } from "../errors.ts";
import { type Action, prepare } from "../machine.ts";
import type { Server, Vps } from "../model.ts";
import { listItem, rdnsItem, serverObject, vpsObject } from "../view.ts";
import { type Call, hostNameOf, type Method, type Methods, read, write } from "./method.ts";

/** vps.* and server.*: the calls known to be in use (docs/api/hostdime.md §3.2), and vps.list by analogy. */
export const serviceMethods: Methods = {
  "vps.list": read((call) => list(call, "vps")),
  "vps.get": read((call) => vpsObject(theService(call, "vps"), call.cloudState.switches)),
  "vps.start": action("vps", "start"),
  "vps.stop": action("vps", "stop"),
  "vps.stopf": action("vps", "stopf"),
  "vps.restart": action("vps", "restart"),
  "vps.suspend": action("vps", "suspend"),
  "vps.unsuspend": action("vps", "unsuspend"),
  "vps.graphs": read(vpsGraph),
  "vps.rdns.list": read((call) => listRdns(call, "vps")),
  "vps.rdns.update": write((call) => updateRdns(call, "vps")),
  "server.list": read((call) => list(call, "server")),
  "server.get": read((call) => serverObject(theService(call, "server"), call.cloudState.switches)),
  "server.power.on": action("server", "start"),
  "server.power.off": action("server", "stopf"),
  "server.power.cycle": action("server", "restart"),
  "server.suspend": action("server", "suspend"),
  "server.unsuspend": action("server", "unsuspend"),
  "server.bandwidth": read(serverGraph),
  "server.rdns.list": read((call) => listRdns(call, "server")),
  "server.rdns.update": write((call) => updateRdns(call, "server")),
};

function theService<F extends Family>(call: Call, family: F): Services[F] {
  return call.cloudState.service(family, call.text("cuid"), call.account);
}

/** The reply to actions is unknown; no client reads it. */
function action(family: Family, name: Action): Method {
  return write((call) => {
    const run = prepare(call.cloudState, { family, service: theService(call, family) }, name);
    call.effect(run);
    return true;
  });
}

function list({ cloudState, account }: Call, family: Family): EncodedTree {
  const rows: (Vps | Server)[] = cloudState.services[family].all();
  return rows.filter((row) => row.account === account).map((row) => listItem(row, cloudState.switches));
}

/** rDNS and graphs are offered in these states only (docs/api/hostdime.md §3.3). */
function displayed<F extends Family>(call: Call, family: F): Services[F] {
  const service = theService(call, family);
  if (["active", "suspended", "clientsuspend"].includes(service.status)) return service;
  throw new HostDimeError(422, `not available while the status of ${service.id} is ${service.status}`);
}

function listRdns(call: Call, family: Family): EncodedTree {
  const { cloudState } = call;
  const { id } = displayed(call, family);
  return cloudState.rdns.where((row) => row.cuid === id).map((row) => rdnsItem(row, cloudState.switches));
}

/** There is no cuid: a mistyped address can affect another service of the account (docs/api/hostdime.md §5.4). */
function updateRdns(call: Call, family: Family): EncodedTree {
  const { cloudState, account } = call;
  const row = cloudState.address(family, call.text("ip"), account);
  const ptr = ptrOf(call);
  call.effect(() => cloudState.rdns.patch(row.id, { ptr }));
  return true;
}

/** Whether an empty text clears the record is unknown (docs/api/hostdime.md §4.1). */
function ptrOf(call: Call): string {
  if (call.get("ptr") === "" && call.cloudState.switches.emptyPtr === "clear") return "";
  return hostNameOf("ptr", call.text("ptr"));
}

/** `date_range` is a JSON text with two dates in one parameter (docs/api/hostdime.md §1.3). */
function vpsGraph(call: Call): EncodedTree {
  displayed(call, "vps");
  call.word("type", ["bandwidth"]);
  const [from, to, ...more] = datesOf(call.text("date_range"));
  if (from === undefined || to === undefined || more.length > 0 || from > to) throw invalid("date_range");
  return graph;
}

function serverGraph(call: Call): EncodedTree {
  displayed(call, "server");
  call.word("graph_type", ["port"]);
  call.word("time_period", ["day", "week", "month", "year"]);
  return graph;
}

function datesOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isDate) ? value : [];
  } catch {
    return [];
  }
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** A one-pixel PNG. */
const graph: EncodedTree = {
  data: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
};
