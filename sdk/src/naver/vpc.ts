// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpcArgs {
  /**
   * Name (`vpcName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the VPC. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the VPC. Drift is reported in a warning, not repaired. `pulumi preview` checks that the region
   * exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Address range, `/16` to `/28` within `10.0.0.0/8`, `172.16.0.0/12` or `192.168.0.0/16`.
   *
   * A change replaces the VPC. Drift is reported in a warning, not repaired.
   */
  ipv4CidrBlock: pulumi.Input<string>;

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
  token: "naver:Vpc",
  properties: [
    "name",
    "region",
    "ipv4CidrBlock",
    "adopt",
    "timeouts",
    "vpcNo",
    "status",
    "defaultNetworkAclNo",
    "defaultAccessControlGroupNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A virtual private cloud, created with a default network ACL and a default access control group. NAVER Cloud cannot
 * change one.
 *
 * ## Example Usage
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
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class Vpc extends Resource {
  /**
   * Name (`vpcName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Address range, `/16` to `/28` within `10.0.0.0/8`, `172.16.0.0/12` or `192.168.0.0/16`. */
  declare readonly ipv4CidrBlock: pulumi.Output<string>;

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

  /** Number of the VPC. */
  declare readonly vpcNo: pulumi.Output<string>;

  /** Status as reported by NAVER Cloud. */
  declare readonly status: pulumi.Output<string>;

  /** Number of the VPC's default network ACL. */
  declare readonly defaultNetworkAclNo: pulumi.Output<string | undefined>;

  /** Number of the VPC's default access control group. */
  declare readonly defaultAccessControlGroupNo: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VpcArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VpcArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VpcArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Vpc {
    return new Vpc(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Vpc {
    return Resource.isOf(shape, value);
  }
}
