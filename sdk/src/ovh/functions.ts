// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";
import type { InstanceAutobackup } from "./instance.js";

export interface GetImagesArgs {
  /** Project, where it is not that of the configuration. */
  project?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with this kind of system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Project, where it is not that of the configuration. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
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

/** The images of OVHcloud. By name. Those that are closed to new servers come last. */
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
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: string | undefined;

  /**
   * Its id, as in `0123456789abcdef0123456789abcdef/GRA11/5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d` or as the cloud's
   * panel shows it.
   */
  id?: string | undefined;

  /** Project, where it is not that of the configuration. */
  project?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: string | undefined;
}

export interface GetInstanceOutputArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /**
   * Its id, as in `0123456789abcdef0123456789abcdef/GRA11/5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d` or as the cloud's
   * panel shows it.
   */
  id?: pulumi.Input<string> | undefined;

  /** Project, where it is not that of the configuration. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetInstanceResult {
  /** Id, as of a resource: what `adopt` and `import` take. */
  id: string;

  /** Name in the panel. Generated from the resource's name if absent. */
  name?: string | undefined;

  /** Region that the project has activated, number included, such as `GRA11`. */
  region?: string | undefined;

  /**
   * Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance; the disk cannot become
   * smaller.
   */
  plan?: string | undefined;

  /**
   * Image or snapshot to install (`imageId`), by id or name, such as `Ubuntu 24.04`. Exactly one of `image` and
   * `bootVolume`. A change makes another instance, unless `onImageChange` says otherwise.
   */
  image?: string | undefined;

  /** The SSH key that the first boot installs (`sshKeyId`), by id or name: a list of one. */
  sshKeys?: string[] | undefined;

  /**
   * All networks of the instance, public ones too, by name or either id (`networkId`); such as `Ext-Net`. Attached
   * and detached in place. A new instance is in the public network if absent.
   */
  networks?: string[] | undefined;

  /**
   * Fixed addresses in private networks (`ip`), by network as `networks` has it. A change attaches the new address,
   * then detaches the old one.
   */
  fixedIps?: { [key: string]: string } | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or
   * suspended instance counts as stopped. Left alone if absent.
   */
  powerState?: "running" | "stopped" | "shelved" | undefined;

  /**
   * Charge by the month instead of by the hour (`monthlyBilling`). One way: an instance never goes back to hourly
   * billing, and `false` for one that is charged by the month is an error.
   */
  monthlyBilling?: boolean | undefined;

  /** Zone of a region that has several, such as `eu-west-par-a`. OVHcloud chooses if absent. */
  availabilityZone?: string | undefined;

  /**
   * Automatic backups (`autobackup`). A change makes another schedule and deletes the old one; the backups that it
   * has made stay, and are charged. Left alone if absent.
   */
  autobackup?: InstanceAutobackup | undefined;

  /** Public IPv4 address; empty once it has none any more. */
  ip?: string | undefined;

  /** Private IPv4 address; empty once it has none any more. */
  privateIp?: string | undefined;

  /** IPv6 addresses. */
  ipv6?: string[] | undefined;

  /** Status in OVHcloud's word, such as `ACTIVE`. */
  status?: string | undefined;

  /** Id of the flavor. */
  planId?: string | undefined;

  /** Id of the image that is installed. */
  imageId?: string | undefined;

  /** Id of the instance at OVHcloud. */
  instanceId?: string | undefined;

  /** When it was made, in ISO 8601. */
  createdAt?: string | undefined;
}

/**
 * An OVHcloud instance that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an
 * image and the like may be an id. An error where there is none, or several of the name.
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

export interface GetPlansArgs {
  /** Project, where it is not that of the configuration. */
  project?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: number | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: number | undefined;
}

export interface GetPlansOutputArgs {
  /** Project, where it is not that of the configuration. */
  project?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: pulumi.Input<string> | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: pulumi.Input<number> | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: pulumi.Input<number> | undefined;
}

export interface GetPlansResult {
  /** The flavors that fit. */
  plans: Plan[];
}

/**
 * The flavors of OVHcloud. The cheapest first where the cloud tells prices, then the smallest by virtual CPUs and
 * memory, then by name. Those that are closed to new servers come last.
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("ovh:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("ovh:getPlans", args, opts);
}

export interface GetRegionsArgs {
  /** Project, where it is not that of the configuration. */
  project?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;
}

export interface GetRegionsOutputArgs {
  /** Project, where it is not that of the configuration. */
  project?: pulumi.Input<string> | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;
}

export interface GetRegionsResult {
  /** The regions that fit. */
  regions: Region[];
}

/** The regions of OVHcloud. By name. */
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
