import type { EncodedTree } from "./encoding.ts";
import type { Rdns, Server, Vps } from "./model.ts";
import type { HostDimeSwitches } from "./switches.ts";

type Row = Record<string, EncodedTree>;

/** `response` of vps.get (docs/api/hostdime.md §3.2). */
export function vpsObject(vps: Vps, switches: HostDimeSwitches): Row {
  return {
    ...common(vps, switches),
    ...(switches.getShowsName ? { name: vps.name } : {}),
    os: vps.os,
    disk_usage: amount(vps.diskUsage, switches),
    disk_quota: amount(vps.diskQuota, switches),
  };
}

/** `response` of server.get (docs/api/hostdime.md §3.2). */
export function serverObject(server: Server, switches: HostDimeSwitches): Row {
  return {
    ...common(server, switches),
    type: server.type,
    ...(switches.getShowsName ? { label: server.name } : {}),
    cpu: server.cpu,
    hard_drives: server.hardDrives.map(({ size, type }) => ({ size, type })),
    ip_ipmi: server.ipIpmi,
    ipmi_password: server.ipmiPassword,
  };
}

function common(service: Vps | Server, switches: HostDimeSwitches): Row {
  return {
    cuid: service.id,
    status: word(service, switches),
    memory: amount(service.memory, switches),
    ...optional("control_panel", service.controlPanel, switches),
    ...optional("ip_main", service.ipMain, switches),
    ssh_port: amount(service.sshPort, switches),
    dns: service.dns.map(({ dns, ip }) => ({ dns, ip })),
    ...(switches.showPower ? { power: service.power } : {}),
    ...extra(switches),
  };
}

/** An item of server.list, and by analogy of vps.list. Only `name` is known. */
export function listItem(service: Vps | Server, switches: HostDimeSwitches): Row {
  return {
    ...(switches.listCuids ? { cuid: service.id } : {}),
    name: service.name,
    status: word(service, switches),
    ...optional("ip_main", service.ipMain, switches),
    ...extra(switches),
  };
}

/** An item of rdns.list. */
export function rdnsItem({ id, ptr }: Rdns, switches: HostDimeSwitches): Row {
  const kept = { sent: ptr, canonical: bare(ptr).toLowerCase(), dotted: ptr === "" ? "" : `${bare(ptr)}.` };
  return { ip: id, ...optional("ptr", kept[switches.ptrSpelling], switches) };
}

function bare(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** Unknown values that were set out of band are shown as they are. */
function word({ status }: Vps | Server, { words }: HostDimeSwitches): string {
  return words[status] ?? status;
}

function amount(value: string | number, { numbersAs }: HostDimeSwitches): EncodedTree {
  const whole = /^\d+$/.test(String(value));
  return numbersAs === "number" && whole ? Number(value) : String(value);
}

function optional(name: string, value: string, { missingAs }: HostDimeSwitches): Row {
  if (value !== "" || missingAs === "empty") return { [name]: value };
  return missingAs === "null" ? { [name]: null } : {};
}

function extra({ extraFields }: HostDimeSwitches): Row {
  return extraFields ? { location: { city: "Orlando", country: "NO" }, tags: ["a", "b"], renewal: null } : {};
}
