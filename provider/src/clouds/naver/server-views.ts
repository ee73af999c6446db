import type { Observed, Phase, View } from "../../engine/definition/view.ts";
import type { InRegion, Naver } from "./account.ts";
import { INTERFACE, type InterfaceRow, type ServerRow } from "./schemas.ts";

/** What NAVER Cloud's answers say about a server. */

export interface Views {
  /** From getServerInstanceList or getServerInstanceDetail. */
  row: InRegion<ServerRow>;
  /** Its network interfaces, the only source of addresses inside the VPC and of access control groups. */
  interfaces: readonly InterfaceRow[];
}

export type Power = "running" | "stopped";

const POWER: Readonly<Record<string, Power>> = { RUN: "running", NSTOP: "stopped", FSTOP: "stopped" };
/** Stopped by a failure; shutdown, restart or start failed (§3.3). */
const FAILED: ReadonlySet<string> = new Set(["FSTOP", "SD_FL", "RS_FL", "ST_FL"]);

export const powerOf = (row: ServerRow | undefined): Power | undefined => POWER[row?.serverInstanceStatus ?? ""];

/** No operation is in progress; the status alone does not show this (§5.4). */
export const isIdle = ({ row }: Observed<Views>): boolean =>
  row !== undefined && row.serverInstanceOperation === undefined;

export const isTerminating = ({ row }: Observed<Views>): boolean => row?.serverInstanceOperation === "TERMT";

export function stateOf(observed: Observed<Views>): Phase | undefined {
  const { row } = observed;
  const status = row?.serverInstanceStatus;
  if (row === undefined) {
    return undefined;
  }
  if (status === "TERMT") {
    return { is: "gone" };
  }
  if (FAILED.has(status ?? "")) {
    return { is: "failed", why: statusTextOf(observed) ?? "" };
  }
  return { is: powerOf(row) !== undefined && isIdle(observed) ? "ready" : "pending" };
}

/** `RUN`, or `NSTOP, CHNG` during an operation. The display name is localized. */
export const statusTextOf = ({ row }: Observed<Views>): string | undefined =>
  row === undefined
    ? undefined
    : [row.serverInstanceStatus, row.serverInstanceOperation].filter((word) => word !== undefined).join(", ");

/** The first network interface, which is created with the server. */
export const mainInterface = (interfaces: readonly InterfaceRow[] = []): InterfaceRow | undefined =>
  interfaces.find(({ isDefault }) => isDefault === true) ??
  interfaces.find(({ deviceName }) => deviceName === "eth0") ??
  interfaces[0];

/** Its access control groups; undefined while they are being changed (SET, §4.7). */
export const groupsOf = (row: InterfaceRow | undefined): string[] | undefined =>
  row?.networkInterfaceStatus === "SET" ? undefined : row?.accessControlGroupNoList;

export const interfacesView: View<Naver, Views, Views["interfaces"]> = {
  list: async (api, scope) => {
    const servers = new Map<string, InterfaceRow[]>();
    for (const row of await api.list(INTERFACE, scope)) {
      if (row.instanceNo !== undefined) {
        servers.set(row.instanceNo, [...(servers.get(row.instanceNo) ?? []), row]);
      }
    }
    return [...servers];
  },
  one: async (api, { scope, key }) => {
    const rows = await api.list(INTERFACE, scope, { instanceNo: key });
    return { interfaces: rows.filter(({ instanceNo }) => instanceNo === key) };
  },
};
