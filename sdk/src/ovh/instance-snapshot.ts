// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceSnapshotArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the instance snapshot. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the instance snapshot. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region of the instance, such as `GRA11`.
   *
   * A change replaces the instance snapshot. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Instance, by ID or name; OVHcloud does not show it afterwards, so that an existing snapshot may lack it. It is
   * busy meanwhile. A snapshot of one that runs is as consistent as a power failure leaves it.
   *
   * A change replaces the instance snapshot. Cannot be read back, so drift is not detected. `pulumi preview` checks
   * that the instance exists.
   */
  instance?: pulumi.Input<string> | undefined;

  /**
   * Region to copy it to as well (`distantRegionName`). The copy is charged, has the snapshot's name with `-` and
   * the snapshot's region, and is deleted with the snapshot.
   *
   * A change replaces the instance snapshot. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  distantRegion?: pulumi.Input<string> | undefined;

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
  token: "ovh:InstanceSnapshot",
  properties: [
    "name",
    "project",
    "region",
    "instance",
    "distantRegion",
    "adopt",
    "timeouts",
    "imageId",
    "size",
    "status",
    "distantName",
    "distantImageId",
    "failure",
  ],
  secrets: [],
};

/**
 * A snapshot of an instance, kept as an image of the project for `image` of another instance; also copied to another
 * region. OVHcloud cannot change one: every change replaces it.
 *
 * ## Example Usage
 *
 * A snapshot of an instance, with a copy in another region.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.ovh.Instance("web", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 * });
 * const golden = new indiecloud.ovh.InstanceSnapshot("golden", {
 *     region: "GRA11",
 *     instance: web.id,
 *     distantRegion: "BHS5",
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class InstanceSnapshot extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region of the instance, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /**
   * Instance, by ID or name; OVHcloud does not show it afterwards, so that an existing snapshot may lack it. It is
   * busy meanwhile. A snapshot of one that runs is as consistent as a power failure leaves it.
   */
  declare readonly instance: pulumi.Output<string | undefined>;

  /**
   * Region to copy it to as well (`distantRegionName`). The copy is charged, has the snapshot's name with `-` and
   * the snapshot's region, and is deleted with the snapshot.
   */
  declare readonly distantRegion: pulumi.Output<string | undefined>;

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

  /** ID of the image, without its project and region. */
  declare readonly imageId: pulumi.Output<string>;

  /** Size in GB. */
  declare readonly size: pulumi.Output<number | undefined>;

  /** Status as reported by OVHcloud, such as `active`. */
  declare readonly status: pulumi.Output<string>;

  /** Name of the copy in `distantRegion`. */
  declare readonly distantName: pulumi.Output<string | undefined>;

  /** ID of the copy in `distantRegion`. */
  declare readonly distantImageId: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: InstanceSnapshotArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: InstanceSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: InstanceSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InstanceSnapshot {
    return new InstanceSnapshot(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is InstanceSnapshot {
    return Resource.isOf(shape, value);
  }
}
