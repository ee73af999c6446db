// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";

export interface GetImagesArgs {
  /** Region, by id or name, as `getRegions` has it. All of them have the same. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with this kind of system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by id or name, as `getRegions` has it. All of them have the same. */
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

/** The images of GigeNET. By name. Those that are closed to new servers come last. */
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
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its id, as in `2632` or as the cloud's panel shows it. */
  id?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: string | undefined;
}

export interface GetInstanceOutputArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its id, as in `2632` or as the cloud's panel shows it. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, all of them. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetInstanceResult {
  /** Id, as of a resource: what `adopt` and `import` take. */
  id: string;

  /**
   * Hostname (`Hostname`): letters, digits, dots and hyphens. Two instances of an account cannot have the same.
   * Generated from the resource's name if absent. Beside it, the instance bears a tag key `pulumi-<16 hex>-<8 hex>`:
   * the first part is made from the name, by which an interrupted creation is found again, the second is another one
   * for every creation.
   */
  name?: string | undefined;

  /**
   * Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the zone of the configuration at the time of
   * creation.
   */
  zone?: string | undefined;

  /**
   * Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance; the disk cannot become smaller.
   * GigeNET shows an instance's type under another name (`custom_…`), so types are compared by cores, memory and
   * disk: between two of the same size there is no difference to be seen, and nothing is done.
   */
  plan?: string | undefined;

  /**
   * Image (`ImageId`), by id or description, such as `centos64_7`. A change replaces the instance, unless
   * `reinstallOnImageChange` is set.
   */
  image?: string | undefined;

  /** Whether the instance has a private address beside the public one (`PrivateIpAddress`). */
  assignPrivateIp?: boolean | undefined;

  /**
   * Number of public addresses beside the first one (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are
   * charged for, bound to the instance, and go with it. A smaller number gives back the newest; only addresses that
   * this resource has made are given back. Left alone if absent.
   */
  additionalIps?: number | undefined;

  /**
   * Tag keys (`TagSpecification`); GigeNET's tags have no values. Made and deleted in place. Keys of the form
   * `pulumi-<16 hex>` and `pulumi-<16 hex>-<8 hex>` are the provider's own. Left alone if absent.
   */
  tags?: string[] | undefined;

  /**
   * `running` or `stopped`; an instance that is paused counts as stopped. A stopped one is still charged. Left alone
   * if absent.
   */
  powerState?: "running" | "stopped" | undefined;

  /** Public IPv4 address. */
  ip?: string | undefined;

  /** Private IPv4 address. */
  privateIp?: string | undefined;

  /** Public IPv4 addresses beside `ip`: additional ones, and elastic ones that are associated with the instance. */
  furtherIps?: string[] | undefined;

  /** State in GigeNET's word. */
  status?: string | undefined;

  /** State as a number: 0 is on, 3 is off, 4 is neither yet. */
  statusCode?: number | undefined;

  /** Hostname as GigeNET shows it, some with its own domain (`privateDnsName`). */
  hostname?: string | undefined;

  /** Zone that the instance is in. */
  availabilityZone?: string | undefined;

  /** Instance type as GigeNET shows it, such as `custom_cpu_4vcpu_3200m_60gb`. */
  reportedType?: string | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Memory in MB. */
  memoryMb?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** Id of the image that is installed. */
  imageId?: string | undefined;

  /** Family of the operating system, such as `Centos`. */
  platform?: string | undefined;

  /** Id of the subnet. */
  subnetId?: string | undefined;

  /** When it was launched, in ISO 8601. */
  launchTime?: string | undefined;
}

/**
 * A GigeNET instance that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an image
 * and the like may be an id. An error where there is none, or several of the name.
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
  /** The instance types that fit. */
  plans: Plan[];
}

/**
 * The instance types of GigeNET. The cheapest first where the cloud tells prices, then the smallest by virtual CPUs
 * and memory, then by name. Those that are closed to new servers come last.
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("gigenet:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("gigenet:getPlans", args, opts);
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
  /** The zones that fit. */
  regions: Region[];
}

/** The zones of GigeNET. By name. */
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
