// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";
import type { Image, Plan, Region } from "../types.js";

export interface GetImagesArgs {
  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with this kind of system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;
}

export interface GetImagesOutputArgs {
  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
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

/** The images of NAVER Cloud. By name. Those that are closed to new servers come last. */
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
  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
  region?: string | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: string | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: number | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: number | undefined;
}

export interface GetPlansOutputArgs {
  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
  region?: pulumi.Input<string> | undefined;

  /** Only those whose name or description contains this text, in any case. */
  name?: pulumi.Input<string> | undefined;

  /** Only those with at least so many virtual CPUs. */
  minVcpus?: pulumi.Input<number> | undefined;

  /** Only those with at least so much memory, in MiB. */
  minMemoryMb?: pulumi.Input<number> | undefined;
}

export interface GetPlansResult {
  /** The server specs that fit. */
  plans: Plan[];
}

/**
 * The server specs of NAVER Cloud. The cheapest first where the cloud tells prices, then the smallest by virtual
 * CPUs and memory, then by name. Those that are closed to new servers come last.
 */
export function getPlans(args: GetPlansArgs = {}, opts: InvokeOptions = {}): Promise<GetPlansResult> {
  return invoke("naver:getPlans", args, opts);
}

/** As `getPlans`, for arguments that are outputs of resources. */
export function getPlansOutput(args: GetPlansOutputArgs = {}, opts: InvokeOptions = {}): pulumi.Output<GetPlansResult> {
  return invokeOutput("naver:getPlans", args, opts);
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

/** The regions of NAVER Cloud. By name. */
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
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its id, as in `KR/26695183` or as the cloud's panel shows it. */
  id?: string | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
  region?: string | undefined;
}

export interface GetServerOutputArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its id, as in `KR/26695183` or as the cloud's panel shows it. */
  id?: pulumi.Input<string> | undefined;

  /** Region, by id or name, as `getRegions` has it. If absent, that of the configuration. */
  region?: pulumi.Input<string> | undefined;
}

export interface GetServerResult {
  /** Id, as of a resource: what `adopt` and `import` take. */
  id: string;

  /**
   * Name (`serverName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name
   * if absent. Changed in place.
   */
  name?: string | undefined;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  region?: string | undefined;

  /**
   * Subnet of the first network interface, by name or number (`subnetNo`); VPC and zone follow from it. A change
   * replaces the server.
   */
  subnet?: string | undefined;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). A change is possible
   * within one hypervisor only.
   */
  plan?: string | undefined;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`). A change replaces the
   * server.
   */
  image?: string | undefined;

  /**
   * Access control groups of the first network interface, one to three, by name or number
   * (`accessControlGroupNoList`). The VPC's default group if absent. Changed in place.
   */
  accessControlGroups?: string[] | undefined;

  /**
   * `true`: makes a public IP for the server and gives it back with it; needs a `PUBLIC` subnet. `false`: the server
   * has none. Absent: left alone, as for an address of a `PublicIp` resource. Changed in place.
   */
  publicIp?: boolean | undefined;

  /**
   * Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if
   * absent. Used at creation only.
   */
  loginKey?: string | undefined;

  /** Init script that runs at first boot, by name or number (`initScriptNo`). Used at creation only. */
  initScript?: string | undefined;

  /**
   * Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting
   * is an error. Changed in place.
   */
  protectServerTermination?: boolean | undefined;

  /** Description (`serverDescription`), at most 1000 bytes. Used at creation only: no call changes it. */
  description?: string | undefined;

  /** `running` or `stopped` (disks are still charged). Left alone if absent. */
  powerState?: "running" | "stopped" | undefined;

  /** Public IPv4 address; empty where the server has none. */
  ip?: string | undefined;

  /** IPv4 address in the subnet. */
  privateIp?: string | undefined;

  /** State in NAVER Cloud's code (`serverInstanceStatus`): `RUN`, `NSTOP` … */
  status?: string | undefined;

  /** Number of the server. */
  serverInstanceNo?: string | undefined;

  /** Number of the public IP; empty where the server has none. */
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
 * A NAVER Cloud server that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an
 * image and the like may be an id. An error where there is none, or several of the name.
 */
export function getServer(args: GetServerArgs, opts: InvokeOptions = {}): Promise<GetServerResult> {
  return invoke("naver:getServer", args, opts);
}

/** As `getServer`, for arguments that are outputs of resources. */
export function getServerOutput(args: GetServerOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetServerResult> {
  return invokeOutput("naver:getServer", args, opts);
}
