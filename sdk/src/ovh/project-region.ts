// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ProjectRegionArgs {
  /**
   * Region, with its number, such as `WAW1`.
   *
   * A change replaces the project region. Drift is reported in a warning, not repaired.
   */
  region: pulumi.Input<string>;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the project region. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

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
  token: "ovh:ProjectRegion",
  properties: ["region", "project", "adopt", "timeouts", "name", "isActive", "failure"],
  secrets: [],
};

/**
 * A region that a Public Cloud project uses. It is activated if it is not yet. OVHcloud cannot deactivate one:
 * deleting this only removes it from the state, with a warning.
 *
 * ## Example Usage
 *
 * Activate a region before you use it.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const warsaw = new indiecloud.ovh.ProjectRegion("warsaw", {region: "WAW1"});
 * const web = new indiecloud.ovh.Instance("web", {
 *     region: warsaw.name,
 *     plan: "b3-8",
 *     image: "Ubuntu 24.04",
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class ProjectRegion extends Resource {
  /** Region, with its number, such as `WAW1`. */
  declare readonly region: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

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

  /** Name of the region, for `region` of other resources: they then wait until it is active, also in the preview. */
  declare readonly name: pulumi.Output<string>;

  /** Whether the project may use it. */
  declare readonly isActive: pulumi.Output<boolean | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ProjectRegionArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ProjectRegionArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ProjectRegionArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProjectRegion {
    return new ProjectRegion(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ProjectRegion {
    return Resource.isOf(shape, value);
  }
}
