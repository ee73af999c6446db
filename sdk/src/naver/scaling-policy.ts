// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ScalingPolicyArgs {
  /**
   * Name (`policyName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the scaling policy. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the scaling policy. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Auto scaling group, by name or number (`autoScalingGroupNo`).
   *
   * A change replaces the scaling policy. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the auto scaling group exists.
   */
  autoScalingGroup: pulumi.Input<string>;

  /**
   * Meaning of `scalingAdjustment` (`adjustmentTypeCode`): `CHANG` adds or removes servers, `EXACT` is their number,
   * `PRCNT` is a percentage to add or remove.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  adjustmentType: pulumi.Input<"CHANG" | "EXACT" | "PRCNT">;

  /**
   * The adjustment; negative to remove servers.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  scalingAdjustment: pulumi.Input<number>;

  /**
   * Smallest number of servers that a percentage adds or removes. Only for `PRCNT`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  minAdjustmentStep?: pulumi.Input<number> | undefined;

  /**
   * Seconds after it in which nothing is scaled (`coolDown`), 300 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  cooldown?: pulumi.Input<number> | undefined;

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
  token: "naver:ScalingPolicy",
  properties: [
    "name",
    "region",
    "autoScalingGroup",
    "adjustmentType",
    "scalingAdjustment",
    "minAdjustmentStep",
    "cooldown",
    "adopt",
    "timeouts",
    "policyNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A rule that changes the number of servers of an auto scaling group when it is executed, as by an event rule.
 *
 * ## Example Usage
 *
 * Two more servers each time the policy is executed.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.naver.LaunchConfiguration("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 * });
 * const webServers = new indiecloud.naver.AutoScalingGroup("webServers", {
 *     launchConfiguration: web.launchConfigurationNo,
 *     subnet: "shop-front",
 *     minSize: 1,
 *     maxSize: 5,
 * });
 * const grow = new indiecloud.naver.ScalingPolicy("grow", {
 *     autoScalingGroup: webServers.autoScalingGroupNo,
 *     adjustmentType: "CHANG",
 *     scalingAdjustment: 2,
 *     cooldown: 300,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/common-vapidatatype-scalingpolicy
 */
export class ScalingPolicy extends Resource {
  /**
   * Name (`policyName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Auto scaling group, by name or number (`autoScalingGroupNo`). */
  declare readonly autoScalingGroup: pulumi.Output<string>;

  /**
   * Meaning of `scalingAdjustment` (`adjustmentTypeCode`): `CHANG` adds or removes servers, `EXACT` is their number,
   * `PRCNT` is a percentage to add or remove.
   */
  declare readonly adjustmentType: pulumi.Output<"CHANG" | "EXACT" | "PRCNT">;

  /** The adjustment; negative to remove servers. */
  declare readonly scalingAdjustment: pulumi.Output<number>;

  /** Smallest number of servers that a percentage adds or removes. Only for `PRCNT`. */
  declare readonly minAdjustmentStep: pulumi.Output<number | undefined>;

  /** Seconds after it in which nothing is scaled (`coolDown`), 300 if absent. */
  declare readonly cooldown: pulumi.Output<number | undefined>;

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

  /** Number of the policy. */
  declare readonly policyNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ScalingPolicyArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ScalingPolicyArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ScalingPolicyArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ScalingPolicy {
    return new ScalingPolicy(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ScalingPolicy {
    return Resource.isOf(shape, value);
  }
}
