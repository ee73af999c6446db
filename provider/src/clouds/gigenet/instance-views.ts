import { createHash } from "node:crypto";
import type { Observed, Phase } from "../../engine/definition/view.ts";
import { type GigeNet, numbered } from "./account.ts";
import { addressRow, type InstanceRow, reservation, reservedRow } from "./schemas.ts";

/** What GigeNET's answers say of an instance. */

export interface Views {
  /** From DescribeInstances. */
  row: InstanceRow;
  /** From DescribeReservedInstances and DescribeAddresses. */
  network: Network;
}

export interface Network {
  /** Additional addresses that are charged for. */
  additionalIps?: number | undefined;
  /** Public addresses beside the first one: additional ones, and elastic ones that are associated. */
  addresses: readonly string[];
}

export async function instances(
  api: GigeNet,
  ids: readonly string[] = [],
): Promise<(readonly [string, InstanceRow])[]> {
  const reservations = await api.list("DescribeInstances", numbered("InstanceId", ids), "reservationSet", reservation);
  return reservations.flat().map((row) => [row.instanceId, row] as const);
}

/** The billing view names every instance, so an instance without further addresses is distinguished from one that the view does not name. */
export async function networks(api: GigeNet, ids: readonly string[] = []): Promise<(readonly [string, Network])[]> {
  const [reserved, addresses] = await Promise.all([
    api.list("DescribeReservedInstances", numbered("ReservedInstancesId", ids), "reservedInstancesSet", reservedRow),
    api.list("DescribeAddresses", {}, "addressesSet", addressRow),
  ]);
  return reserved.map(({ reservedInstancesId: id, recurringCharges }) => {
    const charged = recurringCharges?.map(({ desc = "" }) => Number(/(\d{1,6}) additional ip/i.exec(desc)?.[1] ?? 0));
    return [
      id,
      {
        additionalIps: charged?.reduce((sum, count) => sum + count, 0),
        addresses: addresses.filter(({ instanceId }) => instanceId === id).map(({ publicIp }) => publicIp),
      },
    ] as const;
  });
}

type PowerState = "running" | "stopped";

/** `on`, `unknown` and the codes 0, 3 and 4 are known of GigeNET itself; the other words are EC2's or guesses. */
const STATES: readonly (readonly [RegExp, Phase["is"], PowerState?])[] = [
  [/^(on|running|started)$/i, "ready", "running"],
  [/^(off|stop(ped)?|halted)$/i, "ready", "stopped"],
  // StartInstances wakes it, as it does one that is off.
  [/^paused?$/i, "ready", "stopped"],
  [/^(terminated|deleted|destroyed)$/i, "gone"],
  [/error|fail/i, "failed"],
];
const OFF: (typeof STATES)[number] = [/^3$/, "ready", "stopped"];

const stateIn = (row: InstanceRow) => row.state ?? row.instanceState;

/** A word that is known decides; code 0 alone does not, as it means "pending" at EC2, and 3 does, as EC2 has no such code. */
function stateOf(row: InstanceRow): (typeof STATES)[number] | undefined {
  const { name, code } = stateIn(row) ?? {};
  return (
    STATES.find(([pattern]) => name !== undefined && pattern.test(name)) ??
    (OFF[0].test(code ?? "") && name !== "unknown" ? OFF : undefined)
  );
}

/** The state in GigeNET's own word. */
export const statusText = (row: InstanceRow): string | undefined => stateIn(row)?.name ?? stateIn(row)?.code;
export const stateCode = (row: InstanceRow): number | undefined => whole(stateIn(row)?.code);
export const powerOf = (row: InstanceRow): PowerState | undefined => stateOf(row)?.[2];
export const power = ({ row }: Observed<Views>): PowerState | undefined =>
  row === undefined ? undefined : powerOf(row);

export function phaseOf({ row }: Observed<Views>): Phase | undefined {
  if (row === undefined) {
    return undefined;
  }
  const known = stateOf(row)?.[1] ?? "pending";
  return known === "failed" ? { is: "failed", why: statusText(row) ?? known } : { is: known };
}

/** Some answers have GigeNET's own domain behind a hostname; the user's spelling stands for both. */
export function hostnameOf(row: InstanceRow, wanted?: string): string | undefined {
  const bare = (name: string | undefined) => name?.replace(/\.thegcloud\.com$/i, "");
  return wanted !== undefined && bare(row.privateDnsName) === bare(wanted) ? wanted : bare(row.privateDnsName);
}

export const ipOf = (row: InstanceRow): string | undefined => row.publicIpAddress ?? row.ipAddress;

/** A missing one is the word `none`. */
export const privateIpOf = ({ privateIpAddress }: InstanceRow): string | undefined =>
  privateIpAddress === "none" ? undefined : privateIpAddress;

