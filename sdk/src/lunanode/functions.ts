// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput, invokeSecretOutput } from "../invoke.js";
import type { Image, Plan, Point, Region } from "../types.js";

export type GetCreditArgs = Record<string, never>;

export type GetCreditOutputArgs = Record<string, never>;

export interface GetCreditResult {
  /** In US dollars. */
  credit: number;
}

/**
 * The prepaid credit of the account (`billing/credit`). LunaNode stops what is not paid for.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const account = indiecloud.lunanode.getCredit({});
 * export const credit = account.then(account => account.credit);
 * ```
 */
export function getCredit(args: GetCreditArgs = {}, opts: InvokeOptions = {}): Promise<GetCreditResult> {
  return invoke("lunanode:getCredit", args, opts);
}

/** As `getCredit`, for arguments that are outputs of resources. */
export function getCreditOutput(
  args: GetCreditOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetCreditResult> {
  return invokeOutput("lunanode:getCredit", args, opts);
}

export interface GetImagesArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, `toronto`. */
  region?: string | undefined;

  /** Only entries whose name or description contains this text, ignoring case. */
  name?: string | undefined;

  /** Only images of this operating system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by ID or name, as returned by `getRegions`. If absent, `toronto`. */
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
 * The images of LunaNode. Sorted by name. Images that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const ubuntu = indiecloud.lunanode.getImages({
 *     region: "toronto",
 *     os: "ubuntu",
 * });
 * export const images = ubuntu.then(ubuntu => ubuntu.images);
 * ```
 */
export function getImages(args: GetImagesArgs = {}, opts: InvokeOptions = {}): Promise<GetImagesResult> {
  return invoke("lunanode:getImages", args, opts);
}

/** As `getImages`, for arguments that are outputs of resources. */
export function getImagesOutput(
  args: GetImagesOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetImagesResult> {
  return invokeOutput("lunanode:getImages", args, opts);
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
  /** The matching plans. */
  plans: Plan[];
}

/**
 * The plans of LunaNode. Sorted by virtual CPUs, memory and name. Plans that are closed to new servers come last.
 *
 * ## Example Usage
 *
 * The plans with at least 2 GB.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const large = indiecloud.lunanode.getPlans({
 *     minMemoryMb: 2048,
 * });
 * export const plans = large.then(large => large.plans);
 * ```
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("lunanode:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("lunanode:getPlans", args, opts);
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
 * The regions of LunaNode. Sorted by name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const all = indiecloud.lunanode.getRegions({});
 * export const regions = all.then(all => all.regions);
 * ```
 */
export function getRegions(args: GetRegionsArgs = {}, opts: InvokeOptions = {}): Promise<GetRegionsResult> {
  return invoke("lunanode:getRegions", args, opts);
}

/** As `getRegions`, for arguments that are outputs of resources. */
export function getRegionsOutput(
  args: GetRegionsOutputArgs = {},
  opts: InvokeOptions = {},
): pulumi.Output<GetRegionsResult> {
  return invokeOutput("lunanode:getRegions", args, opts);
}

export interface GetVmArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its ID, such as `toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869`, or the ID in the cloud's panel. */
  id?: string | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: string | undefined;
}

export interface GetVmOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its ID, such as `toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869`, or the ID in the cloud's panel. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by ID or name, as returned by `getRegions`. If absent, all regions. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetVmResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** Name in the panel, and the hostname at first boot (`hostname`). */
  name?: string | undefined;

  /** Region, such as `toronto`. */
  region?: string | undefined;

  /** Plan, such as `m.2`. */
  plan?: string | undefined;

  /** Image to install, such as `Ubuntu 24.04 64-bit`. */
  image?: string | undefined;

  /** Security groups. */
  securityGroups?: string[] | undefined;

  /** Further private IPv4 addresses of the VM in its network (`vm/ip-add`), beside `privateIp`. */
  privateIps?: string[] | undefined;

  /** Address of the account for the VM (`ip`), or the ID of a `FloatingIp`, instead of a new address. */
  floatingIp?: string | undefined;

  /** `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). */
  powerState?: "running" | "stopped" | "shelved" | undefined;

  /** Public IPv4 address. */
  ip?: string | undefined;

  /** Private IPv4 address. */
  privateIp?: string | undefined;

  /** IPv6 addresses. */
  ipv6?: string[] | undefined;

  /** Status as reported by LunaNode. */
  status?: string | undefined;

  /** ID of the plan. */
  planId?: string | undefined;

  /** Name of the installed image. */
  imageName?: string | undefined;

  /** Memory in MB. */
  memoryMb?: number | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** User for the first login. */
  username?: string | undefined;
}

