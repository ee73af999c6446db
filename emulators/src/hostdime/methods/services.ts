import { HostDimeError, invalid } from "../errors.ts";
import { type Deed, prepare } from "../machine.ts";
import type { Server, Vps } from "../model.ts";
import { listItem, rdnsItem, serverObject, vpsObject } from "../view.ts";
import type { Wire } from "../wire.ts";
import type { Family, Services } from "../world.ts";
import { type Call, hostNameOf, type Method, type Methods, read, write } from "./method.ts";

/** vps.* and server.*: what somebody is known to call (docs/api/hostdime.md §3.2), and vps.list by analogy. */
export const serviceMethods: Methods = {
  "vps.list": read((call) => list(call, "vps")),
  "vps.get": read((call) => vpsObject(theService(call, "vps"), call.world.switches)),
  "vps.start": deed("vps", "start"),
  "vps.stop": deed("vps", "stop"),
  "vps.stopf": deed("vps", "stopf"),
  "vps.restart": deed("vps", "restart"),
  "vps.suspend": deed("vps", "suspend"),
  "vps.unsuspend": deed("vps", "unsuspend"),
  "vps.graphs": read(vpsGraph),
  "vps.rdns.list": read((call) => listRdns(call, "vps")),
  "vps.rdns.update": write((call) => updateRdns(call, "vps")),
  "server.list": read((call) => list(call, "server")),
  "server.get": read((call) => serverObject(theService(call, "server"), call.world.switches)),
  "server.power.on": deed("server", "start"),
  "server.power.off": deed("server", "stopf"),
  "server.power.cycle": deed("server", "restart"),
  "server.suspend": deed("server", "suspend"),
  "server.unsuspend": deed("server", "unsuspend"),
  "server.bandwidth": read(serverGraph),
  "server.rdns.list": read((call) => listRdns(call, "server")),
  "server.rdns.update": write((call) => updateRdns(call, "server")),
};

function theService<F extends Family>(call: Call, family: F): Services[F] {
  return call.world.service(family, call.text("cuid"), call.account);
}

/** What actions answer is not known; nobody looks at it. */
function deed(family: Family, name: Deed): Method {
  return write((call) => {
    const run = prepare(call.world, { family, service: theService(call, family) }, name);
    call.effect(run);
    return true;
  });
}

function list({ world, account }: Call, family: Family): Wire {
  const rows: (Vps | Server)[] = world.services[family].all();
  return rows.filter((row) => row.account === account).map((row) => listItem(row, world.switches));
}

/** rDNS and graphs are offered in these states only (docs/api/hostdime.md §3.3). */
function shown<F extends Family>(call: Call, family: F): Services[F] {
  const service = theService(call, family);
  if (["active", "suspended", "clientsuspend"].includes(service.status)) return service;
  throw new HostDimeError(422, `not available while the status of ${service.id} is ${service.status}`);
}

function listRdns(call: Call, family: Family): Wire {
  const { world } = call;
  const { id } = shown(call, family);
  return world.rdns.where((row) => row.cuid === id).map((row) => rdnsItem(row, world.switches));
}

/** There is no cuid: a mistyped address can hit another service of the account (docs/api/hostdime.md §5.4). */
function updateRdns(call: Call, family: Family): Wire {
  const { world, account } = call;
  const row = world.address(family, call.text("ip"), account);
  const ptr = ptrOf(call);
  call.effect(() => world.rdns.patch(row.id, { ptr }));
  return true;
}

/** Whether an empty text clears the record is not known (docs/api/hostdime.md §4.1). */
function ptrOf(call: Call): string {
  if (call.get("ptr") === "" && call.world.switches.emptyPtr === "clear") return "";
  return hostNameOf("ptr", call.text("ptr"));
}

/** `date_range` is a JSON text of two dates inside one parameter (docs/api/hostdime.md §1.3). */
function vpsGraph(call: Call): Wire {
  shown(call, "vps");
  call.word("type", ["bandwidth"]);
  const [from, to, ...more] = datesOf(call.text("date_range"));
  if (from === undefined || to === undefined || more.length > 0 || from > to) throw invalid("date_range");
  return graph;
}

function serverGraph(call: Call): Wire {
  shown(call, "server");
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

/** A picture of one pixel, in PNG. */
const graph: Wire = {
  data: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
};
