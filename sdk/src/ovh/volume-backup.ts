// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeBackupArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the volume backup. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the volume backup. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region of the volume, such as `GRA11`.
   *
   * A change replaces the volume backup. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Volume, by ID or name. A backup of one that an instance uses, if OVHcloud makes it, is as consistent as a power
   * failure leaves it.
   *
   * A change replaces the volume backup. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the volume exists.
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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "ovh:VolumeBackup",
  properties: ["name", "project", "region", "volume", "adopt", "timeouts", "backupId", "size", "status", "failure"],
  secrets: [],
};

/**
 * A backup of a volume in OVHcloud's object storage, which survives the volume, for `backup` of another volume.
 * OVHcloud cannot change one: every change replaces it.
 *
 * ## Example Usage
 *
 * A backup of a volume, and a new volume with the same data.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const data = new indiecloud.ovh.Volume("data", {
 *     region: "GRA11",
 *     size: 50,
 *     type: "high-speed",
 * });
 * const offsite = new indiecloud.ovh.VolumeBackup("offsite", {
 *     region: "GRA11",
 *     volume: data.id,
 * });
 * const restored = new indiecloud.ovh.Volume("restored", {
 *     region: "GRA11",
 *     size: 50,
 *     type: "high-speed",
 *     backup: offsite.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class VolumeBackup extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region of the volume, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /**
   * Volume, by ID or name. A backup of one that an instance uses, if OVHcloud makes it, is as consistent as a power
   * failure leaves it.
   */
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

  /** ID of the backup, without its project and region. */
  declare readonly backupId: pulumi.Output<string>;

  /** Size in GB. */
  declare readonly size: pulumi.Output<number | undefined>;

  /** Status as reported by OVHcloud, such as `ok`. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VolumeBackupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VolumeBackupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VolumeBackupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VolumeBackup {
    return new VolumeBackup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is VolumeBackup {
    return Resource.isOf(shape, value);
  }
}
