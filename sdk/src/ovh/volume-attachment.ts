// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeAttachmentArgs {
  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the volume attachment. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region of the volume and the instance, such as `GRA11`.
   *
   * A change replaces the volume attachment. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Volume, by ID or name.
   *
   * A change replaces the volume attachment. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * volume exists.
   */
  volume: pulumi.Input<string>;

  /**
   * Instance to attach it to, by ID or name. A change detaches the volume and attaches it again.
   *
   * A change replaces the volume attachment. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the instance exists.
   */
  instance: pulumi.Input<string>;

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
  token: "ovh:VolumeAttachment",
  properties: [
    "project",
    "region",
    "volume",
    "instance",
    "adopt",
    "timeouts",
    "volumeId",
    "instanceId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * Attaches a volume to an instance. Deleting it detaches the volume, which keeps its data. Unmount the file system
 * in the guest first.
 *
 * ## Example Usage
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
 *     type: "classic",
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
export class VolumeAttachment extends Resource {
  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region of the volume and the instance, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Volume, by ID or name. */
  declare readonly volume: pulumi.Output<string>;

  /** Instance to attach it to, by ID or name. A change detaches the volume and attaches it again. */
  declare readonly instance: pulumi.Output<string>;

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

  /** ID of the volume. */
  declare readonly volumeId: pulumi.Output<string>;

  /** ID of the instance. */
  declare readonly instanceId: pulumi.Output<string>;

  /** Status of the volume as reported by OVHcloud, such as `in-use`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VolumeAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VolumeAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VolumeAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VolumeAttachment {
    return new VolumeAttachment(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is VolumeAttachment {
    return Resource.isOf(shape, value);
  }
}
