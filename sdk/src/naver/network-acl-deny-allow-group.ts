// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NetworkAclDenyAllowGroupArgs {
  /**
   * Name (`networkAclDenyAllowGroupName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter.
   * Generated from the resource's name if absent.
   *
   * A change replaces the deny-allow group. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the deny-allow group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the group, by name or number (`vpcNo`).
   *
   * A change replaces the deny-allow group. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the VPC exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Description (`networkAclDenyAllowGroupDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * All IPv4 addresses of the group, 1 to 100; others are removed. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  ipList?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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
  token: "naver:NetworkAclDenyAllowGroup",
  properties: [
    "name",
    "region",
    "vpc",
    "description",
    "ipList",
    "adopt",
    "timeouts",
    "denyAllowGroupNo",
    "isApplied",
    "failure",
  ],
  secrets: [],
};

/**
 * A list of addresses of a VPC, for `denyAllowGroup` in the rules of its network ACLs.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const banned = new indiecloud.naver.NetworkAclDenyAllowGroup("banned", {
 *     vpc: main.vpcNo,
 *     ipList: [
 *         "192.0.2.7",
 *         "198.51.100.24",
 *     ],
 * });
 * const border = new indiecloud.naver.NetworkAcl("border", {
 *     vpc: main.vpcNo,
 *     inbound: [{
 *         priority: 1,
 *         protocol: "TCP",
 *         action: "DROP",
 *         portRange: "1-65535",
 *         denyAllowGroup: banned.id,
 *     }],
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class NetworkAclDenyAllowGroup extends Resource {
  /**
   * Name (`networkAclDenyAllowGroupName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter.
   * Generated from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the group, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /** Description (`networkAclDenyAllowGroupDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** All IPv4 addresses of the group, 1 to 100; others are removed. Unmanaged if absent. */
  declare readonly ipList: pulumi.Output<string[] | undefined>;

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

  /** Number of the group (`networkAclDenyAllowGroupNo`). */
  declare readonly denyAllowGroupNo: pulumi.Output<string>;

  /** Whether a rule of a network ACL used the group when it was last read. */
  declare readonly isApplied: pulumi.Output<boolean | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NetworkAclDenyAllowGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NetworkAclDenyAllowGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NetworkAclDenyAllowGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NetworkAclDenyAllowGroup {
    return new NetworkAclDenyAllowGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is NetworkAclDenyAllowGroup {
    return Resource.isOf(shape, value);
  }
}
