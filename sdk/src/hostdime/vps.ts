// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpsArgs {
  /**
   * The VPS to adopt (`cuid`, called API ID in the portal). Set exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   *
   * A change replaces the VPS. Drift is reported in a warning, not repaired. Only one object can have it at a time,
   * so a replacement that keeps it deletes the old object first.
   */
  cuid?: pulumi.Input<string> | undefined;

  /**
   * Orders a VPS, and cancels it when the resource is deleted, with methods that HostDime does not document. Set
   * exactly one of `cuid` and `order`. An interrupted order is found again by its name in `vps.list`.
   *
   * A change replaces the VPS. Cannot be read back, so drift is not detected.
   */
  order?: pulumi.Input<VpsOrderArgs> | undefined;

  /**
   * Name of an ordered VPS, by which an interrupted order is found again: up to 64 characters (`a-z`, `0-9`, dots,
   * hyphens). Generated if absent.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VPS instead, set the resource
   * option `replaceOnChanges: ["name"]`. Cannot be read back, so drift is not detected.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * `running` or `stopped`. HostDime does not report whether a VPS is running, so the provider acts when this input
   * changes or a suspension is lifted, and cannot detect drift. Nothing is done while `suspended` is true.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Whether to stop the VPS with `vps.stopf`, without waiting for the guest.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  forceStop?: pulumi.Input<boolean> | undefined;

  /**
   * Suspends the VPS, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  suspended?: pulumi.Input<boolean> | undefined;

  /**
   * Any text. A change restarts the VPS (`vps.restart`), unless the program has it stopped or suspended.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * What happens to an adopted VPS when the resource is deleted: `none` (the default), `stop` or `suspend`. The VPS
   * stays and is charged in any case. Nothing is done to a suspended VPS.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onDelete?: pulumi.Input<"none" | "stop" | "suspend"> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface VpsOrderArgs {
  /** Plan, by HostDime's name; there is no list of plans. */
  plan: pulumi.Input<string>;

  /** Operating system, by HostDime's name, such as `Ubuntu 24.04`. */
  os: pulumi.Input<string>;

  /** Reverse DNS name of the main address. */
  ptr?: pulumi.Input<string> | undefined;
}

export interface VpsOrder {
  /** Plan, by HostDime's name; there is no list of plans. */
  plan: string;

  /** Operating system, by HostDime's name, such as `Ubuntu 24.04`. */
  os: string;

  /** Reverse DNS name of the main address. */
  ptr?: string | undefined;
}

const shape: Shape = {
  token: "hostdime:Vps",
  properties: [
    "cuid",
    "order",
    "name",
    "powerState",
    "forceStop",
    "suspended",
    "restartTrigger",
    "onDelete",
    "timeouts",
    "ordered",
    "ip",
    "status",
    "memory",
    "os",
    "controlPanel",
    "sshPort",
    "diskUsage",
    "diskQuota",
    "nameServers",
    "failure",
  ],
  secrets: [],
};

/**
 * A HostDime VPS. HostDime's public documentation has no method that orders or cancels one. So order a VPS in the
 * portal and adopt it with `cuid`; deleting the resource then releases the VPS, which is still charged.
 *
 * `order` is for accounts whose API does have such methods. It orders with `vps.create` and cancels with
 * `vps.cancel` (the configuration can change both names). If HostDime reports an unknown method, nothing was
 * ordered. Only a VPS that this resource ordered (`ordered`) is ever canceled.
 *
 * A VPS that HostDime does not show counts as deleted only if `vps.list` proves it.
 *
 * ## Example Usage
 *
 * A VPS that was ordered in the portal. `cuid` is its API ID there.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.hostdime.Vps("web", {
 *     cuid: "V1027",
 *     powerState: "running",
 * });
 * export const ip = web.ip;
 * ```
 *
 * @see https://api.hostdime.com/docs/request.html
 */
export class Vps extends Resource {
  /**
   * The VPS to adopt (`cuid`, called API ID in the portal). Set exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   */
  declare readonly cuid: pulumi.Output<string | undefined>;

  /**
   * Orders a VPS, and cancels it when the resource is deleted, with methods that HostDime does not document. Set
   * exactly one of `cuid` and `order`. An interrupted order is found again by its name in `vps.list`.
   */
  declare readonly order: pulumi.Output<VpsOrder | undefined>;

  /**
   * Name of an ordered VPS, by which an interrupted order is found again: up to 64 characters (`a-z`, `0-9`, dots,
   * hyphens). Generated if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /**
   * `running` or `stopped`. HostDime does not report whether a VPS is running, so the provider acts when this input
   * changes or a suspension is lifted, and cannot detect drift. Nothing is done while `suspended` is true.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /** Whether to stop the VPS with `vps.stopf`, without waiting for the guest. */
  declare readonly forceStop: pulumi.Output<boolean | undefined>;

  /**
   * Suspends the VPS, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted.
   * Unmanaged if absent.
   */
  declare readonly suspended: pulumi.Output<boolean | undefined>;

  /** Any text. A change restarts the VPS (`vps.restart`), unless the program has it stopped or suspended. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * What happens to an adopted VPS when the resource is deleted: `none` (the default), `stop` or `suspend`. The VPS
   * stays and is charged in any case. Nothing is done to a suspended VPS.
   */
  declare readonly onDelete: pulumi.Output<"none" | "stop" | "suspend" | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /**
   * Whether this resource ordered the VPS. If so, deleting the resource cancels the VPS, unless `cuid` names it by
   * then.
   */
  declare readonly ordered: pulumi.Output<boolean | undefined>;

  /** Main IPv4 address. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** Status as reported by HostDime. */
  declare readonly status: pulumi.Output<string>;

  /** Memory as reported by HostDime; the unit is not documented. */
  declare readonly memory: pulumi.Output<string | undefined>;

  /** Operating system. */
  declare readonly os: pulumi.Output<string | undefined>;

  /** Control panel. */
  declare readonly controlPanel: pulumi.Output<string | undefined>;

  /** SSH port. */
  declare readonly sshPort: pulumi.Output<number | undefined>;

  /** Used disk in MB. */
  declare readonly diskUsage: pulumi.Output<number | undefined>;

  /** Disk in MB; 0 may mean unlimited. */
  declare readonly diskQuota: pulumi.Output<number | undefined>;

  /** Hostnames of the name servers. */
  declare readonly nameServers: pulumi.Output<string[] | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: VpsArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VpsArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VpsArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Vps {
    return new Vps(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Vps {
    return Resource.isOf(shape, value);
  }
}
