// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";

export interface GetImagesArgs {
  /** Region, by ID or name, as returned by `getRegions`. All regions have the same. */
  region?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;

  /** Only images of this operating system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by ID or name, as returned by `getRegions`. All regions have the same. */
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
 * The images of GigeNET. Sorted by name. Images that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const ubuntu = indiecloud.gigenet.getImages({
 *     os: "ubuntu",
 * });
 * export const images = ubuntu.then(ubuntu => ubuntu.images);
 * ```
 */
export function getImages(args: GetImagesArgs = {}, opts: InvokeOptions = {}): Promise<GetImagesResult> {
  return invoke("gigenet:getImages", args, opts);
}

/** As `getImages`, for arguments that are outputs of resources. */
export function getImagesOutput(
  args: GetImagesOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetImagesResult> {
  return invokeOutput("gigenet:getImages", args, opts);
}

export interface GetInstanceArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its ID, such as `2632`, or the ID in the cloud's panel. */
  id?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: string | undefined;
}

export interface GetInstanceOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its ID, such as `2632`, or the ID in the cloud's panel. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetInstanceResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** Hostname (`Hostname`): letters, digits, dots and hyphens; unique in the account. */
  name?: string | undefined;

  /** Zone (`Placement.AvailabilityZone`), such as `ord1`. */
  zone?: string | undefined;

  /** Instance type (`InstanceType`), such as `gcl.2`. */
  plan?: string | undefined;

  /** Image (`ImageId`), such as `centos64_7`. */
  image?: string | undefined;

  /** Whether the instance also gets a private address (`PrivateIpAddress`). */
  assignPrivateIp?: boolean | undefined;

  /** Number of additional public addresses (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). */
  additionalIps?: number | undefined;

  /** Tag keys (`TagSpecification`); GigeNET's tags have no values. */
  tags?: string[] | undefined;

  /** `running` or `stopped` (still charged). */
  powerState?: "running" | "stopped" | undefined;

  /** Public IPv4 address. */
  ip?: string | undefined;

  /** Private IPv4 address. */
  privateIp?: string | undefined;

  /** Public IPv4 addresses other than `ip`: additional and associated elastic addresses. */
  furtherIps?: string[] | undefined;

  /** Status as reported by GigeNET. */
  status?: string | undefined;

  /** Status as a number: 0 is on, 3 is off, 4 is in between. */
  statusCode?: number | undefined;

  /** Hostname as reported by GigeNET, sometimes with its own domain (`privateDnsName`). */
  hostname?: string | undefined;

  /** Zone of the instance. */
  availabilityZone?: string | undefined;

  /** Instance type as reported by GigeNET, such as `custom_cpu_4vcpu_3200m_60gb`. */
  reportedType?: string | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Memory in MB. */
  memoryMb?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** ID of the installed image. */
  imageId?: string | undefined;

  /** Family of the operating system, such as `Centos`. */
  platform?: string | undefined;

  /** ID of the subnet. */
  subnetId?: string | undefined;

  /** Launch time in ISO 8601. */
  launchTime?: string | undefined;
}

/**
 * Looks up an existing GigeNET instance by name or ID, as the cloud shows it now. References, such as to a plan or
 * an image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * The address of an instance that this program does not manage.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const legacy = indiecloud.gigenet.getInstance({
 *     name: "legacy-web",
 * });
 * export const ip = legacy.then(legacy => legacy.ip);
 * ```
 */
export function getInstance(args: GetInstanceArgs, opts: InvokeOptions = {}): Promise<GetInstanceResult> {
  return invoke("gigenet:getInstance", args, opts);
}

/** As `getInstance`, for arguments that are outputs of resources. */
export function getInstanceOutput(
  args: GetInstanceOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetInstanceResult> {
  return invokeOutput("gigenet:getInstance", args, opts);
}

export interface GetPlansArgs {
  /** Region, by ID or name, as returned by `getRegions`. All regions have the same. */
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
  /** Region, by ID or name, as returned by `getRegions`. All regions have the same. */
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
  /** The matching instance types. */
  plans: Plan[];
}

/**
 * The instance types of GigeNET. Sorted by virtual CPUs, memory and name. Plans that are closed to new servers come
 * last.
 *
 * ## Example Usage
 *
 * The plans with at least two virtual CPUs.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const large = indiecloud.gigenet.getPlans({
 *     minVcpus: 2,
 * });
 * export const plans = large.then(large => large.plans);
 * ```
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("gigenet:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("gigenet:getPlans", args, opts);
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
  /** The matching zones. */
  regions: Region[];
}

/**
 * The zones of GigeNET. Sorted by name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const all = indiecloud.gigenet.getRegions({});
 * export const regions = all.then(all => all.regions);
 * ```
 */
export function getRegions(args: GetRegionsArgs = {}, opts: InvokeOptions = {}): Promise<GetRegionsResult> {
  return invoke("gigenet:getRegions", args, opts);
}

/** As `getRegions`, for arguments that are outputs of resources. */
export function getRegionsOutput(
  args: GetRegionsOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetRegionsResult> {
  return invokeOutput("gigenet:getRegions", args, opts);
}
