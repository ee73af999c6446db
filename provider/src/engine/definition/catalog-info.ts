import { z } from "zod";

/**
 * What programs read about plans, images and regions: the same fields for every cloud, so that a program can be moved. Fields
 * that a cloud does not provide are absent.
 */

const price = z.strictObject({
  hourly: z.number().optional().describe("Price per hour."),
  monthly: z.number().optional().describe("Price per month."),
  currency: z.string().describe("Currency, such as `USD`."),
});

const id = z.string().describe("The cloud's own ID, which resources accept.");
const name = z.string().describe("Name as in the cloud's panel, which resources accept too.");
const region = z.string().optional().describe("The region in which it has this ID.");
const description = z.string().optional().describe("The cloud's description.");
const available = z
  .boolean()
  .optional()
  .describe("Whether new servers can use it. Absent if the cloud's list does not say.");

export const planInfo = z.strictObject({
  id,
  name,
  region,
  description,
  available,
  vcpus: z.int().optional().describe("Virtual CPUs."),
  memoryMb: z.number().optional().describe("Memory in MiB."),
  diskGb: z.number().optional().describe("Disk in GB."),
  price: price.optional().describe("List price."),
});

export const imageInfo = z.strictObject({
  id,
  name,
  region,
  description,
  available,
  os: z.string().optional().describe("Operating system: `linux`, `windows` or `bsd`."),
  distribution: z.string().optional().describe("Distribution in lowercase, such as `ubuntu`."),
  version: z.string().optional().describe("Version of the distribution, such as `24.04`."),
});

export const regionInfo = z.strictObject({ id, name, description, available });

type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** All fields except the names, which every catalog entry has. */
export type CatalogInfo = Readonly<Optional<Omit<z.infer<typeof planInfo> & z.infer<typeof imageInfo>, "id" | "name">>>;

/** The system in the name of a public image, such as `Ubuntu 24.04 64-bit`; empty if the name has no version. */
export function parseSystem(text: string): Pick<CatalogInfo, "os" | "distribution" | "version"> {
  const [, words, version] = /^\s*([A-Za-z][A-Za-z ]*?)[ _-]v?(\d+(?:\.\d+)*)\b/.exec(text) ?? [];
  const distribution = words?.toLowerCase();
  return distribution === undefined ? {} : { os: kindOf(distribution), distribution, version };
}

const kindOf = (distribution: string): string =>
  distribution.startsWith("win") ? "windows" : distribution.endsWith("bsd") ? "bsd" : "linux";
