// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PlacementGroupArgs {
  /**
   * Name (`placementGroupName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from
   * the resource's name if absent.
   *
   * A change replaces the placement group. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the placement group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * `AA`, the only type: the servers run on different hosts (`placementGroupTypeCode`).
   *
   * A change replaces the placement group. Drift is reported in a warning, not repaired.
   */
  type?: pulumi.Input<"AA"> | undefined;

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
  token: "naver:PlacementGroup",
  properties: ["name", "region", "type", "adopt", "timeouts", "placementGroupNo", "failure"],
  secrets: [],
};

/**
 * A group of servers that NAVER Cloud runs on different hosts, for `placementGroup` of a server.
 *
 * ## Example Usage
 *
 * Two servers that never run on the same host.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const apart = new indiecloud.naver.PlacementGroup("apart", {type: "AA"});
 * const blue = new indiecloud.naver.Server("blue", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 *     placementGroup: apart.id,
 * });
 * const green = new indiecloud.naver.Server("green", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 *     placementGroup: apart.id,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class PlacementGroup extends Resource {
  /**
   * Name (`placementGroupName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from
   * the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** `AA`, the only type: the servers run on different hosts (`placementGroupTypeCode`). */
  declare readonly type: pulumi.Output<"AA" | undefined>;

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

  /** Number of the group. */
  declare readonly placementGroupNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: PlacementGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: PlacementGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: PlacementGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): PlacementGroup {
    return new PlacementGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is PlacementGroup {
    return Resource.isOf(shape, value);
  }
}
