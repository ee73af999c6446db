// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";

export interface GetDedicatedServerArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its ID, such as `S37`, or the ID in the cloud's panel. */
  id?: string | undefined;
}

export interface GetDedicatedServerOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its ID, such as `S37`, or the ID in the cloud's panel. */
  id?: pulumi.Input<string> | undefined;
}

export interface GetDedicatedServerResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** The server to adopt (`cuid`, called API ID in the portal). */
  cuid?: string | undefined;

  /** Suspends the server, which also stops it, or unsuspends it. */
  suspended?: boolean | undefined;

  /** Status as reported by HostDime. */
  status?: string | undefined;

  /** Chassis. */
  type?: string | undefined;

  /** Processor. */
  cpu?: string | undefined;

  /** Main IPv4 address. */
  ip?: string | undefined;

  /** Memory as reported by HostDime; the unit is not documented. */
  memory?: string | undefined;

  /** Drives, such as `960 GB SSD`. */
  hardDrives?: string[] | undefined;

  /** Control panel. */
  controlPanel?: string | undefined;

  /** SSH port. */
  sshPort?: number | undefined;

  /** Hostnames of the name servers. */
  nameServers?: string[] | undefined;

  /** Address of the IPMI interface (`ip_ipmi`). Its user is `hdview`. */
  ipmiIp?: string | undefined;
}

/**
 * Looks up an existing HostDime dedicated server by name or ID, as the cloud shows it now. References, such as to a
 * plan or an image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = indiecloud.hostdime.getDedicatedServer({
 *     id: "S38",
 * });
 * export const ip = database.then(database => database.ip);
 * ```
 */
export function getDedicatedServer(
  args: GetDedicatedServerArgs,
  opts: InvokeOptions = {},
): Promise<GetDedicatedServerResult> {
  return invoke("hostdime:getDedicatedServer", args, opts);
}

/** As `getDedicatedServer`, for arguments that are outputs of resources. */
export function getDedicatedServerOutput(
  args: GetDedicatedServerOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetDedicatedServerResult> {
  return invokeOutput("hostdime:getDedicatedServer", args, opts);
}

export interface GetDedicatedServerBandwidthArgs {
  /** ID (`cuid`), such as `S37`. */
  id: string;

  /** The period up to now: `day`, `week`, `month` (the default) or `year`. */
  period?: "day" | "week" | "month" | "year" | undefined;
}

export interface GetDedicatedServerBandwidthOutputArgs {
  /** ID (`cuid`), such as `S37`. */
  id: pulumi.Input<string>;

  /** The period up to now: `day`, `week`, `month` (the default) or `year`. */
  period?: pulumi.Input<"day" | "week" | "month" | "year"> | undefined;
}

export interface GetDedicatedServerBandwidthResult {
  /** The picture: a PNG in base64. */
  pngBase64: string;
}

/**
 * A graph of the bandwidth of a dedicated server, as a picture (`server.bandwidth`).
 *
 * ## Example Usage
 *
 * The bandwidth of the last month, as a picture.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const lastMonth = indiecloud.hostdime.getDedicatedServerBandwidth({
 *     id: "S38",
 * });
 * export const graph = lastMonth.then(lastMonth => lastMonth.pngBase64);
 * ```
 */
export function getDedicatedServerBandwidth(
  args: GetDedicatedServerBandwidthArgs,
  opts: InvokeOptions = {},
): Promise<GetDedicatedServerBandwidthResult> {
  return invoke("hostdime:getDedicatedServerBandwidth", args, opts);
}

/** As `getDedicatedServerBandwidth`, for arguments that are outputs of resources. */
export function getDedicatedServerBandwidthOutput(
  args: GetDedicatedServerBandwidthOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetDedicatedServerBandwidthResult> {
  return invokeOutput("hostdime:getDedicatedServerBandwidth", args, opts);
}

export interface GetVpsArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its ID, such as `V101`, or the ID in the cloud's panel. */
  id?: string | undefined;
}

export interface GetVpsOutputArgs {
  /** Its exact name. Set exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its ID, such as `V101`, or the ID in the cloud's panel. */
  id?: pulumi.Input<string> | undefined;
}

export interface GetVpsResult {
  /** ID, as accepted by `adopt` and `import`. */
  id: string;

  /** The VPS to adopt (`cuid`, called API ID in the portal). */
  cuid?: string | undefined;

  /** Suspends the VPS, which also stops it, or unsuspends it. */
  suspended?: boolean | undefined;

  /** Main IPv4 address. */
  ip?: string | undefined;

  /** Status as reported by HostDime. */
  status?: string | undefined;

  /** Memory as reported by HostDime; the unit is not documented. */
  memory?: string | undefined;

  /** Operating system. */
  os?: string | undefined;

  /** Control panel. */
  controlPanel?: string | undefined;

  /** SSH port. */
  sshPort?: number | undefined;

  /** Used disk in MB. */
  diskUsage?: number | undefined;

  /** Disk in MB; 0 may mean unlimited. */
  diskQuota?: number | undefined;

  /** Hostnames of the name servers. */
  nameServers?: string[] | undefined;
}

/**
 * Looks up an existing HostDime VPS by name or ID, as the cloud shows it now. References, such as to a plan or an
 * image, may be IDs. Fails if there is none, or if several have the name.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = indiecloud.hostdime.getVps({
 *     id: "V1027",
 * });
 * export const ip = web.then(web => web.ip);
 * ```
 */
export function getVps(args: GetVpsArgs, opts: InvokeOptions = {}): Promise<GetVpsResult> {
  return invoke("hostdime:getVps", args, opts);
}

/** As `getVps`, for arguments that are outputs of resources. */
export function getVpsOutput(args: GetVpsOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetVpsResult> {
  return invokeOutput("hostdime:getVps", args, opts);
}

export interface GetVpsBandwidthArgs {
  /** ID (`cuid`), such as `V101`. */
  id: string;

  /** The first day, such as `2026-11-01`. */
  from: string;

  /** The last day. */
  to: string;
}

export interface GetVpsBandwidthOutputArgs {
  /** ID (`cuid`), such as `V101`. */
  id: pulumi.Input<string>;

  /** The first day, such as `2026-11-01`. */
  from: pulumi.Input<string>;

  /** The last day. */
  to: pulumi.Input<string>;
}

export interface GetVpsBandwidthResult {
  /** The picture: a PNG in base64. */
  pngBase64: string;
}

/**
 * A graph of the bandwidth of a VPS between two days, as a picture (`vps.graphs`).
 *
 * ## Example Usage
 *
 * The bandwidth of a month, as a picture.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const july = indiecloud.hostdime.getVpsBandwidth({
 *     id: "V1027",
 *     from: "2026-07-01",
 *     to: "2026-07-31",
 * });
 * export const graph = july.then(july => july.pngBase64);
 * ```
 */
export function getVpsBandwidth(args: GetVpsBandwidthArgs, opts: InvokeOptions = {}): Promise<GetVpsBandwidthResult> {
  return invoke("hostdime:getVpsBandwidth", args, opts);
}

/** As `getVpsBandwidth`, for arguments that are outputs of resources. */
export function getVpsBandwidthOutput(
  args: GetVpsBandwidthOutputArgs,
  opts: InvokeOptions = {},
): pulumi.Output<GetVpsBandwidthResult> {
  return invokeOutput("hostdime:getVpsBandwidth", args, opts);
}
