// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeSnapshotArgs {
  /**
   * Name in the panel (`label`). Generated from the resource's name if absent.
   *
   * A change replaces the volume snapshot. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region of the volume, by ID or name, such as `toronto`.
   *
   * A change replaces the volume snapshot. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Volume, by ID or name. A snapshot of one that a VM uses is as consistent as a power failure leaves it.
   *
   * A change replaces the volume snapshot. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the volume exists.
   */
  volume: pulumi.Input<string>;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "lunanode:VolumeSnapshot",
  properties: ["name", "region", "volume", "adopt", "timeouts", "snapshotId", "size", "status", "failure"],
  secrets: [],
};

/**
 * A snapshot of a LunaNode volume, for `snapshot` of another volume. LunaNode cannot change one: every change
 * replaces it.
 *
 * ## Example Usage
 *
 * A snapshot of a volume, and a new volume with the same data.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const data = new indiecloud.lunanode.Volume("data", {
 *     region: "toronto",
 *     size: 50,
 * });
 * const beforeUpgrade = new indiecloud.lunanode.VolumeSnapshot("beforeUpgrade", {
 *     region: "toronto",
 *     volume: data.id,
 * });
 * const staging = new indiecloud.lunanode.Volume("staging", {
 *     region: "toronto",
 *     size: 50,
 *     snapshot: beforeUpgrade.id,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/volume
 */
export class VolumeSnapshot extends Resource {
  /** Name in the panel (`label`). Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region of the volume, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Volume, by ID or name. A snapshot of one that a VM uses is as consistent as a power failure leaves it. */
  declare readonly volume: pulumi.Output<string>;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** ID of the snapshot, without its region. */
  declare readonly snapshotId: pulumi.Output<string>;

  /** Size in GB, if LunaNode lists it. */
  declare readonly size: pulumi.Output<number | undefined>;

  /** Status as reported by LunaNode. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VolumeSnapshotArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VolumeSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VolumeSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VolumeSnapshot {
    return new VolumeSnapshot(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is VolumeSnapshot {
    return Resource.isOf(shape, value);
  }
}
