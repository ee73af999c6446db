// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeArgs {
  /**
   * Name in the panel (`label`). Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the volume. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that
   * would shrink the volume is refused.
   */
  size: pulumi.Input<number>;

  /**
   * Image to copy to the volume, by ID or name. Set at most one of `image` and `snapshot`.
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * image exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * Volume snapshot to copy to the volume, by ID or name (`snapshot_id`).
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * volume snapshot exists.
   */
  snapshot?: pulumi.Input<string> | undefined;

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
   * Defaults: `30m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "lunanode:Volume",
  properties: [
    "name",
    "region",
    "size",
    "image",
    "snapshot",
    "adopt",
    "timeouts",
    "volumeId",
    "identification",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A LunaNode block storage volume: empty, from an image, or from a snapshot. It costs money until it is deleted.
 *
 * ## Example Usage
 *
 * 50 GB for the data of a database, apart from the disk of the server.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.lunanode.Vm("database", {
 *     region: "toronto",
 *     plan: "m.2",
 *     image: "Debian 12 64-bit",
 * });
 * const data = new indiecloud.lunanode.Volume("data", {
 *     region: "toronto",
 *     size: 50,
 * });
 * const dataOnDatabase = new indiecloud.lunanode.VolumeAttachment("dataOnDatabase", {
 *     volume: data.id,
 *     vm: database.id,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/volume
 */
export class Volume extends Resource {
  /** Name in the panel (`label`). Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed. */
  declare readonly size: pulumi.Output<number>;

  /** Image to copy to the volume, by ID or name. Set at most one of `image` and `snapshot`. */
  declare readonly image: pulumi.Output<string | undefined>;

  /** Volume snapshot to copy to the volume, by ID or name (`snapshot_id`). */
  declare readonly snapshot: pulumi.Output<string | undefined>;

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

  /** ID of the volume, without its region. */
  declare readonly volumeId: pulumi.Output<string>;

  /** UUID of the volume. */
  declare readonly identification: pulumi.Output<string | undefined>;

  /** Status as LunaNode lists it: `pending` or `active`. Whether it is attached is not part of it. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VolumeArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VolumeArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VolumeArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Volume {
    return new Volume(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Volume {
    return Resource.isOf(shape, value);
  }
}
