// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpcPeeringArgs {
  /**
   * Name (`vpcPeeringName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC that it begins in, by number or ID (`sourceVpcNo`).
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired. Only one object can have it at
   * a time, so a replacement that keeps it deletes the old object first.
   */
  sourceVpc: pulumi.Input<string>;

  /**
   * VPC that it leads to, by number or ID (`targetVpcNo`).
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired.
   */
  targetVpc: pulumi.Input<string>;

  /**
   * Login ID of the account that has the target VPC, if that is another one.
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired.
   */
  targetVpcLoginId?: pulumi.Input<string> | undefined;

  /**
   * Name of the target VPC, if it is another account's.
   *
   * A change replaces the VPC peering. Drift is reported in a warning, not repaired.
   */
  targetVpcName?: pulumi.Input<string> | undefined;

  /**
   * `true` accepts a peering that another account asks for: adopt it in the account of the target VPC. A peering
   * within the account is accepted unless this is `false`. What is accepted stays accepted.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  accept?: pulumi.Input<boolean> | undefined;

  /**
   * Description (`vpcPeeringDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

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
  token: "naver:VpcPeering",
  properties: [
    "name",
    "region",
    "sourceVpc",
    "targetVpc",
    "targetVpcLoginId",
    "targetVpcName",
    "accept",
    "description",
    "adopt",
    "timeouts",
    "vpcPeeringInstanceNo",
    "isBetweenAccounts",
    "reverseVpcPeeringInstanceNo",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A VPC peering: a way from one VPC to another, also one of another account. It is one-way, so answers need a second
 * peering in the other direction, and each VPC's route tables need a route to the peering that begins there.
 *
 * ## Example Usage
 *
 * A peering is one-way, so two VPCs that talk to each other need one in each direction.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const shop = new indiecloud.naver.Vpc("shop", {ipv4CidrBlock: "10.20.0.0/16"});
 * const office = new indiecloud.naver.Vpc("office", {ipv4CidrBlock: "10.30.0.0/16"});
 * const toOffice = new indiecloud.naver.VpcPeering("toOffice", {
 *     sourceVpc: shop.id,
 *     targetVpc: office.id,
 * });
 * const toShop = new indiecloud.naver.VpcPeering("toShop", {
 *     sourceVpc: office.id,
 *     targetVpc: shop.id,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class VpcPeering extends Resource {
  /**
   * Name (`vpcPeeringName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC that it begins in, by number or ID (`sourceVpcNo`). */
  declare readonly sourceVpc: pulumi.Output<string>;

  /** VPC that it leads to, by number or ID (`targetVpcNo`). */
  declare readonly targetVpc: pulumi.Output<string>;

  /** Login ID of the account that has the target VPC, if that is another one. */
  declare readonly targetVpcLoginId: pulumi.Output<string | undefined>;

  /** Name of the target VPC, if it is another account's. */
  declare readonly targetVpcName: pulumi.Output<string | undefined>;

  /**
   * `true` accepts a peering that another account asks for: adopt it in the account of the target VPC. A peering
   * within the account is accepted unless this is `false`. What is accepted stays accepted.
   */
  declare readonly accept: pulumi.Output<boolean | undefined>;

  /** Description (`vpcPeeringDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

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

  /** Number of the peering. */
  declare readonly vpcPeeringInstanceNo: pulumi.Output<string>;

  /** Whether the two VPCs are of different accounts. */
  declare readonly isBetweenAccounts: pulumi.Output<boolean>;

  /** Number of the peering in the other direction, or empty. */
  declare readonly reverseVpcPeeringInstanceNo: pulumi.Output<string>;

  /** Status as reported by NAVER Cloud: `RUN` once it is accepted. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VpcPeeringArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VpcPeeringArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VpcPeeringArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VpcPeering {
    return new VpcPeering(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is VpcPeering {
    return Resource.isOf(shape, value);
  }
}