/**
 * Looks up an existing LunaNode VM by name or ID, as the cloud shows it now. References, such as to a plan or an
 * image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * The address of a VM that this program does not manage.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const legacy = indiecloud.lunanode.getVm({
 *     name: "legacy-web",
 * });
 * export const ip = legacy.then(legacy => legacy.ip);
 * ```
 */
export function getVm(args: GetVmArgs, opts: InvokeOptions = {}): Promise<GetVmResult> {
  return invoke("lunanode:getVm", args, opts);
}

/** As `getVm`, for arguments that are outputs of resources. */
export function getVmOutput(args: GetVmOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetVmResult> {
  return invokeOutput("lunanode:getVm", args, opts);
}

export interface GetVmConsoleArgs {
  /** ID of the VM, with its region or without. */
  id: string;
}

export interface GetVmConsoleOutputArgs {
  /** ID of the VM, with its region or without. */
  id: pulumi.Input<string>;
}

export interface GetVmConsoleResult {
  /** Address of the console. */
  url: string;
}

/**
 * The console of a VM, for a browser (`vm/vnc`). Whoever has its address may use it. Every call asks LunaNode for
 * one.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const consoleVar = indiecloud.lunanode.getVmConsole({
 *     id: "toronto/8f3a1c52-6d1e-4f3b-9a70-2c5b7d9e1f04",
 * });
 * export const console = consoleVar.then(consoleVar => consoleVar.url);
 * ```
 */
export function getVmConsole(args: GetVmConsoleArgs, opts: InvokeOptions = {}): Promise<GetVmConsoleResult> {
  return invoke("lunanode:getVmConsole", args, opts);
}

/** As `getVmConsole`, for arguments that are outputs of resources. The result is a secret. */
export function getVmConsoleOutput(
  args: GetVmConsoleOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetVmConsoleResult> {
  return invokeSecretOutput("lunanode:getVmConsole", args, opts);
}

export interface GetVmUsageArgs {
  /** ID of the VM, with its region or without. */
  id: string;

  /** What is asked for: `bandwidth`, `cpu` or `io`. */
  kind: "bandwidth" | "cpu" | "io";
}

export interface GetVmUsageOutputArgs {
  /** ID of the VM, with its region or without. */
  id: pulumi.Input<string>;

  /** What is asked for: `bandwidth`, `cpu` or `io`. */
  kind: pulumi.Input<"bandwidth" | "cpu" | "io">;
}

export interface GetVmUsageResult {
  /** The measurements, oldest first. */
  points: Point[];
}

/**
 * What a VM used lately (`vm/usage`). LunaNode does not document the call, its units or its period.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const trafficVar = indiecloud.lunanode.getVmUsage({
 *     id: "toronto/8f3a1c52-6d1e-4f3b-9a70-2c5b7d9e1f04",
 *     kind: "bandwidth",
 * });
 * export const traffic = trafficVar.then(trafficVar => trafficVar.points);
 * ```
 */
export function getVmUsage(args: GetVmUsageArgs, opts: InvokeOptions = {}): Promise<GetVmUsageResult> {
  return invoke("lunanode:getVmUsage", args, opts);
}

/** As `getVmUsage`, for arguments that are outputs of resources. */
export function getVmUsageOutput(
  args: GetVmUsageOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetVmUsageResult> {
  return invokeOutput("lunanode:getVmUsage", args, opts);
}
