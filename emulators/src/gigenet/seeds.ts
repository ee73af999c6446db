export interface GigeNetCredentials {
  /** The access key ID. */
  readonly apiKey: string;
  /** The secret. */
  readonly apiHash: string;
}

/** Made up; the real formats are unknown. */
export const defaultAccounts: readonly GigeNetCredentials[] = [
  { apiKey: "GNTESTAPIKEY00000001", apiHash: "0123456789abcdef0123456789abcdef01234567" },
  { apiKey: "GNTESTAPIKEY00000002", apiHash: "fedcba9876543210fedcba9876543210fedcba98" },
];

/** Owner IDs of the accounts: the two in the documentation, then made-up ones. */
export function ownerId(index: number): string {
  return ["1479", "4444"][index] ?? String(5000 + index);
}

export interface InstanceType {
  readonly name: string;
  readonly cores: number;
  /** MB. */
  readonly memory: number;
  /** GB. */
  readonly disk: number;
}

type TypeSeed = readonly [name: string, cores: number, memory: number, disk: number];

const toType = ([name, cores, memory, disk]: TypeSeed): InstanceType => ({ name, cores, memory, disk });

/** What DescribeVmTypes lists (docs/api/gigenet.md §2.1). */
export const currentTypes: readonly InstanceType[] = (
  [
    ["gcl.1", 1, 1024, 30],
    ["gcl.2", 1, 2048, 60],
    ["gcl.4", 2, 4096, 90],
    ["gcl.8", 4, 8192, 120],
    ["gcl.core.2", 2, 2048, 60],
    ["gcl.core.4", 4, 4096, 90],
    ["gcl.core.8", 8, 8192, 180],
    ["gcl.max.8", 2, 8192, 180],
    ["gcl.max.16", 4, 16384, 360],
  ] satisfies TypeSeed[]
).map(toType);

/** What DescribeInstanceTypes lists; RunInstances accepts these too (docs/api/gigenet.md §2.1). */
export const legacyTypes: readonly InstanceType[] = (
  [
    ["bal.lg", 1, 2048, 40],
    ["bal.lg2", 2, 4096, 40],
    ["bal.small", 1, 512, 10],
    ["bal.xlg", 2, 4096, 60],
    ["bal.xxlg", 4, 8192, 80],
    ["client_1544-bal.small", 1, 512, 10],
    ["cpu.lg", 4, 3200, 60],
    ["cpu.med", 3, 2176, 40],
    ["cpu.xxlg", 8, 8192, 80],
    ["mem.lg", 6, 11008, 80],
    ["mem.med", 5, 10240, 60],
    ["mem.small", 4, 8192, 30],
    ["mem.xlg", 7, 14080, 80],
    ["mem.xxlg", 8, 16384, 80],
    ["new.small", 1, 512, 10],
    ["promo.bal.small", 1, 1024, 30],
  ] satisfies TypeSeed[]
).map(toType);

export function typeNamed(name: string): InstanceType | undefined {
  return [...currentTypes, ...legacyTypes].find((type) => type.name === name);
}

/** Cores, memory and disk of a type name or of a reported `custom_…` name. */
export function sizeOf(type: string): Omit<InstanceType, "name"> {
  const [, cores, memory, disk] = /^custom_.*_(\d+)vcpu_(\d+)m_(\d+)gb$/.exec(type) ?? [];
  const custom = { cores: Number(cores ?? 0), memory: Number(memory ?? 0), disk: Number(disk ?? 0) };
  return typeNamed(type) ?? custom;
}

/** `custom_<family>_<cores>vcpu_<memory>m_<disk>gb`, which is how types are reported (docs/api/gigenet.md §2.1). */
export function reportedType(type: string): string {
  const known = typeNamed(type);
  if (!known) return type;
  const family =
    type
      .split(".")
      .at(-2)
      ?.replace(/^client_\d+-/, "") ?? "bal";
  return `custom_${family}_${known.cores}vcpu_${known.memory}m_${known.disk}gb`;
}

export interface Image {
  /** Also its name. */
  readonly id: string;
  readonly description: string;
  readonly platform: string;
  /** A reinstallation must stay within it. */
  readonly family: string;
  readonly state: "active" | "inactive";
  /** Minimum memory in MB and disk in GB. */
  readonly memory: number;
  readonly disk: number;
}

type ImageSeed = readonly [id: string, description: string, platform: string, family: string, state?: "inactive"];

const imageSeeds: readonly ImageSeed[] = [
  ["centos64_5.11", "CentOS 5.11 x86_64", "Centos", "centos", "inactive"],
  ["centos64_6.4", "CentOS 6.4 x86_64", "Centos", "centos"],
  ["centos64_7", "CentOS 7 x86_64", "Centos", "centos"],
  ["debian64_9", "Debian 9 AMD64", "Debian", "debian"],
  ["ubuntu64_14.04.1", "Ubuntu 14.04.1 LTS AMD64", "Ubuntu", "ubuntu"],
  ["ubuntu64_16.04", "Ubuntu 16.04 LTS AMD64", "Ubuntu", "ubuntu"],
  ["win64_2012", "Windows Server 2012 R2", "Win12", "windows"],
  ["win64_2016", "Windows Server 2016", "Win16", "windows"],
];

/**
 * The first `centos64_*` and `ubuntu64_14.04.1` are documented; the others are plausible (docs/api/gigenet.md §2.1).
 */
export const images: readonly Image[] = imageSeeds.map(([id, description, platform, family, state]) => ({
  ...{ id, description, platform, family, state: state ?? "active" },
  ...(family === "windows" ? { memory: 2048, disk: 40 } : { memory: 512, disk: 10 }),
}));

export interface ZoneRow {
  readonly name: string;
  /** As in the documentation's sample row. */
  readonly available: boolean;
  readonly message: string;
}

/** The documentation's sample: ord1 three times, with mixed states (docs/api/gigenet.md §2.1). */
export const zoneRows: readonly ZoneRow[] = [
  { name: "ord1", available: true, message: "Location: Arlington Heights, IL Zone 2" },
  { name: "ord1", available: false, message: "Location: Arlington Heights, IL [CMAN]" },
  { name: "lax1", available: true, message: "Location: Los Angeles, CA" },
  { name: "ord1", available: true, message: "Location: Arlington Heights, IL" },
];

export const defaultZone = "ord1";
