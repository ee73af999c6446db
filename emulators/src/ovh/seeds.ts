import type { Flavor, Image, Region } from "./model.ts";
import type { OvhCredentials, OvhServiceAccount } from "./signature.ts";

/**
 * Made-up keys of the usual lengths. No secret contains part of a project or a name, which would then be redacted too.
 */
export const defaultAccounts: readonly OvhCredentials[] = [
  {
    applicationKey: "OVHTESTAPPKEY001",
    applicationSecret: "u8jzPde0IgxLd6GncfBAepfJBd0Kh8oO",
    consumerKey: "OL8dKLzdocJ2isAjIhKtJ0RlgLKOmxgJ",
    project: "a1000000000000000000000000000001",
  },
  {
    applicationKey: "OVHTESTAPPKEY002",
    applicationSecret: "TeKdNnFRIBXuDL7DxtpYlSXpfKtHF4vU",
    consumerKey: "CsMehGAkWvj7FAc9QeWJKY40uvSwMFLZ",
    project: "b2000000000000000000000000000001",
  },
];

/** The second project of the first account. */
export const secondProject = "a1000000000000000000000000000002";

/** Service accounts of the accounts above, in the same order. */
export const serviceAccounts: readonly OvhServiceAccount[] = [
  {
    clientId: "EU.0000000000000001",
    clientSecret: "De1f8rESQedUStPKR0CsTy4Qwb8DwkNh",
    project: "a1000000000000000000000000000001",
  },
  {
    clientId: "EU.0000000000000002",
    clientSecret: "FdnXsiVpzz63FfkCzJr4i0B3JrTAwR4y",
    project: "b2000000000000000000000000000001",
  },
];

/** Nichandle of the nth account. */
export const nichandle = (n: number): string => `ex${10_001 + n}-ovh`;

type RegionSeed = Omit<Region, "account" | "publicNetworkId">;
const site = { type: "region", status: "UP", continentCode: "EU", countryCode: "fr", availabilityZones: [] } as const;

export const regionSeeds: readonly RegionSeed[] = [
  { ...site, id: "GRA11", datacenterLocation: "GRA" },
  { ...site, id: "SBG5", datacenterLocation: "SBG" },
  { ...site, id: "BHS5", datacenterLocation: "BHS", continentCode: "NA", countryCode: "ca" },
  {
    ...{ ...site, id: "EU-WEST-PAR", type: "region-3-az", datacenterLocation: "EU-WEST-PAR" },
    availabilityZones: ["eu-west-par-a", "eu-west-par-b", "eu-west-par-c"],
  },
  {
    ...{ ...site, id: "EU-SOUTH-LZ-MAD-A", type: "localzone", datacenterLocation: "EU-SOUTH-LZ-MAD-A" },
    countryCode: "es",
  },
  { ...site, id: "WAW1", datacenterLocation: "WAW", countryCode: "pl" },
  { ...site, id: "UK1", datacenterLocation: "ERI", countryCode: "uk" },
];

/** Regions that are active in a project from the start; the others must be activated (docs/api/ovh.md §5.5). */
export const activeRegions: readonly string[] = ["GRA11", "SBG5", "BHS5", "EU-WEST-PAR", "EU-SOUTH-LZ-MAD-A"];

type FlavorSeed = Omit<Flavor, "id" | "account" | "region">;

function flavor(name: string, vcpus: number, ram: number, disk: number, set: Partial<FlavorSeed> = {}): FlavorSeed {
  return {
    name,
    vcpus,
    ram,
    disk,
    type: "ovh.ssd.eg",
    osType: "linux",
    available: true,
    quota: 20,
    monthly: true,
    ...set,
  };
}

/**
 * Names are real; sizes are plausible. Memory is in MB and disks in GB; routes/catalog.ts has their form in responses.
 */
export const flavorSeeds: readonly FlavorSeed[] = [
  flavor("d2-2", 1, 2000, 25, { type: "ovh.vps-ssd" }),
  flavor("d2-4", 2, 4000, 50, { type: "ovh.vps-ssd" }),
  flavor("d2-8", 4, 8000, 50, { type: "ovh.vps-ssd" }),
  flavor("b3-8", 2, 8000, 50),
  flavor("b3-16", 4, 16_000, 100),
  flavor("b3-32", 8, 32_000, 200),
  flavor("c3-4", 2, 4000, 50, { type: "ovh.ssd.cpu" }),
  flavor("c3-8", 4, 8000, 100, { type: "ovh.ssd.cpu" }),
  flavor("r3-16", 2, 16_000, 50, { type: "ovh.ssd.ram" }),
  flavor("win-b3-8", 2, 8000, 50, { osType: "windows" }),
  flavor("t2-45", 15, 45_000, 400, { type: "ovh.ssd.gpu", available: false, quota: 0, monthly: false }),
];

type ImageSeed = Pick<Image, "name" | "type" | "user" | "minDisk" | "status">;

function linux(name: string, user: string): ImageSeed {
  return { name, user, type: "linux", minDisk: 0, status: "active" };
}

export const imageSeeds: readonly ImageSeed[] = [
  linux("Ubuntu 24.04", "ubuntu"),
  linux("Ubuntu 22.04", "ubuntu"),
  linux("Debian 12", "debian"),
  linux("Debian 13", "debian"),
  linux("AlmaLinux 9", "almalinux"),
  linux("Rocky Linux 9", "rocky"),
  { ...linux("CentOS 7", "centos"), status: "deprecated" },
  {
    ...{ name: "Windows Server 2022 Standard (Desktop)", user: "Administrator" },
    ...{ type: "windows", minDisk: 50, status: "active" },
  },
];
