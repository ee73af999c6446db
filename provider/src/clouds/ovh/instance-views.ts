import { isDeepStrictEqual } from "node:util";
import type { Observed, Phase } from "../../engine/definition/view.ts";
import type { InstanceRow, InterfaceRow, ScheduleRow } from "./schemas.ts";

/** What OVHcloud's answers say about an instance. */

export interface Views {
  /** From the list, which shows the same as a single answer. */
  row: InstanceRow;
  /** Its ports: the only reliable source of its networks. */
  ports: readonly InterfaceRow[];
  /** Its automatic backups. */
  schedules: readonly ScheduleRow[];
}

export type PowerState = "running" | "stopped" | "shelved";

const RESCUE = /^RESCUED?$/;

/** Statuses in which an instance accepts changes; all others except ERROR and the last are transitional (§3.2). */
const SETTLED: readonly (readonly [RegExp, PowerState?])[] = [
  [/^ACTIVE$/, "running"],
  // Paused and suspended instances do not run either; `resume` starts them again.
  [/^(SHUTOFF|STOPPED|PAUSED|SUSPENDED)$/, "stopped"],
  [/^SHELVED/, "shelved"],
  // A rescue system runs.
  [RESCUE, "running"],
];

export const statusOf = (observed: Observed<Views>): string | undefined => observed.row?.status;

const settledPower = (status: string | undefined) =>
  SETTLED.find(([pattern]) => status !== undefined && pattern.test(status));

export const powerOf = (status: string | undefined): PowerState | undefined => settledPower(status)?.[1];
export const power = (observed: Observed<Views>): PowerState | undefined => powerOf(statusOf(observed));

export function state(observed: Observed<Views>): Phase | undefined {
  const status = statusOf(observed);
  if (status === "ERROR") {
    return { is: "failed", why: status };
  }
  if (status === "DELETED" || status === "SOFT_DELETED") {
    return { is: "gone" };
  }
  return observed.row === undefined ? undefined : { is: settledPower(status) === undefined ? "pending" : "ready" };
}

/** Whether it runs a rescue system; undefined while it changes. */
export const isRescued = ({ status }: InstanceRow): boolean | undefined =>
  RESCUE.test(status) ? true : settledPower(status) === undefined ? undefined : false;

/** The password of the rescue system; `""` if there was one and now there is none. Older lists do not show it (§3.1). */
export const rescuePasswordOf = (row: InstanceRow, before: string | undefined) =>
  row.rescuePassword ?? (before !== undefined && isRescued(row) === false ? "" : before);

export const planOf = (row: InstanceRow | undefined): string | undefined => row?.flavorId ?? row?.flavor?.id;
export const imageOf = (row: InstanceRow | undefined): string | undefined => row?.imageId ?? row?.image?.id;

/** Undefined if none is shown, as for a key that was deleted from the project. */
export function keysOf({ sshKeyId, sshKey }: InstanceRow): string[] | undefined {
  const id = sshKeyId ?? sshKey?.id;
  return id === undefined ? undefined : [id];
}

const isV6 = ({ ip, version }: { ip: string; version?: string | undefined }) => version === "6" || ip.includes(":");

/**
 * The first IPv4 address of a kind; `""` if there was one and now there is none. Undefined while no address is shown.
 */
export function addressOf({ ipAddresses }: InstanceRow, kind: "public" | "private", before: string | undefined) {
  const found = ipAddresses.find((address) => address.type === kind && !isV6(address));
  return found?.ip ?? (ipAddresses.length === 0 || before === undefined ? undefined : "");
}

export const ipv6Of = ({ ipAddresses }: InstanceRow): string[] => ipAddresses.filter(isV6).map(({ ip }) => ip);

/** The form of a network's IDs: its own, or one in a region. Public addresses usually show a different text (§4.4). */
const NETWORK_ID = /^(pn-.+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * The networks of the instance's addresses. Undefined if it has both private and public ones: a floating address is
 * public too, but has no port in that network.
 */
export function networksByAddress({ ipAddresses }: InstanceRow): string[] | undefined {
  const ids = ipAddresses.map(({ networkId = "" }) => networkId);
  const kinds = new Set(ipAddresses.map(({ type }) => type));
  return ids.length > 0 && kinds.size === 1 && ids.every((id) => NETWORK_ID.test(id)) ? unique(ids) : undefined;
}

export const networksByPort = (ports: readonly InterfaceRow[]): string[] =>
  unique(ports.map(({ networkId }) => networkId));

export type Autobackup = { cron: string; rotation: number };

/** Stands for an instance that should have an automatic backup and has none. */
const NO_BACKUP: Autobackup = { cron: "", rotation: 0 };

const backupOf = ({ cron = "", rotation = "" }: ScheduleRow): Autobackup => ({ cron, rotation: Number(rotation) });

export const isBackup = (row: ScheduleRow, wanted: Autobackup | undefined): boolean =>
  isDeepStrictEqual(backupOf(row), { ...wanted });

/** The automatic backup of an instance; if there are several, the desired one. */
export function autobackupOf(
  schedules: readonly ScheduleRow[],
  wanted: Autobackup | undefined,
): Autobackup | undefined {
  const found = schedules.find((row) => isBackup(row, wanted)) ?? schedules[0];
  return found === undefined ? wanted && NO_BACKUP : backupOf(found);
}

const unique = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];

/** The desired fixed addresses that the instance has. */
export function fixedAmong(
  addresses: readonly (string | undefined)[],
  wanted: Readonly<Record<string, string>> | undefined,
): Record<string, string> | undefined {
  return wanted === undefined || addresses.length === 0
    ? undefined
    : Object.fromEntries(Object.entries(wanted).filter(([, ip]) => addresses.includes(ip)));
}
