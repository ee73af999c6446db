import { createHash } from "node:crypto";
import type { Observed, Phase } from "../../engine/definition/view.ts";
import { type GigeNet, numbered } from "./account.ts";
import { listAddresses } from "./addresses.ts";
import { type InstanceRow, reservation, reservedRow } from "./schemas.ts";

/** Reads GigeNET's responses about an instance. */

export interface Views {
  /** From DescribeInstances. */
  row: InstanceRow;
  /** From DescribeReservedInstances and DescribeAddresses. */
  network: Network;
}

export interface Network {
  /** Number of additional addresses on the bill. */
  additionalIps?: number | undefined;
  /** Public addresses besides the first one: additional addresses and associated elastic addresses. */
  addresses: readonly string[];
}

export async function instances(
  api: GigeNet,
  ids: readonly string[] = [],
): Promise<(readonly [string, InstanceRow])[]> {
  const reservations = await api.list("DescribeInstances", numbered("InstanceId", ids), "reservationSet", reservation);
  return reservations.flat().map((row) => [row.instanceId, row] as const);
}

/** The billing view lists every instance, so an instance without further addresses differs from a missing instance. */
export async function networks(api: GigeNet, ids: readonly string[] = []): Promise<(readonly [string, Network])[]> {
  const [reserved, addresses] = await Promise.all([
    api.list("DescribeReservedInstances", numbered("ReservedInstancesId", ids), "reservedInstancesSet", reservedRow),
    listAddresses(api),
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

/** GigeNET is known to use `on`, `unknown` and the codes 0, 3 and 4. The other statuses are EC2's or guesses. */
const STATES: readonly (readonly [RegExp, Phase["is"], PowerState?])[] = [
  [/^(on|running|started)$/i, "ready", "running"],
  [/^(off|stop(ped)?|halted)$/i, "ready", "stopped"],
  // StartInstances resumes it, as it does a stopped instance.
  [/^paused?$/i, "ready", "stopped"],
  [/^(terminated|deleted|destroyed)$/i, "gone"],
  [/error|fail/i, "failed"],
];
const OFF: (typeof STATES)[number] = [/^3$/, "ready", "stopped"];

const stateIn = (row: InstanceRow) => row.state ?? row.instanceState;

/** Uses the status if it is known, else the code. Code 0 means "pending" at EC2, so only 3, which EC2 does not have, decides. */
function stateOf(row: InstanceRow): (typeof STATES)[number] | undefined {
  const { name, code } = stateIn(row) ?? {};
  return (
    STATES.find(([pattern]) => name !== undefined && pattern.test(name)) ??
    (OFF[0].test(code ?? "") && name !== "unknown" ? OFF : undefined)
  );
}

/** Status as reported by GigeNET. */
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

/** Some responses append GigeNET's own domain to a hostname. Returns the user's spelling if the two match. */
export function hostnameOf(row: InstanceRow, wanted?: string): string | undefined {
  const bare = (name: string | undefined) => name?.replace(/\.thegcloud\.com$/i, "");
  return wanted !== undefined && bare(row.privateDnsName) === bare(wanted) ? wanted : bare(row.privateDnsName);
}

export const ipOf = (row: InstanceRow): string | undefined => row.publicIpAddress ?? row.ipAddress;

/** GigeNET writes `none` if there is none. */
export const privateIpOf = ({ privateIpAddress }: InstanceRow): string | undefined =>
  privateIpAddress === "none" ? undefined : privateIpAddress;

/** Undefined while the instance is being built, because it has no private address until then. */
export const hasPrivateIp = (row: InstanceRow): boolean | undefined =>
  privateIpOf(row) !== undefined || (phaseOf({ row })?.is === "ready" ? false : undefined);

/** An instance that is not launched yet has a launch time in 1970. */
export const launchTimeOf = ({ launchTime }: InstanceRow): string | undefined =>
  launchTime?.startsWith("1970-01-01") ? undefined : launchTime;

export interface Size {
  cores: number;
  memory: number;
  disk: number;
}

/** The size as in the reported types of instances: `2vcpu_4096m_90gb`. */
export const sizeText = ({ cores, memory, disk }: Size): string => `${cores}vcpu_${memory}m_${disk}gb`;

/** The size in a reported type (`custom_bal_1vcpu_512m_10gb`); undefined for a plain name such as `gcl.2`. */
export function sizeIn(type: string | undefined): Size | undefined {
  const [, cores, memory, disk] = /(?:^|_)(\d+)vcpu_(\d+)m_(\d+)gb$/.exec(type ?? "") ?? [];
  return disk === undefined ? undefined : { cores: Number(cores), memory: Number(memory), disk: Number(disk) };
}

/** The type for comparison: its size, because the family in a reported name cannot be requested. */
export function planOf({ instanceType }: Pick<InstanceRow, "instanceType">): string | undefined {
  const size = sizeIn(instanceType);
  return size === undefined ? instanceType : sizeText(size);
}

/** A marker, optionally followed by the token of its create. */
const MARKER = /^(pulumi-[0-9a-f]{16})(?:-([0-9a-f]{8}))?$/;

/** The tag key by which an interrupted create is found again. GigeNET's tags have no values. */
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

/** The required changes of tag keys. Without `wanted`, only the markers are managed. */
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

/** Markers of an instance. A hostname counts as one, because GigeNET does not allow it for two instances. */
export function markersOf({ row }: Observed<Views>): string[] {
  const hostname = row === undefined ? undefined : hostnameOf(row);
  return [
    ...(hostname === undefined ? [] : [marker(hostname)]),
    ...(row === undefined ? [] : tagsOf(row).map(bareMarker)),
  ];
}

/** A create does not set a hostname, so an instance with a hostname and without a token is not a recent one. */
export function tokenOf({ row }: Observed<Views>): string | undefined {
  const [marked] = row === undefined ? [] : tagsOf(row).filter(isMarker);
  return (
    MARKER.exec(marked ?? "")?.[2] ?? (marked !== undefined || (row !== undefined && hasHostname(row)) ? "" : undefined)
  );
}

/** Launched by the provider but without its hostname yet: only its marker shows that it belongs to a resource. */
export const isUnfinished = ({ row }: Observed<Views>): boolean =>
  row !== undefined && tagsOf(row).some(isMarker) && !hasHostname(row);

/**
 * Launched in the zone, without tags and with GigeNET's own hostname, `<zone>-<6 hex>`. If RunInstances ignored the tags, the
 * provider's own instances look like this until they are running.
 */
export function isUnnamed({ row }: Observed<Views>, zone: string): boolean {
  if (row === undefined || row.tagSet.length > 0 || (row.placement?.availabilityZone ?? zone) !== zone) {
    return false;
  }
  return !hasHostname(row, zone);
}

/** Whether it has a hostname other than GigeNET's own. */
function hasHostname(row: InstanceRow, zone = row.placement?.availabilityZone): boolean {
  const hostname = hostnameOf(row);
  return hostname !== undefined && hostname.replace(/-[0-9a-f]{6}$/, "") !== zone;
}

export const whole = (text: string | undefined): number | undefined => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) ? number : undefined;
};
