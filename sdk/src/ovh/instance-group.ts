// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceGroupArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the instance group. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the instance group. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the instance group. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * `affinity`: on the same host; `anti-affinity`: on different ones.
   *
   * A change replaces the instance group. Drift is reported in a warning, not repaired.
   */
  type: pulumi.Input<"affinity" | "anti-affinity">;

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
  token: "ovh:InstanceGroup",
  properties: ["name", "project", "region", "type", "adopt", "timeouts", "groupId", "instanceIds", "failure"],
  secrets: [],
};

/**
 * A group that places instances on the same host or on different ones, for `group` of an instance. OVHcloud cannot
 * change one: every change replaces it.
 *
 * ## Example Usage
 *
 * Two instances that never run on the same host.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const apart = new indiecloud.ovh.InstanceGroup("apart", {
 *     region: "GRA11",
 *     type: "anti-affinity",
 * });
 * const blue = new indiecloud.ovh.Instance("blue", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 *     group: apart.id,
 * });
 * const green = new indiecloud.ovh.Instance("green", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 *     group: apart.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class InstanceGroup extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** `affinity`: on the same host; `anti-affinity`: on different ones. */
  declare readonly type: pulumi.Output<"affinity" | "anti-affinity">;

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

  /** ID of the group, without its project and region. */
  declare readonly groupId: pulumi.Output<string>;

  /** IDs of the instances in it. */
  declare readonly instanceIds: pulumi.Output<string[] | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: InstanceGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: InstanceGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: InstanceGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InstanceGroup {
    return new InstanceGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is InstanceGroup {
    return Resource.isOf(shape, value);
  }
}