/** Undefined: it is not built yet, and has none until then. */
export const hasPrivateIp = (row: InstanceRow): boolean | undefined =>
  privateIpOf(row) !== undefined || (phaseOf({ row })?.is === "ready" ? false : undefined);

/** What is not launched yet was launched in 1970. */
export const launchTimeOf = ({ launchTime }: InstanceRow): string | undefined =>
  launchTime?.startsWith("1970-01-01") ? undefined : launchTime;

export interface Size {
  cores: number;
  memory: number;
  disk: number;
}

/** The size as the reported types of instances have it: `2vcpu_4096m_90gb`. */
export const sizeText = ({ cores, memory, disk }: Size): string => `${cores}vcpu_${memory}m_${disk}gb`;

/** The size in a reported type (`custom_bal_1vcpu_512m_10gb`); undefined for a plain name such as `gcl.2`. */
export function sizeIn(type: string | undefined): Size | undefined {
  const [, cores, memory, disk] = /(?:^|_)(\d+)vcpu_(\d+)m_(\d+)gb$/.exec(type ?? "") ?? [];
  return disk === undefined ? undefined : { cores: Number(cores), memory: Number(memory), disk: Number(disk) };
}

/** The type to compare by: its size, as the family in a reported name says nothing that could be asked for. */
export function planOf({ instanceType }: InstanceRow): string | undefined {
  const size = sizeIn(instanceType);
  return size === undefined ? instanceType : sizeText(size);
}

/** A marker, and behind it the token of the create that it was sent with. */
const MARKER = /^(pulumi-[0-9a-f]{16})(?:-([0-9a-f]{8}))?$/;

/** The tag key by which an instance is found again that is asked for and not yet known: GigeNET's tags have no values. */
export const marker = (name: string, token?: string): string =>
  `pulumi-${createHash("sha256").update(`gigenet:Instance\n${name}`).digest("hex").slice(0, 16)}${token === undefined ? "" : `-${token}`}`;
/** A marker without its token. */
export const bareMarker = (tag: string): string => MARKER.exec(tag)?.[1] ?? tag;
export const isMarker = (tag: string): boolean => MARKER.test(tag);

export const tagsOf = (row: InstanceRow): string[] => row.tagSet.map(({ key }) => key);

export interface TagChanges {
  missing: readonly string[];
  surplus: readonly string[];
}

/** What must be done to the tag keys; without `wanted`, only the markers are the provider's business. */
export function tagChanges(
  row: InstanceRow | undefined,
  name: string,
  wanted: readonly string[] | undefined,
): TagChanges {
  const present = row === undefined ? [] : tagsOf(row);
  const own = present.find((tag) => bareMarker(tag) === marker(name)) ?? marker(name);
  const right = [own, ...(wanted ?? present.filter((tag) => !isMarker(tag)))];
  return {
    missing: right.filter((tag) => !present.includes(tag)),
    surplus: present.filter((tag) => !right.includes(tag)),
  };
}

/** Its markers; a hostname counts as one, as GigeNET refuses to give it to two instances. */
export function markersOf({ row }: Observed<Views>): string[] {
  const hostname = row === undefined ? undefined : hostnameOf(row);
  return [
    ...(hostname === undefined ? [] : [marker(hostname)]),
    ...(row === undefined ? [] : tagsOf(row).map(bareMarker)),
  ];
}

/** A create gives no hostname: what has one, and no marker with a token, was not made just now. */
export function tokenOf({ row }: Observed<Views>): string | undefined {
  const [marked] = row === undefined ? [] : tagsOf(row).filter(isMarker);
  return (
    MARKER.exec(marked ?? "")?.[2] ?? (marked !== undefined || (row !== undefined && hasHostname(row)) ? "" : undefined)
  );
}

/** Launched by the provider, and not yet given its hostname: only its marker tells that somebody waits for it. */
export const isUnfinished = ({ row }: Observed<Views>): boolean =>
  row !== undefined && tagsOf(row).some(isMarker) && !hasHostname(row);

/**
 * Launched in the zone, and neither tagged nor given a hostname since: GigeNET's own is `<zone>-<6 hex>`. So is one of the
 * provider's own where RunInstances has read no tags, until it is on.
 */
export function isUnnamed({ row }: Observed<Views>, zone: string): boolean {
  if (row === undefined || row.tagSet.length > 0 || (row.placement?.availabilityZone ?? zone) !== zone) {
    return false;
  }
  return !hasHostname(row, zone);
}

/** Whether somebody has given it a hostname. */
function hasHostname(row: InstanceRow, zone = row.placement?.availabilityZone): boolean {
  const hostname = hostnameOf(row);
  return hostname !== undefined && hostname.replace(/-[0-9a-f]{6}$/, "") !== zone;
}

export const whole = (text: string | undefined): number | undefined => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) ? number : undefined;
};
