// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpsArgs {
  /**
   * The VPS to take over (`cuid`, called API ID in the portal). Exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   *
   * A change replaces the VPS. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * Only one object can have it at a time: a replacement that keeps it deletes the old object first.
   */
  cuid?: pulumi.Input<string> | undefined;

  /**
   * Orders a VPS, and cancels it when the resource is deleted, by calls that HostDime does not document. Exactly one
   * of `cuid` and `order`; with it, an interrupted order is looked for in `vps.list` by its name.
   *
   * A change replaces the VPS. It cannot be read back: a change made elsewhere is not seen.
   */
  order?: pulumi.Input<VpsOrderArgs> | undefined;

  /**
   * Name of an ordered VPS, by which an interrupted order is found again: up to 64 of `a-z`, `0-9`, dots and
   * hyphens. Generated if absent.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the VPS, set the
   * resource option `replaceOnChanges: ["name"]`. It cannot be read back: a change made elsewhere is not seen.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * `running` or `stopped`. HostDime does not tell whether a VPS runs, so this acts when the input changes or a
   * suspension is lifted, and drift is not seen. Nothing is done while `suspended` is true.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Stops by `vps.stopf`, without waiting for the guest, wherever the VPS is stopped.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen.
   */
  forceStop?: pulumi.Input<boolean> | undefined;

  /**
   * Suspends the VPS, which also stops it, or lifts that suspension. One that HostDime itself has placed is never
   * lifted. Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  suspended?: pulumi.Input<boolean> | undefined;

  /**
   * Any change of this text restarts the VPS (`vps.restart`), unless the program has it stopped or suspended.
   *
   * A change of a value that was set before runs the action, once; setting it for the first time runs nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * What is done to a VPS that was taken over when the resource is deleted: `none` (the default), `stop` or
   * `suspend`. It stays, and is charged, in any case. Nothing is done to one that is suspended.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen.
   */
  onDelete?: pulumi.Input<"none" | "stop" | "suspend"> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface VpsOrderArgs {
  /** Plan, in HostDime's own name; there is no list of them. */
  plan: pulumi.Input<string>;

  /** Operating system, in HostDime's own name, such as `Ubuntu 24.04`. */
  os: pulumi.Input<string>;

  /** Reverse DNS name of the main address. */
  ptr?: pulumi.Input<string> | undefined;
}

export interface VpsOrder {
  /** Plan, in HostDime's own name; there is no list of them. */
  plan: string;

  /** Operating system, in HostDime's own name, such as `Ubuntu 24.04`. */
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
 * HostDime's public material shows no call that orders or cancels a VPS. So a VPS is ordered in the portal and taken
 * over here by its `cuid`; deleting the resource then releases it, and it goes on being charged.
 *
 * `order` is for accounts whose API has such calls all the same: it asks by `vps.create` and ends by `vps.cancel`
 * (names that the configuration can change), and where HostDime answers that it knows no such method, nothing was
 * ordered. Only a VPS that this resource has ordered (`ordered`) is ever cancelled.
 *
 * A VPS that HostDime does not show is taken for deleted only if `vps.list` proves it.
 */
export class Vps extends Resource {
  /**
   * The VPS to take over (`cuid`, called API ID in the portal). Exactly one of `cuid` and `order`. Deleting the
   * resource does not cancel the VPS.
   */
  declare readonly cuid: pulumi.Output<string | undefined>;

  /**
   * Orders a VPS, and cancels it when the resource is deleted, by calls that HostDime does not document. Exactly one
   * of `cuid` and `order`; with it, an interrupted order is looked for in `vps.list` by its name.
   */
  declare readonly order: pulumi.Output<VpsOrder | undefined>;

  /**
   * Name of an ordered VPS, by which an interrupted order is found again: up to 64 of `a-z`, `0-9`, dots and
   * hyphens. Generated if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /**
   * `running` or `stopped`. HostDime does not tell whether a VPS runs, so this acts when the input changes or a
   * suspension is lifted, and drift is not seen. Nothing is done while `suspended` is true.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /** Stops by `vps.stopf`, without waiting for the guest, wherever the VPS is stopped. */
  declare readonly forceStop: pulumi.Output<boolean | undefined>;

  /**
   * Suspends the VPS, which also stops it, or lifts that suspension. One that HostDime itself has placed is never
   * lifted. Left alone if absent.
   */
  declare readonly suspended: pulumi.Output<boolean | undefined>;

  /** Any change of this text restarts the VPS (`vps.restart`), unless the program has it stopped or suspended. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * What is done to a VPS that was taken over when the resource is deleted: `none` (the default), `stop` or
   * `suspend`. It stays, and is charged, in any case. Nothing is done to one that is suspended.
   */
  declare readonly onDelete: pulumi.Output<"none" | "stop" | "suspend" | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** True: this resource has ordered the VPS, and cancels it when it is deleted, unless `cuid` names it by then. */
  declare readonly ordered: pulumi.Output<boolean | undefined>;

  /** Main IPv4 address. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** Status in HostDime's word. */
  declare readonly status: pulumi.Output<string>;

  /** Memory as HostDime writes it; the unit is not documented. */
  declare readonly memory: pulumi.Output<string | undefined>;

  /** Operating system. */
  declare readonly os: pulumi.Output<string | undefined>;

  /** Control panel. */
  declare readonly controlPanel: pulumi.Output<string | undefined>;

  /** Port of SSH. */
  declare readonly sshPort: pulumi.Output<number | undefined>;

  /** Used disk in MB. */
  declare readonly diskUsage: pulumi.Output<number | undefined>;

  /** Disk in MB; 0 may mean unlimited. */
  declare readonly diskQuota: pulumi.Output<number | undefined>;

  /** Host names of the name servers. */
  declare readonly nameServers: pulumi.Output<string[] | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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
