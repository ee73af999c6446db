// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ScalingScheduleArgs {
  /**
   * Name (`scheduledActionName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   *
   * A change replaces the scaling schedule. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the scaling schedule. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Auto scaling group, by name or number (`autoScalingGroupNo`).
   *
   * A change replaces the scaling schedule. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the auto scaling group exists.
   */
  autoScalingGroup: pulumi.Input<string>;

  /**
   * Smallest number of servers from then on, 0 to 30.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  minSize: pulumi.Input<number>;

  /**
   * Largest number of servers from then on, 0 to 30.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  maxSize: pulumi.Input<number>;

  /**
   * Number of servers then, from `minSize` (the default) to `maxSize`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  desiredCapacity?: pulumi.Input<number> | undefined;

  /**
   * First time, such as `"2027-01-31T09:00:00+09:00"`, in the future. Required without `recurrence`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  startTime?: pulumi.Input<string> | undefined;

  /**
   * Time after which it does not recur.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  endTime?: pulumi.Input<string> | undefined;

  /**
   * When it recurs, as in a crontab: `"0 9 * * 1-5"`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  recurrence?: pulumi.Input<string> | undefined;

  /**
   * Time zone of `recurrence`: `KST` (the default) or `UTC`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  timeZone?: pulumi.Input<"KST" | "UTC"> | undefined;

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
  token: "naver:ScalingSchedule",
  properties: [
    "name",
    "region",
    "autoScalingGroup",
    "minSize",
    "maxSize",
    "desiredCapacity",
    "startTime",
    "endTime",
    "recurrence",
    "timeZone",
    "adopt",
    "timeouts",
    "scheduledActionNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A time, or recurring times, at which the sizes of an auto scaling group change.
 *
 * ## Example Usage
 *
 * More servers from nine in the morning on workdays.
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
 * const morning = new indiecloud.naver.ScalingSchedule("morning", {
 *     autoScalingGroup: webServers.autoScalingGroupNo,
 *     minSize: 3,
 *     maxSize: 5,
 *     recurrence: "0 9 * * 1-5",
 *     timeZone: "KST",
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vautoscaling-autoscalinggroup-putscheduledupdategroupaction
 */
export class ScalingSchedule extends Resource {
  /**
   * Name (`scheduledActionName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Auto scaling group, by name or number (`autoScalingGroupNo`). */
  declare readonly autoScalingGroup: pulumi.Output<string>;

  /** Smallest number of servers from then on, 0 to 30. */
  declare readonly minSize: pulumi.Output<number>;

  /** Largest number of servers from then on, 0 to 30. */
  declare readonly maxSize: pulumi.Output<number>;

  /** Number of servers then, from `minSize` (the default) to `maxSize`. */
  declare readonly desiredCapacity: pulumi.Output<number | undefined>;

  /** First time, such as `"2027-01-31T09:00:00+09:00"`, in the future. Required without `recurrence`. */
  declare readonly startTime: pulumi.Output<string | undefined>;

  /** Time after which it does not recur. */
  declare readonly endTime: pulumi.Output<string | undefined>;

  /** When it recurs, as in a crontab: `"0 9 * * 1-5"`. */
  declare readonly recurrence: pulumi.Output<string | undefined>;

  /** Time zone of `recurrence`: `KST` (the default) or `UTC`. */
  declare readonly timeZone: pulumi.Output<"KST" | "UTC" | undefined>;

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

  /** Number of the schedule. */
  declare readonly scheduledActionNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ScalingScheduleArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ScalingScheduleArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ScalingScheduleArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ScalingSchedule {
    return new ScalingSchedule(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ScalingSchedule {
    return Resource.isOf(shape, value);
  }
}
