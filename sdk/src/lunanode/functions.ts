// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";

export interface GetImagesArgs {
  /** Region, by id or name, as `getRegions` has it. If absent, `toronto`. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with this kind of system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by id or name, as `getRegions` has it. If absent, `toronto`. */
  region?: pulumi.Input<string> | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;

  /** Only those with this kind of system: `linux`, `windows` or `bsd`. */
  os?: pulumi.Input<string> | undefined;
}

export interface GetImagesResult {
  /** The images that fit. */
  images: Image[];
}

/** The images of LunaNode. By name. Those that are closed to new servers come last. */
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
  /** Region, by id or name, as `getRegions` has it. All of them have the same. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: number | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: number | undefined;
}

export interface GetPlansOutputArgs {
  /** Region, by id or name, as `getRegions` has it. All of them have the same. */
  region?: pulumi.Input<string> | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: pulumi.Input<number> | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: pulumi.Input<number> | undefined;
}

export interface GetPlansResult {
  /** The plans that fit. */
  plans: Plan[];
}

/**
 * The plans of LunaNode. The cheapest first where the cloud tells prices, then the smallest by virtual CPUs and
 * memory, then by name. Those that are closed to new servers come last.
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("lunanode:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("lunanode:getPlans", args, opts);
}

export interface GetRegionsArgs {
  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;
}

export interface GetRegionsOutputArgs {
  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;
}

export interface GetRegionsResult {
  /** The regions that fit. */
  regions: Region[];
}

/** The regions of LunaNode. By name. */
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
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its id, as in `toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869` or as the cloud's panel shows it. */
  id?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: string | undefined;
}

export interface GetVmOutputArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its id, as in `toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869` or as the cloud's panel shows it. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetVmResult {
  /** Id, as of a resource: what `adopt` and `import` take. */
  id: string;

  /** Name in the panel, and the host name at first boot (`hostname`). Generated from the resource's name if absent. */
  name?: string | undefined;

  /** Region, by id or name, such as `toronto`. */
  region?: string | undefined;

  /** Plan, by id or name, such as `m.2`. A change resizes the VM; the disk cannot become smaller. */
  plan?: string | undefined;

  /** Image to install, by id or name, such as `Ubuntu 24.04 64-bit`. Exactly one of `image` and `bootVolume`. */
  image?: string | undefined;

  /** Security groups, by id or name; attached and detached in place. */
  securityGroups?: string[] | undefined;

  /**
   * Address of the account to give to the VM (`ip`), instead of a new one. It stays on the account when the VM is
   * deleted.
   */
  floatingIp?: string | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Left alone if
   * absent.
   */
  powerState?: "running" | "stopped" | "shelved" | undefined;

  /** Public IPv4 address. */
  ip?: string | undefined;

  /** Private IPv4 address. */
  privateIp?: string | undefined;

  /** IPv6 addresses. */
  ipv6?: string[] | undefined;

  /** State in LunaNode's word. */
  status?: string | undefined;

  /** Id of the plan. */
  planId?: string | undefined;

  /** Name of the image that is installed. */
  imageName?: string | undefined;

  /** Memory in MB. */
  memoryMb?: number | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** User of the first login. */
  username?: string | undefined;
}

/**
 * A LunaNode VM that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an image and
 * the like may be an id. An error where there is none, or several of the name.
 */
export function getVm(args: GetVmArgs, opts: InvokeOptions = {}): Promise<GetVmResult> {
  return invoke("lunanode:getVm", args, opts);
}

/** As `getVm`, for arguments that are outputs of resources. */
export function getVmOutput(args: GetVmOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetVmResult> {
  return invokeOutput("lunanode:getVm", args, opts);
}
