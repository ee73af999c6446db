// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";

export interface GetImagesArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;

  /** Only images of this operating system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: pulumi.Input<string> | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: pulumi.Input<string> | undefined;

  /** Only images of this operating system: `linux`, `windows` or `bsd`. */
  os?: pulumi.Input<string> | undefined;
}

export interface GetImagesResult {
  /** The matching images. */
  images: Image[];
}

/**
 * The images of NAVER Cloud. Sorted by name. Images that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const ubuntu = indiecloud.naver.getImages({
 *     os: "ubuntu",
 * });
 * export const images = ubuntu.then(ubuntu => ubuntu.images);
 * ```
 */
export function getImages(args: GetImagesArgs = {}, opts: InvokeOptions = {}): Promise<GetImagesResult> {
  return invoke("naver:getImages", args, opts);
}

/** As `getImages`, for arguments that are outputs of resources. */
export function getImagesOutput(
  args: GetImagesOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetImagesResult> {
  return invokeOutput("naver:getImages", args, opts);
}

export interface GetPlansArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;

  /** Only plans with at least this many virtual CPUs. */
  minVcpus?: number | undefined;

  /** Only plans with at least this much memory, in MiB. */
  minMemoryMb?: number | undefined;

  /** Whether to ask for list prices too, at clouds where the list of plans has none. They do not change the order. */
  prices?: boolean | undefined;
}

export interface GetPlansOutputArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: pulumi.Input<string> | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: pulumi.Input<string> | undefined;

  /** Only plans with at least this many virtual CPUs. */
  minVcpus?: pulumi.Input<number> | undefined;

  /** Only plans with at least this much memory, in MiB. */
  minMemoryMb?: pulumi.Input<number> | undefined;

  /** Whether to ask for list prices too, at clouds where the list of plans has none. They do not change the order. */
  prices?: pulumi.Input<boolean> | undefined;
}

export interface GetPlansResult {
  /** The matching server specs. */
  plans: Plan[];
}

/**
 * The server specs of NAVER Cloud. Sorted by virtual CPUs, memory and name. Plans that are closed to new servers
 * come last.
 *
 * ## Example Usage
 *
 * The server specs with at least 8 GB.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const large = indiecloud.naver.getPlans({
 *     minMemoryMb: 8192,
 * });
 * export const plans = large.then(large => large.plans);
 * ```
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("naver:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("naver:getPlans", args, opts);
}

export interface GetRegionsArgs {
  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;
}

export interface GetRegionsOutputArgs {
  /** Only entries whose name or description contains this text, ignoring case. */
  name?: pulumi.Input<string> | undefined;
}

export interface GetRegionsResult {
  /** The matching regions. */
  regions: Region[];
}

/**
 * The regions of NAVER Cloud. Sorted by name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const all = indiecloud.naver.getRegions({});
 * export const regions = all.then(all => all.regions);
 * ```
 */
export function getRegions(args: GetRegionsArgs = {}, opts: InvokeOptions = {}): Promise<GetRegionsResult> {
  return invoke("naver:getRegions", args, opts);
}

/** As `getRegions`, for arguments that are outputs of resources. */
export function getRegionsOutput(
  args: GetRegionsOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetRegionsResult> {
  return invokeOutput("naver:getRegions", args, opts);
}

export interface GetServerArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its ID, such as `KR/26695183`, or the ID in the cloud's panel. */
  id?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: string | undefined;
}

export interface GetServerOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its ID, such as `KR/26695183`, or the ID in the cloud's panel. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, the configuration's. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetServerResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** Name (`serverName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. */
  name?: string | undefined;

  /** Region, by code, such as `KR`. */
  region?: string | undefined;

  /** Subnet of the first network interface (`subnetNo`). */
  subnet?: string | undefined;

  /** Address of the first network interface in the subnet (`ip`), not one of the first six or the last. */
  fixedIp?: string | undefined;

  /** Placement group, by number (`placementGroupNo`) or ID. */
  placementGroup?: string | undefined;

  /** Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). */
  plan?: string | undefined;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`), or one of the account's
   * own, such as the ID of a `ServerImage`.
   */
  image?: string | undefined;

  /** One to three access control groups of the first network interface (`accessControlGroupNoList`). */
  accessControlGroups?: string[] | undefined;

  /** `true`: creates a public IP for the server, which is deleted with it; needs a `PUBLIC` subnet. */
  publicIp?: boolean | undefined;

  /** Login key that protects the administrator's password, by name (`loginKeyName`). */
  loginKey?: string | undefined;

  /** Init script that runs at first boot (`initScriptNo`). */
  initScript?: string | undefined;

  /** Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). */
  protectServerTermination?: boolean | undefined;

  /** Description (`serverDescription`), at most 1000 bytes. */
  description?: string | undefined;

  /** `running` or `stopped` (disks are still charged). */
  powerState?: "running" | "stopped" | undefined;

  /** Public IPv4 address, or empty. */
  ip?: string | undefined;

  /** IPv4 address in the subnet. */
  privateIp?: string | undefined;

  /** Status as reported by NAVER Cloud (`serverInstanceStatus`): `RUN`, `NSTOP` … */
  status?: string | undefined;

  /** Number of the server. */
  serverInstanceNo?: string | undefined;

  /** Number of the public IP, or empty. */
  publicIpInstanceNo?: string | undefined;

  /** Number of the first network interface. */
  networkInterfaceNo?: string | undefined;

  /** Number of the VPC. */
  vpcNo?: string | undefined;

  /** Zone, such as `KR-1`. */
  zone?: string | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Memory in MiB. */
  memoryMb?: number | undefined;
}

/**
 * Looks up an existing NAVER Cloud server by name or ID, as the cloud shows it now. References, such as to a plan or
 * an image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * The address of a server that this program does not manage.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const legacy = indiecloud.naver.getServer({
 *     name: "legacy-web",
 * });
 * export const ip = legacy.then(legacy => legacy.ip);
 * ```
 */
export function getServer(args: GetServerArgs, opts: InvokeOptions = {}): Promise<GetServerResult> {
  return invoke("naver:getServer", args, opts);
}

/** As `getServer`, for arguments that are outputs of resources. */
export function getServerOutput(args: GetServerOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetServerResult> {
  return invokeOutput("naver:getServer", args, opts);
}
