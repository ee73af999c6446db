// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput, invokeSecretOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";
import type { InstanceAutobackup } from "./instance.js";

export interface GetImagesArgs {
  /** Project. If absent, the configuration's. */
  project?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;

  /** Only images of this operating system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Project. If absent, the configuration's. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
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
 * The images of OVHcloud. Sorted by name. Images that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const ubuntu = indiecloud.ovh.getImages({
 *     region: "GRA11",
 *     os: "ubuntu",
 * });
 * export const images = ubuntu.then(ubuntu => ubuntu.images);
 * ```
 */
export function getImages(args: GetImagesArgs = {}, opts: InvokeOptions = {}): Promise<GetImagesResult> {
  return invoke("ovh:getImages", args, opts);
}

/** As `getImages`, for arguments that are outputs of resources. */
export function getImagesOutput(
  args: GetImagesOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetImagesResult> {
  return invokeOutput("ovh:getImages", args, opts);
}

export interface GetInstanceArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /**
   * Its ID, such as `0123456789abcdef0123456789abcdef/GRA11/5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d`, or the ID in the
   * cloud's panel.
   */
  id?: string | undefined;

  /** Project. If absent, the configuration's. */
  project?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: string | undefined;
}

export interface GetInstanceOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /**
   * Its ID, such as `0123456789abcdef0123456789abcdef/GRA11/5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d`, or the ID in the
   * cloud's panel.
   */
  id?: pulumi.Input<string> | undefined;

  /** Project. If absent, the configuration's. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetInstanceResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** Name in the panel. */
  name?: string | undefined;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  region?: string | undefined;

  /** Flavor (`flavorId`), such as `b3-8`. */
  plan?: string | undefined;

  /** Image or snapshot to install (`imageId`), such as `Ubuntu 24.04`. */
  image?: string | undefined;

  /** SSH key that the first boot installs (`sshKeyId`), by ID or name: a list of one. */
  sshKeys?: string[] | undefined;

  /** All networks of the instance, including public ones, by name or either ID (`networkId`), such as `Ext-Net`. */
  networks?: string[] | undefined;

  /** Fixed addresses in private networks (`ip`), by network in the spelling of `networks`. */
  fixedIps?: { [key: string]: string } | undefined;

  /** `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). */
  powerState?: "running" | "stopped" | "shelved" | undefined;

  /** Whether it runs OVHcloud's rescue system instead of its own, with its disk as a second one (`rescueMode`). */
  rescueMode?: boolean | undefined;

  /** Whether to charge by the month instead of by the hour (`monthlyBilling`). */
  monthlyBilling?: boolean | undefined;

  /** Zone, in a region with several, such as `eu-west-par-a`. */
  availabilityZone?: string | undefined;

  /** Automatic backups (`autobackup`). */
  autobackup?: InstanceAutobackup | undefined;

  /** Public IPv4 address, or empty if it no longer has one. */
  ip?: string | undefined;

  /** Private IPv4 address, or empty if it no longer has one. */
  privateIp?: string | undefined;

  /** IPv6 addresses. */
  ipv6?: string[] | undefined;

  /** Status as reported by OVHcloud, such as `ACTIVE`. */
  status?: string | undefined;

  /** ID of the flavor. */
  planId?: string | undefined;

  /** ID of the installed image. */
  imageId?: string | undefined;

  /** ID of the instance. */
  instanceId?: string | undefined;

  /** Creation time in ISO 8601. */
  createdAt?: string | undefined;
}

/**
 * Looks up an existing OVHcloud instance by name or ID, as the cloud shows it now. References, such as to a plan or
 * an image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * The address of an instance that this program does not manage.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const legacy = indiecloud.ovh.getInstance({
 *     name: "legacy-web",
 *     region: "GRA11",
 * });
 * export const ip = legacy.then(legacy => legacy.ip);
 * ```
 */
export function getInstance(args: GetInstanceArgs, opts: InvokeOptions = {}): Promise<GetInstanceResult> {
  return invoke("ovh:getInstance", args, opts);
}

