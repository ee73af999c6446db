// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface AutoScalingGroupArgs {
  /**
   * Name (`autoScalingGroupName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   *
   * A change replaces the auto scaling group. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the auto scaling group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Launch configuration, by name or number (`launchConfigurationNo`). A change applies to the servers that are made
   * from then on.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the launch configuration exists.
   */
  launchConfiguration: pulumi.Input<string>;

  /**
   * Subnet of the servers, by name or number (`subnetNo`).
   *
   * A change replaces the auto scaling group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the subnet exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * One to three access control groups of the servers, by name or number (`accessControlGroupNoList`). The VPC's
   * default group if absent.
   *
   * A change replaces the auto scaling group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the access control group exists.
   */
  accessControlGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Target groups that the servers join, by name or number (`targetGroupNoList`). Do not set `targets` of these.
   *
   * A change replaces the auto scaling group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the target group exists.
   */
  targetGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Beginning of the servers' names, 3 to 7 characters.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  serverNamePrefix?: pulumi.Input<string> | undefined;

  /**
   * Smallest number of servers, 0 to 30.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  minSize: pulumi.Input<number>;

  /**
   * Largest number of servers, 0 to 30.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  maxSize: pulumi.Input<number>;

  /**
   * Number of servers now, from `minSize` (the default) to `maxSize`. Omit it if policies or schedules set it:
   * `pulumi up` then leaves it as it is.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  desiredCapacity?: pulumi.Input<number> | undefined;

  /**
   * Seconds after a scaling in which nothing is scaled (`defaultCoolDown`), 300 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  defaultCooldown?: pulumi.Input<number> | undefined;

  /**
   * Whose health check decides whether a server is replaced (`healthCheckTypeCode`): `SVR`, the server's (the
   * default), or `LOADB`, the load balancer's.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckType?: pulumi.Input<"SVR" | "LOADB"> | undefined;

  /**
   * Seconds in which a new server may fail the health check, 300 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckGracePeriod?: pulumi.Input<number> | undefined;

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
   * Defaults: `60m` to create, `60m` to update and `60m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:AutoScalingGroup",
  properties: [
    "name",
    "region",
    "launchConfiguration",
    "subnet",
    "accessControlGroups",
    "targetGroups",
    "serverNamePrefix",
    "minSize",
    "maxSize",
    "desiredCapacity",
    "defaultCooldown",
    "healthCheckType",
    "healthCheckGracePeriod",
    "adopt",
    "timeouts",
    "autoScalingGroupNo",
    "vpcNo",
    "servers",
    "failure",
  ],
  secrets: [],
};

/**
 * A group of servers that NAVER Cloud makes and deletes by itself. These servers are charged, and go with the group.
 *
 * ## Example Usage
 *
 * One to five servers, which join the target group of a load balancer.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const front = new indiecloud.naver.Subnet("front", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.1.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 * });
 * const webServers = new indiecloud.naver.TargetGroup("webServers", {
 *     vpc: main.vpcNo,
 *     protocol: "HTTP",
 *     healthCheckProtocol: "HTTP",
 * });
 * const web = new indiecloud.naver.LaunchConfiguration("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 * });
 * const scaled = new indiecloud.naver.AutoScalingGroup("scaled", {
 *     launchConfiguration: web.launchConfigurationNo,
 *     subnet: front.subnetNo,
 *     targetGroups: [webServers.targetGroupNo],
 *     minSize: 1,
 *     maxSize: 5,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vautoscaling
 */
export class AutoScalingGroup extends Resource {
  /**
   * Name (`autoScalingGroupName`): up to 255 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Launch configuration, by name or number (`launchConfigurationNo`). A change applies to the servers that are made
   * from then on.
   */
  declare readonly launchConfiguration: pulumi.Output<string>;

  /** Subnet of the servers, by name or number (`subnetNo`). */
  declare readonly subnet: pulumi.Output<string>;

  /**
   * One to three access control groups of the servers, by name or number (`accessControlGroupNoList`). The VPC's
   * default group if absent.
   */
  declare readonly accessControlGroups: pulumi.Output<string[] | undefined>;

  /** Target groups that the servers join, by name or number (`targetGroupNoList`). Do not set `targets` of these. */
  declare readonly targetGroups: pulumi.Output<string[] | undefined>;

  /** Beginning of the servers' names, 3 to 7 characters. */
  declare readonly serverNamePrefix: pulumi.Output<string | undefined>;

  /** Smallest number of servers, 0 to 30. */
  declare readonly minSize: pulumi.Output<number>;

  /** Largest number of servers, 0 to 30. */
  declare readonly maxSize: pulumi.Output<number>;

  /**
   * Number of servers now, from `minSize` (the default) to `maxSize`. Omit it if policies or schedules set it:
   * `pulumi up` then leaves it as it is.
   */
  declare readonly desiredCapacity: pulumi.Output<number | undefined>;

  /** Seconds after a scaling in which nothing is scaled (`defaultCoolDown`), 300 if absent. */
  declare readonly defaultCooldown: pulumi.Output<number | undefined>;

  /**
   * Whose health check decides whether a server is replaced (`healthCheckTypeCode`): `SVR`, the server's (the
   * default), or `LOADB`, the load balancer's.
   */
  declare readonly healthCheckType: pulumi.Output<"SVR" | "LOADB" | undefined>;

  /** Seconds in which a new server may fail the health check, 300 if absent. */
  declare readonly healthCheckGracePeriod: pulumi.Output<number | undefined>;

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
  declare readonly autoScalingGroupNo: pulumi.Output<string>;

  /** Number of the VPC. */
  declare readonly vpcNo: pulumi.Output<string | undefined>;

  /** Numbers of the servers that the group has made. They are no resources of the program. */
  declare readonly servers: pulumi.Output<string[]>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: AutoScalingGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: AutoScalingGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: AutoScalingGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): AutoScalingGroup {
    return new AutoScalingGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is AutoScalingGroup {
    return Resource.isOf(shape, value);
  }
}
