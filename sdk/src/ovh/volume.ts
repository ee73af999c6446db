// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the volume. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that
   * would shrink the volume is refused.
   */
  size: pulumi.Input<number>;

  /**
   * Type, such as `classic`, `high-speed` or `high-speed-gen2`; `-luks` at its end means encrypted. A volume changes
   * its type in place.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  type: pulumi.Input<
    | "classic"
    | "classic-luks"
    | "classic-multiattach"
    | "high-speed"
    | "high-speed-luks"
    | "high-speed-gen2"
    | "high-speed-gen2-luks"
  >;

  /**
   * Description in the panel.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Image to copy to the volume (`imageId`), by ID or name, so that an instance can boot from it. Set at most one of
   * `image`, `snapshot` and `backup`.
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * image exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * Volume snapshot to copy to the volume (`snapshotId`), by ID or name.
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * volume snapshot exists.
   */
  snapshot?: pulumi.Input<string> | undefined;

  /**
   * Volume backup to restore to the new volume (`backupId`), by ID or name.
   *
   * A change replaces the volume. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * volume backup exists.
   */
  backup?: pulumi.Input<string> | undefined;

  /**
   * Key of your own in OVHcloud's key management that encrypts the volume (`encryption.kms`). The type must end in
   * `-luks`. With such a type and without this, OVHcloud manages the key.
   *
   * A change replaces the volume. Drift is reported in a warning, not repaired.
   */
  encryptionKey?: pulumi.Input<VolumeEncryptionKeyArgs> | undefined;

  /**
   * Zone, in a region with several, such as `eu-west-par-a`. It must be that of the instance.
   *
   * A change replaces the volume. Drift is reported in a warning, not repaired.
   */
  availabilityZone?: pulumi.Input<string> | undefined;

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
   * Defaults: `30m` to create, `30m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface VolumeEncryptionKeyArgs {
  /** ID of the key management's domain. */
  domainId: pulumi.Input<string>;

  /** ID of the key in it. */
  serviceKeyId: pulumi.Input<string>;
}

export interface VolumeEncryptionKey {
  /** ID of the key management's domain. */
  domainId: string;

  /** ID of the key in it. */
  serviceKeyId: string;
}

const shape: Shape = {
  token: "ovh:Volume",
  properties: [
    "name",
    "project",
    "region",
    "size",
    "type",
    "description",
    "image",
    "snapshot",
    "backup",
    "encryptionKey",
    "availabilityZone",
    "adopt",
    "timeouts",
    "volumeId",
    "status",
    "instanceIds",
    "failure",
  ],
  secrets: [],
};

/**
 * A block storage volume of a Public Cloud project: empty, or filled from an image, a snapshot or a backup. It costs
 * money until it is deleted.
 *
 * ## Example Usage
 *
 * 50 GB for the data of a database, apart from the disk of the instance.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.ovh.Instance("database", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 * });
 * const data = new indiecloud.ovh.Volume("data", {
 *     region: "GRA11",
 *     size: 50,
 *     type: "high-speed",
 * });
 * const dataOnDatabase = new indiecloud.ovh.VolumeAttachment("dataOnDatabase", {
 *     region: "GRA11",
 *     volume: data.id,
 *     instance: database.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Volume extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Size in GB. A volume grows in place, and never shrinks. The guest's file system is not changed. */
  declare readonly size: pulumi.Output<number>;

  /**
   * Type, such as `classic`, `high-speed` or `high-speed-gen2`; `-luks` at its end means encrypted. A volume changes
   * its type in place.
   */
  declare readonly type: pulumi.Output<
    | "classic"
    | "classic-luks"
    | "classic-multiattach"
    | "high-speed"
    | "high-speed-luks"
    | "high-speed-gen2"
    | "high-speed-gen2-luks"
  >;

  /** Description in the panel. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * Image to copy to the volume (`imageId`), by ID or name, so that an instance can boot from it. Set at most one of
   * `image`, `snapshot` and `backup`.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /** Volume snapshot to copy to the volume (`snapshotId`), by ID or name. */
  declare readonly snapshot: pulumi.Output<string | undefined>;

  /** Volume backup to restore to the new volume (`backupId`), by ID or name. */
  declare readonly backup: pulumi.Output<string | undefined>;

  /**
   * Key of your own in OVHcloud's key management that encrypts the volume (`encryption.kms`). The type must end in
   * `-luks`. With such a type and without this, OVHcloud manages the key.
   */
  declare readonly encryptionKey: pulumi.Output<VolumeEncryptionKey | undefined>;

  /** Zone, in a region with several, such as `eu-west-par-a`. It must be that of the instance. */
  declare readonly availabilityZone: pulumi.Output<string | undefined>;

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

  /** ID of the volume, without its project and region. */
  declare readonly volumeId: pulumi.Output<string>;

  /** Status as reported by OVHcloud, such as `available` or `in-use`. */
  declare readonly status: pulumi.Output<string>;

  /** IDs of the instances that it is attached to. */
  declare readonly instanceIds: pulumi.Output<string[] | undefined>;

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