/** As `getInstance`, for arguments that are outputs of resources. */
export function getInstanceOutput(
  args: GetInstanceOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetInstanceResult> {
  return invokeOutput("ovh:getInstance", args, opts);
}

export interface GetInstanceConsoleArgs {
  /** ID of the instance, with its project and region or without. */
  id: string;
}

export interface GetInstanceConsoleOutputArgs {
  /** ID of the instance, with its project and region or without. */
  id: pulumi.Input<string>;
}

export interface GetInstanceConsoleResult {
  /** Address of the console. */
  url: string;

  /** Kind of console, such as `novnc`. */
  type: string;
}

/**
 * The console of an instance, for a browser (`vnc`). Whoever has its address may use it. Every call asks OVHcloud
 * for one. The instance must be running.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const consoleVar = indiecloud.ovh.getInstanceConsole({
 *     id: "8f3a1c526d1e4f3b9a702c5b7d9e1f04/GRA11/2c5b7d9e-1f04-4f3b-9a70-8f3a1c526d1e",
 * });
 * export const console = consoleVar.then(consoleVar => consoleVar.url);
 * ```
 */
export function getInstanceConsole(
  args: GetInstanceConsoleArgs,
  opts: InvokeOptions = {},
): Promise<GetInstanceConsoleResult> {
  return invoke("ovh:getInstanceConsole", args, opts);
}

/** As `getInstanceConsole`, for arguments that are outputs of resources. The result is a secret. */
export function getInstanceConsoleOutput(
  args: GetInstanceConsoleOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetInstanceConsoleResult> {
  return invokeSecretOutput("ovh:getInstanceConsole", args, opts);
}

export interface GetPlansArgs {
  /** Project. If absent, the configuration's. */
  project?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
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
  /** Project. If absent, the configuration's. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
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
  /** The matching flavors. */
  plans: Plan[];
}

/**
 * The flavors of OVHcloud. Sorted by virtual CPUs, memory and name. Plans that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * The flavors with at least 8 GB.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const large = indiecloud.ovh.getPlans({
 *     region: "GRA11",
 *     minMemoryMb: 8000,
 * });
 * export const plans = large.then(large => large.plans);
 * ```
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("ovh:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("ovh:getPlans", args, opts);
}

export interface GetRegionsArgs {
  /** Project. If absent, the configuration's. */
  project?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;
}

export interface GetRegionsOutputArgs {
  /** Project. If absent, the configuration's. */
  project?: pulumi.Input<string> | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: pulumi.Input<string> | undefined;
}

export interface GetRegionsResult {
  /** The matching regions. */
  regions: Region[];
}

/**
 * The regions of OVHcloud. Sorted by name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const all = indiecloud.ovh.getRegions({});
 * export const regions = all.then(all => all.regions);
 * ```
 */
export function getRegions(args: GetRegionsArgs = {}, opts: InvokeOptions = {}): Promise<GetRegionsResult> {
  return invoke("ovh:getRegions", args, opts);
}

/** As `getRegions`, for arguments that are outputs of resources. */
export function getRegionsOutput(
  args: GetRegionsOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetRegionsResult> {
  return invokeOutput("ovh:getRegions", args, opts);
}

export interface GetUserOpenrcArgs {
  /** ID of the user, with its project or without. */
  id: string;

  /** Region, such as `GRA11`. */
  region: string;

  /** Version of the identity API: `v3` or `v2.0`. */
  version?: "v3" | "v2.0" | undefined;
}

export interface GetUserOpenrcOutputArgs {
  /** ID of the user, with its project or without. */
  id: pulumi.Input<string>;

  /** Region, such as `GRA11`. */
  region: pulumi.Input<string>;

  /** Version of the identity API: `v3` or `v2.0`. */
  version?: pulumi.Input<"v3" | "v2.0"> | undefined;
}

export interface GetUserOpenrcResult {
  /** The script. */
  content: string;
}

/**
 * The environment of a project's user for OpenStack's own tools, as a script (`openrc`). It does not contain the
 * password.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const openrcVar = indiecloud.ovh.getUserOpenrc({
 *     id: "1234",
 *     region: "GRA11",
 * });
 * export const openrc = openrcVar.then(openrcVar => openrcVar.content);
 * ```
 */
export function getUserOpenrc(args: GetUserOpenrcArgs, opts: InvokeOptions = {}): Promise<GetUserOpenrcResult> {
  return invoke("ovh:getUserOpenrc", args, opts);
}

/** As `getUserOpenrc`, for arguments that are outputs of resources. */
export function getUserOpenrcOutput(
  args: GetUserOpenrcOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetUserOpenrcResult> {
  return invokeOutput("ovh:getUserOpenrc", args, opts);
}
