// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpsArgs {
  /**
   * The VPS to adopt, such as `vps-1a2b3c4d.vps.ovh.net`.
   *
   * A change replaces the VPS. Drift is reported in a warning, not repaired. Only one object can have it at a time,
   * so a replacement that keeps it deletes the old object first.
   */
  serviceName: pulumi.Input<string>;

  /**
   * Name in the panel. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  displayName?: pulumi.Input<string> | undefined;

  /**
   * What it boots: its own disk (`local`) or a rescue system. Unmanaged if absent.
   *
   * Can be changed in place: the VPS is rebooted. `pulumi refresh` detects drift, and the next `pulumi up` reverts
   * it.
   */
  netbootMode?: pulumi.Input<"local" | "rescue"> | undefined;

  /**
   * Image that is installed (`imageId`), by ID or name, such as `Debian 12`. A change is refused unless
   * `onImageChange` says otherwise.
   *
   * Can be changed in place: the VPS is rebooted. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the VPS image exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * What a change of `image` does: `refuse` (the default) is an error; `rebuild` installs the image and **erases the
   * disk**.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onImageChange?: pulumi.Input<"refuse" | "rebuild"> | undefined;

  /**
   * Key that a rebuild installs. A change is used by the next rebuild.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VPS instead, set the resource
   * option `replaceOnChanges: ["publicSshKey"]`. Cannot be read back, so drift is not detected.
   */
  publicSshKey?: pulumi.Input<string> | undefined;

  /**
   * `running` or `stopped`, which is charged all the same. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Any text. A change reboots the VPS if it is running.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * Any text. A change takes a snapshot. A VPS has only one: **the present snapshot is deleted first**. The VPS
   * needs the option `snapshot`, which is charged.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  snapshotTrigger?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `30m` to create, `60m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "ovh:Vps",
  properties: [
    "serviceName",
    "displayName",
    "netbootMode",
    "image",
    "onImageChange",
    "publicSshKey",
    "powerState",
    "restartTrigger",
    "snapshotTrigger",
    "timeouts",
    "status",
    "ip",
    "ipv6",
    "zone",
    "plan",
    "vcpus",
    "memoryMb",
    "diskGb",
    "snapshotAt",
    "failure",
  ],
  secrets: [],
};

/**
 * An OVHcloud VPS, adopted with `serviceName`. Order one in the panel; deleting the resource releases the VPS, which
 * stays and is charged until you cancel it there. For its reverse DNS name, use `IpReverse`.
 *
 * ## Example Usage
 *
 * A VPS that was ordered in the panel.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.ovh.Vps("web", {
 *     serviceName: "vps-1a2b3c4d.vps.ovh.net",
 *     displayName: "web",
 * });
 * export const ip = web.ip;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Vps extends Resource {
  /** The VPS to adopt, such as `vps-1a2b3c4d.vps.ovh.net`. */
  declare readonly serviceName: pulumi.Output<string>;

  /** Name in the panel. Unmanaged if absent. */
  declare readonly displayName: pulumi.Output<string | undefined>;

  /** What it boots: its own disk (`local`) or a rescue system. Unmanaged if absent. */
  declare readonly netbootMode: pulumi.Output<"local" | "rescue" | undefined>;

  /**
   * Image that is installed (`imageId`), by ID or name, such as `Debian 12`. A change is refused unless
   * `onImageChange` says otherwise.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /**
   * What a change of `image` does: `refuse` (the default) is an error; `rebuild` installs the image and **erases the
   * disk**.
   */
  declare readonly onImageChange: pulumi.Output<"refuse" | "rebuild" | undefined>;

  /** Key that a rebuild installs. A change is used by the next rebuild. */
  declare readonly publicSshKey: pulumi.Output<string | undefined>;

  /** `running` or `stopped`, which is charged all the same. Unmanaged if absent. */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /** Any text. A change reboots the VPS if it is running. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * Any text. A change takes a snapshot. A VPS has only one: **the present snapshot is deleted first**. The VPS
   * needs the option `snapshot`, which is charged.
   */
  declare readonly snapshotTrigger: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Status as reported by OVHcloud, such as `running`. */
  declare readonly status: pulumi.Output<string>;

  /** IPv4 address. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** IPv6 addresses. */
  declare readonly ipv6: pulumi.Output<string[] | undefined>;

  /** Where it is. */
  declare readonly zone: pulumi.Output<string | undefined>;

  /** Model. */
  declare readonly plan: pulumi.Output<string | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Memory in MB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Disk in GB. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /** When its snapshot was taken; absent if there is none. */
  declare readonly snapshotAt: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VpsArgs, opts?: pulumi.CustomResourceOptions);
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
