// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";

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

  /**
   * The VPS to adopt (`cuid`, called API ID in the portal). Set exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   */
  cuid?: string | undefined;

  /**
   * Suspends the VPS, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted.
   * Unmanaged if absent.
   */
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
 */
export function getVps(args: GetVpsArgs, opts: InvokeOptions = {}): Promise<GetVpsResult> {
  return invoke("hostdime:getVps", args, opts);
}

/** As `getVps`, for arguments that are outputs of resources. */
export function getVpsOutput(args: GetVpsOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetVpsResult> {
  return invokeOutput("hostdime:getVps", args, opts);
}
