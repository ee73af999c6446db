// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { type InvokeOptions, invoke, invokeOutput } from "../invoke.js";

export interface GetVpsArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: string | undefined;

  /** Its id, as in `V101` or as the cloud's panel shows it. */
  id?: string | undefined;
}

export interface GetVpsOutputArgs {
  /** Its name, exactly. Exactly one of `name` and `id`. */
  name?: pulumi.Input<string> | undefined;

  /** Its id, as in `V101` or as the cloud's panel shows it. */
  id?: pulumi.Input<string> | undefined;
}

export interface GetVpsResult {
  /** Id, as of a resource: what `adopt` and `import` take. */
  id: string;

  /**
   * The VPS to take over (`cuid`, called API ID in the portal). Exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   */
  cuid?: string | undefined;

  /**
   * Suspends the VPS, which also stops it, or lifts that suspension. One that HostDime itself has placed is never
   * lifted. Left alone if absent.
   */
  suspended?: boolean | undefined;

  /** Main IPv4 address. */
  ip?: string | undefined;

  /** Status in HostDime's word. */
  status?: string | undefined;

  /** Memory as HostDime writes it; the unit is not documented. */
  memory?: string | undefined;

  /** Operating system. */
  os?: string | undefined;

  /** Control panel. */
  controlPanel?: string | undefined;

  /** Port of SSH. */
  sshPort?: number | undefined;

  /** Used disk in MB. */
  diskUsage?: number | undefined;

  /** Disk in MB; 0 may mean unlimited. */
  diskQuota?: number | undefined;

  /** Host names of the name servers. */
  nameServers?: string[] | undefined;
}

/**
 * A HostDime VPS that exists, by its name or its id, as the cloud shows it now: what refers to a plan, an image and
 * the like may be an id. An error where there is none, or several of the name.
 */
export function getVps(args: GetVpsArgs, opts: InvokeOptions = {}): Promise<GetVpsResult> {
  return invoke("hostdime:getVps", args, opts);
}

/** As `getVps`, for arguments that are outputs of resources. */
export function getVpsOutput(args: GetVpsOutputArgs, opts: InvokeOptions = {}): pulumi.Output<GetVpsResult> {
  return invokeOutput("hostdime:getVps", args, opts);
}
